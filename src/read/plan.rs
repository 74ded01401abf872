//! `plan.toml`, key by key.
//!
//! In: a decoded source. Out: [`PlanRows`], every value with its place, and all findings at once: what is not TOML,
//! keys that are not known, values of the wrong kind. Unknown keys are refused, since a misspelt rule would silently
//! not hold; which keys there are stands in `domain/plan_key`. Whether the values make sense together is for `check` to say.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime, Weekday};
use toml::de::DeTable;

use super::keys::Keys;
use super::period;
use super::rows::{LimitFields, range};
use super::syntax;
use super::table::Field;
use crate::diagnostic::{Diagnostic, Place, Source};
use crate::domain::Exact;
use crate::domain::calls::Service;
use crate::domain::concession::KINDS;
use crate::domain::plan_key::{
    ANSWERED, DEFLECTED, GROWTH, LONG_ABSENCE_DAYS, NOTICE_MONTHS, PATIENCE_SECONDS, PRICE, SEATS, SHRINKAGE, Section,
    WAIT_SECONDS, WINDOW_MINUTES,
};
use crate::domain::rule::{Amount, Rule, Unit};
use crate::domain::terms::YearDay;

/// What `plan.toml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRows {
    /// The whole file.
    pub place: Place,
    /// `title`.
    pub title: Option<Field<String>>,
    /// `language`, as written.
    pub language: Option<Field<String>>,
    /// `period`: first and last day, in whatever order they stand.
    pub period: Option<Field<(NaiveDate, NaiveDate)>>,
    /// `weekly_hours`.
    pub weekly_hours: Option<Field<Exact>>,
    /// `goals`, as written.
    pub goals: Option<Field<Vec<Field<String>>>>,
    /// `[[windows]]`.
    pub windows: Vec<WindowRow>,
    /// `[burdens.*]`.
    pub burdens: Vec<BurdenRow>,
    /// `closed.holidays`, as written.
    pub holidays: Option<Field<String>>,
    /// `closed.dates`.
    pub closed: Vec<Field<NaiveDate>>,
    /// `[rules]`.
    pub rules: LimitFields,
    /// `rotation.long_absence_days`.
    pub long_absence_days: Option<Field<u32>>,
    /// `[withdrawal]`.
    pub withdrawal: WithdrawalRows,
    /// `[relax]`: what concessions of a kind cost.
    pub prices: Vec<(Rule, Field<u32>)>,
    /// `[demand]`; what is not said, or was refused, is as the hotline has it.
    pub service: Service,
    /// `settlement.price_per_hour`.
    pub price_per_hour: Option<Field<Exact>>,
}

/// One `[[windows]]` table.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowRow {
    /// The table.
    pub place: Place,
    /// `days`; `None` where it is missing or wrong.
    pub days: Option<Field<Vec<Weekday>>>,
    /// `start`.
    pub start: Option<Field<NaiveTime>>,
    /// `hours`, in minutes.
    pub minutes: Option<Field<u32>>,
    /// `seats`.
    pub seats: Option<Field<u32>>,
    /// `least`.
    pub least: Option<Field<u32>>,
}

/// One `[burdens.*]` table.
#[derive(Debug, Clone, PartialEq)]
pub struct BurdenRow {
    /// The name.
    pub name: Field<String>,
    /// `days`; `None` where all are meant, or they are wrong.
    pub days: Option<Field<Vec<Weekday>>>,
    /// `start`; `None` where all are meant, or they are wrong.
    pub starts: Option<Field<Vec<NaiveTime>>>,
    /// `per_person_week` and `per_person_period`.
    pub caps: LimitFields,
}

/// The `[withdrawal]` table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WithdrawalRows {
    /// `notice_months`.
    pub notice_months: Option<Field<u32>>,
    /// `effective`: what could be read of it.
    pub effective: Vec<Field<YearDay>>,
    /// `balance`, as written.
    pub balance: Option<Field<String>>,
    /// `price_per_shift`.
    pub price_per_shift: Option<Field<Exact>>,
}

/// Reads `plan.toml`; `None` where a slip leaves nothing in it to be made sense of.
pub fn read(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<PlanRows> {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    let errors = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()));
    let mut slips = syntax::slips(source, errors);
    findings.append(&mut slips.findings);
    if slips.swallowed {
        return None;
    }
    let mut more = Vec::new();
    let rows = rows(source, document.get_ref(), &mut more);
    findings.extend(more.into_iter().filter(|finding| !slips.explain(finding)));
    Some(rows)
}

fn rows(source: &Arc<Source>, document: &DeTable<'_>, findings: &mut Vec<Diagnostic>) -> PlanRows {
    let whole = Place { source: Arc::clone(source), span: 0..0 };
    let mut plan = Keys::new(source, document, whole.clone(), findings);
    plan.refuse_strangers(Section::File, |key| {
        let elsewhere = [Section::Windows, Section::Closed, Section::Rules, Section::Rotation, Section::Withdrawal];
        let table = elsewhere.into_iter().find(|section| section.names().contains(&key))?;
        Some(format!("'{key}' belongs under {}", table.called()))
    });
    plan.require("period", "write when the roster begins and ends, such as period = \"2026-Q1\"");
    plan.require("windows", "write a [[windows]] table for each kind of window");
    let title = plan.get("title", |value| value.text());
    let language = plan.get("language", |value| value.text());
    let period = plan.get("period", period::read);
    let weekly_hours = plan.get("weekly_hours", |value| value.decimal());
    let goals = plan.get("goals", |value| Some(value.list(|goal| goal.text())));
    let windows = plan.tables("windows", window);
    let burdens = plan.named_tables("burdens", burden);
    let closed = plan.table("closed", |keys| {
        keys.refuse_strangers(Section::Closed, at_the_top);
        let holidays = keys.get("holidays", |value| value.text());
        (holidays, keys.get("dates", |value| Some(value.list(|date| date.date()))))
    });
    let rules = plan.table("rules", rules).unwrap_or_default();
    let long_absence_days = plan.table("rotation", rotation).flatten();
    let withdrawal = plan.table("withdrawal", withdrawal).unwrap_or_default();
    let prices = plan.table("relax", prices).unwrap_or_default();
    let service = plan.table("demand", service).unwrap_or_default();
    let price_per_hour = plan.table("settlement", settlement).flatten();
    let (holidays, closed) = closed.unwrap_or_default();
    let closed = closed.map(|closed| closed.value).unwrap_or_default();
    PlanRows {
        place: whole,
        title,
        language,
        period,
        weekly_hours,
        goals,
        windows,
        burdens,
        holidays,
        closed,
        rules,
        long_absence_days,
        withdrawal,
        prices,
        service,
        price_per_hour,
    }
}

fn window(keys: &mut Keys<'_>) -> WindowRow {
    keys.refuse_strangers(Section::Windows, at_the_top);
    keys.require("days", "write on which days, such as days = [\"mon\", \"tue\"]");
    keys.require("start", "write when it starts, such as start = \"08:00\"");
    keys.require("seats", "write how many seats it has, such as seats = 8");
    WindowRow {
        place: keys.place.clone(),
        days: keys.get("days", |value| value.days()),
        start: keys.get("start", |value| value.time()),
        minutes: keys.get("hours", |value| value.minutes(WINDOW_MINUTES)),
        seats: keys.get("seats", |value| value.whole(SEATS)),
        least: keys.get("least", |value| value.whole(SEATS)),
    }
}

fn burden(name: Field<String>, keys: &mut Keys<'_>) -> BurdenRow {
    keys.refuse_strangers(Section::Burdens, at_the_top);
    BurdenRow {
        name,
        days: keys.get("days", |value| value.days()),
        starts: keys
            .get("start", |value| Some(value.list(|start| start.time()).into_iter().map(|f| f.value).collect())),
        caps: numbers(keys, Rule::caps()),
    }
}

fn rules(keys: &mut Keys<'_>) -> LimitFields {
    keys.refuse_strangers(Section::Rules, |key| {
        let is_cap = Rule::caps().any(|(rule, _)| rule.name() == key);
        at_the_top(key).or_else(|| is_cap.then(|| format!("'{key}' belongs under a burden, such as [burdens.evening]")))
    });
    numbers(keys, Rule::amounts())
}

/// The numbers of rules in a table.
fn numbers(keys: &mut Keys<'_>, rules: impl Iterator<Item = (Rule, &'static Amount)>) -> LimitFields {
    let field = |(rule, amount): (Rule, &Amount)| {
        let number = keys.get(rule.name(), |value| match amount.unit {
            Unit::Whole => value.whole(range(amount)),
            Unit::Minutes => value.minutes(range(amount)),
        });
        Some((rule, number?))
    };
    rules.filter_map(field).collect()
}

fn rotation(keys: &mut Keys<'_>) -> Option<Field<u32>> {
    keys.refuse_strangers(Section::Rotation, at_the_top);
    keys.get("long_absence_days", |value| value.whole(LONG_ABSENCE_DAYS))
}

fn withdrawal(keys: &mut Keys<'_>) -> WithdrawalRows {
    keys.refuse_strangers(Section::Withdrawal, at_the_top);
    WithdrawalRows {
        notice_months: keys.get("notice_months", |value| value.whole(NOTICE_MONTHS)),
        effective: keys
            .get("effective", |value| match value.is_empty_list() {
                true => value.wrong("write at least one day, such as \"01-01\"; leave the key out for the default"),
                false => Some(value.list(|day| day.year_day())),
            })
            .map(|field| field.value)
            .unwrap_or_default(),
        balance: keys.get("balance", |value| value.text()),
        price_per_shift: keys.get("price_per_shift", |value| value.decimal()),
    }
}

fn service(keys: &mut Keys<'_>) -> Service {
    keys.refuse_strangers(Section::Demand, at_the_top);
    let usual = Service::default();
    let value = |field: Option<Field<Exact>>| field.map(|field| field.value);
    let seconds = |field: Option<Field<u32>>| field.map(|field| field.value);
    Service {
        answered: value(keys.get("answered", |value| value.part(ANSWERED))).unwrap_or(usual.answered),
        mean_wait_seconds: seconds(keys.get("mean_wait_seconds", |value| value.whole(WAIT_SECONDS)))
            .unwrap_or(usual.mean_wait_seconds),
        patience_seconds: seconds(keys.get("patience_seconds", |value| value.whole(PATIENCE_SECONDS))),
        shrinkage: value(keys.get("shrinkage", |value| value.part(SHRINKAGE))).unwrap_or(usual.shrinkage),
        deflected: value(keys.get("deflected", |value| value.part(DEFLECTED))).unwrap_or(usual.deflected),
        growth: value(keys.get("growth", |value| value.part(GROWTH))).unwrap_or(usual.growth),
    }
}

fn settlement(keys: &mut Keys<'_>) -> Option<Field<Exact>> {
    keys.refuse_strangers(Section::Settlement, at_the_top);
    keys.get("price_per_hour", |value| value.decimal())
}

fn prices(keys: &mut Keys<'_>) -> Vec<(Rule, Field<u32>)> {
    keys.refuse_strangers(Section::Relax, at_the_top);
    KINDS.into_iter().filter_map(|kind| Some((kind, keys.get(kind.name(), |value| value.whole(PRICE))?))).collect()
}

/// A key of the whole file has slipped below a table: so does everything that is written at the end of the file.
fn at_the_top(key: &str) -> Option<String> {
    let belongs = Section::File.keys().iter().any(|known| known.name == key);
    belongs.then(|| format!("'{key}' belongs at the top of the file, above the first line in [brackets]"))
}
