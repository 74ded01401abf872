//! Tables on the terminal: columns in, lines out, never wider than asked for as long as the numbers themselves fit.
//!
//! In: columns of cells. Out: text with ANSI styles, which the writer strips where they don't belong. Colour only ever
//! repeats what the text says. Layout is comfy-table's; nothing is padded by hand.

use comfy_table::{
    Attribute, Cell as Laid, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle,
    Width,
};

use crate::domain::language::Language;
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::locale::Locale;

/// For whom a report is written on the terminal.
#[derive(Debug)]
pub struct Terminal {
    /// The language it is told in.
    pub locale: Locale,
    /// The columns there are.
    pub width: u16,
    /// Whether every table is wanted in full, however long.
    pub full: bool,
}

impl Terminal {
    /// A language, and so many columns; long tables in short.
    pub fn new(language: Language, width: u16) -> Self {
        Terminal { locale: Locale::new(language), width, full: false }
    }

    /// The same with every table in full.
    #[must_use]
    pub fn in_full(self, full: bool) -> Self {
        Terminal { full, ..self }
    }
}

/// The widest any table gets, also where the terminal is wider or is none: mails and minutes are not wider.
pub const WIDEST: u16 = 100;

/// The narrowest a table is squeezed to; what is narrower wraps at the terminal.
pub const NARROWEST: u16 = 60;

/// How much of its natural width a text column keeps before other columns have to go elsewhere.
const TEXT_WIDTH: u16 = 22;

/// Blanks between columns: the padding on the right of each, and the place of the vertical line there is none of.
const GAP: u16 = PADDING + 1;

/// Blanks on the right of every column but the last.
const PADDING: u16 = 1;

/// A header over lines, with one rule below it.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// One column, top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    title: String,
    kind: Kind,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Left-aligned, wrapped where space is short.
    Text,
    /// Left-aligned, never wrapped.
    Word,
    /// Right-aligned, never wrapped.
    Number,
}

/// The text of a cell, and how it is emphasised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    text: String,
    emphasis: Emphasis,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emphasis {
    Plain,
    Strong,
    Good,
    Alarming,
}

impl Cell {
    /// An ordinary cell.
    pub fn plain(text: impl Into<String>) -> Self {
        Cell { text: printable(&text.into()), emphasis: Emphasis::Plain }
    }

    /// A sum or a label.
    pub fn strong(text: impl Into<String>) -> Self {
        Cell { text: printable(&text.into()), emphasis: Emphasis::Strong }
    }

    /// What went as it should, or what someone should look at.
    pub fn judged(good: bool, text: impl Into<String>) -> Self {
        Cell { text: printable(&text.into()), emphasis: if good { Emphasis::Good } else { Emphasis::Alarming } }
    }
}

impl Column {
    /// A column of names or sentences, which wraps where space is short.
    pub fn text(title: impl Into<String>, cells: Vec<Cell>) -> Self {
        Column { title: printable(&title.into()), kind: Kind::Text, cells }
    }

    /// A column of words that must not be broken, such as dates.
    pub fn word(title: impl Into<String>, cells: Vec<Cell>) -> Self {
        Column { title: printable(&title.into()), kind: Kind::Word, cells }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>, cells: Vec<Cell>) -> Self {
        Column { title: printable(&title.into()), kind: Kind::Number, cells }
    }

    /// The same under another title.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Column { title: printable(&title.into()), ..self }
    }

    /// The least width the column is happy with.
    fn wish(&self) -> u16 {
        let widest = self.cells.iter().map(|cell| &cell.text).chain([&self.title]).map(|text| text.chars().count());
        let natural = u16::try_from(widest.max().unwrap_or(0)).unwrap_or(u16::MAX);
        if self.kind == Kind::Text { natural.min(TEXT_WIDTH) } else { natural }
    }

    /// The least width in which no word is broken; a word longer than what a text column wishes for may be.
    fn least(&self) -> u16 {
        if self.kind != Kind::Text {
            return self.wish();
        }
        let texts = self.cells.iter().map(|cell| &cell.text).chain([&self.title]);
        let longest = texts.flat_map(|text| text.split_whitespace()).map(|word| word.chars().count()).max();
        u16::try_from(longest.unwrap_or(0)).unwrap_or(u16::MAX).min(TEXT_WIDTH)
    }
}

/// Text as a terminal may safely be given it: a name from a file must neither break a line nor move the cursor.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Whether columns stand side by side in `width` without being squeezed.
pub fn fits(columns: &[Column], width: u16) -> bool {
    let wishes: u16 = columns.iter().map(Column::wish).fold(0, u16::saturating_add);
    let gaps = GAP * u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX / GAP);
    wishes.saturating_add(gaps) <= width
}

/// One table. Where there is no room for it without breaking words, each row is a list of its own.
pub fn render(columns: &[Column], width: u16) -> String {
    if least(columns) <= width { layout(columns, width, true) } else { cards(columns, width) }
}

/// The least width that breaks no word.
fn least(columns: &[Column]) -> u16 {
    let gaps = GAP * u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX / GAP);
    columns.iter().map(Column::least).fold(gaps, u16::saturating_add)
}

/// Each row as a list: the titles and what stands below them.
fn cards(columns: &[Column], width: u16) -> String {
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let card = |row: usize| {
        let told = columns.iter().filter_map(|column| Some((column, column.cells.get(row)?)));
        let told: Vec<_> = told.filter(|(_, cell)| !cell.text.is_empty()).collect();
        let titles = told.iter().map(|(column, _)| Cell::strong(&column.title)).collect();
        let cells = told.iter().map(|(_, cell)| (*cell).clone()).collect();
        list(&[Column::word("", titles), Column::text("", cells)], width)
    };
    (0..rows).map(card).collect::<Vec<_>>().join("\n")
}

/// One table without its header: a list of labels and what they label.
pub fn list(columns: &[Column], width: u16) -> String {
    layout(columns, width, false)
}

/// A table, and further ones below it for what doesn't fit beside the rest; each begins with the `key`. A group of columns
/// stays together as long as it fits anywhere.
pub fn stack(key: &Column, groups: &[Vec<Column>], width: u16) -> String {
    let mut tables = Vec::new();
    let mut current = vec![key.clone()];
    let mut turn_over = |current: &mut Vec<Column>| {
        // A column too wide even on its own stays beside its key.
        if current.len() > 1 {
            tables.push(render(current, width));
            current.truncate(1);
        }
    };
    for group in groups {
        if !fits(&[current.as_slice(), group].concat(), width) {
            turn_over(&mut current);
        }
        for column in group {
            if !fits(&[current.as_slice(), std::slice::from_ref(column)].concat(), width) {
                turn_over(&mut current);
            }
            current.push(column.clone());
        }
    }
    turn_over(&mut current);
    tables.join("\n")
}

/// What a verdict is made of, each sentence under its label.
pub fn sentences(sentences: &[Sentence], width: u16) -> String {
    let label = |sentence: &Sentence| match sentence.mark {
        Mark::Good => Cell::judged(true, sentence.label),
        Mark::Bad | Mark::Open => Cell::judged(false, sentence.label),
        Mark::Fact => Cell::strong(sentence.label),
    };
    let labels = sentences.iter().map(label).collect();
    let texts = sentences.iter().map(|sentence| Cell::plain(&sentence.text)).collect();
    list(&[Column::word("", labels), Column::text("", texts)], width)
}

/// A sentence below a table.
pub fn note(text: &str, width: u16) -> String {
    list(&[Column::text("", vec![Cell::plain(text)])], width)
}

fn layout(columns: &[Column], width: u16, header: bool) -> String {
    let mut table = Table::new();
    // The styles are always laid in: the writer knows whether they are wanted, this room does not look at terminals.
    table.force_no_tty().enforce_styling().set_width(width).load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    // Styles end where the text ends, so that no line ends in styled blanks.
    table.style_text_only();
    if header {
        table.set_header(columns.iter().map(|column| Laid::new(&column.title).add_attribute(Attribute::Bold)));
    }
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    for row in 0..rows {
        table.add_row(columns.iter().map(|column| column.cells.get(row).map_or_else(|| Laid::new(""), laid)));
    }
    let last = columns.len().saturating_sub(1);
    let fit = least(columns) <= width;
    for (index, (laid, column)) in table.column_iter_mut().zip(columns).enumerate() {
        laid.set_padding((0, if index == last { 0 } else { PADDING }));
        match column.kind {
            // No word is broken where there is room for it.
            Kind::Text if fit => {
                laid.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(
                    column.least() + if index == last { 0 } else { PADDING },
                )));
            }
            Kind::Text => {}
            Kind::Word | Kind::Number => {
                laid.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        if column.kind == Kind::Number {
            laid.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn laid(cell: &Cell) -> Laid {
    let laid = Laid::new(&cell.text);
    // A style around nothing would leave blanks at the end of a line.
    if cell.text.is_empty() {
        return laid;
    }
    match cell.emphasis {
        Emphasis::Plain => laid,
        Emphasis::Strong => laid.add_attribute(Attribute::Bold),
        Emphasis::Good => laid.fg(Color::DarkGreen),
        Emphasis::Alarming => laid.fg(Color::DarkYellow).add_attribute(Attribute::Bold),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    fn cells(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|&text| Cell::plain(text)).collect()
    }

    #[test]
    fn numbers_stand_to_the_right_and_no_line_ends_in_blanks() {
        let columns =
            [Column::text("who", cells(&["Ærø", "Aarhus"])), Column::number("shifts", cells(&["1", "1,000"]))];
        assert_eq!(
            stripped(&render(&columns, WIDEST)),
            "who     shifts\n──────────────\nÆrø          1\nAarhus   1,000\n"
        );
    }

    #[test]
    fn long_names_wrap_and_numbers_never_do() {
        let name = "The Joint Municipal Citizen Service Association of the Northern Isles and Surrounding Waters";
        let columns =
            [Column::text("who", cells(&[name])), Column::number("a rather wide column of numbers", cells(&["123"]))];
        let text = stripped(&render(&columns, 60));
        assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
        assert!(text.contains("123"), "{text}");
    }

    #[test]
    fn no_word_is_broken_and_what_finds_no_room_is_told_row_by_row() {
        let columns = [
            Column::word("window", cells(&["mon 2026-01-05 08:00 to 12:00"])),
            Column::text("was", cells(&["Christiansen (AAB12)"])),
            Column::text("is", cells(&["Abildgaard (VIB03)"])),
            Column::text("why", cells(&["Christiansen is not available; Abildgaard takes over."])),
        ];
        let whole = |width| stripped(&render(&columns, width));
        for width in [60, 70, 80, WIDEST] {
            let text = whole(width);
            assert!(text.lines().all(|line| line.chars().count() <= usize::from(width)), "{text}");
            for word in ["Christiansen", "Abildgaard", "available;"] {
                assert!(text.contains(word), "{width}: {word}\n{text}");
            }
        }
        assert!(
            whole(60).starts_with("window  mon 2026-01-05 08:00 to 12:00\nwas     Christiansen (AAB12)\n"),
            "{}",
            whole(60)
        );
        assert!(whole(WIDEST).starts_with("window "), "{}", whole(WIDEST));
    }

    #[test]
    fn columns_that_do_not_fit_move_below_with_their_key() {
        let key = Column::text("who", cells(&["Aarhus", "Lemvig"]));
        let column = |title: &str| Column::number(title, cells(&["12 of 11.83", "1 of 0.96"]));
        let columns = ["evening", "weekend", "night", "holiday", "early", "late"].map(column);
        let text = stripped(&stack(&key, &[columns.to_vec()], 60));
        assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
        assert_eq!(text.matches("Lemvig").count(), 2, "{text}");
        for title in ["evening", "weekend", "night", "holiday", "early", "late"] {
            assert_eq!(text.matches(title).count(), 1, "{text}");
        }
    }
}
