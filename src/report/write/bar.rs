//! A bar on stderr that shows how far a long piece of work is, where stderr is a terminal; elsewhere it is never seen.
//!
//! In: how many of how many, and a line about it. Out: one line, redrawn in place some ten times a second however often
//! something new is said, and gone when the bar is. It is never as wide as the terminal: the `^C` that a terminal shows
//! then lands behind it, and the next drawing covers both.

use std::fmt::Write;
use std::io;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use console::{Term, is_dumb};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle, TermLike};

use super::{Verbosity, stderr, verbosity};

/// How often it is drawn: often enough to be seen to move, seldom enough not to flicker or to cost time.
const TURN: Duration = Duration::from_millis(100);

/// Columns of the bar itself, and of the text that is wide enough for the wider one.
const WIDE: usize = 16;
const NARROW: usize = 8;
const WIDE_FROM: usize = 88;

/// What a terminal adds to the line when somebody presses Ctrl-C: `^C`, and room for the cursor.
const ECHO: u16 = 3;

/// What a bar shows: the bar itself, a text, the time, a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// How much of all is done.
    pub done: u64,
    /// What stands before the time.
    pub before: String,
    /// What stands after it.
    pub after: String,
}

impl Shown {
    /// The text after so long.
    pub fn text(&self, elapsed: Duration) -> String {
        format!("{}{}{}", self.before, time(elapsed), self.after)
    }
}

/// The bar.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
    /// Columns for the text; none where nobody is looking.
    room: usize,
    drawn: bool,
    /// What is to be seen: said here and drawn by a thread of its own, each time as a whole.
    shown: Arc<Mutex<Shown>>,
}

impl Bar {
    /// A bar for so many things, with nothing done and nothing drawn yet.
    pub fn new(things: u64) -> Self {
        let terminal = Terminal(Term::buffered_stderr());
        let shown = Arc::new(Mutex::new(Shown::default()));
        if !terminal.0.is_term() || is_dumb() || verbosity() == Verbosity::Quiet {
            return Bar { bar: ProgressBar::hidden(), room: 0, drawn: false, shown };
        }
        let width = usize::from(terminal.width());
        let cells = if width < WIDE_FROM { NARROW } else { WIDE };
        let room = width.saturating_sub(cells + 1);
        let target = ProgressDrawTarget::term_like(Box::new(terminal));
        let bar = ProgressBar::with_draw_target(Some(things), target).with_style(style(cells, room, &shown));
        Bar { bar, room, drawn: false, shown }
    }

    /// The columns there are for a text; none where nobody is looking.
    pub fn room(&self) -> usize {
        self.room
    }

    /// The time since the bar was made.
    pub fn elapsed(&self) -> Duration {
        self.bar.elapsed()
    }

    /// Shows something else from now on. It may be called as often as one likes.
    pub fn show(&mut self, shown: Shown) {
        if self.room == 0 || self.bar.is_finished() {
            return;
        }
        let done = shown.done;
        if let Ok(mut place) = self.shown.lock() {
            *place = shown;
        }
        if !self.drawn {
            self.drawn = true;
            // A bar that moves has a thread of its own; where the system gives none, it stands still.
            if thread::Builder::new().spawn(|| ()).is_ok() {
                self.bar.enable_steady_tick(TURN);
            }
        }
        if self.bar.position() != done {
            self.bar.set_position(done);
        }
    }

    /// Says a line above the bar, whether there is one or not.
    pub fn above(&self, line: &str) {
        self.bar.suspend(|| stderr(&format!("{line}\n")));
    }

    /// Takes the bar away for good, and leaves a line where it was seen.
    pub fn leave(&mut self, line: &str) {
        self.bar.finish_and_clear();
        if self.room > 0 {
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

fn style(cells: usize, room: usize, shown: &Arc<Mutex<Shown>>) -> ProgressStyle {
    let shown = Arc::clone(shown);
    // Nothing that comes from outside is part of the template.
    let style = ProgressStyle::with_template(&format!("{{bar:{cells}}} {{told}}")).expect("the braces are closed");
    style.progress_chars("█░").with_key("told", move |state: &ProgressState, text: &mut dyn Write| {
        let told = shown.lock().map(|shown| shown.text(state.elapsed())).unwrap_or_default();
        let told: String = told.chars().take(room).collect();
        // A text in memory takes whatever is written to it.
        text.write_str(&told).ok();
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
        for cells in [NARROW, WIDE] {
            style(cells, 40, &Arc::default());
        }
    }

    #[test]
    fn where_nobody_looks_nothing_is_drawn() {
        let mut bar = Bar { bar: ProgressBar::hidden(), room: 0, drawn: false, shown: Arc::default() };
        bar.show(Shown { done: 1, before: "1 of 2, ".to_owned(), after: String::new() });
        assert!(!bar.drawn);
    }
}
