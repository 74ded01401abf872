//! The figures of several plans, a line each: what each plan has, what is proven of it, and how far it is from the first.
//!
//! In: variants. Out: [`Line`]s with a [`Cell`] for each of them. Municipalities are the same where their codes are, burdens where their names are.

use num_traits::Zero;

use super::{Comparison, Variant};
use crate::domain::goal::Rung;
use crate::domain::{Exact, Instance};
use crate::planning::Plan;
use crate::report::facts::{above_pace, strips};
use crate::report::figures::Figure;
use crate::report::locale::Locale;
use crate::report::numbers::tidy;

/// What a line counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// Municipalities that are members in the period.
    Members,
    /// Seats.
    Seats,
    /// Those that stay unfilled.
    Unfilled,
    /// The value of a goal.
    Goal(Rung),
    /// People with a whole shift or more above an even pace.
    AbovePace,
    /// Pairs of shifts that lie too close.
    TooClose,
    /// Shifts given to a municipality.
    Shifts(Account),
    /// What a municipality should have.
    Target(Account),
}

/// A municipality's account in a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Place among the municipalities of all variants.
    pub town: usize,
    /// The name of a burden; nothing for all shifts.
    pub burden: Option<String>,
}

/// A municipality of any variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A figure of a variant.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// It; unknown where the variant was refused or the municipality is no member.
    pub value: Figure,
    /// What no roster can be below.
    pub bound: Figure,
    /// Whether it is proven to be the best there can be; `None` where nothing is to be proven.
    pub proven: Option<bool>,
    /// How much more it is than that of the first; `None` where one of them is not known.
    pub difference: Option<Exact>,
}

/// A figure of all variants.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it counts.
    pub measure: Measure,
    /// By variant.
    pub cells: Vec<Cell>,
}

/// All figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// The municipalities, by code.
    pub towns: Vec<Town>,
    /// The burdens, by name.
    pub burdens: Vec<String>,
    /// By variant, whether it has a plan.
    pub planned: Vec<bool>,
    /// In the order of files: of all, the goals, and by municipality.
    pub all: Vec<Line>,
}

impl Cell {
    /// Whether it is another figure than that of the first.
    pub fn differs(&self) -> bool {
        self.difference.as_ref().is_some_and(|difference| !difference.is_zero())
    }
}

impl Line {
    /// Whether any of the variants that have a plan differs from the first, or has no such figure where others have one.
    pub fn differs(&self, planned: &[bool]) -> bool {
        let cells = || self.cells.iter().zip(planned).filter(|(_, planned)| **planned).map(|(cell, _)| cell);
        let known = cells().filter(|cell| cell.value != Figure::Unknown).count();
        cells().any(Cell::differs) || (known > 0 && known < cells().count())
    }
}

impl Lines {
    /// The lines of a kind.
    pub fn of(&self, is_meant: impl Fn(&Measure) -> bool) -> impl Iterator<Item = &Line> {
        self.all.iter().filter(move |line| is_meant(&line.measure))
    }

    /// Those of the whole: seats, goals and people. How many seats are unfilled is what the goal coverage counts, and stands there once.
    pub fn overall(&self) -> impl Iterator<Item = &Line> {
        self.of(|measure| !matches!(measure, Measure::Shifts(_) | Measure::Target(_) | Measure::Goal(Rung::Coverage)))
    }

    /// The variants that have a plan.
    pub fn with_a_plan(&self) -> impl Iterator<Item = usize> {
        self.planned.iter().enumerate().filter(|(_, planned)| **planned).map(|(place, _)| place)
    }

    /// The line of a measure.
    pub fn line(&self, measure: &Measure) -> Option<&Line> {
        self.all.iter().find(|line| line.measure == *measure)
    }

    /// The municipalities, in the order of their names.
    pub fn by_name(&self, locale: &Locale) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.towns.len()).collect();
        places.sort_by(|&one, &other| locale.compare(&self.towns[one].name, &self.towns[other].name));
        places
    }
}

/// Whether a municipality is a member on any day of the period.
pub fn is_there(instance: &Instance, m: usize) -> bool {
    instance.period.days().any(|day| instance.municipalities[m].is_member(day))
}

/// The figures.
pub fn lines(comparison: &Comparison<'_>) -> Lines {
    let variants = comparison.variants;
    let instances = || variants.iter().filter_map(|variant| variant.instance);
    let mut towns: Vec<Town> = Vec::new();
    for instance in instances() {
        for (_, municipality) in instance.municipalities.iter().enumerate().filter(|(m, _)| is_there(instance, *m)) {
            if !towns.iter().any(|town| town.code == municipality.code) {
                towns.push(Town { code: municipality.code.clone(), name: municipality.name.clone() });
            }
        }
    }
    towns.sort_by(|one, other| one.code.cmp(&other.code));
    let mut burdens: Vec<String> = instances().flat_map(|one| &one.burdens).map(|burden| burden.name.clone()).collect();
    burdens.sort();
    burdens.dedup();
    let mut rungs: Vec<Rung> = Vec::new();
    for rung in instances().flat_map(|instance| instance.rungs()) {
        if !rungs.contains(&rung) {
            rungs.push(rung);
        }
    }
    let classes = || std::iter::once(None).chain(burdens.iter().cloned().map(Some));
    let accounts = (0..towns.len()).flat_map(|town| classes().map(move |burden| Account { town, burden }));
    let of_towns = accounts.flat_map(|account| [Measure::Shifts(account.clone()), Measure::Target(account)]);
    let measures = [Measure::Members, Measure::Seats, Measure::Unfilled]
        .into_iter()
        .chain(rungs.into_iter().map(Measure::Goal))
        .chain([Measure::AbovePace, Measure::TooClose])
        .chain(of_towns);
    let people: Vec<Option<[u64; 2]>> = variants.iter().map(people).collect();
    let line = |measure: Measure| {
        let mut cells: Vec<Cell> =
            (variants.iter().zip(&people)).map(|(variant, people)| cell(variant, *people, &measure, &towns)).collect();
        let first = amount(&cells[0].value);
        for cell in &mut cells[1..] {
            cell.difference = first.clone().zip(amount(&cell.value)).map(|(first, own)| own - first);
        }
        Line { measure, cells }
    };
    let all = measures.map(line).collect();
    let planned = variants.iter().map(|variant| variant.plan.is_some()).collect();
    Lines { towns, burdens, planned, all }
}

/// People above an even pace, and pairs of shifts that lie too close.
fn people(variant: &Variant<'_>) -> Option<[u64; 2]> {
    let (instance, verified) = (variant.instance?, &variant.plan?.verified);
    let strips = strips::strips(instance, verified.roster(), verified.judgement());
    let close = strips::too_close(instance, &strips).len() as u64;
    Some([above_pace::count(instance, &strips), close])
}

fn cell(variant: &Variant<'_>, people: Option<[u64; 2]>, measure: &Measure, towns: &[Town]) -> Cell {
    let plain = |value: Figure| Cell { value, bound: Figure::Unknown, proven: None, difference: None };
    let Some(instance) = variant.instance else { return plain(Figure::Unknown) };
    let members = || (0..instance.municipalities.len()).filter(|&m| is_there(instance, m)).count();
    match measure {
        Measure::Members => return plain(Figure::Count(members() as u64)),
        Measure::Seats => return plain(Figure::Count(instance.seats())),
        _ => {}
    }
    let Some(plan) = variant.plan else { return plain(Figure::Unknown) };
    let judgement = plan.verified.judgement();
    match measure {
        Measure::Unfilled => {
            // Nobody could leave fewer than none.
            let proven = plan.has_proven(Rung::Coverage) || judgement.unfilled == 0;
            let figure = if proven { Figure::Count } else { Figure::AtMost };
            Cell { proven: Some(proven), ..plain(figure(judgement.unfilled)) }
        }
        Measure::Goal(rung) => goal(plan, *rung).unwrap_or_else(|| plain(Figure::Unknown)),
        Measure::AbovePace => plain(Figure::count(people.map(|[above, _]| above))),
        Measure::TooClose => plain(Figure::count(people.map(|[_, close]| close))),
        Measure::Shifts(account) => plain(match place(instance, account, towns) {
            Some((m, None)) => Figure::Count(judgement.shifts[m]),
            Some((m, Some(burden))) => Figure::Count(judgement.burden_shifts[burden][m]),
            None => Figure::Unknown,
        }),
        Measure::Target(account) => plain(match place(instance, account, towns) {
            Some((m, None)) => Figure::Exact(judgement.shares.total[m].target.clone()),
            Some((m, Some(burden))) => Figure::Exact(judgement.shares.burdens[burden][m].target.clone()),
            None => Figure::Unknown,
        }),
        Measure::Members | Measure::Seats => plain(Figure::Unknown),
    }
}

fn goal(plan: &Plan, rung: Rung) -> Option<Cell> {
    let report = plan.rungs.iter().find(|report| report.rung == rung)?;
    Some(Cell {
        value: Figure::Value(report.value),
        bound: Figure::value(report.bound),
        proven: Some(report.proven),
        difference: None,
    })
}

/// Where an account is in an instance, if it has one.
fn place(instance: &Instance, account: &Account, towns: &[Town]) -> Option<(usize, Option<usize>)> {
    let m = instance.municipality_with(&towns[account.town].code).filter(|&m| is_there(instance, m))?;
    match &account.burden {
        None => Some((m, None)),
        Some(name) => Some((m, Some(instance.burdens.iter().position(|burden| burden.name == *name)?))),
    }
}

/// A figure as a number.
fn amount(figure: &Figure) -> Option<Exact> {
    match figure {
        Figure::Count(count) | Figure::AtMost(count) => Some(Exact::from_integer((*count).into())),
        Figure::Exact(exact) => Some(exact.clone()),
        // Values of goals are floating point; nine decimals of them are meant.
        Figure::Value(value) => Exact::from_float(tidy(*value)),
        _ => None,
    }
}
