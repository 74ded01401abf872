//! The line on stderr that moves while `plan` works: which goal, the best roster so far, what bounds it, the time.
//!
//! In: what the search tells of itself. Out: one line, redrawn in place, gone when the search ends, and nothing at all
//! where stderr is not a terminal. What it shows is what the search has shown so far, never a forecast.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::domain::goal::Rung;
use crate::planning::Progress;
use crate::report::numbers::value;
use crate::report::write::LiveLine;
use crate::solve;

/// How often the spinner turns.
const TURN: Duration = Duration::from_millis(120);
const SPINNER: [char; 10] = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/// The line, and what it tells of.
pub struct Line {
    live: LiveLine,
    stop: Arc<AtomicBool>,
    told: bool,
    begun: Instant,
    search: Search,
}

/// What the search has told so far.
#[derive(Debug)]
struct Search {
    /// The ladder.
    rungs: Vec<Rung>,
    /// The goal that is worked on.
    rung: Option<Rung>,
    /// By rung: what is proven of it, given that the earlier ones are held at theirs.
    bounds: Vec<Option<f64>>,
    /// By rung: its value in the best roster so far; empty as long as there is none.
    values: Vec<f64>,
}

impl Line {
    /// A line for a ladder, that says so when `stop` is set.
    pub fn new(rungs: Vec<Rung>, stop: Arc<AtomicBool>) -> Self {
        let search = Search { bounds: vec![None; rungs.len()], rungs, rung: None, values: Vec::new() };
        Line { live: LiveLine::undrawn(), stop, told: false, begun: Instant::now(), search }
    }

    /// Takes in what the search tells.
    pub fn show(&mut self, progress: Progress) {
        if !self.told && self.stop.load(Ordering::SeqCst) {
            self.told = true;
            self.live.leave("stopping with the best roster so far; Ctrl-C again stops at once");
        }
        self.search.take(progress);
        let elapsed = self.begun.elapsed();
        let turn = SPINNER[(elapsed.as_millis() / TURN.as_millis()) as usize % SPINNER.len()];
        self.live.show(&format!("{turn} {} s  {}", elapsed.as_secs(), self.search.told()));
    }
}

impl Search {
    fn take(&mut self, progress: Progress) {
        match progress {
            Progress::Started(rung) => self.rung = Some(rung),
            Progress::Improved { values } => self.values = values.into_iter().map(|(_, value)| value).collect(),
            Progress::Bound { rung, bound } => {
                if let Some(place) = self.rungs.iter().position(|&other| other == rung) {
                    self.bounds[place] = Some(bound);
                    // What was proven of the later goals held for another bound of this one.
                    self.bounds[place + 1..].fill(None);
                }
            }
            Progress::Tick | Progress::Stopped(_) => {}
        }
    }

    /// `goal 8 of 9, rotation; best roster so far: shares 0.25, not below 0`
    fn told(&self) -> String {
        let place = self.rung.and_then(|rung| self.rungs.iter().position(|&other| other == rung));
        let works = match place {
            None => "reading the rules".to_owned(),
            // With every goal bounded, what is left to find is a roster that meets the bounds.
            Some(_) if self.bounds.iter().all(Option::is_some) => {
                "every goal is bounded, looking for a roster".to_owned()
            }
            Some(place) => format!("goal {} of {}, {}", place + 1, self.rungs.len(), self.rungs[place]),
        };
        let mut standing = self.rungs.iter().zip(&self.values).zip(&self.bounds);
        // Where the first open goal stands; what comes after it is open in any case.
        match standing.find(|((_, value), bound)| bound.is_none_or(|bound| !solve::same(**value, bound))) {
            None => works,
            Some(((rung, stands), bound)) => {
                let bound =
                    bound.filter(|bound| bound.is_finite()).map(|bound| format!(", not below {}", value(bound)));
                format!("{works}; best roster so far: {rung} {}{}", value(*stands), bound.unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_goal_value_and_bound_as_far_as_they_are_known() {
        let rungs = vec![Rung::Coverage, Rung::Rotation, Rung::Wishes];
        let mut search = Search { bounds: vec![None; 3], rungs: rungs.clone(), rung: None, values: Vec::new() };
        assert_eq!(search.told(), "reading the rules");
        search.take(Progress::Improved { values: rungs.into_iter().zip([2.0, 120.5, -3.0]).collect() });
        search.take(Progress::Started(Rung::Coverage));
        assert_eq!(search.told(), "goal 1 of 3, coverage; best roster so far: coverage 2");
        search.take(Progress::Bound { rung: Rung::Coverage, bound: 2.0 });
        search.take(Progress::Started(Rung::Rotation));
        assert_eq!(search.told(), "goal 2 of 3, rotation; best roster so far: rotation 120.5");
        search.take(Progress::Bound { rung: Rung::Rotation, bound: 118.25 });
        search.take(Progress::Started(Rung::Wishes));
        assert_eq!(search.told(), "goal 3 of 3, wishes; best roster so far: rotation 120.5, not below 118.25");
        search.take(Progress::Bound { rung: Rung::Wishes, bound: -4.0 });
        let rest = "best roster so far: rotation 120.5, not below 118.25";
        assert_eq!(search.told(), format!("every goal is bounded, looking for a roster; {rest}"));
        search.take(Progress::Bound { rung: Rung::Rotation, bound: 119.0 });
        search.take(Progress::Started(Rung::Wishes));
        assert_eq!(search.told(), "goal 3 of 3, wishes; best roster so far: rotation 120.5, not below 119");
    }
}
