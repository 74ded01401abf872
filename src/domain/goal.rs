//! The ladder: goals as the planner names them, and the rungs they are optimised as.
//!
//! A goal of two parts is two rungs; everything downstream of `plan.toml` speaks of rungs.

use std::fmt;

/// A goal as named in `plan.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Goal {
    /// Fill the seats, and spread out the holes.
    Coverage,
    /// Shifts by population share.
    Shares,
    /// Burdens by population share.
    Burdens,
    /// An even pace through the weeks.
    Rhythm,
    /// Colleagues take turns.
    Rotation,
    /// What people would like.
    Wishes,
    /// Published shifts are kept; counts where a published roster is mended, and nowhere else.
    Stability,
}

impl Goal {
    /// The default ladder.
    pub const DEFAULT: [Goal; 6] =
        [Goal::Coverage, Goal::Shares, Goal::Burdens, Goal::Rhythm, Goal::Rotation, Goal::Wishes];

    /// Every goal.
    pub const ALL: [Goal; 7] =
        [Goal::Coverage, Goal::Shares, Goal::Burdens, Goal::Rhythm, Goal::Rotation, Goal::Wishes, Goal::Stability];

    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Goal::Coverage => "coverage",
            Goal::Shares => "shares",
            Goal::Burdens => "burdens",
            Goal::Rhythm => "rhythm",
            Goal::Rotation => "rotation",
            Goal::Wishes => "wishes",
            Goal::Stability => "stability",
        }
    }

    /// The rungs the goal is optimised as, in order.
    pub fn rungs(self) -> &'static [Rung] {
        match self {
            Goal::Coverage => &[Rung::Coverage, Rung::CoverageSpread],
            Goal::Shares => &[Rung::Shares, Rung::SharesRounding],
            Goal::Burdens => &[Rung::Burdens, Rung::BurdensRounding],
            Goal::Rhythm => &[Rung::Rhythm],
            Goal::Rotation => &[Rung::Rotation],
            Goal::Wishes => &[Rung::Wishes],
            Goal::Stability => &[Rung::Stability],
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One minimisation of the ladder: a goal, or one part of a goal of two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// Σ_w unfilled_w.
    Coverage,
    /// Σ_w unfilled_w² / d_w.
    CoverageSpread,
    /// Σ_m dist(n_m, [⌊target_m⌋, ⌈target_m⌉])² / entitled_m.
    Shares,
    /// Σ_m Σ_{max(⌊target_m⌋, 0) < k ≤ n_m} place(m, k).
    SharesRounding,
    /// As `Shares`, summed over burdens.
    Burdens,
    /// As `SharesRounding`, summed over burdens.
    BurdensRounding,
    /// Σ_m Σ_week of how far the cumulative shifts lie outside [⌊T⌋, ⌈T⌉].
    Rhythm,
    /// Σ_s n_s² / weight_s + Σ_c Σ_s n_sc² / weight_s.
    Rotation,
    /// Avoided shifts less preferred shifts.
    Wishes,
    /// Published shifts from the day of replanning on that are not kept.
    Stability,
}

impl Rung {
    /// The row name in `summary.json`.
    pub fn name(self) -> &'static str {
        match self {
            Rung::Coverage => "coverage",
            Rung::CoverageSpread => "coverage-spread",
            Rung::Shares => "shares",
            Rung::SharesRounding => "shares-rounding",
            Rung::Burdens => "burdens",
            Rung::BurdensRounding => "burdens-rounding",
            Rung::Rhythm => "rhythm",
            Rung::Rotation => "rotation",
            Rung::Wishes => "wishes",
            Rung::Stability => "stability",
        }
    }

    /// Whether every value is a whole number, so that a bound may be rounded up to the next one.
    pub fn is_whole(self) -> bool {
        match self {
            Rung::Coverage
            | Rung::SharesRounding
            | Rung::BurdensRounding
            | Rung::Rhythm
            | Rung::Wishes
            | Rung::Stability => true,
            Rung::CoverageSpread | Rung::Shares | Rung::Burdens | Rung::Rotation => false,
        }
    }

    /// The least that any roster of any folder could have, which needs no proof; `None` where there is no such number.
    pub fn least(self) -> Option<f64> {
        match self {
            Rung::Coverage
            | Rung::CoverageSpread
            | Rung::Shares
            | Rung::SharesRounding
            | Rung::Burdens
            | Rung::BurdensRounding
            | Rung::Rhythm
            | Rung::Rotation
            | Rung::Stability => Some(0.0),
            // Shifts that their holders prefer count below zero.
            Rung::Wishes => None,
        }
    }
}

impl fmt::Display for Rung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The rungs of a ladder of goals, in order. Which of them count for an instance, it says itself.
pub(super) fn rungs(goals: &[Goal]) -> Vec<Rung> {
    goals.iter().flat_map(|goal| goal.rungs()).copied().collect()
}
