//! What `compare` shows on the terminal: what is compared, the figures side by side, and below them, where the eye is when a command
//! ends, what each comes to.
//!
//! In: variants and their lines. Out: text with ANSI styles, never wider than asked. A letter stands for each of them, so that its columns are
//! narrow.

use num_traits::ToPrimitive;

use super::lines::{Account, Cell as Found, Line, Lines, Measure};
use super::{Comparison, sentences};
use crate::report::facts::sentence::Mark;
use crate::report::figures::{Figure, Kind};
use crate::report::locale::{Locale, capitalised};
use crate::report::numbers::{self, TEXT_PLACES};
use crate::report::table::{self, Cell, Column, Terminal, printable};

/// How many municipalities are shown where not all are wanted.
const SHOWN: usize = 12;

/// The report.
pub fn render(comparison: &Comparison<'_>, lines: &Lines, on: &Terminal) -> String {
    let bold = anstyle::Style::new().bold();
    let period = comparison.period().map_or_else(String::new, |period| {
        let [from, to] = [period.from, period.to].map(|day| on.locale.date(day));
        format!(", {from} {} {to}", on.locale.pick("til", "to"))
    });
    let heading = format!("{bold}{}{bold:#}{period}\n", printable(comparison.title));
    let mut parts = vec![heading, who(comparison, on), overall(comparison, lines, on)];
    parts.extend(towns(lines, on));
    parts.push(legend(lines, on) + &told(comparison, lines, on));
    parts.join("\n")
}

/// `A`, `B`, … `Z`, `AA`.
pub fn letter(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    if place < 26 { last.to_string() } else { format!("{}{last}", letter(place / 26 - 1)) }
}

fn who(comparison: &Comparison<'_>, on: &Terminal) -> String {
    let locale = &on.locale;
    let letters = (0..comparison.variants.len()).map(|place| Cell::strong(letter(place))).collect();
    let names = comparison.variants.iter().map(|variant| Cell::plain(variant.name(locale))).collect();
    let changes = comparison
        .variants
        .iter()
        .map(|one| Cell::plain(if one.is_named() { one.change(locale) } else { String::new() }));
    let mut columns = vec![Column::word("", letters), Column::text("", names)];
    columns.extend(
        comparison
            .variants
            .iter()
            .any(|one| one.is_named() && !one.changes.is_empty())
            .then(|| Column::text("", changes.collect())),
    );
    table::list(&columns, on.width)
}

/// Seats, goals and people.
fn overall(comparison: &Comparison<'_>, lines: &Lines, on: &Terminal) -> String {
    let locale = &on.locale;
    let rows: Vec<&Line> = lines.overall().collect();
    let titles = std::iter::once(Cell::plain(locale.pick("resultat", "result")))
        .chain(rows.iter().map(|line| Cell::plain(title(&line.measure, locale))));
    let key = Column::text("", titles.collect());
    let column = |place: usize| {
        let result = sentences::result(&comparison.variants[place], locale);
        let is_good = comparison.variants[place].plan.is_some();
        let cells = std::iter::once(if is_good { Cell::plain(result) } else { Cell::judged(false, result) })
            .chain(rows.iter().map(|line| cell(&line.cells[place], &line.measure, locale)));
        Column::number(letter(place), cells.collect())
    };
    let groups: Vec<Vec<Column>> = (0..comparison.variants.len()).map(|place| vec![column(place)]).collect();
    table::stack(&key, &groups, on.width)
}

/// What a figure is called where it stands alone.
pub fn title(measure: &Measure, locale: &Locale) -> String {
    match measure {
        Measure::Members => locale.pick("medlemmer", "members").to_owned(),
        Measure::Seats => locale.pick("pladser", "seats").to_owned(),
        Measure::Unfilled => locale.pick("ubemandet (bemanding)", "unfilled (coverage)").to_owned(),
        Measure::Goal(rung) => locale.pick(rung.row().title.of(locale.language()), rung.name()).to_owned(),
        Measure::AbovePace => locale.pick("personer over jævnt", "people above pace").to_owned(),
        Measure::TooClose => locale.pick("vagtpar for tæt på", "pairs too close").to_owned(),
        Measure::Shifts(_) => locale.pick("vagter", "shifts").to_owned(),
        Measure::Target(_) => locale.pick("måltal", "target").to_owned(),
    }
}

/// A figure, and how far it is from the first: `20 (+6)`. What is not proven has a sign before it.
fn cell(found: &Found, measure: &Measure, locale: &Locale) -> Cell {
    let text = value(found, measure, locale);
    match difference(found, locale) {
        Some(difference) if matches!(measure, Measure::Unfilled) => {
            let is_worse = difference.starts_with('+');
            Cell::judged(!is_worse, format!("{text} ({difference})"))
        }
        Some(difference) => Cell::strong(format!("{text} ({difference})")),
        None => Cell::plain(text),
    }
}

/// A figure as people read it.
pub fn value(found: &Found, measure: &Measure, locale: &Locale) -> String {
    let kind = match measure {
        Measure::Target(_) => Kind::Amount(TEXT_PLACES),
        _ => Kind::Value,
    };
    if found.value == Figure::Unknown {
        return "–".to_owned();
    }
    // A figure and its difference have as many decimals as either needs.
    let text = match (&found.value, &found.difference) {
        (Figure::Value(value), Some(difference)) if found.differs() => {
            let places = decimals(*value).max(difference.to_f64().map_or(0, decimals));
            locale.decimal(*value, places as usize)
        }
        _ => found.value.shown(kind, locale),
    };
    let is_open = found.proven == Some(false) && matches!(found.value, Figure::Value(_));
    if is_open { format!("≤ {text}") } else { text }
}

/// How far a figure is from that of the first, where it differs to be seen: with as many decimals as the figure has.
pub fn difference(found: &Found, locale: &Locale) -> Option<String> {
    let difference = found.difference.as_ref().filter(|_| found.differs())?;
    let places = match found.value {
        Figure::Value(value) => decimals(value).max(difference.to_f64().map_or(0, decimals)),
        _ if difference.is_integer() => 0,
        _ => TEXT_PLACES,
    };
    Some(locale.signed(difference, places))
}

/// How many decimals a goal's value is written with.
fn decimals(value: f64) -> u32 {
    numbers::value(value).split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32)
}

/// Shifts by municipality, in all and in each burden.
fn towns(lines: &Lines, on: &Terminal) -> Vec<String> {
    let locale = &on.locale;
    let mut tables = Vec::new();
    let classes = || std::iter::once(None).chain(lines.burdens.iter().cloned().map(Some));
    let line =
        |town: usize, burden: &Option<String>| lines.line(&Measure::Shifts(Account { town, burden: burden.clone() }));
    for burden in classes() {
        let all: Vec<&Line> = lines.by_name(locale).into_iter().filter_map(|town| line(town, &burden)).collect();
        let differing: Vec<&Line> = all.iter().copied().filter(|line| line.differs(&lines.planned)).collect();
        let rows = if on.full || all.len() <= SHOWN { all.clone() } else { differing };
        let what = match &burden {
            None => locale.pick("vagter".to_owned(), "shifts".to_owned()),
            Some(name) => locale.shifts_in(name, false),
        };
        let same = (all.len() - rows.len()) as u64;
        let same_said = locale.counted(same, ["kommune", "kommuner"], ["municipality", "municipalities"]);
        if rows.is_empty() {
            let text = locale.pick(
                format!("{}: ens for alle kommuner; --tables viser dem.", capitalised(&what)),
                format!("{}: the same for every municipality; --tables shows them.", capitalised(&what)),
            );
            tables.push(table::note(&text, on.width));
            continue;
        }
        let name = |line: &&Line| match &line.measure {
            Measure::Shifts(account) => Cell::plain(&lines.towns[account.town].name),
            _ => Cell::plain(""),
        };
        let key = Column::text(&what, rows.iter().map(name).collect());
        let column = |place: usize| {
            let cells = rows.iter().map(|line| cell(&line.cells[place], &line.measure, locale)).collect();
            vec![Column::number(letter(place), cells)]
        };
        let groups: Vec<Vec<Column>> = lines.with_a_plan().map(column).collect();
        let mut text = table::stack(&key, &groups, on.width);
        if same > 0 {
            let note = locale.pick(
                format!("{same_said} har det samme i alle; --tables viser dem"),
                format!(
                    "{same_said} {} the same in all of them; --tables shows them",
                    if same == 1 { "has" } else { "have" }
                ),
            );
            text.push_str(&table::note(&note, on.width));
        }
        tables.push(text);
    }
    tables
}

/// What signs mean, where any stands there.
fn legend(lines: &Lines, on: &Terminal) -> String {
    let locale = &on.locale;
    let mut text = String::new();
    let is_open = lines.all.iter().flat_map(|line| &line.cells).any(|cell| cell.proven == Some(false));
    let mut note = |danish: &str, english: &str| text.push_str(&table::note(locale.pick(danish, english), on.width));
    note(
        "i parentes: forskel fra A; for mål er et lavere tal bedre",
        "in brackets: the difference from A; of a goal, less is better",
    );
    note(
        "over jævnt: mindst én vagt mere, end der falder til ved jævn fordeling; for tæt på: under det halve af jævnt",
        "above pace: at least a whole shift more than falls due at an even pace; too close: under half of it",
    );
    if is_open {
        note("≤ ikke bevist: der kan være en bedre plan", "≤ not proven: there may be a better roster");
    }
    text + "\n"
}

fn told(comparison: &Comparison<'_>, lines: &Lines, on: &Terminal) -> String {
    let told = sentences::all(comparison, lines, &on.locale);
    let letters = told.iter().enumerate().map(|(place, told)| match told.mark {
        Mark::Good => Cell::judged(true, letter(place)),
        Mark::Bad | Mark::Open => Cell::judged(false, letter(place)),
        Mark::Fact => Cell::strong(letter(place)),
    });
    let texts = told.iter().map(|told| Cell::plain(format!("{}: {}", told.name, told.text))).collect();
    table::list(&[Column::word("", letters.collect()), Column::text("", texts)], on.width)
}
