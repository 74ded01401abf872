//! The line on stderr that moves while `plan` works: goal, value, bound, time.
//!
//! In: what the search tells of itself. Out: one line, redrawn in place, gone when the search ends, and nothing at all
//! where stderr is not a terminal. What it shows is what the search has shown so far, never a forecast.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::domain::goal::Rung;
use crate::planning::Progress;
use crate::report::numbers::value;

/// How often the spinner turns.
const TURN: Duration = Duration::from_millis(120);

/// The line.
pub struct Line {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
    told: bool,
    rung: Option<Rung>,
    values: Vec<(Rung, f64)>,
    bound: Option<f64>,
}

impl Line {
    /// A line that says so when `stop` is set.
    pub fn new(stop: Arc<AtomicBool>) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{spinner} {elapsed}  {msg}");
        bar.set_style(style.expect("the template is a fixed, valid one"));
        bar.enable_steady_tick(TURN);
        bar.set_message("reading the rules");
        Line { bar, stop, told: false, rung: None, values: Vec::new(), bound: None }
    }

    /// Takes in what the search tells.
    pub fn show(&mut self, progress: Progress) {
        if !self.told && self.stop.load(Ordering::SeqCst) {
            self.told = true;
            self.bar.println("stopping with the best roster so far; Ctrl-C again stops at once");
        }
        match progress {
            Progress::Started(rung) => {
                self.rung = Some(rung);
                self.bound = None;
            }
            Progress::Improved { values } => self.values = values,
            Progress::Bound { rung, bound } => {
                if self.rung == Some(rung) {
                    self.bound = Some(bound);
                }
            }
            Progress::Tick => return,
        }
        self.bar.set_message(message(self.rung, &self.values, self.bound));
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// `rotation: 120.5, at least 118.25`
fn message(rung: Option<Rung>, values: &[(Rung, f64)], bound: Option<f64>) -> String {
    let Some(rung) = rung else {
        return String::new();
    };
    let reached = values.iter().find(|(other, _)| *other == rung).map(|&(_, reached)| value(reached));
    let mut parts: Vec<String> = reached.into_iter().collect();
    parts.extend(bound.filter(|bound| bound.is_finite()).map(|bound| format!("at least {}", value(bound))));
    match parts.is_empty() {
        true => format!("{rung}"),
        false => format!("{rung}: {}", parts.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_goal_value_and_bound_as_far_as_they_are_known() {
        let values = [(Rung::Coverage, 0.0), (Rung::Rotation, 120.5)];
        assert_eq!(message(Some(Rung::Rotation), &values, Some(118.25)), "rotation: 120.5, at least 118.25");
        assert_eq!(message(Some(Rung::Rotation), &values, None), "rotation: 120.5");
        assert_eq!(message(Some(Rung::Wishes), &values, Some(f64::NEG_INFINITY)), "wishes");
        assert_eq!(message(None, &values, None), "");
    }
}
