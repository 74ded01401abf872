//! The bar on stderr that moves while a search works: the goals that are proven, the goal that is worked on, the best
//! roster so far, what bounds it and the gap between the two. On request also a line for each step.
//!
//! In: what the search tells of itself. Out: one line, redrawn in place, gone when the search ends, and nothing at all
//! where stderr is not a terminal. What it shows is what the search has shown so far, never a forecast.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::domain::goal::Rung;
use crate::domain::value::same;
use crate::planning::Progress;
use crate::report::numbers::{gap, value};
use crate::report::write::bar::{Bar, Shown};
use crate::report::write::{self, Verbosity};

/// The bar, and what it tells of.
pub struct Line {
    bar: Bar,
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
    /// Whether the search is over, and people's shifts are moved apart.
    is_over: bool,
}

impl Line {
    /// A bar for a ladder, that says so when `stop` is set.
    pub fn new(rungs: Vec<Rung>, stop: Arc<AtomicBool>) -> Self {
        let bar = Bar::new(rungs.len() as u64);
        Line { bar, stop, told: false, begun: Instant::now(), search: Search::new(rungs) }
    }

    /// Takes in what the search tells.
    pub fn show(&mut self, progress: Progress) {
        if !self.told && self.stop.load(Ordering::SeqCst) {
            self.told = true;
            // For good: a second Ctrl-C ends the program wherever it is, and must not leave half a bar behind.
            self.bar.leave("stopping with the best roster so far; Ctrl-C again stops at once");
        }
        if write::verbosity() == Verbosity::Verbose
            && let Some(step) = self.search.step(&progress)
        {
            self.bar.above(&format!("{:>7.1} s  {step}", self.begun.elapsed().as_secs_f64()));
        }
        self.search.take(progress);
        if self.bar.room() > 0 {
            self.bar.show(self.search.shown(self.bar.room(), self.bar.elapsed()));
        }
    }
}

impl Search {
    fn new(rungs: Vec<Rung>) -> Self {
        Search { bounds: vec![None; rungs.len()], rungs, rung: None, values: Vec::new(), is_over: false }
    }

    fn take(&mut self, progress: Progress) {
        match progress {
            Progress::Started(rung) => self.rung = Some(rung),
            Progress::Improved { values } => self.values = values.into_iter().map(|(_, value)| value).collect(),
            Progress::Bound { rung, bound } => {
                if let Some(place) = self.place(rung) {
                    self.bounds[place] = Some(bound);
                    // What was proven of the later goals held for another bound of this one.
                    self.bounds[place + 1..].fill(None);
                }
            }
            Progress::MovingApart => self.is_over = true,
            Progress::Found(_) | Progress::Tick | Progress::Stopped(_) => {}
        }
    }

    fn place(&self, rung: Rung) -> Option<usize> {
        self.rungs.iter().position(|&other| other == rung)
    }

    /// How many goals are proven, from the first on. What comes after an open goal is open in any case.
    fn proven(&self) -> usize {
        let standing = self.values.iter().zip(&self.bounds);
        standing.take_while(|(value, bound)| bound.is_some_and(|bound| same(**value, bound))).count()
    }

    /// The longest way to say it that fits.
    fn shown(&self, room: usize, elapsed: Duration) -> Shown {
        let (proven, all) = (self.proven(), self.rungs.len());
        let way = |before: String, after: String| Shown { done: proven as u64, before, after };
        let works = self.works();
        // Where the goal that is worked on is the open one, it is named once.
        let open = self.rungs.get(proven).filter(|_| !self.values.is_empty());
        let briefly = if self.is_over { None } else { self.rung };
        let briefly = briefly.filter(|rung| Some(rung) != open).map_or_else(String::new, |rung| format!(", {rung}"));
        let ways = [
            way(format!("{proven} of {all} goals proven, "), format!("; {works}; {}", self.stands(Words::All))),
            way(format!("{proven} of {all} proven, "), format!("{briefly}; {}", self.stands(Words::All))),
            way(format!("{proven} of {all} proven, "), format!("{briefly}; {}", self.stands(Words::Some))),
            way(format!("{proven} of {all}, "), format!("{briefly}; {}", self.stands(Words::Some))),
            way(format!("{proven} of {all}, "), format!("; {}", self.stands(Words::Some))),
            way(format!("{proven} of {all}, "), format!("; {}", self.stands(Words::Few))),
        ];
        let [.., last] = &ways;
        ways.iter().find(|way| way.text(elapsed).chars().count() <= room).unwrap_or(last).clone()
    }

    /// `working on rotation`
    fn works(&self) -> String {
        match self.rung {
            _ if self.is_over => "moving people's shifts apart".to_owned(),
            None => "reading the rules".to_owned(),
            // With every goal bounded, what is left to find is a roster that meets the bounds.
            Some(_) if self.bounds.iter().all(Option::is_some) => {
                "every goal is bounded, looking for a roster".to_owned()
            }
            Some(rung) => format!("working on {rung}"),
        }
    }

    /// Where the first open goal stands: `best roster so far: shares 0.25, not below 0.2, gap 20 %`
    fn stands(&self, words: Words) -> String {
        let place = self.proven();
        let (Some(&stands), Some(rung)) = (self.values.get(place), self.rungs.get(place)) else {
            return if self.values.is_empty() { "no roster so far" } else { "every goal is proven" }.to_owned();
        };
        let bound = self.bounds[place].filter(|bound| bound.is_finite());
        let far = bound.and_then(|bound| gap(stands, bound)).map(|gap| format!(", gap {gap} %")).unwrap_or_default();
        let bound = |word: &str| bound.map(|bound| format!(", {word} {}", value(bound))).unwrap_or_default();
        match words {
            Words::All => format!("best roster so far: {rung} {}{}{far}", value(stands), bound("not below")),
            Words::Some => format!("best: {rung} {}{}{far}", value(stands), bound("bound")),
            Words::Few => format!("{rung} {}{far}", value(stands)),
        }
    }

    /// What a step of the search is in words; time that goes by is none.
    fn step(&self, progress: &Progress) -> Option<String> {
        match progress {
            Progress::Found(_) | Progress::Tick => None,
            Progress::MovingApart => Some("moving people's shifts apart".to_owned()),
            Progress::Started(rung) => (self.rung != Some(*rung)).then(|| format!("{rung}: begun")),
            // What is known already is proven once more where the search comes back to a goal.
            Progress::Bound { rung, bound }
                if self.place(*rung).and_then(|place| self.bounds[place]) == Some(*bound) =>
            {
                None
            }
            Progress::Bound { rung, bound } if !bound.is_finite() => Some(format!("{rung}: no bound yet")),
            Progress::Bound { rung, bound } => {
                let stands = self.place(*rung).and_then(|place| self.values.get(place));
                let met = stands.is_some_and(|&stands| same(stands, *bound));
                let met = if met { ", and the best roster has it" } else { "" };
                Some(format!("{rung}: proven not to be below {}{met}", value(*bound)))
            }
            Progress::Improved { values } if self.values.is_empty() => {
                let stands = values.first().map(|(rung, stands)| format!(": {rung} {}", value(*stands)));
                Some(format!("first roster{}", stands.unwrap_or_default()))
            }
            Progress::Improved { values } => {
                let better = self.values.iter().zip(values).find(|(old, (_, new))| !same(**old, *new));
                let (old, (rung, new)) = better?;
                Some(format!("better roster: {rung} {} → {}", value(*old), value(*new)))
            }
            Progress::Stopped(status) => Some(format!("stopped: {}", status.name())),
        }
    }
}

/// How many words there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    All,
    Some,
    Few,
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUNGS: [Rung; 3] = [Rung::Coverage, Rung::Rotation, Rung::Wishes];

    fn told(search: &Search, room: usize) -> String {
        let text = search.shown(room, Duration::from_secs(12)).text(Duration::from_secs(12));
        assert!(text.chars().count() <= room, "{text}");
        text
    }

    fn improved(values: [f64; 3]) -> Progress {
        Progress::Improved { values: RUNGS.into_iter().zip(values).collect() }
    }

    #[test]
    fn the_bar_tells_goal_value_bound_and_gap_as_far_as_they_are_known() {
        let mut search = Search::new(RUNGS.to_vec());
        assert_eq!(told(&search, 160), "0 of 3 goals proven, 12 s; reading the rules; no roster so far");
        search.take(improved([2.0, 120.5, -3.0]));
        search.take(Progress::Started(Rung::Coverage));
        let text = "0 of 3 goals proven, 12 s; working on coverage; best roster so far: coverage 2";
        assert_eq!(told(&search, 160), text);
        search.take(Progress::Bound { rung: Rung::Coverage, bound: f64::NEG_INFINITY });
        assert_eq!(told(&search, 160), text);
        search.take(Progress::Bound { rung: Rung::Coverage, bound: 2.0 });
        search.take(Progress::Started(Rung::Rotation));
        search.take(Progress::Bound { rung: Rung::Rotation, bound: 118.25 });
        let best = "best roster so far: rotation 120.5, not below 118.25, gap 1.9 %";
        assert_eq!(told(&search, 160), format!("1 of 3 goals proven, 12 s; working on rotation; {best}"));
        search.take(Progress::Started(Rung::Wishes));
        search.take(Progress::Bound { rung: Rung::Wishes, bound: -4.0 });
        let works = "every goal is bounded, looking for a roster";
        assert_eq!(told(&search, 160), format!("1 of 3 goals proven, 12 s; {works}; {best}"));
        // A new bound makes those of later goals void.
        search.take(Progress::Bound { rung: Rung::Rotation, bound: 120.5 });
        let best = "best roster so far: wishes -3";
        assert_eq!(told(&search, 160), format!("2 of 3 goals proven, 12 s; working on wishes; {best}"));
        search.take(Progress::Bound { rung: Rung::Wishes, bound: -3.0 });
        assert!(told(&search, 160).ends_with("; every goal is proven"));
        search.take(Progress::MovingApart);
        assert_eq!(told(&search, 160), "3 of 3 goals proven, 12 s; moving people's shifts apart; every goal is proven");
    }

    #[test]
    fn the_bar_fits_and_says_what_matters_most() {
        let mut search = Search::new(RUNGS.to_vec());
        search.take(improved([2.0, 7673.75, -3.0]));
        search.take(Progress::Bound { rung: Rung::Coverage, bound: 2.0 });
        search.take(Progress::Started(Rung::Rotation));
        search.take(Progress::Bound { rung: Rung::Rotation, bound: 7600.125 });
        let best = "rotation 7673.75, bound 7600.125, gap 1.0 %";
        assert_eq!(told(&search, 80), format!("1 of 3 proven, 12 s; best: {best}"));
        assert_eq!(told(&search, 68), format!("1 of 3, 12 s; best: {best}"));
        assert_eq!(told(&search, 48), "1 of 3, 12 s; rotation 7673.75, gap 1.0 %");
        // The search is at another goal than the one that is open.
        search.take(Progress::Started(Rung::Wishes));
        assert_eq!(told(&search, 80), format!("1 of 3 proven, 12 s, wishes; best: {best}"));
    }

    #[test]
    fn every_step_of_a_search_has_its_words() {
        let mut search = Search::new(RUNGS.to_vec());
        let mut steps = Vec::new();
        for progress in [
            Progress::Started(Rung::Coverage),
            improved([2.0, 120.5, -3.0]),
            Progress::Tick,
            Progress::Bound { rung: Rung::Coverage, bound: 2.0 },
            improved([2.0, 119.0, -1.0]),
            Progress::Bound { rung: Rung::Rotation, bound: 118.25 },
            Progress::MovingApart,
            Progress::Stopped(crate::planning::Status::Interrupted),
        ] {
            steps.extend(search.step(&progress));
            search.take(progress);
        }
        let expected = [
            "coverage: begun",
            "first roster: coverage 2",
            "coverage: proven not to be below 2, and the best roster has it",
            "better roster: rotation 120.5 → 119",
            "rotation: proven not to be below 118.25",
            "moving people's shifts apart",
            "stopped: interrupted",
        ];
        assert_eq!(steps, expected);
    }
}
