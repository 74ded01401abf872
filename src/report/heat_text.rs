//! The heat map of coverage on the terminal: weeks down, the windows of a week across, a character for each window.
//!
//! In: an instance and the unfilled seats of its windows. Out: a few lines with ANSI styles, never wider than asked. What
//! a colour says, a character says as well: a square is a full window, a digit so many unfilled seats or tenths of them, a
//! cross a window nobody sits on.

use anstyle::{AnsiColor, Style};
use chrono::Weekday;

use crate::domain::Instance;
use crate::domain::calendar::weekday_name;
use crate::report::grid::{Grid, Week, grid};
use crate::report::table;

/// The weeks that are drawn line by line, two quarters and a week of each neighbour. In longer periods full weeks are put
/// together, and what is left stands side by side.
const LINES: usize = 28;

/// Blanks between two blocks that stand side by side.
const GAP: usize = 4;

/// Columns of `2026-W02`, and the blanks behind it.
const LABEL: usize = 8 + 2;

/// Columns of a day at the least: its name.
const DAY: usize = 3;

/// How a window stands, or a day of windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    None,
    Full,
    /// The digit: unfilled seats or, where there are windows with more than nine, begun tenths of the seats.
    Short(u64),
    Empty,
}

/// What the characters stand for.
#[derive(Debug, Clone, Copy)]
struct Digits {
    /// A day each, not a window.
    day: bool,
    /// Tenths of the seats, not seats.
    tenths: bool,
}

/// The most unfilled seats that a digit can say.
const MOST_DIGITS: u32 = 9;

/// The windows of one day of the week: their columns in the grid.
struct Day {
    weekday: Weekday,
    slots: std::ops::Range<usize>,
    /// Columns on the terminal.
    width: usize,
}

/// The heat map; none where there are no windows.
pub fn render(instance: &Instance, unfilled: &[u32], width: u16) -> Option<String> {
    let grid = grid(instance);
    if grid.weeks.is_empty() {
        return None;
    }
    let every_window = days(&grid, |slots| slots);
    let fits = block(&every_window) <= usize::from(width);
    // Where there are too many windows a day, a day is one character.
    let days = if fits { every_window } else { days(&grid, |_| 1) };
    let digits =
        Digits { day: !fits, tenths: !fits || instance.windows.iter().any(|window| window.seats > MOST_DIGITS) };
    let cell = |windows: &[usize]| cell(instance, unfilled, windows, digits);
    let cells = |week: &Week| -> Vec<Vec<Cell>> {
        let day = |day: &Day| {
            let windows = week.windows[day.slots.clone()].iter().map(|window| window.as_slice());
            if fits {
                windows.map(cell).collect()
            } else {
                let all: Vec<usize> = windows.flatten().copied().collect();
                vec![cell(&all)]
            }
        };
        days.iter().map(day).collect()
    };
    let weeks: Vec<(String, Vec<Vec<Cell>>)> = grid.weeks.iter().map(|week| (label(week), cells(week))).collect();
    let seen: Vec<Cell> = weeks.iter().flat_map(|(_, cells)| cells.concat()).collect();
    let lines = lines(&weeks, &days);
    let mut text = beside_each_other(&header(&days), &lines, block(&days), width);
    text.push_str(&table::note(&legend(&seen, digits), width));
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

fn cell(instance: &Instance, unfilled: &[u32], windows: &[usize], digits: Digits) -> Cell {
    let sum = |count: &dyn Fn(usize) -> u32| windows.iter().map(|&window| u64::from(count(window))).sum::<u64>();
    let (seats, short) = (sum(&|window| instance.windows[window].seats), sum(&|window| unfilled[window]));
    match short {
        _ if windows.is_empty() => Cell::None,
        0 => Cell::Full,
        short if short >= seats => Cell::Empty,
        short if digits.tenths => Cell::Short((10 * short).div_ceil(seats).min(9)),
        short => Cell::Short(short),
    }
}

/// `2026-W02`
fn label(week: &Week) -> String {
    format!("{}-W{:02}", week.week.year(), week.week.week())
}

/// A line a week. In a long period, weeks in a row that are full are one line.
fn lines(weeks: &[(String, Vec<Vec<Cell>>)], days: &[Day]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut left = weeks;
    while let Some((first, _)) = left.first() {
        let full = left.iter().take_while(|(_, cells)| cells.concat().iter().all(|cell| is_good(*cell))).count();
        if weeks.len() > LINES && full > 1 {
            let (last, _) = &left[full - 1];
            let mut line = Line::default();
            line.push(&format!("{first} to {last}  "), None);
            line.push("full", Some(tone(Cell::Full)));
            lines.push(line);
            left = &left[full..];
        } else {
            lines.push(line(&left[0], days));
            left = &left[1..];
        }
    }
    lines
}

fn is_good(cell: Cell) -> bool {
    matches!(cell, Cell::None | Cell::Full)
}

fn line((label, cells): &(String, Vec<Vec<Cell>>), days: &[Day]) -> Line {
    let mut line = Line::default();
    line.push(&format!("{label:LABEL$}"), None);
    for (day, cells) in days.iter().zip(cells) {
        for &cell in cells {
            line.push(&mark(cell).to_string(), Some(tone(cell)).filter(|_| cell != Cell::None));
        }
        line.push(&" ".repeat(day.width + 1 - cells.len()), None);
    }
    line
}

fn header(days: &[Day]) -> Line {
    let mut line = Line::default();
    let bold = Style::new().bold();
    line.push("week", Some(bold));
    line.push(&" ".repeat(LABEL - 4), None);
    for day in days {
        line.push(weekday_name(day.weekday), Some(bold));
        line.push(&" ".repeat(day.width + 1 - DAY), None);
    }
    line
}

fn mark(cell: Cell) -> char {
    match cell {
        Cell::None => ' ',
        Cell::Full => '■',
        Cell::Short(short) => {
            u32::try_from(short.min(9)).ok().and_then(|short| char::from_digit(short, 10)).unwrap_or('9')
        }
        Cell::Empty => '×',
    }
}

fn tone(cell: Cell) -> Style {
    match cell {
        Cell::None => Style::new(),
        Cell::Full => AnsiColor::Green.on_default(),
        Cell::Short(_) => AnsiColor::Yellow.on_default().bold(),
        Cell::Empty => AnsiColor::Red.on_default().bold(),
    }
}

/// What the characters mean that are to be seen.
fn legend(seen: &[Cell], digits: Digits) -> String {
    let what = if digits.day { "day" } else { "window" };
    let mut parts = vec![format!("■ full {what}")];
    if seen.iter().any(|cell| matches!(cell, Cell::Short(_))) {
        let of = if digits.tenths { "tenths of the seats" } else { "seats" };
        parts.push(format!("1 to 9 so many {of} unfilled"));
    }
    if seen.contains(&Cell::Empty) {
        parts.push(format!("× {what} nobody sits on"));
    }
    if seen.contains(&Cell::None) {
        parts.push(format!("blank no {}", if digits.day { "windows" } else { "window" }));
    }
    parts.join("; ")
}

/// A line with its styles, and the columns it takes.
#[derive(Debug, Clone, Default)]
struct Line {
    text: String,
    columns: usize,
    /// The style that the text ends in.
    style: Option<Style>,
}

impl Line {
    /// Adds text in a style; one that goes on is not begun anew.
    fn push(&mut self, text: &str, style: Option<Style>) {
        if self.style != style {
            self.end();
            if let Some(style) = style {
                self.text.push_str(&style.to_string());
            }
            self.style = style;
        }
        self.text.push_str(text);
        self.columns += text.chars().count();
    }

    fn end(&mut self) {
        if let Some(style) = self.style.take() {
            self.text.push_str(&format!("{style:#}"));
        }
    }
}

/// Lines below one another; where there are many, in as many blocks as there is room for.
fn beside_each_other(header: &Line, lines: &[Line], block: usize, width: u16) -> String {
    let widest = lines.iter().map(|line| line.columns).max().unwrap_or(0).max(block);
    let room = (usize::from(width) + GAP) / (widest + GAP);
    let blocks = lines.len().div_ceil(LINES).clamp(1, room.max(1));
    let height = lines.len().div_ceil(blocks);
    let columns: Vec<Vec<&Line>> =
        lines.chunks(height).map(|lines| std::iter::once(header).chain(lines).collect()).collect();
    let mut text = String::new();
    for row in 0..=height {
        let mut whole = Line::default();
        for (place, line) in columns.iter().enumerate().filter_map(|(place, column)| Some((place, column.get(row)?))) {
            let gap = (place * (widest + GAP)).saturating_sub(whole.columns);
            whole.push(&" ".repeat(gap), None);
            let mut line = (*line).clone();
            line.end();
            whole.text.push_str(&line.text);
            whole.columns += line.columns;
        }
        text.push_str(whole.text.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::Stance;
    use crate::report::sample;
    use crate::report::table::{NARROWEST, WIDEST};

    fn plain(instance: &Instance, unfilled: &[u32], width: u16) -> String {
        let text = anstream::adapter::strip_str(&render(instance, unfilled, width).unwrap()).to_string();
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
    fn of_large_windows_a_digit_is_a_tenth_begun() {
        let mut instance = sample::instance();
        instance.edit(|sample| sample.windows.iter_mut().for_each(|window| window.seats = 58));
        let text = plain(&instance, &[1, 11, 12, 29, 55, 57, 58, 0, 6], WIDEST);
        assert!(text.contains("2026-W02  12  35  99  ×■  2\n"), "{text}");
        assert!(text.contains("1 to 9 so many tenths of the seats unfilled"), "{text}");
    }

    #[test]
    fn colours_say_no_more_than_characters() {
        let text = render(&sample::instance(), &[0, 0, 1, 0, 2, 1, 0, 0, 0], WIDEST).unwrap();
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
        assert_eq!(text, "week      mon\n2026-W02  1\n■ full day; 1 to 9 so many tenths of the seats unfilled\n");
    }
}
