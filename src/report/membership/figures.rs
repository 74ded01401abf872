//! `withdraw.csv`, `withdraw.json`, `join.csv` and `join.json`: every figure, before and after.
//!
//! In: a [`Change`]. Out: bytes, the same each run. Rows are sorted as the instance has the municipalities, all shifts
//! first, then the burdens.

use num_traits::Zero;

use super::{Change, Movement, When};
use crate::domain::input_file::InputFile;
use crate::domain::{Exact, Instance};
use crate::membership::classes;
use crate::membership::effect::{MONTH, Member, Picture, WEEK, YEAR};
use crate::membership::known::{Known, Step, What};
use crate::membership::staffing::{Cause, Verdict};
use crate::report::facts::basis;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::json::{Period, Versions, number, pretty};
use crate::report::numbers::TEXT_PLACES;
use crate::report::rows::Style;

/// The columns, in order.
const COLUMNS: [Column; 28] = [
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Name, ["Kommune", "Municipality"]),
    Column::new("burden", Kind::Burden, ["Vagter", "Shifts"]),
    Column::of_a_file("change"),
    Column::new("population", Kind::Whole, ["Indbyggere", "Inhabitants"]),
    Column::new("share_before", Kind::Percent, BEFORE),
    Column::new("share_after", Kind::Percent, AFTER),
    Column::new("entitled_before", Kind::Amount(TEXT_PLACES), BEFORE),
    Column::new("entitled_after", Kind::Amount(TEXT_PLACES), AFTER),
    Column::new("more", Kind::Signed(TEXT_PLACES), ["ændring", "change"]).standing_out(),
    Column::new("more_percent", Kind::Hundredths(1), ["%", "%"]).on_terminal(["ændring", "change"]),
    Column::new("week_before", Kind::Amount(TEXT_PLACES), BEFORE),
    Column::new("week_after", Kind::Amount(TEXT_PLACES), AFTER),
    Column::new("month_before", Kind::Amount(TEXT_PLACES), BEFORE),
    Column::new("month_after", Kind::Amount(TEXT_PLACES), AFTER),
    Column::new("year_before", Kind::Amount(1), BEFORE),
    Column::new("year_after", Kind::Amount(1), AFTER),
    Column::new("this_period", Kind::Amount(TEXT_PLACES), ["Denne periode", "This period"]),
    Column::new("heads", Kind::Whole, ["Medarbejdere", "Colleagues"]).on_terminal(["medarb.", "staff"]),
    Column::new("most", Kind::Whole, ["Højst", "Most"]),
    Column::of_a_file("carries"),
    Column::of_a_file("short"),
    Column::of_a_file("reasons"),
    Column::of_a_file("people_missing"),
    Column::of_a_file("away_at_once_binds"),
    Column::new("balance_before", Kind::Signed(TEXT_PLACES), BEFORE),
    Column::new("balance_after", Kind::Signed(TEXT_PLACES), AFTER),
    Column::of_a_file("paid"),
];

const BEFORE: [&str; 2] = ["før", "before"];
const AFTER: [&str; 2] = ["efter", "after"];

/// The table.
pub fn csv(change: &Change, style: Style) -> Vec<u8> {
    members(change).csv(style)
}

#[derive(serde::Serialize)]
struct Document<'a> {
    versions: Versions,
    inputs: &'a [InputFile],
    title: &'a str,
    period: Period,
    seats: u64,
    change: &'static str,
    municipalities: Vec<&'a str>,
    notice: Option<String>,
    from: Option<String>,
    last_notice: Option<String>,
    breaks_notice: bool,
    rule: Terms,
    basis: basis::Document,
    known: Vec<KnownChange<'a>>,
    steps: Vec<Day<'a>>,
    unfilled_before: u64,
    unfilled_after: u64,
    unfilled_proven: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff_needed: Option<u32>,
    members: Table,
}

/// The terms of `[withdrawal]` that were followed.
#[derive(serde::Serialize)]
pub struct Terms {
    notice_months: u32,
    effective: Vec<String>,
    balance: &'static str,
    price_per_shift: Option<f64>,
}

impl Terms {
    /// Those of an instance.
    pub fn of(instance: &Instance) -> Self {
        let rule = &instance.withdrawal;
        Terms {
            notice_months: rule.notice_months,
            effective: rule.effective.iter().map(|day| format!("{:02}-{:02}", day.month, day.day)).collect(),
            balance: rule.balance.name(),
            price_per_shift: rule.price_per_shift.as_ref().map(number),
        }
    }
}

/// A change that municipalities.csv knows of.
#[derive(serde::Serialize)]
pub struct KnownChange<'a> {
    municipality: &'a str,
    change: &'static str,
    day: String,
    /// Whether it has happened in what is shown.
    counted: bool,
    /// Whether it leaves on a day that the notice rule does not allow.
    breaks_notice: bool,
}

/// What municipalities.csv knows of changes.
pub fn known<'a>(instance: &'a Instance, when: When, known: &[Known]) -> Vec<KnownChange<'a>> {
    let told = |known: &Known| KnownChange {
        municipality: &instance.municipalities[known.municipality].code,
        change: match known.what {
            What::Joins => "joins",
            What::Leaves => "leaves",
            What::TakesPart => "takes-part",
        },
        day: known.day.to_string(),
        counted: known.is_counted(when.from, instance.period),
        breaks_notice: known.breaks_rule,
    };
    known.iter().map(told).collect()
}

/// A day on which members change.
#[derive(serde::Serialize)]
struct Day<'a> {
    from: String,
    leave: Vec<&'a str>,
    join: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    take_part: Vec<&'a str>,
    members: u64,
    population: u128,
    moved: f64,
    taken: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<f64>,
}

impl<'a> Day<'a> {
    fn of(change: &Change<'a>, step: &Step) -> Self {
        let instance = change.instance;
        let codes = |all: &[usize]| all.iter().map(|&m| instance.municipalities[m].code.as_str()).collect();
        Day {
            from: step.day.to_string(),
            leave: codes(&step.leaving),
            join: codes(&step.joining),
            take_part: codes(&step.changing),
            members: step.members,
            population: step.population,
            moved: number(&step.moved),
            taken: number(&step.taken),
            more: (!step.changing.is_empty()).then(|| number(&step.more)),
        }
    }
}

/// The same and the circumstances.
pub fn json(change: &Change, inputs: &[InputFile]) -> Vec<u8> {
    let (instance, when) = (change.instance, change.when);
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    pretty(&Document {
        versions: Versions::current(),
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        seats: instance.seats(),
        change: if change.kind == Movement::Leaves { "withdraw" } else { "join" },
        municipalities: change.moving.iter().map(|&m| instance.municipalities[m].code.as_str()).collect(),
        notice: day(when.notice),
        from: day(when.from),
        last_notice: day(when.last_notice),
        breaks_notice: when.breaks_rule,
        rule: Terms::of(instance),
        basis: basis::Document::of(&change.basis, when.from),
        known: known(instance, when, &change.known),
        steps: change.steps.iter().map(|step| Day::of(change, step)).collect(),
        unfilled_before: change.unfilled.0.seats,
        unfilled_after: change.unfilled.1.seats,
        unfilled_proven: change.unfilled.0.proven && change.unfilled.1.proven,
        staff_needed: match change.kind {
            Movement::Joins { needed, .. } => needed,
            Movement::Leaves => None,
        },
        members: members(change),
    })
}

fn members(change: &Change) -> Table {
    let concerned = |member: &&Member| member.before.days > 0 || member.after.days > 0;
    let rows = change
        .members
        .iter()
        .filter(concerned)
        .flat_map(|member| classes(change.instance).enumerate().map(move |(class, burden)| (member, class, burden)))
        .map(|(member, class, burden)| row(change, member, class, burden));
    Table::new(COLUMNS, rows)
}

/// Some municipalities in a class; the sum is that of all.
pub fn in_class(change: &Change, class: Option<usize>, members: &[&Member]) -> Table {
    let place = class.map_or(0, |burden| burden + 1);
    let mut table = Table::new(COLUMNS, members.iter().map(|member| row(change, member, place, class)));
    let sum = |of: &dyn Fn(&Member) -> Exact| Figure::Exact(change.members.iter().map(of).sum());
    let mut all = vec![Figure::text(""); COLUMNS.len()];
    let mut both = |keys: [&str; 2], of: &dyn Fn(&Picture) -> Exact| {
        all[table.place(keys[0])] = sum(&|member| of(&member.before));
        all[table.place(keys[1])] = sum(&|member| of(&member.after));
    };
    both(["share_before", "share_after"], &|side| side.share.clone());
    both(["entitled_before", "entitled_after"], &|side| side.owed[place].clone());
    both(["week_before", "week_after"], &|side| side.rate(place, WEEK));
    both(["month_before", "month_after"], &|side| side.rate(place, MONTH));
    both(["year_before", "year_after"], &|side| side.rate(place, YEAR));
    all[table.place("this_period")] = sum(&|member| member.this_period.clone().unwrap_or_else(Exact::zero));
    let balances = &change.balances[place];
    all[table.place("balance_before")] = Figure::Exact(balances.iter().map(|balance| &balance.before).sum());
    all[table.place("balance_after")] = Figure::Exact(balances.iter().map(|balance| &balance.after).sum());
    table.sum = Some(all);
    table
}

/// The same without the sum, and what is more than the staff can take marked as such. Of a newcomer of whose staff nobody has said
/// anything there is the bare need.
pub fn reach(change: &Change, class: Option<usize>, members: &[&Member]) -> Table {
    let place = class.map_or(0, |burden| burden + 1);
    let mut table = in_class(change, class, members);
    let [owed, heads, most] = ["entitled_after", "heads", "most"].map(|key| table.place(key));
    for (member, row) in members.iter().zip(&mut table.rows) {
        if change.is_asked(member) {
            row[heads] = Figure::text("–");
            row[most] = Figure::Unknown;
            continue;
        }
        let staffing = change.staffing[member.municipality].as_ref();
        if staffing.is_some_and(|staffing| member.beyond(&staffing.most).contains(&place)) {
            row[owed] = Figure::Off(member.after.owed[place].clone());
        }
    }
    table.sum = None;
    table
}

fn row(change: &Change, member: &Member, class: usize, burden: Option<usize>) -> [Figure; COLUMNS.len()] {
    let m = member.municipality;
    let municipality = &change.instance.municipalities[m];
    let (before, after) = (&member.before, &member.after);
    let staffing = change.staffing[m].as_ref();
    let verdict = change.verdicts[m].as_ref();
    let moves = change.moving.contains(&m);
    let word = match (moves, &change.kind) {
        (false, _) => "stays",
        (true, Movement::Leaves) => "leaves",
        (true, Movement::Joins { .. }) => "joins",
    };
    let held = verdict.map(|verdict| Held::of(verdict, class));
    let balance = &change.balances[class][m];
    let withdrawal = &change.instance.withdrawal;
    let is_paid = withdrawal.balance == crate::domain::terms::Settlement::Paid && change.kind == Movement::Leaves;
    let paid = withdrawal.price_per_shift.as_ref().filter(|_| class == 0 && is_paid).map(|price| balance.paid(price));
    let percent = member.more_relative(class).map(|part| part * Exact::from_integer(100.into()));
    [
        Figure::Text(municipality.code.clone()),
        Figure::Text(municipality.name.clone()),
        Figure::Text(burden.map_or_else(String::new, |burden| change.instance.burdens[burden].name.clone())),
        Figure::Text(word.to_owned()),
        Figure::Count(municipality.population),
        Figure::Exact(before.share.clone()),
        Figure::Exact(after.share.clone()),
        Figure::Exact(before.owed[class].clone()),
        Figure::Exact(after.owed[class].clone()),
        Figure::Exact(member.more(class)),
        Figure::exact(percent),
        Figure::Exact(before.rate(class, WEEK)),
        Figure::Exact(after.rate(class, WEEK)),
        Figure::Exact(before.rate(class, MONTH)),
        Figure::Exact(after.rate(class, MONTH)),
        Figure::Exact(before.rate(class, YEAR)),
        Figure::Exact(after.rate(class, YEAR)),
        Figure::exact(member.this_period.clone().filter(|_| class == 0)),
        Figure::count(staffing.map(|staffing| staffing.heads)),
        Figure::count(staffing.map(|staffing| staffing.most[class])),
        held.as_ref().map_or(Figure::Unknown, |held| Figure::Flag(held.short.is_zero())),
        Figure::exact(held.as_ref().map(|held| held.short.clone())),
        held.as_ref().map_or(Figure::Unknown, |held| Figure::Text(held.reasons.clone())),
        Figure::count(held.as_ref().and_then(|held| held.people)),
        held.as_ref().map_or(Figure::Unknown, |held| Figure::Flag(held.away)),
        Figure::Exact(balance.before.clone()),
        Figure::Exact(balance.after.clone()),
        Figure::exact(paid),
    ]
}

/// Why a member does not carry its part in a class, as columns.
struct Held {
    /// Shifts beyond the most its staff can take; zero where it carries that.
    short: Exact,
    /// The names of the causes, with a semicolon between them.
    reasons: String,
    /// Colleagues too few, where more of them are what it takes; zero where it is something else that can be had.
    people: Option<u64>,
    away: bool,
}

impl Held {
    fn of(verdict: &Verdict, class: usize) -> Self {
        let Some(lack) = verdict.lack(class) else {
            return Held { short: Exact::zero(), reasons: String::new(), people: Some(0), away: false };
        };
        let people = lack.causes.iter().find_map(|cause| match cause {
            Cause::Colleagues(people) => Some(*people),
            _ => None,
        });
        let away = lack.causes.contains(&Cause::AwayAtOnce);
        let needs_nobody = lack.causes == [Cause::AwayAtOnce] || lack.causes.contains(&Cause::PartOfAShift);
        Held {
            short: lack.short.clone(),
            reasons: lack.causes.iter().map(|cause| cause.name()).collect::<Vec<_>>().join(";"),
            people: people.or(needs_nobody.then_some(0)),
            away,
        }
    }
}
