//! What `explain --json` prints of a roster: each question with its numbers and the sentences of the terminal.
//!
//! In: an instance, its inputs, the roster file and the answers. Out: bytes. Indices never leave the program.

use serde::Serialize;

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::calendar::weekday_name;
use crate::domain::goal::Rung;
use crate::domain::input_file::InputFile;
use crate::domain::rule::Rule;
use crate::explanation::Explained;
use crate::explanation::account::{Reasons, Rounding};
use crate::explanation::cost::Cost;
use crate::explanation::days::{Keeper, Kind};
use crate::explanation::person;
use crate::explanation::queue::Claim;
use crate::explanation::seat::{Answer, Forbidden};
use crate::explanation::window::Held;
use crate::report::explanation;
use crate::report::explanation::person::{Proven, lines};
use crate::report::json::{Head, Slot, number, pretty};
use crate::report::locale::Locale;
use crate::report::numbers::tidy;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    explained: Vec<One<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "about", rename_all = "lowercase")]
enum One<'a> {
    Municipality {
        municipality: &'a str,
        municipality_name: &'a str,
        accounts: Vec<Account<'a>>,
    },
    Person {
        staff: &'a str,
        staff_name: &'a str,
        weight: f64,
        days_present: i64,
        days: i64,
        part: f64,
        turns: Vec<Turn<'a>>,
        wishes: Option<Wished>,
        windows: Vec<Times>,
        sentences: Vec<String>,
    },
    Seat {
        staff: &'a str,
        staff_name: &'a str,
        answers: Vec<Answered<'a>>,
    },
    Window {
        #[serde(flatten)]
        slot: Slot,
        unfilled: u32,
        seated: Vec<&'a str>,
        free: Vec<&'a str>,
        held: Vec<HeldBack<'a>>,
    },
}

#[derive(Serialize)]
struct Account<'a> {
    /// `null` for all shifts.
    burden: Option<&'a str>,
    seats: u64,
    filled: u64,
    entitled: f64,
    carried: f64,
    target: f64,
    shifts: u64,
    /// What its staff can take at most.
    most: u64,
    /// `null` where nothing was left to round.
    rounding: Option<Rounded<'a>>,
    sentences: Vec<String>,
}

#[derive(Serialize)]
struct Rounded<'a> {
    #[serde(flatten)]
    claim: Claimed<'a>,
    place: usize,
    all_granted: u64,
    before: Vec<Claimed<'a>>,
    behind: Vec<Claimed<'a>>,
}

#[derive(Serialize)]
struct Claimed<'a> {
    municipality: &'a str,
    shift: u64,
    open: f64,
    granted: bool,
}

#[derive(Serialize)]
struct Turn<'a> {
    /// `null` for all shifts.
    burden: Option<&'a str>,
    shifts: u64,
    of: u64,
    before: u64,
    before_of: u64,
    turn: f64,
    available: u64,
    windows: u64,
}

#[derive(Serialize)]
struct Wished {
    met: u64,
    avoided: u64,
    outside: u64,
}

#[derive(Serialize)]
struct Times {
    day: &'static str,
    start: String,
    windows: u64,
    available: u64,
    preferred: u64,
    avoided: u64,
    shifts: u64,
    /// Where no rule is in the way as the roster is.
    could: u64,
    /// The rest, by what is in the way.
    kept: Vec<Kept>,
}

#[derive(Serialize)]
struct Kept {
    /// `null` where the person is not employed.
    rule: Option<&'static str>,
    windows: u64,
}

#[derive(Serialize)]
struct Answered<'a> {
    /// The window that the answer is about; `null` where all that were asked about are forbidden.
    window: Option<Slot>,
    has: bool,
    /// `fixed`, `forbidden`, `nothing`, `worse`, `better` or `unknown`.
    answer: &'static str,
    goal: Option<&'static str>,
    at_least: Option<f64>,
    at_most: Option<f64>,
    in_the_way: Vec<&'static str>,
    forbidden: Vec<Ruled>,
    changes: Vec<Moved<'a>>,
    sentences: Vec<String>,
}

#[derive(Serialize)]
struct Ruled {
    #[serde(flatten)]
    slot: Slot,
    /// Empty where locks give every seat to others.
    rules: Vec<&'static str>,
}

#[derive(Serialize)]
struct Moved<'a> {
    #[serde(flatten)]
    slot: Slot,
    was: Option<&'a str>,
    is: Option<&'a str>,
}

#[derive(Serialize)]
struct HeldBack<'a> {
    staff: &'a str,
    rules: Vec<&'static str>,
}

/// The document.
pub fn bytes(
    instance: &Instance,
    inputs: &[InputFile],
    roster: Option<&InputFile>,
    explained: &[Explained],
) -> Vec<u8> {
    // Documents are the same in every language.
    let english = Locale::new(Default::default());
    let explained = explained.iter().map(|one| self::one(instance, one, &english)).collect();
    pretty(&Document { head: Head::of(instance, inputs, roster), explained })
}

fn one<'a>(instance: &'a Instance, explained: &Explained, english: &Locale) -> One<'a> {
    let id = |staff: usize| instance.staff[staff].id.as_str();
    let ids = |of: &[usize]| of.iter().map(|&staff| id(staff)).collect();
    match explained {
        Explained::Municipality(reasons) => {
            let municipality = &instance.municipalities[reasons[0].municipality];
            One::Municipality {
                municipality: &municipality.code,
                municipality_name: &municipality.name,
                accounts: reasons.iter().map(|of| account(instance, of, english)).collect(),
            }
        }
        Explained::Person(reasons) => person(instance, reasons, english),
        Explained::Seat { staff, answers } => One::Seat {
            staff: id(*staff),
            staff_name: &instance.staff[*staff].name,
            answers: answers
                .iter()
                .map(|(answer, changes)| answered(instance, *staff, answer, changes, english))
                .collect(),
        },
        Explained::Window(Held { window, unfilled, seated, free, held }) => One::Window {
            slot: Slot::of(instance, *window),
            unfilled: *unfilled,
            seated: ids(seated),
            free: ids(free),
            held: held.iter().map(|(staff, rules)| HeldBack { staff: id(*staff), rules: names(rules) }).collect(),
        },
    }
}

fn account<'a>(instance: &'a Instance, reasons: &Reasons, english: &Locale) -> Account<'a> {
    let Reasons { class, seats, filled, account, given, most, rounding, .. } = reasons;
    Account {
        burden: class.map(|burden| instance.burdens[burden].name.as_str()),
        seats: *seats,
        filled: *filled,
        entitled: number(&account.entitled),
        carried: number(&account.carried),
        target: number(&account.target),
        shifts: *given,
        most: *most,
        rounding: rounding.as_ref().map(|rounding| rounded(instance, rounding)),
        sentences: explanation::account(english, instance, reasons),
    }
}

fn rounded<'a>(instance: &'a Instance, rounding: &Rounding) -> Rounded<'a> {
    let of = |claim: &Claim, granted: bool| Claimed {
        municipality: &instance.municipalities[claim.municipality].code,
        shift: claim.shift,
        open: number(&claim.open),
        granted,
    };
    let all = |claims: &[(Claim, bool)]| claims.iter().map(|(claim, granted)| of(claim, *granted)).collect();
    Rounded {
        claim: of(&rounding.claim, rounding.granted),
        place: rounding.place,
        all_granted: rounding.all_granted,
        before: all(&rounding.before),
        behind: all(&rounding.behind),
    }
}

fn person<'a>(instance: &'a Instance, reasons: &person::Reasons, english: &Locale) -> One<'a> {
    let staff = &instance.staff[reasons.staff];
    let turn = |turn: &person::Turn| Turn {
        burden: turn.class.map(|burden| instance.burdens[burden].name.as_str()),
        shifts: turn.shifts.0,
        of: turn.shifts.1,
        before: turn.before.0,
        before_of: turn.before.1,
        turn: number(&turn.due),
        available: turn.available.0,
        windows: turn.available.1,
    };
    let wished = |wishes: &person::Wishes| Wished { met: wishes.met, avoided: wishes.avoided, outside: wishes.outside };
    let lines = lines(english, instance, reasons, &english.person(staff), Proven::default());
    One::Person {
        staff: &staff.id,
        staff_name: &staff.name,
        weight: number(&reasons.part.weight),
        days_present: reasons.part.days.0,
        days: reasons.part.days.1,
        part: number(&reasons.part.part()),
        turns: reasons.turns.iter().map(turn).collect(),
        wishes: reasons.wishes.as_ref().map(wished),
        windows: reasons.kinds.iter().map(times).collect(),
        sentences: lines.iter().map(|line| format!("{}: {}", line.label.text(), line.text())).collect(),
    }
}

fn times(kind: &Kind) -> Times {
    let kept = |&(keeper, windows): &(Keeper, u64)| Kept {
        rule: match keeper {
            Keeper::NotEmployed => None,
            Keeper::Rule(rule) => Some(rule.name()),
        },
        windows,
    };
    Times {
        day: weekday_name(kind.weekday),
        start: kind.start.format("%H:%M").to_string(),
        windows: kind.counted.windows,
        available: kind.available,
        preferred: kind.preferred,
        avoided: kind.avoided,
        shifts: kind.shifts,
        could: kind.counted.free,
        kept: kind.counted.kept.iter().map(kept).collect(),
    }
}

fn answered<'a>(
    instance: &'a Instance,
    staff: usize,
    answer: &Answer,
    changes: &[Change],
    english: &Locale,
) -> Answered<'a> {
    let (window, cost) = match answer {
        Answer::Forbidden(_) => (None, None),
        Answer::Fixed { window } => (Some(*window), None),
        Answer::Absent { window, cost, .. } | Answer::Present { window, cost } => (Some(*window), Some(cost)),
    };
    let (word, goal, least, most) = match cost {
        None if window.is_some() => ("fixed", None, None, None),
        None => ("forbidden", None, None, None),
        Some(Cost::Nothing { .. }) => ("nothing", None, None, None),
        Some(Cost::Worse { rung, at_least, at_most, .. }) => ("worse", Some(*rung), Some(*at_least), Some(*at_most)),
        Some(Cost::Better { rung, by }) => ("better", Some(*rung), Some(*by), None),
        Some(Cost::Unknown) => ("unknown", None, None, None),
    };
    let (forbidden, in_the_way): (&[(usize, Forbidden)], Vec<&'static str>) = match answer {
        Answer::Forbidden(forbidden) => (forbidden, Vec::new()),
        Answer::Absent { forbidden, as_it_stands, .. } => (forbidden, names(as_it_stands)),
        Answer::Fixed { .. } | Answer::Present { .. } => (&[], Vec::new()),
    };
    let id = |staff: Option<usize>| staff.map(|staff| instance.staff[staff].id.as_str());
    Answered {
        window: window.map(|window| Slot::of(instance, window)),
        has: matches!(answer, Answer::Fixed { .. } | Answer::Present { .. }),
        answer: word,
        goal: goal.map(Rung::name),
        at_least: least.map(tidy),
        at_most: most.map(tidy),
        in_the_way,
        forbidden: forbidden.iter().map(|(window, why)| ruled(instance, *window, why)).collect(),
        changes: changes
            .iter()
            .map(|change| Moved { slot: Slot::of(instance, change.window), was: id(change.was), is: id(change.is) })
            .collect(),
        sentences: explanation::seat(english, instance, staff, answer, changes),
    }
}

fn ruled(instance: &Instance, window: usize, why: &Forbidden) -> Ruled {
    let rules = match why {
        Forbidden::By(rules) => names(rules),
        Forbidden::AllFixed => Vec::new(),
    };
    Ruled { slot: Slot::of(instance, window), rules }
}

fn names(rules: &[Rule]) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.name()).collect()
}
