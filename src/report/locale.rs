//! How a language writes what people read: dates, days of the week, numbers, names in order, and the words that every
//! file and page has in common. CSV files are the contract's and know nothing of it.
//!
//! In: dates, exact numbers, names. Out: text. Conventions come from the Unicode CLDR and the C locales, not from here.
//! Every text stands in both languages side by side, so that none can be missing.

use std::cmp::Ordering;

use chrono::{Datelike, Locale as Calendar, NaiveDate, NaiveTime, Weekday};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::locale;
use num_traits::Signed;

use crate::diagnostic;
use crate::domain::goal::Rung;
use crate::domain::language::Language;
use crate::domain::{Exact, Staff, words};
use crate::report::numbers::{self, TEXT_PLACES, fixed, signed};

/// How many municipalities or people a sentence names before it says how many more there are.
pub const NAMED: usize = 4;

/// A language, ready to write.
#[derive(Debug)]
pub struct Locale {
    language: Language,
    collator: CollatorBorrowed<'static>,
    decimals: DecimalFormatter,
}

impl Locale {
    /// The conventions of a language.
    pub fn new(language: Language) -> Self {
        let tag = match language {
            Language::English => locale!("en-GB"),
            Language::Danish => locale!("da"),
        };
        let collator = Collator::try_new((&tag).into(), CollatorOptions::default());
        let decimals = DecimalFormatter::try_new((&tag).into(), Default::default());
        Locale {
            language,
            collator: collator.expect("the data of both languages is part of the program"),
            decimals: decimals.expect("the data of both languages is part of the program"),
        }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text in this language.
    pub fn pick<T>(&self, danish: T, english: T) -> T {
        self.pick_of([danish, english])
    }

    /// The same of a pair that is kept together, the Danish word first.
    pub fn pick_of<T>(&self, [danish, english]: [T; 2]) -> T {
        match self.language {
            Language::Danish => danish,
            Language::English => english,
        }
    }

    /// The order of two names: in Danish Æ, Ø and Å come last, and Aa is Å.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        // Names that are equal for the alphabet still have one order.
        self.collator.compare(one, other).then_with(|| one.cmp(other))
    }

    /// `mandag`, `Monday`.
    pub fn weekday(&self, day: Weekday) -> String {
        some_date(day).format_localized("%A", self.calendar()).to_string()
    }

    /// `man`, `Mon`.
    pub fn short_weekday(&self, day: Weekday) -> String {
        let name = some_date(day).format_localized("%a", self.calendar()).to_string();
        name.trim_end_matches('.').to_owned()
    }

    /// `man`, `mon`: as tables have it; in English it is the contract's word.
    pub fn day_of_the_week(&self, day: Weekday) -> String {
        self.short_weekday(day).to_lowercase()
    }

    /// `05-01-2026`, `2026-01-05`: as tables have it.
    pub fn date(&self, date: NaiveDate) -> String {
        date.format(self.pick("%d-%m-%Y", "%Y-%m-%d")).to_string()
    }

    /// `5. januar 2026`, `5 January 2026`: as sentences have it.
    pub fn long_date(&self, date: NaiveDate) -> String {
        date.format_localized(self.pick("%-d. %B %Y", "%-d %B %Y"), self.calendar()).to_string()
    }

    /// `man 5. jan`, `Mon 5 Jan`: where the year is clear.
    pub fn day(&self, date: NaiveDate) -> String {
        let month = date.format_localized("%b", self.calendar()).to_string();
        let (weekday, day, month) = (self.short_weekday(date.weekday()), date.day(), month.trim_end_matches('.'));
        format!("{weekday} {day}{} {month}", self.pick(".", ""))
    }

    /// `5. jan`, `5 Jan`: where the year and the day of the week are clear. No line is broken within.
    pub fn short_day(&self, date: NaiveDate) -> String {
        let day = self.day(date);
        day.split_once(' ').map_or(day.clone(), |(_, day)| day.replace(' ', "\u{a0}"))
    }

    /// `08:00–12:00`.
    pub fn hours(&self, start: NaiveTime, end: NaiveTime) -> String {
        format!("{}–{}", start.format("%H:%M"), end.format("%H:%M"))
    }

    /// A count, such as `1.118` or `1,118`.
    pub fn whole(&self, count: u64) -> String {
        self.decimals.format(&Decimal::from(count)).to_string()
    }

    /// A fraction with so many decimals, such as `-1,50`.
    pub fn exact(&self, value: &Exact, places: u32) -> String {
        self.written(&fixed(value, places))
    }

    /// As [`Locale::exact`], with a plus before what is above zero.
    pub fn signed(&self, value: &Exact, places: u32) -> String {
        self.written(&signed(value, places))
    }

    /// An amount of shifts with its noun: `0,42 vagt`, `1,90 vagter`, `0.42 shifts`.
    pub fn of_shifts(&self, amount: &Exact) -> String {
        let shown = self.exact(amount, TEXT_PLACES);
        let noun = self.pick(if is_singular(amount) { "vagt" } else { "vagter" }, "shifts");
        format!("{shown} {noun}")
    }

    /// Shifts with a plus before what is above zero.
    pub fn shifts_signed(&self, value: &Exact) -> String {
        self.signed(value, TEXT_PLACES)
    }

    /// A measured number with so many decimals.
    pub fn decimal(&self, value: f64, places: usize) -> String {
        self.written(&format!("{value:.places$}"))
    }

    /// A fraction as a percentage, such as `15,15 %` or `15.15%`.
    pub fn percent(&self, value: &Exact) -> String {
        self.written(&numbers::percent(value)) + self.pick("\u{a0}%", "%")
    }

    /// A change in hundredths, with its sign: `+12,5 %`, `+12.5%`.
    pub fn hundredths(&self, value: &Exact, places: u32) -> String {
        self.signed(value, places) + self.pick("\u{a0}%", "%")
    }

    /// A goal's value: whole numbers without decimals, others with up to four.
    pub fn value(&self, value: f64) -> String {
        self.written(&numbers::value(value))
    }

    /// `a, b og c`, `a, b and c`.
    pub fn list(&self, items: &[impl AsRef<str>]) -> String {
        diagnostic::list(items, self.pick("og", "and"))
    }

    /// `a, b eller c`, `a, b or c`.
    pub fn either(&self, items: &[impl AsRef<str>]) -> String {
        diagnostic::list(items, self.pick("eller", "or"))
    }

    /// `1. januar`, `1 January`: in any year.
    pub fn day_of_the_year(&self, date: NaiveDate) -> String {
        date.format_localized(self.pick("%-d. %B", "%-d %B"), self.calendar()).to_string()
    }

    /// A count with its noun: `1 plads`, `1.118 pladser`.
    pub fn counted(&self, count: u64, danish: [&str; 2], english: [&str; 2]) -> String {
        let noun = self.pick(danish, english)[usize::from(count != 1)];
        format!("{} {noun}", self.whole(count))
    }

    /// A goal, or a part of one, as people call it.
    pub fn goal(&self, rung: Rung) -> &'static str {
        rung.row().title.of(self.language)
    }

    /// What a goal counts, in a few words.
    pub fn counts(&self, rung: Rung) -> &'static str {
        rung.row().counts.of(self.language)
    }

    /// `Inge Klit (LEM1)`, or the id where the name says no more.
    pub fn person(&self, staff: &Staff) -> String {
        words::person(&staff.name, &staff.id)
    }

    /// A window by date and start: `man 05-01-2026 08:00`, `mon 2026-01-05 08:00`.
    pub fn slot(&self, date: NaiveDate, start: NaiveTime) -> String {
        let day = self.day_of_the_week(date.weekday());
        self.pick(format!("{day} {} {}", self.date(date), start.format("%H:%M")), words::slot(date, start))
    }

    /// The first few of them, and how many more there are: `a, b, c, d and 2 more`. The tables have them all.
    pub fn first(&self, all: &[String], between: &str) -> String {
        let named = all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(between);
        match all.len().saturating_sub(NAMED) as u64 {
            0 => named,
            more => {
                let more = self.whole(more);
                named + &self.pick(format!(" og {more} til"), format!(" and {more} more"))
            }
        }
    }

    /// A burden's name. Planners name burdens as they like; the usual English names have Danish ones.
    pub fn burden<'a>(&self, name: &'a str) -> &'a str {
        match (self.language, name) {
            (Language::Danish, "evening") => "aften",
            (Language::Danish, "morning") => "morgen",
            (Language::Danish, "night") => "nat",
            (Language::Danish, "early") => "tidlig",
            (Language::Danish, "late") => "sen",
            (Language::Danish, "holiday") => "helligdag",
            (Language::Danish, "friday") => "fredag",
            (Language::Danish, "saturday") => "lørdag",
            (Language::Danish, "sunday") => "søndag",
            _ => name,
        }
    }

    /// The shifts that a burden is: `aftenvagt`, `aftenvagter`, `shifts in evening`. In Danish `i aften` would be tonight.
    pub fn shifts_in(&self, burden: &str, is_one: bool) -> String {
        let name = self.burden(burden);
        let noun = if is_one { "vagt" } else { "vagter" };
        let danish = compound(burden).map_or_else(|| format!("{noun} i {name}"), |first| format!("{first}{noun}"));
        self.pick(danish, format!("{} in {name}", if is_one { "shift" } else { "shifts" }))
    }

    /// A figure of a burden's shifts: `2 aftenvagter`, `2 in evening`.
    pub fn in_burden(&self, figure: &str, is_one: bool, burden: &str) -> String {
        let shifts = self.shifts_in(burden, is_one);
        self.pick(format!("{figure} {shifts}"), format!("{figure} in {}", self.burden(burden)))
    }

    /// Above what is shared out burden by burden: `Aften- og weekendvagter, fordelt særskilt`.
    pub fn burdens_apart<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> String {
        let names: Vec<&str> = names.into_iter().collect();
        let plain: Vec<&str> = names.iter().map(|name| self.burden(name)).collect();
        let compounds: Option<Vec<String>> = names.iter().map(|name| Some(format!("{}-", compound(name)?))).collect();
        let danish = match compounds {
            Some(parts) => format!("{}vagter", self.list(&parts).trim_end_matches('-')),
            None => self.list(&names.iter().map(|name| self.shifts_in(name, false)).collect::<Vec<_>>()),
        };
        let danish = format!("{}, fordelt særskilt", capitalised(&danish));
        self.pick(danish, format!("Shifts in {}, shared out on their own", self.list(&plain)))
    }

    fn calendar(&self) -> Calendar {
        self.pick(Calendar::da_DK, Calendar::en_GB)
    }

    /// A decimal of our own, such as `-1234.50`, with this language's signs.
    fn written(&self, decimal: &str) -> String {
        let (sign, digits) = match decimal.strip_prefix('+') {
            Some(digits) => ("+", digits),
            None => ("", decimal),
        };
        let decimal: Decimal = digits.parse().expect("a decimal of our own is a decimal");
        // A minus is no hyphen: it is as wide as a plus, and no line is broken at it.
        format!("{sign}{}", self.decimals.format(&decimal).to_string().replace('-', "−"))
    }
}

/// Whether an amount has its noun in the singular in Danish: what is one or less when it is rounded.
pub fn is_singular(amount: &Exact) -> bool {
    amount.abs() < Exact::new(1005.into(), 1000.into())
}

/// How a burden's name begins a Danish word; `None` where it is not known how the two go together.
fn compound(burden: &str) -> Option<&'static str> {
    Some(match burden {
        "evening" | "aften" => "aften",
        "weekend" => "weekend",
        "morning" | "morgen" => "morgen",
        "night" | "nat" => "natte",
        "holiday" | "helligdag" => "helligdags",
        "friday" | "fredag" => "fredags",
        "saturday" | "lørdag" => "lørdags",
        "sunday" | "søndag" => "søndags",
        _ => return None,
    })
}

/// A word at the beginning of a cell or a label.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A date with that day of the week.
fn some_date(day: Weekday) -> NaiveDate {
    NaiveDate::from_isoywd_opt(2026, 1, day).expect("every week has every day")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both() -> [Locale; 2] {
        [Locale::new(Language::Danish), Locale::new(Language::English)]
    }

    #[test]
    fn names_are_in_the_alphabets_order() {
        let mut names = ["Aarhus", "Østby", "Zeus", "Ærø", "Ålborg", "Ballerup", "Albertslund"];
        let [danish, english] = both();
        names.sort_by(|one, other| danish.compare(one, other));
        assert_eq!(names, ["Albertslund", "Ballerup", "Zeus", "Ærø", "Østby", "Ålborg", "Aarhus"]);
        names.sort_by(|one, other| english.compare(one, other));
        assert_eq!(names[..3], ["Aarhus", "Ærø", "Albertslund"]);
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 7).unwrap();
        let written = both().map(|locale| {
            [
                locale.weekday(Weekday::Sat),
                locale.short_weekday(Weekday::Sun),
                locale.date(date),
                locale.long_date(date),
                locale.day(date),
            ]
        });
        assert_eq!(written[0], ["lørdag", "søn", "07-03-2026", "7. marts 2026", "lør 7. mar"]);
        assert_eq!(written[1], ["Saturday", "Sun", "2026-03-07", "7 March 2026", "Sat 7 Mar"]);
    }

    #[test]
    fn numbers_have_the_languages_signs() {
        let exact = |numerator: i64, denominator: i64| Exact::new(numerator.into(), denominator.into());
        let written = both().map(|locale| {
            [
                locale.whole(1_234_567),
                locale.exact(&exact(-12345, 10), 2),
                locale.signed(&exact(1, 2), 1),
                locale.percent(&exact(1515, 10_000)),
                locale.value(-0.25),
            ]
        });
        assert_eq!(written[0], ["1.234.567", "−1.234,50", "+0,5", "15,15\u{a0}%", "−0,25"]);
        assert_eq!(written[1], ["1,234,567", "−1,234.50", "+0.5", "15.15%", "−0.25"]);
    }

    #[test]
    fn lists_and_counts_read_as_sentences() {
        let [danish, english] = both();
        assert_eq!(danish.list(&["a", "b", "c"]), "a, b og c");
        assert_eq!(english.list(&["a"]), "a");
        assert_eq!(danish.counted(1, ["plads", "pladser"], ["seat", "seats"]), "1 plads");
        assert_eq!(english.counted(2000, ["plads", "pladser"], ["seat", "seats"]), "2,000 seats");
        let amounts = [(42, "0,42 vagt"), (100, "1,00 vagt"), (101, "1,01 vagter"), (-42, "−0,42 vagt")];
        for (hundredths, said) in amounts {
            assert_eq!(danish.of_shifts(&Exact::new(hundredths.into(), 100.into())), said);
        }
        let burdens = |names: &[&str]| danish.burdens_apart(names.iter().copied());
        assert_eq!(burdens(&["evening", "weekend"]), "Aften- og weekendvagter, fordelt særskilt");
        assert_eq!(burdens(&["night"]), "Nattevagter, fordelt særskilt");
        assert_eq!(burdens(&["evening", "jul"]), "Aftenvagter og vagter i jul, fordelt særskilt");
        assert_eq!(burdens(&["saturday", "søndag"]), "Lørdags- og søndagsvagter, fordelt særskilt");
        assert_eq!(danish.in_burden("2", false, "evening"), "2 aftenvagter");
        assert_eq!(danish.in_burden("1", true, "night"), "1 nattevagt");
        assert_eq!(danish.in_burden("2", false, "jul"), "2 vagter i jul");
        assert_eq!(english.in_burden("2", false, "evening"), "2 in evening");
        assert_eq!(english.shifts_in("evening", true), "shift in evening");
        assert_eq!(english.of_shifts(&Exact::new(42.into(), 100.into())), "0.42 shifts");
    }
}
