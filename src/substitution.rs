//! Who could take a seat that is open or has fallen out, or any seat of a full window, and what each would do to the goals.
//!
//! In: an instance, a roster and a seat of it, or a window. Out: everybody who breaks no rule there, ranked by the ladder, what holds
//! each of the others, and exchanges over a second window. What a roster is worth is asked of `verify` alone; nothing is
//! solved, and nothing here changes a roster that is published.

mod full_window;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::legality::Tally;
use crate::verify::{Judgement, Referee};

pub use full_window::replacements;

/// A seat someone is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Index into `Instance::windows`.
    pub window: usize,
    /// Who falls out; `None` where nobody sits there anyway.
    pub out: Option<usize>,
}

/// Someone who can take the seat.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Whose seat it is; `None` where nobody sits there.
    pub out: Option<usize>,
    /// Index into `Instance::staff`.
    pub staff: usize,
    /// Shifts in the period, this one included.
    pub shifts: u64,
    /// What the roster is worth with them in the seat.
    pub judgement: Judgement,
}

/// Someone who can't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// Index into `Instance::staff`.
    pub staff: usize,
    /// Every rule that holds them back, in order of precedence; never empty.
    pub rules: Vec<Rule>,
}

/// Someone who sits there now and is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Index into `Instance::staff`.
    pub staff: usize,
    /// Every rule that is broken by their sitting there, in order of precedence.
    pub breaks: Vec<Rule>,
}

/// An exchange: someone moves from another window into the seat, and someone else takes the one that is left.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// Whose seat it is; `None` where nobody sits there.
    pub out: Option<usize>,
    /// Who moves into the seat.
    pub mover: usize,
    /// The window they leave.
    pub from: usize,
    /// Who takes their place there.
    pub filler: usize,
    /// What the roster is worth after both.
    pub judgement: Judgement,
}

/// Everybody, sorted into those who can and those who can't.
#[derive(Debug, Clone, PartialEq)]
pub struct Substitutes {
    /// What the roster is worth as it is.
    pub now: Judgement,
    /// What it is worth with the seat empty; `None` where several are tried in turn.
    pub open: Option<Judgement>,
    /// Who sits there and is replaced, in the order of the seats.
    pub sitting: Vec<Sitting>,
    /// Who sits there and is not tried, since a lock fixes them to the window; asked only where nobody was named.
    pub fixed: Vec<usize>,
    /// Those who can, the best for the goals first; equals in order of municipality and id. Where several seats are tried in turn,
    /// a candidate stands once for each that they could take.
    pub candidates: Vec<Candidate>,
    /// Those who can take none, by staff id. Whoever sits there is in neither list.
    pub excluded: Vec<Excluded>,
    /// How many people could take a seat.
    pub free: usize,
    /// How many replacements break no rule. Where several seats are tried in turn, `candidates` are the best of them.
    pub possible: usize,
    /// With how many of them the roster is better than it is.
    pub better: usize,
}

/// The roster with the seat empty.
pub fn opened(roster: &Roster, seat: Seat) -> Roster {
    match seat.out {
        Some(out) => roster.clone().without(seat.window, out),
        None => roster.clone(),
    }
}

/// Who could take the seat.
pub fn substitutes(instance: &Instance, roster: &Roster, seat: Seat) -> Substitutes {
    let mut referee = Referee::new(instance);
    let now = referee.judge(roster);
    let roster = opened(roster, seat);
    let tally = Tally::of(instance, &roster);
    let sitting = seat.out.map(|staff| Sitting { staff, breaks: tally.obstacles(staff, seat.window) });
    let (mut candidates, mut excluded) = (Vec::new(), Vec::new());
    for staff in (0..instance.staff.len()).filter(|&staff| Some(staff) != seat.out) {
        let rules = tally.obstacles(staff, seat.window);
        if rules.is_empty() {
            let with = roster.clone().with(seat.window, staff);
            let shifts = with.shifts.iter().flatten().filter(|&&other| other == staff).count() as u64;
            candidates.push(Candidate { out: seat.out, staff, shifts, judgement: referee.judge(&with) });
        } else {
            excluded.push(Excluded { staff, rules });
        }
    }
    rank(instance, &mut candidates);
    let open = Some(referee.judge(&roster));
    let better = candidates.partition_point(|one| compare(&one.judgement, &now).is_lt());
    let (free, possible) = (candidates.len(), candidates.len());
    Substitutes {
        now,
        open,
        sitting: sitting.into_iter().collect(),
        fixed: Vec::new(),
        candidates,
        excluded,
        free,
        possible,
        better,
    }
}

/// The best for the goals first; equals in order of municipality and id, then of whom they replace.
fn rank(instance: &Instance, candidates: &mut [Candidate]) {
    candidates.sort_by(|one, other| {
        let by_name = |one: &Candidate| (instance.staff[one.staff].municipality, one.staff, one.out);
        compare(&one.judgement, &other.judgement).then_with(|| by_name(one).cmp(&by_name(other)))
    });
}

/// Which of two rosters of an instance is better: the first rung of the ladder on which they differ decides.
pub fn compare(one: &Judgement, other: &Judgement) -> Ordering {
    let values =
        |judgement: &Judgement| judgement.values.iter().map(|&(_, value)| comparable(value)).collect::<Vec<_>>();
    values(one).cmp(&values(other))
}

/// The first rung on which the two differ, and by how much `one` is the higher there.
pub fn first_difference(one: &Judgement, other: &Judgement) -> Option<(Rung, f64)> {
    let mut both = one.values.iter().zip(&other.values);
    both.find(|(one, other)| comparable(one.1) != comparable(other.1)).map(|(one, other)| (one.0, one.1 - other.1))
}

/// A goal's value in billionths: finer than any two values of a goal lie apart, and coarser than the noise of adding up.
fn comparable(value: f64) -> i128 {
    const BILLION: f64 = 1e9;
    (value * BILLION).round() as i128
}

/// An exchange before it is judged: who moves, from where, and who fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Move {
    mover: usize,
    from: usize,
    filler: usize,
}

impl Move {
    fn applied(self, roster: &Roster, seat: Seat) -> Roster {
        let moved = roster.clone().without(self.from, self.mover).with(seat.window, self.mover);
        moved.with(self.from, self.filler)
    }
}

/// The best exchanges, at most `most`, ranked as candidates are; equals in order of mover, window and filler.
///
/// There are tens of thousands in a large town, too many to judge each. Exchanges that are the same to a goal (see
/// `sameness`) are judged once for it, and whatever a goal leaves behind the best ones is not looked at again.
pub fn exchanges(instance: &Instance, roster: &Roster, seat: Seat, most: usize) -> Vec<Exchange> {
    let roster = opened(roster, seat);
    let mut referee = Referee::new(instance);
    let mut ranked: Vec<(Vec<i128>, Move)> =
        lawful(instance, &roster, seat).into_iter().map(|exchange| (Vec::new(), exchange)).collect();
    for (place, rung) in instance.rungs().into_iter().enumerate() {
        let mut known: BTreeMap<Vec<usize>, i128> = BTreeMap::new();
        for (values, exchange) in &mut ranked {
            let same = sameness(instance, rung, seat, *exchange);
            let value = known
                .entry(same)
                .or_insert_with(|| comparable(referee.judge(&exchange.applied(&roster, seat)).values[place].1));
            values.push(*value);
        }
        ranked.sort();
        if let Some(last) = most.checked_sub(1).and_then(|last| ranked.get(last)).map(|(values, _)| values.clone()) {
            ranked.retain(|(values, _)| *values <= last);
        }
    }
    ranked.truncate(most);
    let judged = |(_, exchange): (Vec<i128>, Move)| Exchange {
        out: seat.out,
        mover: exchange.mover,
        from: exchange.from,
        filler: exchange.filler,
        judgement: referee.judge(&exchange.applied(&roster, seat)),
    };
    ranked.into_iter().map(judged).collect()
}

/// The best exchanges for the seat of any of these, ranked in the same way.
pub fn exchanges_for(
    instance: &Instance,
    roster: &Roster,
    window: usize,
    outs: &[usize],
    most: usize,
) -> Vec<Exchange> {
    let seats = outs.iter().map(|&out| Seat { window, out: Some(out) });
    let mut all: Vec<Exchange> = seats.flat_map(|seat| exchanges(instance, roster, seat, most)).collect();
    all.sort_by(|one, other| {
        let order = |one: &Exchange| (one.mover, one.from, one.filler, one.out);
        compare(&one.judgement, &other.judgement).then_with(|| order(one).cmp(&order(other)))
    });
    all.truncate(most);
    all
}

/// Every exchange that breaks no rule. What holds a person back depends on their own shifts and on those of colleagues of
/// the same municipality: whether somebody of another one can fill in has nothing to do with who moves.
fn lawful(instance: &Instance, roster: &Roster, seat: Seat) -> Vec<Move> {
    let mut tally = Tally::of(instance, roster);
    let home = |staff: usize| instance.staff[staff].municipality;
    let mut exchanges = Vec::new();
    for (from, staff) in roster.shifts.iter().enumerate().filter(|&(from, _)| from != seat.window) {
        let mut movers = staff.clone();
        movers.dedup();
        movers.retain(|&mover| Some(mover) != seat.out && !roster.is_fixed(instance, from, mover));
        // Who could fill in as the roster stands; asked once for all movers, and only if there is one.
        if movers.is_empty() {
            continue;
        }
        let free: Vec<bool> = (0..instance.staff.len()).map(|filler| tally.allows(filler, from)).collect();
        for mover in movers {
            tally.take_back(mover, from);
            if tally.allows(mover, seat.window) {
                tally.give(mover, seat.window);
                let can = |filler: usize| match home(filler) == home(mover) {
                    true => tally.allows(filler, from),
                    false => free[filler],
                };
                let fillers = (0..instance.staff.len())
                    .filter(|&filler| filler != mover && Some(filler) != seat.out && can(filler));
                exchanges.extend(fillers.map(|filler| Move { mover, from, filler }));
                tally.take_back(mover, seat.window);
            }
            tally.give(mover, from);
        }
    }
    exchanges
}

/// What of an exchange a rung can see: two exchanges with the same answer have the same value on it. The mover's
/// municipality has as many shifts as before, so its `shares` do not move; only the filler's do.
fn sameness(instance: &Instance, rung: Rung, seat: Seat, exchange: Move) -> Vec<usize> {
    let Move { mover, from, filler } = exchange;
    let home = |staff: usize| instance.staff[staff].municipality;
    let burdens = &instance.windows[from].burdens;
    let same_burdens = *burdens == instance.windows[seat.window].burdens;
    match rung {
        Rung::CoverageLeast | Rung::Coverage | Rung::CoverageSpread => Vec::new(),
        // Published shifts are told apart by who holds them, and so is how far shifts lie apart.
        Rung::Stability | Rung::Spacing => vec![mover, from, filler],
        Rung::Shares | Rung::SharesRounding => vec![home(filler)],
        Rung::Burdens | Rung::BurdensRounding => [&[home(mover), home(filler)], burdens.as_slice()].concat(),
        Rung::Rhythm => {
            let week = instance.windows[from].week();
            vec![home(mover), home(filler), usize::try_from(week.year()).unwrap_or(0), week.week() as usize]
        }
        // Who moves between windows of the same burdens has as many turns as before.
        Rung::Rotation if same_burdens => vec![filler],
        Rung::Rotation => [&[mover, filler], burdens.as_slice()].concat(),
        Rung::Wishes => {
            let stances =
                [instance.stance(mover, seat.window), instance.stance(mover, from), instance.stance(filler, from)];
            stances.iter().flat_map(|stance| [stance.avoids, stance.prefers].map(usize::from)).collect()
        }
        // What one more shift against their wishes costs depends on how many the two have.
        Rung::WishesSpread => {
            let stances =
                [instance.stance(mover, seat.window), instance.stance(mover, from), instance.stance(filler, from)];
            let kinds = stances.iter().flat_map(|stance| [stance.avoids > 0, stance.prefers > 0].map(usize::from));
            [mover, filler].into_iter().chain(kinds).collect()
        }
    }
}
