//! What one goal may give away where the ladder no longer asks for it.
//!
//! In: what a roster attains. Out: the type. It is no rule: a roster that allows itself more is as lawful as any, and the model, the plain
//! model and whoever hears of rosters hold it each for themselves.

use super::goal::Rung;

/// How much worse a goal may be than in a roster.
#[derive(Debug, Clone, PartialEq)]
pub struct Allowance {
    /// What it may give away.
    pub of: Allowed,
    /// The seats that stay unfilled in the rosters that the ladder comes to with it: targets depend on them.
    pub unfilled: u64,
    /// How many rungs of the ladder come before the goal.
    pub before: usize,
    /// What a roster has, by rung of the ladder, that gives away nothing; none where that is none of the rosters that are looked for.
    pub attained: Vec<(Rung, f64)>,
}

/// What a goal may give away.
#[derive(Debug, Clone, PartialEq)]
pub enum Allowed {
    /// Seats: at least as many stay unfilled as the allowance says.
    Seats,
    /// Shifts that others have than in a roster.
    Moved {
        /// Who has them.
        of: Holder,
        /// How many, of what.
        limits: Vec<Moved>,
    },
    /// A rung may have this value, and no more.
    AtMost {
        /// It; all its values are whole numbers.
        rung: Rung,
        /// The value.
        value: f64,
    },
}

/// Who has shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Municipalities.
    Municipalities,
    /// Single people, and pools as a whole.
    People,
}

/// How many shifts others may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// All shifts (`None`) or those of a burden, with how many each holder has in the roster.
    pub given: Vec<(Option<usize>, Vec<u64>)>,
    /// How many of all these some may have beyond, and as many others below, each counted as often as it stands there.
    pub most: u64,
}

impl Allowed {
    /// Whether it matters which people of a municipality take its shifts.
    pub fn is_of_people(&self) -> bool {
        match self {
            Allowed::Seats => false,
            Allowed::Moved { of, .. } => *of == Holder::People,
            Allowed::AtMost { rung, .. } => rung.is_of_people(),
        }
    }
}
