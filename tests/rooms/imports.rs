//! Which room may import which: the architecture as a table.
//!
//! In: nothing. Out: the rooms, those that are imported before those that import them.

/// A top-level module: `src/NAME.rs` and all below `src/NAME/`.
pub struct Room {
    /// Its name.
    pub name: &'static str,
    /// The rooms its lines may name, besides its own.
    pub may_import: &'static [&'static str],
}

/// Data flows down this list, imports point up it.
pub const ROOMS: &[Room] = &[
    Room { name: "domain", may_import: &[] },
    Room { name: "diagnostic", may_import: &[] },
    // Whether one more seat would break a rule. Model, plain model and referee code the rules for themselves.
    Room { name: "legality", may_import: &["domain"] },
    // For how much of the time people are present. Plain model and referee work it out for themselves.
    Room { name: "presence", may_import: &["domain"] },
    Room { name: "read", may_import: &["domain", "diagnostic"] },
    Room { name: "check", may_import: &["domain", "diagnostic", "legality", "presence", "read"] },
    // What of a closed period's folder the next one begins with.
    Room { name: "succession", may_import: &["domain", "read"] },
    // A folder as it would be; what is refused then, readers and checks say as of any folder.
    Room { name: "scenarios", may_import: &["domain", "diagnostic", "read", "check"] },
    Room { name: "shares", may_import: &["domain", "diagnostic"] },
    // Waiting lines at the telephone: formulas and chance, no instance.
    Room { name: "queueing", may_import: &[] },
    // What calls ask for in seats, and what seats mean for those who call.
    Room { name: "callers", may_import: &["domain", "queueing"] },
    // Makes up what the others read; knows none of them.
    Room { name: "generate", may_import: &["domain"] },
    Room { name: "membership", may_import: &["domain", "diagnostic", "shares"] },
    // The referee shares no line with what it judges.
    Room { name: "verify", may_import: &["domain", "diagnostic", "shares"] },
    // Reads what the referee counted; who worked what is not counted a second time.
    Room { name: "closing", may_import: &["domain", "shares", "verify"] },
    Room { name: "shortfall", may_import: &["domain", "legality"] },
    Room { name: "difference", may_import: &["domain", "diagnostic"] },
    // Who could take a seat; what each would do to the goals is for the referee to say.
    Room { name: "substitution", may_import: &["domain", "legality", "verify"] },
    Room { name: "model", may_import: &["domain", "diagnostic", "presence", "shares"] },
    Room { name: "solve", may_import: &["domain", "diagnostic", "legality", "presence", "shares", "model"] },
    // What changed, and why.
    Room { name: "replanning", may_import: &["domain", "difference"] },
    // Who had no shift yet; what another roster would be worth is for the referee to say.
    Room { name: "newcomers", may_import: &["domain", "legality", "presence", "verify", "substitution"] },
    // Runs the engine, and lets no roster count that `verify` has not passed.
    Room { name: "planning", may_import: &["domain", "diagnostic", "shares", "verify", "solve"] },
    // What it would take to fill every seat; no set counts whose roster `verify` has not passed.
    Room { name: "relaxation", may_import: &["domain", "planning", "solve", "verify"] },
    // What goals cost: ladders solved anew, and worth what the referee says.
    // The bill of a year: money goes where shifts go.
    Room { name: "settlement", may_import: &["domain", "shares"] },
    Room { name: "pricing", may_import: &["domain", "planning", "shares", "solve", "verify"] },
    // Why somebody sits there or not: rules by `legality`, costs by solving anew, and the referee's accounts.
    Room {
        name: "explanation",
        may_import: &["domain", "difference", "legality", "planning", "presence", "shares", "substitution", "verify"],
    },
    // What goes together is asked of the solver; what is written was verified.
    Room { name: "granting", may_import: &["difference", "domain", "legality", "solve", "verify"] },
    Room {
        name: "report",
        may_import: &[
            "domain",
            "diagnostic",
            "explanation",
            "granting",
            "presence",
            "relaxation",
            "generate",
            "queueing",
            "callers",
            "shares",
            "membership",
            "verify",
            "closing",
            "shortfall",
            "difference",
            "substitution",
            "planning",
            "newcomers",
            "replanning",
            "settlement",
            "succession",
        ],
    },
    // A code that does not exist is wrong usage.
    Room { name: "cli", may_import: &["domain", "diagnostic"] },
    // The only files that see several rooms at once.
    Room {
        name: "commands",
        may_import: &[
            "domain",
            "diagnostic",
            "read",
            "check",
            "generate",
            "queueing",
            "callers",
            "shares",
            "membership",
            "verify",
            "closing",
            "shortfall",
            "difference",
            "substitution",
            "model",
            "solve",
            "planning",
            "pricing",
            "replanning",
            "settlement",
            "succession",
            "scenarios",
            "explanation",
            "granting",
            "relaxation",
            "report",
            "cli",
        ],
    },
    Room { name: "main", may_import: &["cli", "commands", "diagnostic"] },
    // Names the modules, and uses none.
    Room { name: "lib", may_import: &[] },
];
