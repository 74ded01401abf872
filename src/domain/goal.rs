//! The ladder: goals as the planner names them, and the rungs they are optimised as.
//!
//! A goal of two parts is two rungs; everything downstream of `plan.toml` speaks of rungs. What a rung is called and what it
//! counts stands in one table, in every language, like that of the rules; what it costs is coded in `model`, `solve/plain` and
//! `verify`, each for itself.

use std::fmt;

use super::language::Words;

macro_rules! goals {
    ($($(#[$doc:meta])* $variant:ident = $name:literal: $rungs:expr, $place:expr;)*) => {
        /// A goal as named in `plan.toml`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Goal {
            $($(#[$doc])* $variant,)*
        }

        impl Goal {
            /// Every goal, those of the default ladder first and in its order.
            pub const ALL: [Goal; [$(stringify!($variant)),*].len()] = [$(Goal::$variant),*];

            /// The contract's word.
            pub fn name(self) -> &'static str {
                match self {
                    $(Goal::$variant => $name,)*
                }
            }

            /// The rungs the goal is optimised as, in order.
            pub fn rungs(self) -> &'static [Rung] {
                match self {
                    $(Goal::$variant => $rungs,)*
                }
            }

            fn place(self) -> Place {
                match self {
                    $(Goal::$variant => $place,)*
                }
            }
        }
    };
}

/// Whether a ladder has a goal without being asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the default ladder, behind the goals above it.
    Default,
    /// Only where `goals` in `plan.toml` names it, or a command puts it in.
    Named,
}

goals! {
    /// Fill the seats, first those that are needed whatever else, and spread out the holes.
    Coverage = "coverage": &[Rung::CoverageLeast, Rung::Coverage, Rung::CoverageSpread], Place::Default;
    /// Shifts by population share.
    Shares = "shares": &[Rung::Shares, Rung::SharesRounding], Place::Default;
    /// Burdens by population share.
    Burdens = "burdens": &[Rung::Burdens, Rung::BurdensRounding], Place::Default;
    /// An even pace through the weeks.
    Rhythm = "rhythm": &[Rung::Rhythm], Place::Default;
    /// Colleagues take turns.
    Rotation = "rotation": &[Rung::Rotation], Place::Default;
    /// What people would like, shared out so that nobody's wishes are all refused.
    Wishes = "wishes": &[Rung::Wishes, Rung::WishesSpread], Place::Default;
    /// Each colleague's shifts come evenly.
    Spacing = "spacing": &[Rung::Spacing], Place::Named;
    /// Published shifts are kept; counts where a published roster is mended, and nowhere else.
    Stability = "stability": &[Rung::Stability], Place::Named;
}

impl Goal {
    /// The default ladder.
    pub fn default_ladder() -> Vec<Goal> {
        Goal::ALL.into_iter().filter(|goal| goal.place() == Place::Default).collect()
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What is said of a rung.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// The contract's word, which is the row's name in `summary.json`.
    pub name: &'static str,
    /// What people call it.
    pub title: Words,
    /// What its value counts, in a few words; docs/reference.md has the formula.
    pub counts: Words,
    /// Whether every value is a whole number, so that a bound may be rounded up to the next one.
    pub is_whole: bool,
    /// The least that any roster of any folder could have, which needs no proof; `None` where there is no such number.
    pub least: Option<f64>,
    /// Whether it matters which people of a municipality take its shifts, and not only how many of them are where.
    pub is_of_people: bool,
}

macro_rules! rungs {
    ($($(#[$doc:meta])* $variant:ident = $row:expr;)*) => {
        /// One minimisation of the ladder: a goal, or one part of a goal of two parts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rung {
            $($(#[$doc])* $variant,)*
        }

        impl Rung {
            /// What is said of it.
            pub fn row(self) -> &'static Row {
                match self {
                    $(Rung::$variant => {
                        const ROW: Row = $row;
                        &ROW
                    })*
                }
            }
        }
    };
}

rungs! {
    /// Σ_w max(0, least_w − filled_w).
    CoverageLeast = Row {
        name: "coverage-least",
        title: Words::new("nødvendige pladser", "needed seats"),
        counts: Words::new("nødvendige pladser, som ingen sidder på", "needed seats nobody sits on"),
        is_whole: true,
        least: Some(0.0),
        is_of_people: false,
    };
    /// Σ_w unfilled_w.
    Coverage = Row {
        name: "coverage",
        title: Words::new("bemanding", "coverage"),
        counts: Words::new("pladser, som ingen sidder på", "seats nobody sits on"),
        is_whole: true,
        least: Some(0.0),
        is_of_people: false,
    };
    /// Σ_w unfilled_w² / d_w.
    CoverageSpread = Row {
        name: "coverage-spread",
        title: Words::new("spredning af ubemandede", "spread of unfilled seats"),
        counts: Words::new("hvor meget de hober sig op", "how much those heap up"),
        is_whole: false,
        least: Some(0.0),
        is_of_people: false,
    };
    /// Σ_m dist(n_m, [⌊target_m⌋, ⌈target_m⌉])² / entitled_m.
    Shares = Row {
        name: "shares",
        title: Words::new("andele", "shares"),
        counts: Words::new("vagter, en kommune har for mange eller for få", "shifts off target beyond rounding"),
        is_whole: false,
        least: Some(0.0),
        is_of_people: false,
    };
    /// Σ_m Σ_{max(⌊target_m⌋, 0) < k ≤ n_m} place(m, k).
    SharesRounding = Row {
        name: "shares-rounding",
        title: Words::new("andele, afrunding", "shares, rounding"),
        counts: Words::new("hvem der rundes op, efter numre", "who is rounded up, by places"),
        is_whole: true,
        least: Some(0.0),
        is_of_people: false,
    };
    /// As `Shares`, summed over burdens.
    Burdens = Row {
        name: "burdens",
        title: Words::new("byrder", "burdens"),
        counts: Words::new("det samme i hver byrde", "the same, in each burden"),
        is_whole: false,
        least: Some(0.0),
        is_of_people: false,
    };
    /// As `SharesRounding`, summed over burdens.
    BurdensRounding = Row {
        name: "burdens-rounding",
        title: Words::new("byrder, afrunding", "burdens, rounding"),
        counts: Words::new("det samme i hver byrde", "the same, in each burden"),
        is_whole: true,
        least: Some(0.0),
        is_of_people: false,
    };
    /// Σ_m Σ_week of how far the cumulative shifts lie outside [⌊T⌋, ⌈T⌉].
    Rhythm = Row {
        name: "rhythm",
        title: Words::new("rytme", "rhythm"),
        counts: Words::new("vagter, der ligger for tidligt eller for sent", "shifts too early or too late"),
        is_whole: true,
        least: Some(0.0),
        is_of_people: false,
    };
    /// Σ_s n_s² / (weight_s · p_s) + Σ_c Σ_s n_sc² / (weight_s · p_s).
    Rotation = Row {
        name: "rotation",
        title: Words::new("turnus", "rotation"),
        counts: Words::new("hvor ujævnt medarbejderne skiftes", "colleagues' uneven turns"),
        is_whole: false,
        least: Some(0.0),
        is_of_people: true,
    };
    /// Avoided shifts less preferred shifts.
    Wishes = Row {
        name: "wishes",
        title: Words::new("ønsker", "wishes"),
        counts: Words::new("vagter på uønskede tider minus på ønskede", "shifts avoided less preferred"),
        is_whole: true,
        // Shifts that their holders prefer count below zero.
        least: None,
        is_of_people: true,
    };
    /// Σ_s r_s², with r_s the shifts of s against its wishes; those of a pool spread over its heads.
    WishesSpread = Row {
        name: "wishes-spread",
        title: Words::new("ønsker, fordeling", "wishes, spread"),
        counts: Words::new("hvor skævt vagter mod ønske falder", "how unevenly shifts against wishes fall"),
        is_whole: true,
        least: Some(0.0),
        is_of_people: true,
    };
    /// Σ_s Σ over consecutive shifts of s, all of them and those in each burden, of max(0, L − days between their dates).
    Spacing = Row {
        name: "spacing",
        title: Words::new("afstand", "spacing"),
        counts: Words::new("dage, som vagter ligger for tæt", "days that shifts lie too close"),
        is_whole: true,
        least: Some(0.0),
        is_of_people: true,
    };
    /// Published shifts from the day of replanning on that are not kept.
    Stability = Row {
        name: "stability",
        title: Words::new("stabilitet", "stability"),
        counts: Words::new("udsendte vagter, der ikke er beholdt", "published shifts not kept"),
        is_whole: true,
        least: Some(0.0),
        is_of_people: true,
    };
}

impl Rung {
    /// The row name in `summary.json`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether every value is a whole number, so that a bound may be rounded up to the next one.
    pub fn is_whole(self) -> bool {
        self.row().is_whole
    }

    /// The least that any roster of any folder could have, which needs no proof; `None` where there is no such number.
    pub fn least(self) -> Option<f64> {
        self.row().least
    }

    /// Whether it matters which people of a municipality take its shifts, and not only how many of them are where.
    pub fn is_of_people(self) -> bool {
        self.row().is_of_people
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
