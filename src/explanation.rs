//! Why somebody sits on a shift, or does not; why a municipality has as many shifts as it has.
//!
//! In: an instance, a roster of it, and what is asked. Out: the rule that decides, what another answer would cost, solved anew,
//! the account with its place in the order of rounding, or a person's turn. Nothing here changes a roster.

pub mod account;
pub mod cost;
pub mod days;
pub mod person;
pub mod queue;
pub mod seat;
pub mod window;

use crate::difference::Change;
use account::Reasons;
use seat::Answer;
use window::Held;

/// An answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub enum Explained {
    /// The accounts of a municipality, for all shifts and each burden.
    Municipality(Vec<Reasons>),
    /// Why a person has as many shifts as they have, and what keeps them from the others.
    Person(Box<person::Reasons>),
    /// Why a person sits on a window, or on none of several.
    Seat {
        /// Index into `Instance::staff`.
        staff: usize,
        /// Each with the seats that change hands in the roster that shows it.
        answers: Vec<(Answer, Vec<Change>)>,
    },
    /// Who sits on a window, and why nobody else does.
    Window(Held),
}

/// Why a roster is as it is, for everybody: what needs no price.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// By municipality.
    pub accounts: Vec<Vec<Reasons>>,
    /// By staff; nobody where there are too many to tell of each.
    pub people: Vec<person::Reasons>,
}
