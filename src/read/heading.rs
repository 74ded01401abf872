//! The headings of a grid of availability: which windows a column is about.
//!
//! In: a heading as towns write it: `2026-01-05`, `2026-01-05 16:00`, `mon 08:00`, `mandag kl. 8-12`, `man-fre`. Out: days, a date
//! and a time, or that it is no such heading, or what is wrong with one that is meant to be. Danish and English days are
//! told apart by the whole word: nothing that merely begins like a day is one.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::when::date;
use crate::diagnostic::quote;
use crate::diagnostic::suggest::closest;

/// A stretch of the day, in minutes since midnight; one that ends on the next day ends after more than a day's minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// When it begins.
    pub from: u32,
    /// When it ends.
    pub to: u32,
}

/// Which windows a column is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Windows {
    /// Those on these days of the week; on any where there is none.
    pub days: Option<Vec<Weekday>>,
    /// Those on this date.
    pub date: Option<NaiveDate>,
    /// Those that start then.
    pub start: Option<NaiveTime>,
    /// Those that lie within these hours.
    pub hours: Option<Hours>,
}

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// Which windows its column is about.
    Windows(Windows),
    /// It begins like windows do, but cannot be read, for this reason.
    Unreadable(String),
    /// Something else: a column of the planner's own.
    Other,
}

const MINUTES_A_DAY: u32 = 24 * 60;

/// Letters of a word that can be a slip of a whole day's name.
const SHORTEST_SLIP: usize = 5;

/// The words for days. English `fri` is a Friday here, though in a cell the Danish word means a day off.
const DAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["mon", "monday", "man", "mandag"]),
    (Weekday::Tue, &["tue", "tues", "tuesday", "tir", "tirs", "tirsdag"]),
    (Weekday::Wed, &["wed", "wednesday", "ons", "onsdag"]),
    (Weekday::Thu, &["thu", "thur", "thurs", "thursday", "tor", "tors", "torsdag"]),
    (Weekday::Fri, &["fri", "friday", "fre", "fredag"]),
    (Weekday::Sat, &["sat", "saturday", "lør", "lørdag"]),
    (Weekday::Sun, &["sun", "sunday", "søn", "søndag"]),
];

/// What stands between days that share a column.
const BETWEEN_DAYS: [char; 5] = [',', ';', '+', '/', '&'];

/// Reads a heading.
pub fn read(heading: &str) -> Heading {
    let text = tidy(heading);
    let words: Vec<&str> = text.split(' ').filter(|word| !matches!(*word, "" | "kl" | "kl." | "at")).collect();
    let Some(first) = words.first() else {
        return Heading::Other;
    };
    let begins = first.split(BETWEEN_DAYS).next().unwrap_or_default().split('-').next().unwrap_or_default();
    if !first.starts_with(|letter: char| letter.is_ascii_digit()) && day(begins).is_none() {
        // A short word that is close to a day may be one of the planner's own, unless a time follows.
        let with_time = words[1..].iter().any(|word| time(word).is_some());
        let names = DAYS.iter().flat_map(|(_, words)| *words).copied();
        let meant = closest(begins, names.filter(|name| with_time || name.len() > 5));
        return match meant.filter(|_| with_time || begins.chars().count() >= SHORTEST_SLIP) {
            Some(meant) => Heading::Unreadable(format!("did you mean '{meant}'?")),
            None => Heading::Other,
        };
    }
    windows(&words).map_or_else(Heading::Unreadable, Heading::Windows)
}

/// The months in English and Danish, and what is usual for short.
const MONTHS: [&str; 32] = [
    "january",
    "januar",
    "jan",
    "february",
    "februar",
    "feb",
    "march",
    "marts",
    "mar",
    "april",
    "apr",
    "may",
    "maj",
    "june",
    "juni",
    "jun",
    "july",
    "juli",
    "jul",
    "august",
    "aug",
    "september",
    "sep",
    "sept",
    "october",
    "oktober",
    "oct",
    "okt",
    "november",
    "nov",
    "december",
    "dec",
];

/// Days and months of a date that is written in numbers.
const LARGEST_IN_A_DATE: u32 = 31;

/// Whether a heading that is none speaks of a day all the same, as `Uge 2 mandag`, `week 3 fri` and `d. 5/1` do.
pub fn speaks_of_a_day(heading: &str) -> bool {
    let text = tidy(heading);
    let numbered = text.contains(|letter: char| letter.is_ascii_digit());
    let words = || {
        let words = text.split(|letter: char| !letter.is_alphanumeric() && !"./-".contains(letter));
        words.map(|word| word.trim_matches(['.', '/', '-'])).filter(|word| !word.is_empty())
    };
    let is_whole = |word: &str| word.ends_with("day") || word.ends_with("dag");
    let is_day = |word: &str| {
        let single = word.strip_suffix(['e', 's']).filter(|word| is_whole(word)).unwrap_or(word);
        day(single).is_some() && (is_whole(single) || numbered)
    };
    let is_month = |word: &str| numbered && MONTHS.contains(&word);
    let is_date = |word: &str| {
        let parts: Vec<Option<u32>> = word.split(['.', '/', '-']).map(|part| part.parse().ok()).collect();
        matches!(parts.as_slice(), [Some(1..=LARGEST_IN_A_DATE), Some(1..=12)] | [Some(_), Some(1..=12), Some(_)])
    };
    words().any(|word| is_day(word) || is_month(word) || is_date(word))
}

/// In small letters, on one line, with signs and what they join in one word.
fn tidy(heading: &str) -> String {
    let mut text = heading.to_lowercase().replace(['–', '—', '\u{2212}'], "-");
    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for sign in BETWEEN_DAYS.iter().chain(&['-']) {
        text = text.replace(&format!(" {sign}"), &sign.to_string()).replace(&format!("{sign} "), &sign.to_string());
    }
    text
}

fn windows(words: &[&str]) -> Result<Windows, String> {
    let mut found = Windows::default();
    let mut rest = words;
    if let [word, after @ ..] = rest
        && let Some(days) = days(word)?
    {
        (found.days, rest) = (Some(days), after);
    }
    if let [word, after @ ..] = rest
        && let Ok(day) = date(word)
    {
        (found.date, rest) = (Some(day), after);
    }
    let nothing_yet = found.days.is_none() && found.date.is_none();
    if let [word] = rest
        // Without a day in front of it, 8-12 may be a date.
        && (!nothing_yet || word.contains(':'))
        && let Some((from, to)) = time(word)
    {
        match to {
            None => found.start = NaiveTime::from_hms_opt(from / 60, from % 60, 0),
            Some(to) => found.hours = Some(Hours { from, to: if to > from { to } else { to + MINUTES_A_DAY } }),
        }
        rest = &[];
    }
    if let [word, ..] = rest {
        let cure = date(word).err().filter(|_| nothing_yet).map(|fault| fault.help);
        return Err(cure.unwrap_or_else(|| format!("{} is no time such as 08:00 or 08-12", quote(word))));
    }
    if let (Some(days), Some(date)) = (&found.days, found.date) {
        if !days.contains(&date.weekday()) {
            let weekday = format!("{:?}", date.weekday()).to_lowercase();
            return Err(format!("{date} is a {weekday}"));
        }
        found.days = None;
    }
    Ok(found)
}

/// The days a word names; `None` where it does not begin with one.
fn days(word: &str) -> Result<Option<Vec<Weekday>>, String> {
    if !word.starts_with(char::is_alphabetic) {
        return Ok(None);
    }
    let known = |name: &str| day(name).ok_or_else(|| format!("{} is no day of the week", quote(name)));
    let mut found = [false; 7];
    for part in word.split(BETWEEN_DAYS) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (known(first)?, known(last)?);
        (0..=(last + 7 - first) % 7).for_each(|step| found[(first + step) % 7] = true);
    }
    Ok(Some(DAYS.iter().zip(found).filter(|(_, found)| *found).map(|((day, _), _)| *day).collect()))
}

/// The number of a day, Monday being 0, from its whole name in English or Danish or what is usual for short.
fn day(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    DAYS.iter().position(|(_, words)| words.contains(&word))
}

/// A time and the one it lasts until, if it says so, in minutes.
fn time(word: &str) -> Option<(u32, Option<u32>)> {
    match word.split_once('-') {
        Some((from, to)) => Some((minutes(from).filter(|from| *from < MINUTES_A_DAY)?, Some(minutes(to)?))),
        None => Some((minutes(word).filter(|from| *from < MINUTES_A_DAY)?, None)),
    }
}

/// Minutes since midnight: `8`, `08:00`, and `8.00` as Danish writes it. After a day there is nothing else it could be.
fn minutes(word: &str) -> Option<u32> {
    let number = |digits: &str| {
        let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| fits)
    };
    let (hour, minute) = match word.split([':', '.']).collect::<Vec<_>>().as_slice() {
        [hour] => (number(hour)?, 0),
        [hour, minute] | [hour, minute, "00"] if minute.len() == 2 => (number(hour)?, number(minute)?),
        _ => return None,
    };
    (minute < 60).then_some(hour * 60 + minute).filter(|all| *all <= MINUTES_A_DAY)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime, Weekday};

    use super::{Heading, Hours, Windows, read, speaks_of_a_day};

    fn windows(heading: &str) -> Windows {
        match read(heading) {
            Heading::Windows(windows) => windows,
            other => panic!("{heading}: {other:?}"),
        }
    }

    #[test]
    fn dates_and_days_are_read_as_towns_write_them() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 5);
        for heading in ["2026-01-05", "05-01-2026", "mandag 5-1-2026", "Mon 2026-01-05", "man. 05-01-2026"] {
            assert_eq!(windows(heading), Windows { date, ..Windows::default() }, "{heading}");
        }
        let start = NaiveTime::from_hms_opt(8, 0, 0);
        let monday = Windows { days: Some(vec![Weekday::Mon]), start, ..Windows::default() };
        for heading in ["mon 08:00", "Monday 8", "man 8.00", "MANDAG kl. 8", "mandag\nkl 08:00", "mon 08:00:00"] {
            assert_eq!(windows(heading), monday, "{heading}");
        }
        assert_eq!(windows("2026-01-05 08:00"), Windows { date, start, ..Windows::default() });
        assert_eq!(windows("08:00"), Windows { start, ..Windows::default() });
    }

    #[test]
    fn hours_are_from_and_to() {
        let hours = |from: u32, to: u32| Some(Hours { from: from * 60, to: to * 60 });
        for heading in ["Monday 8-12", "man 08 – 12", "mandag kl. 8.00-12.00", "man 08:00 - 12:00"] {
            assert_eq!(windows(heading).hours, hours(8, 12), "{heading}");
        }
        assert_eq!((windows("lør 22-02").hours, windows("søn 20-24").hours), (hours(22, 26), hours(20, 24)));
    }

    #[test]
    fn days_may_share_a_column() {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        assert_eq!(windows("man-fre 8-12").days, Some(vec![Mon, Tue, Wed, Thu, Fri]));
        assert_eq!(windows("lør + søn").days, Some(vec![Sat, Sun]));
        assert_eq!(windows("fri-mon").days, Some(vec![Mon, Fri, Sat, Sun]));
        assert_eq!(windows("tirs, tors").days, Some(vec![Tue, Thu]));
    }

    #[test]
    fn what_only_begins_like_a_window_is_told_and_the_rest_left_alone() {
        for (heading, why) in [
            ("Mondya 08:00", "'monday'"),
            ("mondya", "'monday'"),
            ("monn 8-12", "'mon'"),
            ("mon 8:0", "no time"),
            ("man 25", "no time"),
            ("mon-xyz", "no day"),
            ("tirsdag 2026-01-05", "is a mon"),
            ("05/01/2026", "2026-01-05"),
            ("46027", "Excel keeps 2026-01-05"),
            ("8-12", "year-month-day"),
            ("mon 08:00 16:00", "no time"),
        ] {
            let Heading::Unreadable(said) = read(heading) else { panic!("{heading}: {:?}", read(heading)) };
            assert!(said.contains(why), "{heading}: {said}");
        }
        for heading in
            ["Uge 2 mandag", "Week 3 fri", "uge 2, tirsdag", "d. 5/1", "den 5. januar", "U2 man", "kun søndag"]
        {
            assert!(read(heading) == Heading::Other && speaks_of_a_day(heading), "{heading}");
        }
        for heading in ["Telefon", "Uge 2", "man kan", "Bemærkning", "Lokale 12.45", "Marianne", "Nr. 7", "fri bil"] {
            assert!(!speaks_of_a_day(heading), "{heading}");
        }
        for heading in ["", "Telefon", "manager", "Torsten", "Uge 2", "Note", "frihed", "to", "kl.", "-"] {
            assert_eq!(read(heading), Heading::Other, "{heading}");
        }
    }
}
