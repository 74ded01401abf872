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

use crate::domain::Exact;
use crate::domain::goal::Rung;
use crate::domain::language::Language;
use crate::report::numbers::{self, fixed, signed};

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

    /// A fraction as a percentage, such as `15,15 %` or `15.15%`.
    pub fn percent(&self, value: &Exact) -> String {
        self.written(&numbers::percent(value)) + self.pick("\u{a0}%", "%")
    }

    /// A goal's value: whole numbers without decimals, others with up to four.
    pub fn value(&self, value: f64) -> String {
        self.written(&numbers::value(value))
    }

    /// `a, b og c`, `a, b and c`.
    pub fn list(&self, items: &[impl AsRef<str>]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        match items.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [most @ .., last] => format!("{} {} {last}", most.join(", "), self.pick("og", "and")),
        }
    }

    /// A count with its noun: `1 plads`, `1.118 pladser`.
    pub fn counted(&self, count: u64, danish: [&str; 2], english: [&str; 2]) -> String {
        let noun = self.pick(danish, english)[usize::from(count != 1)];
        format!("{} {noun}", self.whole(count))
    }

    /// A goal, or a part of one, as people call it.
    pub fn goal(&self, rung: Rung) -> &'static str {
        let (danish, english) = match rung {
            Rung::Coverage => ("bemanding", "coverage"),
            Rung::CoverageSpread => ("spredning af huller", "spread of holes"),
            Rung::Shares => ("andele", "shares"),
            Rung::SharesRounding => ("andele, afrunding", "shares, rounding"),
            Rung::Burdens => ("byrder", "burdens"),
            Rung::BurdensRounding => ("byrder, afrunding", "burdens, rounding"),
            Rung::Rhythm => ("rytme", "rhythm"),
            Rung::Rotation => ("turnus", "rotation"),
            Rung::Wishes => ("ønsker", "wishes"),
            Rung::Stability => ("stabilitet", "stability"),
        };
        self.pick(danish, english)
    }

    /// What a goal counts, in a clause.
    pub fn goal_meaning(&self, rung: Rung) -> &'static str {
        let (danish, english) = match rung {
            Rung::Coverage => ("pladser, som ingen sidder på", "seats that nobody sits on"),
            Rung::CoverageSpread => ("hvor meget hullerne hober sig op", "how much the holes heap up"),
            Rung::Shares => (
                "hvor langt kommunernes vagter er fra måltallet ud over afrunding",
                "how far the municipalities' shifts are off target beyond rounding",
            ),
            Rung::SharesRounding => (
                "hvem der rundes op: den, der er nærmest sin næste vagt, er nummer 1, og numrene lægges sammen",
                "who is rounded up: who is nearest to the next shift has place 1, and the places are summed",
            ),
            Rung::Burdens => ("det samme for hver byrde", "the same, in each burden"),
            Rung::BurdensRounding => {
                ("hvem der rundes op i hver byrde, på samme måde", "who is rounded up in each burden, in the same way")
            }
            Rung::Rhythm => (
                "vagter, der ligger for tidligt eller for sent i perioden",
                "shifts too early or too late in the period",
            ),
            Rung::Rotation => ("hvor ujævnt kollegerne skiftes", "how unevenly colleagues take turns"),
            Rung::Wishes => (
                "vagter på uønskede tider minus vagter på ønskede",
                "shifts in windows avoided, less shifts in windows preferred",
            ),
            Rung::Stability => ("udsendte vagter, der ikke er beholdt", "published shifts that are not kept"),
        };
        self.pick(danish, english)
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
        format!("{sign}{}", self.decimals.format(&decimal))
    }
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
        assert_eq!(written[0], ["1.234.567", "-1.234,50", "+0,5", "15,15\u{a0}%", "-0,25"]);
        assert_eq!(written[1], ["1,234,567", "-1,234.50", "+0.5", "15.15%", "-0.25"]);
    }

    #[test]
    fn lists_and_counts_read_as_sentences() {
        let [danish, english] = both();
        assert_eq!(danish.list(&["a", "b", "c"]), "a, b og c");
        assert_eq!(english.list(&["a"]), "a");
        assert_eq!(danish.counted(1, ["plads", "pladser"], ["seat", "seats"]), "1 plads");
        assert_eq!(english.counted(2000, ["plads", "pladser"], ["seat", "seats"]), "2,000 seats");
    }
}
