//! A bar on stderr that shows how far a long piece of work is, where stderr is a terminal; elsewhere it is never seen.
//!
//! In: how many of how many, and a line about it. Out: one line, redrawn in place at most some ten times a second, and
//! gone when the bar is. It is never as wide as the terminal: the `^C` that a terminal shows then lands behind it, and
//! the next drawing covers both.

use std::fmt::Write;
use std::io;
use std::time::Duration;

use console::{Term, is_dumb};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle, TermLike};

use super::{Loudness, loudness, stderr};

/// Drawings a second: often enough to be seen to move, seldom enough not to flicker or to cost time.
const RATE: u8 = 10;

/// How often the time is drawn anew while nothing else happens.
const TURN: Duration = Duration::from_millis(200);

/// What a terminal adds to the line when somebody presses Ctrl-C: `^C`, and room for the cursor.
const ECHO: u16 = 3;

/// What a bar shows: the bar itself, a text, the time, a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Columns of the bar itself.
    pub cells: usize,
    /// How much of all is done.
    pub done: u64,
    /// What stands before the time.
    pub before: String,
    /// What stands after it.
    pub after: String,
}

impl Shown {
    /// The columns it takes, after so long.
    pub fn width(&self, elapsed: Duration) -> usize {
        let texts = [self.before.as_str(), &time(elapsed), self.after.as_str()];
        self.cells + 1 + texts.iter().map(|text| text.chars().count()).sum::<usize>()
    }
}

/// The bar.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
    /// Columns to draw in; none where nobody is looking.
    width: usize,
    cells: usize,
}

impl Bar {
    /// A bar for so many things, with nothing done and nothing drawn yet.
    pub fn new(things: u64) -> Self {
        let terminal = Terminal(Term::buffered_stderr());
        if !terminal.0.is_term() || is_dumb() || loudness() == Loudness::Quiet {
            return Bar { bar: ProgressBar::hidden(), width: 0, cells: 0 };
        }
        let width = terminal.width().into();
        let target = ProgressDrawTarget::term_like_with_hz(Box::new(terminal), RATE);
        Bar { bar: ProgressBar::with_draw_target(Some(things), target), width, cells: 0 }
    }

    /// The columns there are; none where nobody is looking.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The time since the bar was made.
    pub fn elapsed(&self) -> Duration {
        self.bar.elapsed()
    }

    /// Shows something else from now on. It may be called as often as one likes.
    pub fn show(&mut self, shown: &Shown) {
        if self.width == 0 || self.bar.is_finished() {
            return;
        }
        if shown.cells != self.cells {
            self.bar.set_style(style(shown.cells));
            if self.cells == 0 {
                self.bar.enable_steady_tick(TURN);
            }
            self.cells = shown.cells;
        }
        self.bar.set_position(shown.done);
        if self.bar.prefix() != shown.before {
            self.bar.set_prefix(shown.before.clone());
        }
        let room = self.width.saturating_sub(shown.cells + 1 + shown.before.chars().count());
        let room = room.saturating_sub(time(self.elapsed()).chars().count());
        let after: String = shown.after.chars().take(room).collect();
        if self.bar.message() != after {
            self.bar.set_message(after);
        }
    }

    /// Says a line above the bar, whether there is one or not.
    pub fn above(&self, line: &str) {
        self.bar.suspend(|| stderr(&format!("{line}\n")));
    }

    /// Takes the bar away for good, and leaves a line where it was seen.
    pub fn leave(&mut self, line: &str) {
        self.bar.finish_and_clear();
        if self.width > 0 {
            stderr(&format!("{line}\n"));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Seconds as one says them while they go by, such as `59 s`, `3 min 05 s`, `2 h 00 min`.
fn time(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds:02} s"),
        (hours, minutes, _) => format!("{hours} h {minutes:02} min"),
    }
}

fn style(cells: usize) -> ProgressStyle {
    // Nothing that comes from outside is part of the template.
    let template = format!("{{bar:{cells}}} {{prefix}}{{time}}{{msg}}");
    let style = ProgressStyle::with_template(&template).expect("the braces are closed");
    style.progress_chars("█░").with_key("time", |state: &ProgressState, text: &mut dyn Write| {
        // A text in memory takes whatever is written to it.
        text.write_str(&time(state.elapsed())).ok();
    })
}

/// Stderr, narrower by what Ctrl-C may add.
#[derive(Debug)]
struct Terminal(Term);

impl TermLike for Terminal {
    fn width(&self) -> u16 {
        self.0.size().1.saturating_sub(ECHO).max(1)
    }

    fn height(&self) -> u16 {
        self.0.size().0
    }

    fn move_cursor_up(&self, lines: usize) -> io::Result<()> {
        self.0.move_cursor_up(lines)
    }

    fn move_cursor_down(&self, lines: usize) -> io::Result<()> {
        self.0.move_cursor_down(lines)
    }

    fn move_cursor_right(&self, columns: usize) -> io::Result<()> {
        self.0.move_cursor_right(columns)
    }

    fn move_cursor_left(&self, columns: usize) -> io::Result<()> {
        self.0.move_cursor_left(columns)
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.0.write_line(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.0.write_str(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.0.clear_line()
    }

    fn flush(&self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_one_says_them() {
        let told = [0, 59, 60, 185, 7200, 7325].map(|seconds| time(Duration::from_secs(seconds)));
        assert_eq!(told, ["0 s", "59 s", "1 min 00 s", "3 min 05 s", "2 h 00 min", "2 h 02 min"]);
    }

    #[test]
    fn every_bar_has_a_style() {
        for cells in [1, 8, 16, 40] {
            style(cells);
        }
    }

    #[test]
    fn where_nobody_looks_nothing_is_drawn() {
        let mut bar = Bar { bar: ProgressBar::hidden(), width: 0, cells: 0 };
        bar.show(&Shown { cells: 8, done: 1, before: "1 of 2, ".to_owned(), after: String::new() });
        assert_eq!((bar.width(), bar.cells), (0, 0));
    }
}
