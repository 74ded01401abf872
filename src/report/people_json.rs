//! What documents say of people: the closest two shifts, the longest time without one, wishes, and who has it hard.
//!
//! In: an instance, a roster and its judgement. Out: values that serde writes. They are those of the verdict's sentence, and of the list
//! of shifts that lie too close.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::report::facts::hardships::{Hard, Way};
use crate::report::facts::people::{self, Met};
use crate::report::facts::strips::{self, Pair, Strip};
use crate::report::json::number;
use crate::verify::Judgement;

/// The most pairs that a document lists.
const MOST_PAIRS: usize = 100;

/// What `summary.json` says of people.
#[derive(Debug, Serialize)]
pub struct People {
    closest: Option<Gap>,
    longest: Option<Gap>,
    too_close: u64,
    wishes_most: Option<Wishes>,
    wishes_least: Option<Wishes>,
    three_in_nine_days: Vec<Hardship>,
    sixty_days_without: Vec<Hardship>,
    all_against_wishes: Vec<Hardship>,
}

/// Two shifts of one person that follow each other.
#[derive(Debug, Serialize)]
struct Gap {
    #[serde(flatten)]
    who: Who,
    from: String,
    to: String,
    days: i64,
    apart: i64,
    /// `null` where no shifts are due.
    even: Option<f64>,
}

/// Shifts as wished, of how many.
#[derive(Debug, Serialize)]
struct Wishes {
    #[serde(flatten)]
    who: Who,
    as_wished: u64,
    shifts: u64,
}

#[derive(Debug, Serialize)]
struct Hardship {
    #[serde(flatten)]
    who: Who,
    no_other_way: bool,
    at_a_price: bool,
}

#[derive(Debug, Serialize)]
struct Who {
    municipality: String,
    municipality_name: String,
    staff: String,
    staff_name: String,
}

/// The shifts that lie too close: how often, for how many people, and the worst.
#[derive(Debug, Serialize)]
pub struct TooClose {
    pairs: u64,
    people: u64,
    worst: Vec<Gap>,
}

impl People {
    /// Those of a roster; whether no roster is better in `wishes` is known from elsewhere.
    pub fn of(instance: &Instance, roster: &Roster, judgement: &Judgement, wishes_proven: bool) -> Self {
        let people = people::people(instance, &strips::strips(instance, roster, judgement), wishes_proven);
        let hardships = |hard: &[Hard]| -> Vec<Hardship> {
            let one = |hard: &Hard| Hardship {
                who: who(instance, hard.staff),
                no_other_way: hard.way == Way::None,
                at_a_price: hard.way == Way::AtAPrice,
            };
            hard.iter().map(one).collect()
        };
        let wishes = |met: Met| Wishes { who: who(instance, met.staff), as_wished: met.met, shifts: met.of };
        People {
            closest: people.closest.as_ref().map(|pair| gap(instance, pair)),
            longest: people.longest.as_ref().map(|pair| gap(instance, pair)),
            too_close: people.too_close,
            wishes_most: people.wishes.map(|(most, _)| wishes(most)),
            wishes_least: people.wishes.map(|(_, least)| wishes(least)),
            three_in_nine_days: hardships(&people.hard.crowded),
            sixty_days_without: hardships(&people.hard.idle),
            all_against_wishes: hardships(&people.hard.refused),
        }
    }
}

impl TooClose {
    /// Those of a roster.
    pub fn of(instance: &Instance, strips: &[Strip]) -> Self {
        let pairs = strips::too_close(instance, strips);
        TooClose {
            pairs: pairs.len() as u64,
            people: strips::whose(&pairs),
            worst: pairs.iter().take(MOST_PAIRS).map(|pair| gap(instance, pair)).collect(),
        }
    }
}

fn gap(instance: &Instance, pair: &Pair) -> Gap {
    Gap {
        who: who(instance, pair.staff),
        from: pair.from.to_string(),
        to: pair.to.to_string(),
        days: pair.days,
        apart: pair.apart,
        even: pair.pace.as_ref().map(number),
    }
}

fn who(instance: &Instance, staff: usize) -> Who {
    let person = &instance.staff[staff];
    let home = &instance.municipalities[person.municipality];
    Who {
        municipality: home.code.clone(),
        municipality_name: home.name.clone(),
        staff: person.id.clone(),
        staff_name: person.name.clone(),
    }
}
