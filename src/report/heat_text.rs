//! The heat map of coverage on the terminal: weeks down, the windows of a week across, a character for each window.
//!
//! In: an instance and a judgement. Out: a few lines with ANSI styles, never wider than asked. What a colour says, a character
//! says as well: a square is a full window, a digit so many unfilled seats, a bar how much is filled where more are missing than
//! a digit can say, a cross a window nobody sits on, and an exclamation mark one where nobody is missing and a rule is broken.

mod lines;

use anstyle::{AnsiColor, Style};
use chrono::Weekday;

use crate::domain::Instance;
use crate::report::facts::coverage::{self, Filling};
use crate::report::grid::{Grid, Week, grid};
use crate::report::locale::Locale;
use crate::report::table::{self, Terminal};
use crate::verify::Judgement;

use lines::{Line, beside_each_other};

/// The weeks that are drawn line by line, two quarters and a week of each neighbour. In longer periods full weeks are put
/// together, and what is left stands side by side.
const LINES: usize = 28;

/// Columns of `2026-W02`, and the blanks behind it.
const LABEL: usize = 8 + 2;

/// Columns of a day at the least: its name.
const DAY: usize = 3;

/// What is drawn for a window, or for a day of windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Square {
    /// There is no window.
    Blank,
    Full,
    /// Nobody is missing, but a rule is broken there.
    Broken,
    /// The digit: unfilled seats.
    Short(u32),
    /// More unfilled seats than a digit can say: the eighths of its seats that are filled.
    Part(u64),
    Empty,
}

/// The most unfilled seats that a digit can say.
const MOST_DIGITS: u32 = 9;

/// From one to seven eighths.
const EIGHTHS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/// The windows of one day of the week: their columns in the grid.
struct Day {
    weekday: Weekday,
    slots: std::ops::Range<usize>,
    /// Columns on the terminal.
    width: usize,
}

/// The heat map; none where there are no windows.
pub fn render(instance: &Instance, judgement: &Judgement, on: &Terminal) -> Option<String> {
    drawn(instance, &coverage::by_window(instance, judgement), on)
}

fn drawn(instance: &Instance, filling: &[Filling], on: &Terminal) -> Option<String> {
    let Terminal { locale, width, .. } = on;
    let width = *width;
    let grid = grid(instance);
    if grid.weeks.is_empty() {
        return None;
    }
    let every_window = days(&grid, |slots| slots);
    let fits = block(&every_window) <= usize::from(width);
    // Where there are too many windows a day, a day is one character.
    let days = if fits { every_window } else { days(&grid, |_| 1) };
    let square = |windows: &[usize]| square(instance, filling, windows);
    let squares = |week: &Week| -> Vec<Vec<Square>> {
        let day = |day: &Day| {
            let windows = week.windows[day.slots.clone()].iter().map(|window| window.as_slice());
            if fits {
                windows.map(square).collect()
            } else {
                let all: Vec<usize> = windows.flatten().copied().collect();
                vec![square(&all)]
            }
        };
        days.iter().map(day).collect()
    };
    let weeks: Vec<(String, Vec<Vec<Square>>)> = grid.weeks.iter().map(|week| (label(week), squares(week))).collect();
    let seen: Vec<Square> = weeks.iter().flat_map(|(_, squares)| squares.concat()).collect();
    let lines = lines(&weeks, &days, locale);
    let mut text = beside_each_other(&header(&days, locale), &lines, block(&days), LINES, width);
    text.push_str(&table::note(&legend(&seen, !fits, locale), width));
    Some(text)
}

/// The days that have windows, with so many columns for so many windows.
fn days(grid: &Grid, columns: impl Fn(usize) -> usize) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for (place, slot) in grid.slots.iter().enumerate() {
        match days.last_mut().filter(|day| day.weekday == slot.weekday) {
            Some(day) => day.slots.end = place + 1,
            None => days.push(Day { weekday: slot.weekday, slots: place..place + 1, width: 0 }),
        }
    }
    days.iter_mut().for_each(|day| day.width = columns(day.slots.len()).max(DAY));
    days
}

/// The columns of a line.
fn block(days: &[Day]) -> usize {
    LABEL + days.iter().map(|day| day.width + 1).sum::<usize>() - 1
}

fn square(instance: &Instance, filling: &[Filling], windows: &[usize]) -> Square {
    let seats: u64 = windows.iter().map(|&window| u64::from(instance.windows[window].seats)).sum();
    let unfilled = |&window: &usize| match filling[window] {
        Filling::Full | Filling::AgainstRules => 0,
        Filling::Short(unfilled) => u64::from(unfilled),
        Filling::Empty => u64::from(instance.windows[window].seats),
    };
    let short: u64 = windows.iter().map(unfilled).sum();
    match u32::try_from(short).ok().filter(|&short| short <= MOST_DIGITS) {
        _ if windows.is_empty() => Square::Blank,
        Some(0) if windows.iter().any(|&window| filling[window] == Filling::AgainstRules) => Square::Broken,
        Some(0) => Square::Full,
        _ if short >= seats => Square::Empty,
        Some(short) => Square::Short(short),
        None => Square::Part((EIGHTHS_OF_A_WHOLE * (seats - short) / seats).clamp(1, EIGHTHS.len() as u64)),
    }
}

const EIGHTHS_OF_A_WHOLE: u64 = 8;

/// `2026-W02`
fn label(week: &Week) -> String {
    format!("{}-W{:02}", week.week.year(), week.week.week())
}

/// A line a week. In a long period, weeks in a row that are full are one line.
fn lines(weeks: &[(String, Vec<Vec<Square>>)], days: &[Day], locale: &Locale) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut left = weeks;
    while let Some((first, _)) = left.first() {
        let full =
            left.iter().take_while(|(_, squares)| squares.concat().iter().all(|square| is_good(*square))).count();
        if weeks.len() > LINES && full > 1 {
            let (last, _) = &left[full - 1];
            let mut line = Line::default();
            line.push(&format!("{first} {} {last}  ", locale.pick("til", "to")), None);
            line.push(locale.pick("fuld", "full"), Some(tone(Square::Full)));
            lines.push(line);
            left = &left[full..];
        } else {
            lines.push(line(&left[0], days));
            left = &left[1..];
        }
    }
    lines
}

fn is_good(square: Square) -> bool {
    matches!(square, Square::Blank | Square::Full)
}

fn line((label, squares): &(String, Vec<Vec<Square>>), days: &[Day]) -> Line {
    let mut line = Line::default();
    line.push(&format!("{label:LABEL$}"), None);
    for (day, squares) in days.iter().zip(squares) {
        for &square in squares {
            line.push(&mark(square).to_string(), Some(tone(square)).filter(|_| square != Square::Blank));
        }
        line.push(&" ".repeat(day.width + 1 - squares.len()), None);
    }
    line
}

fn header(days: &[Day], locale: &Locale) -> Line {
    let mut line = Line::default();
    let (bold, week) = (Style::new().bold(), locale.pick("uge", "week"));
    line.push(week, Some(bold));
    line.push(&" ".repeat(LABEL - week.len()), None);
    for day in days {
        let name = locale.day_of_the_week(day.weekday);
        line.push(&name, Some(bold));
        line.push(&" ".repeat(day.width + 1 - name.chars().count().min(day.width)), None);
    }
    line
}

fn mark(square: Square) -> char {
    match square {
        Square::Blank => ' ',
        Square::Full => '■',
        Square::Broken => '!',
        Square::Short(short) => char::from_digit(short, 10).unwrap_or('9'),
        Square::Part(eighths) => usize::try_from(eighths - 1).ok().and_then(|n| EIGHTHS.get(n).copied()).unwrap_or('▁'),
        Square::Empty => '×',
    }
}

fn tone(square: Square) -> Style {
    match square {
        Square::Blank => Style::new(),
        Square::Full => AnsiColor::Green.on_default(),
        Square::Short(_) | Square::Part(_) => AnsiColor::Yellow.on_default().bold(),
        Square::Broken | Square::Empty => AnsiColor::Red.on_default().bold(),
    }
}

/// What the characters mean that are to be seen; each is a day where a day is one character.
fn legend(seen: &[Square], day: bool, locale: &Locale) -> String {
    let (danish, english) = if day { ("dag", "day") } else { ("tidsrum", "window") };
    let full = if day { "fuld" } else { "fuldt" };
    let mut parts = vec![locale.pick(format!("■ {full} {danish}"), format!("■ full {english}"))];
    if seen.contains(&Square::Broken) {
        parts.push(locale.pick("! fuldt, men en regel er brudt", "! full, but a rule is broken there").to_owned());
    }
    if seen.iter().any(|square| matches!(square, Square::Short(_))) {
        parts.push(locale.pick("1 til 9 så mange ubemandede pladser", "1 to 9 so many seats unfilled").to_owned());
    }
    if seen.iter().any(|square| matches!(square, Square::Part(_))) {
        let part = locale.pick("▁ til ▇ flere: så meget er bemandet", "▁ to ▇ more: so much of it is filled");
        parts.push(part.to_owned());
    }
    if seen.contains(&Square::Empty) {
        let nobody = locale.pick(format!("× {danish} uden nogen"), format!("× {english} nobody sits on"));
        parts.push(nobody);
    }
    if seen.contains(&Square::Blank) {
        let none = if day { locale.pick("tidsrum", "windows") } else { locale.pick("tidsrum", "window") };
        parts.push(format!("{} {none}", locale.pick("blank intet", "blank no")));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::Stance;
    use crate::domain::language::Language;
    use crate::report::sample;
    use crate::report::table::{NARROWEST, WIDEST};

    fn filling(instance: &Instance, unfilled: &[u32]) -> Vec<Filling> {
        let of = |(window, &unfilled): (&crate::domain::Window, &u32)| match unfilled {
            0 => Filling::Full,
            unfilled if unfilled >= window.seats => Filling::Empty,
            unfilled => Filling::Short(unfilled),
        };
        instance.windows.iter().zip(unfilled).map(of).collect()
    }

    fn styled(instance: &Instance, filling: &[Filling], width: u16) -> String {
        drawn(instance, filling, &Terminal::new(Language::English, width)).unwrap()
    }

    fn plain(instance: &Instance, unfilled: &[u32], width: u16) -> String {
        let styled = styled(instance, &filling(instance, unfilled), width);
        let text = anstream::adapter::strip_str(&styled).to_string();
        assert!(text.lines().all(|line| line.chars().count() <= width.into() && !line.ends_with(' ')), "{text}");
        text
    }

    /// The sample's week, so many times.
    fn weeks(count: i64) -> Instance {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            let week = sample.windows.clone();
            sample.period.to += TimeDelta::weeks(count - 1);
            for later in 1..count {
                sample.windows.extend(week.iter().map(|window| crate::domain::Window {
                    date: window.date + TimeDelta::weeks(later),
                    ..window.clone()
                }));
            }
            sample.stances = vec![Stance::default(); sample.staff.len() * sample.windows.len()];
        });
        instance
    }

    #[test]
    fn a_window_is_full_or_short_or_empty() {
        // Two seats each morning, one each evening, two on Sunday.
        let unfilled = [0, 0, 1, 0, 2, 1, 0, 0, 0];
        let expected = "\
week      mon tue wed thu sun
2026-W02  ■■  1■  ××  ■■  ■
■ full window; 1 to 9 so many seats unfilled; × window nobody sits on
";
        assert_eq!(plain(&sample::instance(), &unfilled, WIDEST), expected);
        let full = plain(&sample::instance(), &[0; 9], WIDEST);
        assert!(full.ends_with("■■  ■\n■ full window\n"), "{full}");
    }

    #[test]
    fn one_large_window_changes_nothing_in_the_others() {
        let mut instance = sample::instance();
        instance.edit(|sample| sample.windows.iter_mut().for_each(|window| window.seats = 4));
        instance.edit(|sample| sample.windows[1].seats = 58);
        let text = plain(&instance, &[1, 10, 1, 0, 3, 4, 0, 0, 2], WIDEST);
        assert!(text.contains("2026-W02  1▆  1■  3×  ■■  2\n"), "{text}");
        assert!(text.contains("1 to 9 so many seats unfilled; ▁ to ▇ more: so much of it is filled"), "{text}");
        let bars = [9, 10, 20, 30, 40, 50, 57, 58, 1];
        instance.edit(|sample| sample.windows.iter_mut().for_each(|window| window.seats = 58));
        assert!(plain(&instance, &bars, WIDEST).contains("2026-W02  9▆  ▅▃  ▂▁  ▁×  1\n"));
    }

    #[test]
    fn what_is_held_against_the_rules_is_not_full() {
        let instance = sample::instance();
        let mut roster = sample::roster();
        // Lars alone holds both seats of the first window.
        roster.set(0, vec![1, 1]);
        let judgement = crate::verify::judge(&instance, &roster);
        let text = |language| {
            let text = render(&instance, &judgement, &Terminal::new(language, WIDEST)).unwrap();
            anstream::adapter::strip_str(&text).to_string()
        };
        let english = text(Language::English);
        assert!(english.starts_with("week      mon tue wed thu sun\n2026-W02  !■"), "{english}");
        assert!(english.contains("! full, but a rule is broken there"), "{english}");
        let danish = text(Language::Danish);
        assert!(danish.starts_with("uge       man tir ons tor søn\n2026-W02  !■"), "{danish}");
        assert!(danish.contains("! fuldt, men en regel er brudt"), "{danish}");
    }

    #[test]
    fn colours_say_no_more_than_characters() {
        let instance = sample::instance();
        let text = styled(&instance, &filling(&instance, &[0, 0, 1, 0, 2, 1, 0, 0, 0]), WIDEST);
        let green = AnsiColor::Green.on_default();
        assert!(text.contains(&format!("{green}■■{green:#}")), "{text:?}");
    }

    #[test]
    fn a_quarter_has_a_line_a_week() {
        let instance = weeks(13);
        let text = plain(&instance, &vec![0; instance.windows.len()], NARROWEST);
        assert_eq!(text.lines().count(), 1 + 13 + 1, "{text}");
    }

    #[test]
    fn full_weeks_of_a_long_period_are_put_together() {
        let instance = weeks(52);
        let mut unfilled = vec![0; instance.windows.len()];
        unfilled[9 * 20] = 1;
        let text = plain(&instance, &unfilled, NARROWEST);
        let expected = "\
week      mon tue wed thu sun
2026-W02 to 2026-W21  full
2026-W22  1■  ■■  ■■  ■■  ■
2026-W23 to 2026-W53  full
";
        assert!(text.starts_with(expected), "{text}");
    }

    #[test]
    fn a_long_period_with_holes_stands_side_by_side() {
        let instance = weeks(52);
        let text = plain(&instance, &vec![1; instance.windows.len()], WIDEST);
        assert_eq!(text.lines().count(), 1 + 26 + 1, "{text}");
        assert!(text.contains("\n2026-W02  1×  1×  1×  1×  1       2026-W28  1×"), "{text}");
    }

    #[test]
    fn where_a_day_has_too_many_windows_a_day_is_one_character() {
        let mut instance = sample::instance();
        let window = instance.windows[0].clone();
        let every_20_minutes = (0..24 * 60).step_by(20).map(|minute| crate::domain::Window {
            start: chrono::NaiveTime::MIN + TimeDelta::minutes(minute),
            ..window.clone()
        });
        instance.edit(|sample| {
            sample.windows = every_20_minutes.collect();
            sample.stances = vec![Stance::default(); sample.staff.len() * sample.windows.len()];
        });
        let mut unfilled = vec![0; instance.windows.len()];
        unfilled[3] = 1;
        let text = plain(&instance, &unfilled, NARROWEST);
        assert_eq!(text, "week      mon\n2026-W02  1\n■ full day; 1 to 9 so many seats unfilled\n");
    }
}
