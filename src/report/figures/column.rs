//! The columns of a table of figures: what each is called by programs and by people, and of which kind its figures are.
//!
//! In: nothing. Out: columns, with titles in every language.

use crate::domain::language::Words;
use crate::report::locale::Locale;

/// What the figures of a column are, and how people read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whose row it is.
    Name,
    /// Words and sentences.
    Text,
    /// What means something to programs.
    Code,
    /// What only programs read, letter by letter.
    Verbatim,
    /// The name of a burden; empty for all shifts.
    Burden,
    /// Whole numbers.
    Whole,
    /// Fractions with so many decimals.
    Amount(u32),
    /// The same, with a plus before what is above zero.
    Signed(u32),
    /// Parts of a whole.
    Percent,
    /// Changes in hundredths, with so many decimals and a plus before what is above zero.
    Hundredths(u32),
    /// Values of goals; a dash where there is none.
    Value,
    /// Yes or no, where yes is good news.
    Judged,
    /// Dates.
    Date,
    /// Days of the week.
    Weekday,
    /// Times of the day.
    Time,
    /// Windows by date and start.
    Slot,
    /// People on a seat; a dash where nobody is.
    Person,
}

impl Kind {
    /// Whether it is percentages.
    pub fn is_percentage(self) -> bool {
        matches!(self, Kind::Percent | Kind::Hundredths(_))
    }

    /// Whether it is numbers, which stand to the right.
    pub fn is_number(self) -> bool {
        match self {
            Kind::Whole | Kind::Amount(_) | Kind::Signed(_) | Kind::Percent | Kind::Hundredths(_) | Kind::Value => true,
            Kind::Name
            | Kind::Text
            | Kind::Code
            | Kind::Verbatim
            | Kind::Burden
            | Kind::Judged
            | Kind::Date
            | Kind::Weekday
            | Kind::Time
            | Kind::Slot
            | Kind::Person => false,
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name to programs.
    pub key: &'static str,
    /// What its figures are.
    pub kind: Kind,
    /// What its figures count more than the others of a row: they stand out.
    pub stands_out: bool,
    title: Words,
    on_terminal: Option<Words>,
}

impl Column {
    /// A column with its titles, the Danish one first.
    pub const fn new(key: &'static str, kind: Kind, [danish, english]: [&'static str; 2]) -> Self {
        Column { key, kind, stands_out: false, title: Words::new(danish, english), on_terminal: None }
    }

    /// A column that only programs read.
    pub const fn of_a_file(key: &'static str) -> Self {
        Column::new(key, Kind::Verbatim, [key, key])
    }

    /// The same, standing out.
    #[must_use]
    pub const fn standing_out(mut self) -> Self {
        self.stands_out = true;
        self
    }

    /// The same, under other titles on the terminal, which has less room.
    #[must_use]
    pub const fn on_terminal(mut self, [danish, english]: [&'static str; 2]) -> Self {
        self.on_terminal = Some(Words::new(danish, english));
        self
    }

    /// Its title.
    pub fn title(&self, locale: &Locale) -> &'static str {
        self.title.of(locale.language())
    }

    /// Its title on the terminal. Percentages have their sign there.
    pub fn terminal_title(&self, locale: &Locale) -> String {
        let title = self.on_terminal.map(|title| title.of(locale.language()).to_owned());
        let title = title.unwrap_or_else(|| self.title(locale).to_lowercase());
        if self.kind.is_percentage() { title + " %" } else { title }
    }
}
