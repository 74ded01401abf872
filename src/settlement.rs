//! The bill of a year: what the hotline has cost, shared among its members, less what their staff has worked.
//!
//! In: closed periods, the cost, what an hour is worth and single items. Out: a [`Bill`], a line a municipality, in øre. Everything is exact until
//! the øre; each column adds up to its own sum by largest remainders (H. P. Young, *Equity*, 1994, ch. 3), ties by code.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use num_traits::{ToPrimitive, Zero};

use crate::domain::terms::{Settlement, Withdrawal};
use crate::domain::{Exact, Instance};
use crate::shares::opening;

/// Øre in a krone.
pub const ORE: i64 = 100;

/// A period that is closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked<'a> {
    /// Its folder.
    pub instance: &'a Instance,
    /// By municipality: shifts that its staff has worked.
    pub shifts: Vec<u64>,
    /// By municipality: hours of these.
    pub hours: Vec<Exact>,
    /// By municipality: its balance in shifts after the period.
    pub balances: Vec<Exact>,
}

/// A cost of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is for.
    pub what: String,
    /// Whose it is; `None` where all share it.
    pub code: Option<String>,
    /// Øre.
    pub amount: i64,
}

/// What is to be settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Øre in all.
    pub cost: i64,
    /// Kroner for an hour; `None` where hours are not credited.
    pub price_per_hour: Option<Exact>,
    /// Costs beside that.
    pub items: Vec<Item>,
    /// Parts of the cost that are agreed on, by code, whatever the population.
    pub fixed: BTreeMap<String, Exact>,
}

/// Days of which a municipality has the same part.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// How many they are.
    pub days: u64,
    /// Its inhabitants; who takes part in some windows counts with the part of the seats that they are.
    pub own: Exact,
    /// Those of all who share these days, but for who has a part that is agreed on.
    pub all: Exact,
}

/// One municipality's line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Days of membership in the periods.
    pub days: u64,
    /// The days by who shares them.
    pub stretches: Vec<Stretch>,
    /// Its part of the cost.
    pub part: Exact,
    /// That part in øre.
    pub cost: i64,
    /// By item: its part in øre.
    pub items: Vec<i64>,
    /// Shifts that its staff has worked.
    pub shifts: u64,
    /// Hours of these.
    pub hours: Exact,
    /// What they are credited with, in øre.
    pub credit: i64,
    /// What a balance that is paid out comes to: above zero where it pays.
    pub balance: i64,
    /// What it pays in all; below zero where it is paid.
    pub pays: i64,
    /// Calls of its citizens in the months of the periods, where they are known.
    pub calls: Option<u64>,
}

impl Line {
    /// Øre for a call of its citizens: its parts of cost and items over the calls.
    pub fn per_call(&self) -> Option<Exact> {
        let calls = self.calls.filter(|&calls| calls > 0)?;
        Some(Exact::new((self.cost + self.items.iter().sum::<i64>()).into(), calls.into()))
    }
}

/// The bill.
#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    /// First and last day of each period, in order.
    pub periods: Vec<(NaiveDate, NaiveDate)>,
    /// What was to be settled.
    pub terms: Terms,
    /// A line for each municipality that was a member, has worked or has an item, by code.
    pub lines: Vec<Line>,
    /// The days that are shared: those on which somebody is a member who has no part that is agreed on.
    pub days: u64,
    /// Who has left with a balance that is to be paid, without anything that says what a shift is worth.
    pub unpriced: Vec<String>,
}

/// Settles.
pub fn bill(worked: &[Worked<'_>], terms: Terms) -> Bill {
    let mut lines: BTreeMap<&str, Line> = BTreeMap::new();
    for period in worked {
        let instance = period.instance;
        for (m, municipality) in instance.municipalities.iter().enumerate() {
            let days = instance.period.days().filter(|&day| municipality.is_member(day)).count() as u64;
            let line = lines.entry(&municipality.code).or_insert_with(|| Line {
                code: municipality.code.clone(),
                name: municipality.name.clone(),
                days: 0,
                stretches: Vec::new(),
                part: Exact::zero(),
                cost: 0,
                items: Vec::new(),
                shifts: 0,
                hours: Exact::zero(),
                credit: 0,
                balance: 0,
                pays: 0,
                calls: None,
            });
            line.days += days;
            line.shifts += period.shifts[m];
            line.hours += &period.hours[m];
            for (_, &calls) in calls_within(instance, m) {
                *line.calls.get_or_insert(0) += calls;
            }
        }
    }
    let has_item = |code: &str| terms.items.iter().any(|item| item.code.as_deref() == Some(code));
    let is_concerned =
        |line: &Line| line.days > 0 || line.shifts > 0 || has_item(&line.code) || terms.fixed.contains_key(&line.code);
    let mut lines: Vec<Line> = lines.into_values().filter(is_concerned).collect();
    let days = stretches(&mut lines, worked, &terms);
    shared(&mut lines, days, &terms);
    credited(&mut lines, &terms);
    let unpriced = paid_out(&mut lines, worked, &terms);
    for line in &mut lines {
        line.pays = line.cost + line.items.iter().sum::<i64>() - line.credit + line.balance;
    }
    let periods = worked.iter().map(|period| (period.instance.period.from, period.instance.period.to)).collect();
    Bill { periods, terms, lines, days, unpriced }
}

/// The part of the seats on a municipality's days that are of windows which it takes part in: 1 where it takes part in all.
fn partaken(instance: &Instance, m: usize) -> Exact {
    let municipality = &instance.municipalities[m];
    let seats = |takes: &dyn Fn(&crate::domain::Window) -> bool| -> u64 {
        instance.windows.iter().filter(|window| takes(window)).map(|window| u64::from(window.seats)).sum()
    };
    let all = seats(&|window| municipality.is_member(window.date));
    match all {
        0 => Exact::from_integer(1.into()),
        all => Exact::new(seats(&|window| municipality.takes_part(window)).into(), all.into()),
    }
}

/// The calls of a municipality in months that begin in the period.
fn calls_within(instance: &Instance, m: usize) -> impl Iterator<Item = (&(usize, NaiveDate), &u64)> {
    instance.calls.iter().filter(move |((of, month), _)| *of == m && instance.period.contains(*month))
}

/// Who shares which days, and how many days are shared.
fn stretches(lines: &mut [Line], worked: &[Worked<'_>], terms: &Terms) -> u64 {
    let mut shared = 0;
    for period in worked {
        let instance = period.instance;
        let counted: Vec<Exact> = (instance.municipalities.iter().enumerate())
            .map(|(m, municipality)| match terms.fixed.contains_key(&municipality.code) {
                true => Exact::zero(),
                false => Exact::from_integer(municipality.population.into()) * partaken(instance, m),
            })
            .collect();
        let mut days: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
        for day in instance.period.days() {
            let there = |&m: &usize| instance.municipalities[m].is_member(day) && !counted[m].is_zero();
            *days.entry((0..counted.len()).filter(there).collect()).or_default() += 1;
        }
        for (there, days) in days.into_iter().filter(|(there, _)| !there.is_empty()) {
            shared += days;
            let all: Exact = there.iter().map(|&m| &counted[m]).sum();
            for m in there {
                let code = &instance.municipalities[m].code;
                if let Some(line) = lines.iter_mut().find(|line| line.code == *code) {
                    line.stretches.push(Stretch { days, own: counted[m].clone(), all: all.clone() });
                }
            }
        }
    }
    shared
}

/// Parts of the cost, and of the items that all share: each day by population among its members, but for parts that are agreed on.
fn shared(lines: &mut [Line], days: u64, terms: &Terms) {
    let fixed: Exact = lines.iter().filter_map(|line| terms.fixed.get(&line.code)).sum();
    let rest = Exact::from_integer(1.into()) - fixed;
    for line in lines.iter_mut() {
        line.part = match terms.fixed.get(&line.code) {
            Some(part) => part.clone(),
            None if days == 0 => Exact::zero(),
            None => {
                let of = |stretch: &Stretch| Exact::from_integer(stretch.days.into()) * &stretch.own / &stretch.all;
                &rest * line.stretches.iter().map(of).sum::<Exact>() / Exact::from_integer(days.into())
            }
        };
    }
    let parts: Vec<Exact> = lines.iter().map(|line| line.part.clone()).collect();
    let of = |amount: i64| -> Vec<i64> {
        let exact: Vec<Exact> = parts.iter().map(|part| part * Exact::from_integer(amount.into())).collect();
        rounded(&exact, amount)
    };
    for (line, cost) in lines.iter_mut().zip(of(terms.cost)) {
        line.cost = cost;
    }
    for item in &terms.items {
        match &item.code {
            Some(code) => {
                lines.iter_mut().for_each(|line| line.items.push(if line.code == *code { item.amount } else { 0 }));
            }
            None => {
                for (line, amount) in lines.iter_mut().zip(of(item.amount)) {
                    line.items.push(amount);
                }
            }
        }
    }
}

/// Hours, at what one is worth.
fn credited(lines: &mut [Line], terms: &Terms) {
    let Some(price) = &terms.price_per_hour else { return };
    let exact: Vec<Exact> = lines.iter().map(|line| price * Exact::from_integer(ORE.into()) * &line.hours).collect();
    let sum = nearest(&exact.iter().sum());
    for (line, credit) in lines.iter_mut().zip(rounded(&exact, sum)) {
        line.credit = credit;
    }
}

/// Balances of members that have left, where these are paid: the others take the shifts over by population, and are paid for them.
fn paid_out(lines: &mut [Line], worked: &[Worked<'_>], terms: &Terms) -> Vec<String> {
    let (mut settled, mut unpriced) = (BTreeSet::new(), Vec::new());
    // What was agreed on, and who leaves when, the last folder knows best: it may be known in none before.
    let Some(rule) = worked.last().map(|last| &last.instance.withdrawal) else { return unpriced };
    if rule.balance != Settlement::Paid {
        return unpriced;
    }
    for (place, period) in worked.iter().enumerate() {
        let instance = period.instance;
        let next = worked.get(place + 1).map(|next| next.instance.period.from);
        for (m, leaver) in instance.municipalities.iter().enumerate() {
            let known = worked[place..].iter().rev().find_map(|later| {
                let place = later.instance.municipality_with(&leaver.code)?;
                later.instance.municipalities[place].left
            });
            let Some(left) = known else { continue };
            // Who leaves after the last of the periods is settled with in the next year.
            let until = next.or_else(|| instance.period.to.succ_opt());
            let ends_here = instance.period.from < left && until.is_none_or(|until| left <= until);
            let was_there = instance.period.days().any(|day| leaver.is_member(day));
            if !ends_here || !was_there || period.balances[m].is_zero() || !settled.insert(leaver.code.clone()) {
                continue;
            }
            let Some(price) = per_shift(period, rule, terms) else {
                unpriced.push(leaver.name.clone());
                continue;
            };
            // Money goes where the shifts go.
            let heirs: Vec<usize> = (0..instance.municipalities.len())
                .filter(|&heir| heir != m && instance.municipalities[heir].is_member(left))
                .collect();
            let taken = opening::parts(instance, None, left, &heirs);
            let exact = &period.balances[m] * &price * Exact::from_integer(ORE.into());
            let amount = nearest(&exact);
            let part = |line: &Line| {
                instance.municipality_with(&line.code).map_or_else(Exact::zero, |heir| taken[heir].clone())
            };
            let parts: Vec<Exact> =
                lines.iter().map(|line| part(line) * Exact::from_integer((-amount).into())).collect();
            if heirs.is_empty() || parts.iter().all(Exact::is_zero) {
                continue;
            }
            for (line, part) in lines.iter_mut().zip(rounded(&parts, -amount)) {
                line.balance += part;
            }
            if let Some(line) = lines.iter_mut().find(|line| line.code == leaver.code) {
                line.balance += amount;
            }
        }
    }
    unpriced
}

/// What a shift is worth, in kroner: as agreed on, else the hours that one has on average.
fn per_shift(period: &Worked<'_>, rule: &Withdrawal, terms: &Terms) -> Option<Exact> {
    if let Some(price) = &rule.price_per_shift {
        return Some(price.clone());
    }
    let shifts: u64 = period.shifts.iter().sum();
    let hours: Exact = period.hours.iter().sum();
    let price = terms.price_per_hour.as_ref().filter(|_| shifts > 0)?;
    Some(price * hours / Exact::from_integer(shifts.into()))
}

/// To whole numbers that add up to `sum`, which the exact ones do to less than one for each: the largest remainders are rounded up, of equals
/// the first.
pub fn rounded(exact: &[Exact], sum: i64) -> Vec<i64> {
    let mut whole: Vec<i64> = exact.iter().map(|value| value.floor().to_integer().to_i64().unwrap_or(0)).collect();
    let missing = sum - whole.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    let rest = |place: usize| &exact[place] - exact[place].floor();
    order.sort_by(|&one, &other| rest(other).cmp(&rest(one)).then(one.cmp(&other)));
    for &place in order.iter().take(usize::try_from(missing).unwrap_or(0)) {
        whole[place] += 1;
    }
    whole
}

/// The nearest whole number; half is rounded up.
fn nearest(value: &Exact) -> i64 {
    (value + Exact::new(1.into(), 2.into())).floor().to_integer().to_i64().unwrap_or(0)
}
