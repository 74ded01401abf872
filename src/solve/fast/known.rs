//! What one attempt to climb the ladder knows, and what the next one begins with.
//!
//! In: how an attempt ended. Out: what is known by then. Nothing is solved here.

use crate::model::Level;
use crate::solve::Halt;

/// What an attempt to climb begins with. Every attempt knows more than the one before, first of levels, then of seats, so
/// there are at most five of them, whatever the solver says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// The level that is climbed at least.
    pub(super) lowest: Level,
    /// The seats that stay unfilled, which the targets depend on.
    pub(super) unfilled: Unfilled,
}

/// What is known of the seats that stay unfilled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfilled {
    /// Nothing; as long as nothing speaks against it, none do.
    Presumed,
    /// As many as the linear program says: this many, where it has been asked down to the person.
    Bounded(Option<u64>),
    /// This many, where the linear program is known not to tell.
    Proven(u64),
}

/// How an attempt to climb the ladder ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    /// A roster attains every bound, or no more can be proven.
    Done,
    /// The municipal level promised more than its staff can do.
    Missed,
    /// Seats were presumed filled that cannot be; how many stay unfilled by the linear program, where people have been asked.
    Scarce(Option<u64>),
    /// The linear program promised to fill more seats than can be filled on this level: this many stay unfilled.
    Unfilled(u64, Level),
}

impl Known {
    /// What the next attempt begins with, which is always more; `None` where there is none to be made: a roster attains
    /// every bound, or the solver has come to the end of its precision, where what is proven stays proven.
    pub(super) fn after(self, attempt: Attempt) -> Result<Option<Known>, Halt> {
        let more = match attempt {
            Attempt::Done => return Ok(None),
            Attempt::Missed if self.lowest == Level::Staff => {
                return Err(Halt::Defect("an optimal face has no points".to_owned()));
            }
            Attempt::Missed => {
                // What the municipal level proved of them holds for more than rosters: people may leave even more unfilled.
                let unfilled =
                    if self.unfilled == Unfilled::Presumed { self.unfilled } else { Unfilled::Bounded(None) };
                Known { lowest: Level::Staff, unfilled }
            }
            Attempt::Scarce(unfilled) => {
                // Where people have been asked, the municipal level is known to promise too much.
                let lowest = if unfilled.is_some() { Level::Staff } else { self.lowest };
                Known { lowest, unfilled: Unfilled::Bounded(unfilled) }
            }
            Attempt::Unfilled(seats, level) => {
                Known { lowest: self.lowest.max(level), unfilled: Unfilled::Proven(seats) }
            }
        };
        Ok((more.rank() > self.rank()).then_some(more))
    }

    /// How much is known: first of levels, then of seats.
    fn rank(self) -> (Level, u8) {
        let unfilled = match self.unfilled {
            Unfilled::Presumed => 0,
            Unfilled::Bounded(_) => 1,
            Unfilled::Proven(_) => 2,
        };
        (self.lowest, unfilled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever attempts come to, even where two linear programs round coverage differently or an integer program
    /// contradicts itself, there are at most five of them.
    #[test]
    fn no_run_of_attempts_goes_round_for_ever() {
        fn longest(known: Known) -> usize {
            let levels = [Level::Municipal, Level::Staff];
            let unfilled = levels.into_iter().flat_map(|level| [2, 3].map(|seats| Attempt::Unfilled(seats, level)));
            let attempts = [Attempt::Done, Attempt::Missed, Attempt::Scarce(None), Attempt::Scarce(Some(2))]
                .into_iter()
                .chain(unfilled);
            1 + attempts.filter_map(|attempt| known.after(attempt).ok()?.map(longest)).max().unwrap_or(0)
        }
        assert_eq!(longest(Known { lowest: Level::Municipal, unfilled: Unfilled::Presumed }), 5);
    }

    #[test]
    fn an_attempt_that_only_repeats_what_is_known_is_the_last() {
        let known = Known { lowest: Level::Municipal, unfilled: Unfilled::Bounded(None) };
        assert_eq!(known.after(Attempt::Scarce(None)), Ok(None));
        let known = Known { lowest: Level::Staff, unfilled: Unfilled::Proven(3) };
        assert_eq!(known.after(Attempt::Unfilled(2, Level::Staff)), Ok(None));
        assert!(known.after(Attempt::Missed).is_err());
    }

    /// What people say is not asked again, and the municipal level, which promised more, is climbed no more.
    #[test]
    fn what_people_said_is_what_the_next_attempt_begins_with() {
        let known = Known { lowest: Level::Municipal, unfilled: Unfilled::Presumed };
        let next = |unfilled| known.after(Attempt::Scarce(unfilled)).map(Option::unwrap);
        assert_eq!(next(None), Ok(Known { lowest: Level::Municipal, unfilled: Unfilled::Bounded(None) }));
        assert_eq!(next(Some(2)), Ok(Known { lowest: Level::Staff, unfilled: Unfilled::Bounded(Some(2)) }));
    }
}
