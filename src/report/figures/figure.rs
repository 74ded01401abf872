//! What stands in a cell of a table: as people read it, as a CSV file has it, and as a JSON document does.
//!
//! In: what is known. Out: text in a language, or what programs read. Fractions are exact until here, and rounded once.

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::ser::{Serialize, Serializer};

use super::column::Kind;
use crate::domain::Exact;
use crate::domain::calendar::weekday_name;
use crate::domain::guard::guarded;
use crate::domain::language::Words;
use crate::report::json::{Slot, number};
use crate::report::locale::Locale;
use crate::report::numbers::{FILE_PLACES, fixed, tidy, value};
use crate::report::rows::Style;

/// What a cell of a table holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A code, a name, a word of the contract, a sentence.
    Text(String),
    /// Words that people read in their language; programs read the English ones.
    Words(Words),
    /// A fraction.
    Exact(Exact),
    /// A fraction that is off by more than rounding, which people are shown.
    Off(Exact),
    /// Kroner and øre, in øre.
    Ore(i64),
    /// A whole number.
    Count(u64),
    /// A whole number of which it is not proven that no smaller one would do.
    AtMost(u64),
    /// The value of a goal, or a measured time.
    Value(f64),
    /// Yes or no.
    Flag(bool),
    /// A date.
    Date(NaiveDate),
    /// A day of the week.
    Weekday(Weekday),
    /// A time of the day.
    Time(NaiveTime),
    /// Windows by date and start.
    Slots(Vec<(NaiveDate, NaiveTime)>),
    /// Nothing: an empty cell, `null`.
    Unknown,
}

impl Figure {
    /// A text.
    pub fn text(text: &str) -> Self {
        Figure::Text(text.to_owned())
    }

    /// A text, where there is one.
    pub fn told(text: Option<&str>) -> Self {
        text.map_or(Figure::Unknown, Figure::text)
    }

    /// A fraction, if it is known.
    pub fn exact(exact: Option<Exact>) -> Self {
        exact.map_or(Figure::Unknown, Figure::Exact)
    }

    /// A whole number, if it is known.
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Figure::Unknown, Figure::Count)
    }

    /// A value, if it is known and finite.
    pub fn value(value: Option<f64>) -> Self {
        value.filter(|value| value.is_finite()).map_or(Figure::Unknown, Figure::Value)
    }

    /// A time of the day, if it is known.
    pub fn time(time: Option<NaiveTime>) -> Self {
        time.map_or(Figure::Unknown, Figure::Time)
    }

    /// As people read it.
    pub fn shown(&self, kind: Kind, locale: &Locale) -> String {
        match self {
            Figure::Text(name) if kind == Kind::Burden && name.is_empty() => locale.pick("alle", "all").to_owned(),
            Figure::Text(name) if kind == Kind::Burden => locale.burden(name).to_owned(),
            Figure::Text(text) => text.clone(),
            Figure::Words(words) => words.of(locale.language()).to_owned(),
            Figure::Exact(exact) | Figure::Off(exact) => match kind {
                Kind::Percent => locale.percent(exact),
                Kind::Hundredths(places) => locale.hundredths(exact, places),
                Kind::Signed(places) => locale.signed(exact, places),
                Kind::Amount(places) => locale.exact(exact, places),
                _ => locale.exact(exact, FILE_PLACES),
            },
            Figure::Ore(ore) => locale.exact(&kroner(*ore), 2),
            Figure::Count(count) => locale.whole(*count),
            Figure::AtMost(count) => format!("≤ {}", locale.whole(*count)),
            Figure::Value(value) => match kind {
                Kind::Amount(places) => locale.decimal(*value, places as usize),
                _ => locale.value(*value),
            },
            Figure::Flag(flag) => if *flag { locale.pick("ja", "yes") } else { locale.pick("nej", "no") }.to_owned(),
            Figure::Date(date) => locale.date(*date),
            Figure::Weekday(day) => locale.day_of_the_week(*day),
            Figure::Time(time) => time.format("%H:%M").to_string(),
            Figure::Slots(slots) => {
                let slots = slots.iter().map(|&(date, start)| locale.slot(date, start));
                slots.collect::<Vec<_>>().join(", ")
            }
            Figure::Unknown if matches!(kind, Kind::Value | Kind::Person) => "–".to_owned(),
            // Of nothing there is no growth in hundredths.
            Figure::Unknown if matches!(kind, Kind::Hundredths(_)) => locale.pick("ny", "new").to_owned(),
            Figure::Unknown => String::new(),
        }
    }

    /// As it stands in a CSV file.
    pub(super) fn written(&self, style: Style) -> String {
        match self {
            Figure::Text(text) => guarded(text),
            Figure::Words(words) => words.of(Default::default()).to_owned(),
            Figure::Exact(exact) | Figure::Off(exact) => style.number(&fixed(exact, FILE_PLACES)),
            Figure::Ore(ore) => style.number(&fixed(&kroner(*ore), 2)),
            Figure::Count(count) | Figure::AtMost(count) => count.to_string(),
            Figure::Value(number) => style.number(&value(*number)),
            Figure::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Figure::Date(date) => style.date(*date),
            Figure::Weekday(day) => weekday_name(*day).to_owned(),
            Figure::Time(time) => time.format("%H:%M").to_string(),
            Figure::Slots(_) | Figure::Unknown => String::new(),
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Figure::Text(text) => serializer.serialize_str(text),
            Figure::Words(words) => serializer.serialize_str(words.of(Default::default())),
            Figure::Exact(exact) | Figure::Off(exact) => serializer.serialize_f64(number(exact)),
            Figure::Ore(ore) => serializer.serialize_f64(number(&kroner(*ore))),
            Figure::Count(count) | Figure::AtMost(count) => serializer.serialize_u64(*count),
            Figure::Value(value) => serializer.serialize_f64(tidy(*value)),
            Figure::Flag(flag) => serializer.serialize_bool(*flag),
            Figure::Date(_) | Figure::Weekday(_) | Figure::Time(_) => {
                serializer.serialize_str(&self.written(Style::Plain))
            }
            Figure::Slots(slots) => serializer.collect_seq(slots.iter().map(|&(date, start)| Slot::new(date, start))),
            Figure::Unknown => serializer.serialize_none(),
        }
    }
}

/// Øre as kroner.
fn kroner(ore: i64) -> Exact {
    Exact::new(ore.into(), 100.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 5).unwrap()
    }

    #[test]
    fn people_read_the_same_figures_in_their_language() {
        let figures = [
            (Figure::Exact(exact(-1001, 1)), Kind::Amount(2), ["−1.001,00", "−1,001.00"]),
            (Figure::Off(exact(1, 3)), Kind::Signed(1), ["+0,3", "+0.3"]),
            (Figure::Exact(exact(1, 8)), Kind::Percent, ["12,50\u{a0}%", "12.50%"]),
            (Figure::Exact(exact(25, 2)), Kind::Hundredths(1), ["+12,5\u{a0}%", "+12.5%"]),
            (Figure::AtMost(7), Kind::Whole, ["≤ 7", "≤ 7"]),
            (Figure::Count(1234), Kind::Whole, ["1.234", "1,234"]),
            (Figure::text("evening"), Kind::Burden, ["aften", "evening"]),
            (Figure::text(""), Kind::Burden, ["alle", "all"]),
            (Figure::text("665"), Kind::Code, ["665", "665"]),
            (Figure::Flag(false), Kind::Text, ["nej", "no"]),
            (Figure::Value(-0.25), Kind::Value, ["−0,25", "−0.25"]),
            (Figure::Value(0.125), Kind::Amount(1), ["0,1", "0.1"]),
            (Figure::Words(Words::new("en", "one")), Kind::Text, ["en", "one"]),
            (Figure::Date(monday()), Kind::Date, ["05-01-2026", "2026-01-05"]),
            (
                Figure::Slots(vec![(monday(), NaiveTime::MIN)]),
                Kind::Slot,
                ["man 05-01-2026 00:00", "mon 2026-01-05 00:00"],
            ),
            (Figure::Unknown, Kind::Percent, ["", ""]),
            (Figure::Unknown, Kind::Value, ["–", "–"]),
        ];
        for (figure, kind, expected) in figures {
            let shown =
                [Language::Danish, Language::English].map(|language| figure.shown(kind, &Locale::new(language)));
            assert_eq!(shown, expected, "{figure:?}");
        }
    }
}
