//! The oracle: the contract's program written down as plainly as it can be, and each rung held by a row.
//!
//! In: an [`Instance`]. Out: [`Event`]s. One variable a person and window, the rules one by one, good_lp's own words,
//! nothing clever; it shares no line with `model` or the fast engine, so that two independent answers can be compared.
//! It is slow, and may not end, on anything large.

mod allowance;
mod limits;
mod places;
mod presence;
mod spacing;

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::Datelike;
use good_lp::solvers::highs::highs;
use good_lp::{Constraint, Expression, ProblemVariables, SolverModel, Variable, constraint, variable};
use highs::{HighsModelStatus, HighsSolutionStatus};
use num_traits::{ToPrimitive, Zero};

use self::limits::worked_seats;
use self::places::Places;
use super::{Event, Halt, Limits, foreign};
use crate::domain::allowance::Allowance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::domain::value::slack;
use crate::domain::{Exact, Instance};
use crate::shares::{self, Account, Shares};

/// Rows that hold a rung are scaled up, so that the room they leave stays far above HiGHS's row tolerance (1e-6).
const ROW_SCALE: f64 = 1e2;

/// The program as it grows: variables, rows, and what each rung costs.
#[derive(Default)]
struct Plain {
    variables: ProblemVariables,
    rows: Vec<Constraint>,
    costs: BTreeMap<Rung, Expression>,
    /// (person, window) to the seats the person takes there.
    takes: BTreeMap<(usize, usize), Variable>,
}

/// Solves the ladder and reports on the way; with an allowance, among the rosters in which a goal that the ladder does not ask for gives
/// away no more than it may.
///
/// # Errors
/// [`Halt`] where the limits came first or the solver failed; what was reported stays true.
pub fn solve(
    instance: &Instance,
    allowance: Option<&Allowance>,
    limits: &Limits,
    report: &mut dyn FnMut(Event),
) -> Result<(), Halt> {
    let mut held: Vec<(Rung, f64)> = Vec::new();
    for rung in instance.rungs() {
        let begun = Instant::now();
        report(Event::Started(rung));
        let coverage = held.iter().find(|(rung, _)| *rung == Rung::Coverage);
        let unfilled = allowance.map_or(0, |allowance| allowance.unfilled);
        let unfilled = coverage.map_or(unfilled, |&(_, unfilled)| unfilled.round() as u64);
        let mut plain = write(instance, &shares::shares(instance, shares::unfilled_of_members(instance, unfilled)));
        if let Some(allowance) = allowance {
            plain.allow(instance, allowance);
        }
        // The last roster keeps all that is held, so the solver has come to the end of its precision: what is proven stays
        // proven, and this rung has no bound.
        let Some((value, bound, closed, roster)) = minimise(instance, plain, rung, &held, limits)? else { break };
        report(Event::Roster(roster));
        let bound = if rung.is_whole() { (bound - slack(bound)).ceil() } else { bound };
        report(Event::Bound { rung, bound, spent: begun.elapsed() });
        if !closed {
            return Err(Halt::Stopped);
        }
        held.push((rung, value));
    }
    Ok(())
}

/// The whole program of the contract.
fn write(instance: &Instance, shares: &Shares) -> Plain {
    let mut plain = Plain::default();
    people(instance, &mut plain);
    plain.rows.extend(limits::on_people(instance, &plain.takes));
    windows(instance, &mut plain);
    balances(instance, shares, &mut plain);
    rhythm(instance, shares, &mut plain);
    rotation_and_wishes(instance, &mut plain);
    plain.spacing(instance, shares);
    stability(instance, &mut plain);
    plain
}

/// `membership`, `participation`, `availability`, `locks`, and nobody twice in a window.
fn people(instance: &Instance, plain: &mut Plain) {
    for (s, staff) in instance.staff.iter().enumerate() {
        for (w, window) in instance.windows.iter().enumerate() {
            if instance.is_past(w) {
                let worked = worked_seats(instance, s, w);
                plain.takes.insert((s, w), plain.variables.add(variable().integer().min(worked).max(worked)));
                continue;
            }
            let home = &instance.municipalities[staff.municipality];
            let day = window.date.weekday();
            // Each stretch that the date lies in has a class with the window in it.
            let takes_part = home.stretches.iter().filter(|stretch| stretch.covers(window.date)).all(|stretch| {
                let on_day = stretch.windows.iter().filter(|class| class.days.contains(&day));
                { on_day }.any(|class| class.starts.is_empty() || class.starts.contains(&window.start))
            });
            let allowed = home.is_member(window.date)
                && takes_part
                && instance.stance(s, w).available
                && !instance.forbidden.contains(&(s, w));
            if allowed {
                let fixed = instance.fixed.get(&(s, w)).copied().unwrap_or(0);
                let takes = variable().integer().min(fixed).max(staff.heads);
                plain.takes.insert((s, w), plain.variables.add(takes));
            }
        }
    }
}

/// `seats`, `away_at_once` and all parts of coverage.
fn windows(instance: &Instance, plain: &mut Plain) {
    let (mut least, mut coverage, mut spread) = (Expression::default(), Expression::default(), Expression::default());
    for (w, window) in instance.windows.iter().enumerate() {
        let mut manned = Expression::default();
        let mut away = vec![Expression::default(); instance.municipalities.len()];
        for (&(s, _), &takes) in plain.takes.iter().filter(|((_, at), _)| *at == w) {
            manned += takes;
            away[instance.staff[s].municipality] += takes;
        }
        let worked: u32 = (0..instance.staff.len()).map(|s| worked_seats(instance, s, w)).sum();
        for (m, (municipality, away)) in instance.municipalities.iter().zip(away).enumerate() {
            let more = |w: usize| instance.agreed.away.get(&(m, w)).copied().unwrap_or(0);
            if let Some(limit) = municipality.limits[Rule::AwayAtOnce].filter(|_| !instance.is_past(w)) {
                plain.rows.push(constraint!(away <= limit.saturating_add(more(w))));
            }
        }
        let seats = f64::from(window.seats);
        // missing_w ≥ least_w − filled_w, and no less than none.
        let missing = plain.variables.add(variable().min(0));
        plain.rows.push(constraint!(missing >= Expression::from(f64::from(window.least)) - manned.clone()));
        least += missing;
        let unfilled = Expression::from(seats.max(f64::from(worked))) - manned;
        plain.rows.push(constraint!(unfilled.clone() >= 0));
        spread += plain.convex(unfilled.clone(), 0, i64::from(window.seats), |u| (u * u) as f64 / seats);
        coverage += unfilled;
    }
    plain.costs.insert(Rung::CoverageLeast, least);
    plain.costs.insert(Rung::Coverage, coverage);
    plain.costs.insert(Rung::CoverageSpread, spread);
}

/// Both parts of shares and of burdens.
fn balances(instance: &Instance, shares: &Shares, plain: &mut Plain) {
    let places = Places::new(instance, &shares.total, shares.rates(None), None);
    let (within, rounding) = plain.balances(instance, &shares.total, &places, |_| true);
    plain.costs.insert(Rung::Shares, within);
    plain.costs.insert(Rung::SharesRounding, rounding);
    let (mut all_within, mut all_rounding) = (Expression::default(), Expression::default());
    for (c, accounts) in shares.burdens.iter().enumerate() {
        let places = Places::new(instance, accounts, shares.rates(Some(c)), Some(c));
        let inside = |w: usize| instance.windows[w].burdens.contains(&c);
        let (within, rounding) = plain.balances(instance, accounts, &places, inside);
        all_within += within;
        all_rounding += rounding;
    }
    plain.costs.insert(Rung::Burdens, all_within);
    plain.costs.insert(Rung::BurdensRounding, all_rounding);
}

fn rhythm(instance: &Instance, shares: &Shares, plain: &mut Plain) {
    let mut cost = Expression::default();
    for (m, pace) in shares.pace.iter().enumerate() {
        for (week, due) in shares.weeks.iter().zip(pace) {
            let until = |w: usize| instance.windows[w].date.iso_week() <= *week;
            let so_far = plain.given(instance, m, until);
            let off = plain.variables.add(variable().min(0));
            let (floor, ceil) = (whole(&due.floor()), whole(&due.ceil()));
            plain.rows.push(constraint!(off >= so_far.clone() - ceil as f64));
            plain.rows.push(constraint!(off >= floor as f64 - so_far));
            cost += off;
        }
    }
    plain.costs.insert(Rung::Rhythm, cost);
}

fn rotation_and_wishes(instance: &Instance, plain: &mut Plain) {
    let (mut rotation, mut wishes, mut spread) = (Expression::default(), Expression::default(), Expression::default());
    for (s, staff) in instance.staff.iter().enumerate() {
        let weight = (&staff.weight * presence::part(instance, s)).to_f64().unwrap_or(1.0);
        for burden in std::iter::once(None).chain((0..instance.burdens.len()).map(Some)) {
            let counts = |burdens: &[usize]| burden.is_none_or(|burden| burdens.contains(&burden));
            let worked = instance.history.iter().filter(|past| past.staff == s && counts(&past.burdens)).count() as i64;
            let mine =
                plain.takes.range((s, 0)..(s + 1, 0)).filter(|((_, w), _)| counts(&instance.windows[*w].burdens));
            let most = mine.clone().map(|(&(_, w), _)| i64::from(staff.heads.max(worked_seats(instance, s, w)))).sum();
            let shifts: Vec<Variable> = mine.map(|(_, &takes)| takes).collect();
            // Who is never present has no turns that could be uneven.
            let square = |n: i64| if weight > 0.0 { ((worked + n) * (worked + n)) as f64 / weight } else { 0.0 };
            rotation += plain.convex(shifts.iter().sum(), 0, most, square);
        }
        for (&(_, w), &takes) in plain.takes.range((s, 0)..(s + 1, 0)) {
            let stance = instance.stance(s, w);
            wishes += f64::from(stance.avoids) * takes;
            wishes -= f64::from(stance.prefers) * takes;
        }
        let choosy = (0..instance.windows.len()).any(|w| instance.stance(s, w).prefers >= 1);
        let unwanted = plain.takes.range((s, 0)..(s + 1, 0)).filter(|((_, w), _)| {
            let stance = instance.stance(s, *w);
            stance.avoids >= 1 || choosy && stance.prefers < 1
        });
        let unwanted: Vec<(usize, Variable)> = unwanted.map(|(&(_, w), &takes)| (w, takes)).collect();
        let most = unwanted.iter().map(|&(w, _)| i64::from(staff.heads.max(worked_seats(instance, s, w)))).sum();
        // The k-th shift of a pool is the ⌈k / heads⌉-th of one of its heads.
        let heads = i64::from(staff.heads);
        let square = |n: i64| (1..=n).map(|k| 2 * ((k + heads - 1) / heads) - 1).sum::<i64>() as f64;
        spread += plain.convex(unwanted.iter().map(|&(_, takes)| takes).sum(), 0, most, square);
    }
    plain.costs.insert(Rung::Rotation, rotation);
    plain.costs.insert(Rung::Wishes, wishes);
    plain.costs.insert(Rung::WishesSpread, spread);
}

/// Published shifts from the day of replanning on that are not kept: lost_sw ≥ published_sw − x_sw.
fn stability(instance: &Instance, plain: &mut Plain) {
    let Some(published) = &instance.published else { return };
    let mut cost = Expression::default();
    for (w, staff) in published.roster.shifts.iter().enumerate() {
        if instance.windows[w].date < published.from {
            continue;
        }
        for s in staff.iter().copied().collect::<std::collections::BTreeSet<usize>>() {
            let seats = staff.iter().filter(|&&other| other == s).count() as f64;
            let lost = plain.variables.add(variable().min(0));
            let takes: Expression = plain.takes.get(&(s, w)).into_iter().copied().sum();
            plain.rows.push(constraint!(lost >= seats - takes));
            cost += lost;
        }
    }
    plain.costs.insert(Rung::Stability, cost);
}

impl Plain {
    /// Shifts given to a municipality's staff in the windows that `among` picks.
    fn given(&self, instance: &Instance, m: usize, among: impl Fn(usize) -> bool) -> Expression {
        let ours = self.takes.iter().filter(|((s, w), _)| instance.staff[*s].municipality == m && among(*w));
        ours.map(|(_, &takes)| takes).sum()
    }

    fn balances(
        &mut self,
        instance: &Instance,
        accounts: &[Account],
        places: &Places,
        among: impl Fn(usize) -> bool,
    ) -> (Expression, Expression) {
        let (mut within, mut rounding) = (Expression::default(), Expression::default());
        // A window that is over by now may have held more people than seats.
        let people = |w: usize| (0..instance.staff.len()).map(|s| worked_seats(instance, s, w)).sum::<u32>();
        let windows = (0..instance.windows.len()).filter(|&w| among(w));
        let most = windows.map(|w| i64::from(instance.windows[w].seats.max(people(w)))).sum();
        for (m, account) in accounts.iter().enumerate() {
            let given = self.given(instance, m, &among);
            if account.entitled > Exact::zero() {
                let (floor, ceil) = (whole(&account.target.floor()), whole(&account.target.ceil()));
                let entitled = account.entitled.to_f64().unwrap_or(1.0);
                within += self.convex(given.clone(), 0, most, |n| {
                    let off = (floor - n).max(n - ceil).max(0);
                    (off * off) as f64 / entitled
                });
            }
            rounding += self.convex(given, 0, most, |n| places.cost(m, n));
        }
        (within, rounding)
    }

    /// A convex cost of a whole number between `least` and `most`, by unit steps.
    fn convex(&mut self, number: Expression, least: i64, most: i64, cost: impl Fn(i64) -> f64) -> Expression {
        let mut total = Expression::from(cost(least));
        let mut counted = Expression::from(least as f64);
        for n in least..most {
            let step = self.variables.add(variable().min(0).max(1));
            total += (cost(n + 1) - cost(n)) * step;
            counted += step;
        }
        self.rows.push(constraint!(number == counted));
        total
    }
}

/// Minimises a rung with the earlier ones held: value, bound, whether they met, and the roster; `None` where the solver
/// finds no room beside what is held.
fn minimise(
    instance: &Instance,
    mut plain: Plain,
    rung: Rung,
    held: &[(Rung, f64)],
    limits: &Limits,
) -> Result<Option<(f64, f64, bool, Roster)>, Halt> {
    let left = limits.left()?;
    for &(rung, value) in held {
        let room = if rung.is_whole() { 0.5 } else { slack(value) };
        let cost = ROW_SCALE * plain.costs[&rung].clone();
        plain.rows.push(constraint!(cost <= ROW_SCALE * (value + room)));
    }
    let cost = plain.costs[&rung].clone();
    let constant = {
        use good_lp::IntoAffineExpression;
        cost.constant()
    };
    let mut model = plain.variables.minimise(cost).using(highs);
    for row in plain.rows {
        model.add_constraint(row);
    }
    let mut model =
        model.try_into_inner().map_err(|error| Halt::Defect(format!("HiGHS refused the problem: {error}")))?;
    model.set_option("random_seed", 0);
    model.set_option("threads", 1);
    // Rows that hold a rung leave little room: with the default (1e-6) HiGHS has been seen to cut the optimum off.
    model.set_option("mip_feasibility_tolerance", 1e-8);
    model.set_option("mip_rel_gap", 0.0);
    if let Some(left) = left {
        model.set_option("time_limit", left.as_secs_f64());
    }
    let solved = match foreign::solve(model, limits.stop) {
        Ok(solved) => solved,
        Err(status) => return limits.left().and(Err(Halt::Defect(format!("HiGHS failed to run: {status:?}")))),
    };
    let found = || solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let closed = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => true,
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedInterrupt if found() => false,
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedInterrupt => return Err(Halt::Stopped),
        HighsModelStatus::Infeasible if !held.is_empty() => return Ok(None),
        status => return Err(Halt::Defect(format!("the plain model ended with the status {status:?}"))),
    };
    let solution = solved.get_solution();
    let value = solved.objective_value();
    let bound = if plain.takes.is_empty() { Ok(value) } else { solved.double_info_value(c"mip_dual_bound") };
    let mut shifts = vec![Vec::new(); instance.windows.len()];
    for (column, &(s, w)) in plain.takes.keys().enumerate() {
        // The people's variables were made first, in this order.
        let seats = solution.columns()[column].round() as usize;
        shifts[w].extend(std::iter::repeat_n(s, seats));
    }
    let bound = bound.unwrap_or(f64::NEG_INFINITY).min(value);
    Ok(Some((value + constant, bound + constant, closed, Roster::new(shifts))))
}

fn whole(value: &Exact) -> i64 {
    value.to_integer().to_i64().unwrap_or(0)
}
