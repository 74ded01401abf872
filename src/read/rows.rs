//! The tables of a planning folder, row by row and column by column.
//!
//! In: the cells of a table. Out: typed rows, every field with its place. What a row refers to is not looked up here;
//! `check` does that. `None` in a field means an empty cell, or one that has been reported already.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::cell::{Fault, integer, text, whole};
use super::column::{Column, Need};
use super::decimal::decimal;
use super::heading::Hours;
use super::table::{Cells, Field, Rows};
use super::when::{date, days, time, times};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Place, list, quote};
use crate::domain::Exact;
use crate::domain::rule::{Amount, Rule};

/// The most colleagues one row may stand for.
pub const HEADS: RangeInclusive<i64> = 1..=5_000;

/// What every table has in common.
pub trait TableRow: Sized {
    /// The columns.
    fn columns() -> &'static [Column];
    /// The columns of a table whose first line has some of them: what is needed may depend on what else is there.
    fn columns_of(_has: &dyn Fn(&str) -> bool) -> &'static [Column] {
        Self::columns()
    }
    /// The rows as values.
    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self>;
}

pub(super) const fn required(name: &'static str) -> Column {
    Column { name, need: Need::Required }
}

pub(super) const fn optional(name: &'static str) -> Column {
    Column { name, need: Need::Optional }
}

/// A row of `municipalities.csv`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct MunicipalityRow {
    pub place: Place,
    pub code: Option<Field<String>>,
    pub name: Option<Field<String>>,
    pub population: Option<Field<i64>>,
    pub joined: Option<Field<NaiveDate>>,
    pub left: Option<Field<NaiveDate>>,
    pub windows: Option<Field<String>>,
    pub limits: LimitFields,
}

impl TableRow for MunicipalityRow {
    fn columns() -> &'static [Column] {
        static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
            let own = [required("code"), required("name"), required("population")];
            let dated = ["joined", "left", "windows"].map(optional);
            own.into_iter()
                .chain(dated)
                .chain(Rule::of_municipalities().map(|(rule, _)| optional(rule.name())))
                .collect()
        });
        &COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells, place| MunicipalityRow {
            place,
            code: cells.needed("code", text),
            name: cells.needed("name", text),
            population: cells.needed("population", population),
            joined: cells.field("joined", date),
            left: cells.field("left", date),
            windows: cells.field("windows", text),
            limits: limits(cells, Rule::of_municipalities()),
        })
    }
}

/// The limits of a row: cells in the columns that are named after rules.
pub type LimitFields = BTreeMap<Rule, Field<u32>>;

/// The caps of a row: cells in the columns that are named after burdens, by rule and burden.
pub type CapFields = BTreeMap<(Rule, String), Field<u32>>;

fn limits(cells: &mut Cells<'_>, rules: impl Iterator<Item = (Rule, &'static Amount)>) -> LimitFields {
    let field = |(rule, amount): (Rule, &Amount)| Some((rule, cells.field(rule.name(), whole(range(amount)))?));
    rules.filter_map(field).collect()
}

/// What the number of a rule may be, in its unit.
pub(super) fn range(amount: &Amount) -> RangeInclusive<i64> {
    i64::from(amount.least)..=i64::from(amount.most)
}

/// More people than any member of a hotline has, and few enough for the sums of a day to fit 64 bits.
const MOST_INHABITANTS: i64 = 100_000_000;

fn population(cell: &str) -> Result<i64, Fault> {
    let number = integer(cell)?;
    if number > MOST_INHABITANTS { Err(super::cell::out_of_range(cell, 1, MOST_INHABITANTS)) } else { Ok(number) }
}

/// A row of `staff.csv`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct StaffRow {
    pub place: Place,
    pub id: Option<Field<String>>,
    pub name: Option<Field<String>>,
    pub municipality: Option<Field<String>>,
    pub limits: LimitFields,
    pub caps: CapFields,
    pub weight: Option<Field<Exact>>,
    pub heads: Option<Field<u32>>,
    pub joined: Option<Field<NaiveDate>>,
    pub left: Option<Field<NaiveDate>>,
}

impl TableRow for StaffRow {
    fn columns() -> &'static [Column] {
        static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
            let who = [required("id"), required("name"), required("municipality")];
            let limits = Rule::of_staff().map(|(rule, _)| optional(rule.name()));
            let own = ["weight", "heads", "joined", "left"].map(optional);
            who.into_iter().chain(limits).chain(own).collect()
        });
        &COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells, place| StaffRow {
            place,
            id: cells.needed("id", text),
            name: cells.field("name", text),
            municipality: cells.needed("municipality", text),
            limits: limits(cells, Rule::of_staff()),
            // The columns are those of the folder's burdens, which are read by themselves.
            caps: CapFields::new(),
            weight: cells.field("weight", decimal(rows.spelling)),
            heads: cells.field("heads", whole(HEADS)),
            joined: cells.field("joined", date),
            left: cells.field("left", date),
        })
    }
}

/// What a row of `availability.csv` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the words of the contract")]
pub enum AvailabilityKind {
    Available,
    Unavailable,
    Prefers,
    Avoids,
}

/// A row of `availability.csv`, or a mark in a grid.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct AvailabilityRow {
    pub place: Place,
    /// The heading that a mark stands below; `None` in the long form.
    pub column: Option<Place>,
    /// The hours of that heading, if it gives any: windows within them are meant.
    pub hours: Option<Field<Hours>>,
    pub staff: Option<Field<String>>,
    pub kind: Option<Field<AvailabilityKind>>,
    pub days: Option<Field<Vec<Weekday>>>,
    pub start: Option<Field<Vec<NaiveTime>>>,
    pub from: Option<Field<NaiveDate>>,
    pub to: Option<Field<NaiveDate>>,
    pub strength: Option<Field<u8>>,
}

/// How strong a wish may be.
const STRENGTH: RangeInclusive<i64> = 1..=3;

/// The strength of a wish.
pub(super) fn strength(cell: &str) -> Result<u8, Fault> {
    let out_of_range = |_| super::cell::out_of_range(cell, *STRENGTH.start(), *STRENGTH.end());
    whole(STRENGTH)(cell).and_then(|strength| u8::try_from(strength).map_err(out_of_range))
}

impl TableRow for AvailabilityRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("staff"),
            required("kind"),
            optional("days"),
            optional("start"),
            optional("from"),
            optional("to"),
            optional("strength"),
        ];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        const KINDS: [(&str, AvailabilityKind); 4] = [
            ("available", AvailabilityKind::Available),
            ("unavailable", AvailabilityKind::Unavailable),
            ("prefers", AvailabilityKind::Prefers),
            ("avoids", AvailabilityKind::Avoids),
        ];
        rows.build(findings, |cells, place| AvailabilityRow {
            place,
            column: None,
            hours: None,
            staff: cells.needed("staff", text),
            kind: cells.needed("kind", word(&KINDS, "kind of availability")),
            days: cells.field("days", days),
            start: cells.field("start", times),
            from: cells.field("from", date),
            to: cells.field("to", date),
            strength: cells.field("strength", strength),
        })
    }
}

/// A row of `ledger.csv`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct LedgerRow {
    pub place: Place,
    pub municipality: Option<Field<String>>,
    pub burden: Option<Field<String>>,
    pub entitled: Option<Field<Exact>>,
    pub worked: Option<Field<Exact>>,
    pub until: Option<Field<NaiveDate>>,
}

impl TableRow for LedgerRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("municipality"),
            optional("burden"),
            required("entitled"),
            required("worked"),
            optional("until"),
        ];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells, place| LedgerRow {
            place,
            municipality: cells.needed("municipality", text),
            burden: cells.field("burden", text),
            entitled: cells.needed("entitled", decimal(rows.spelling)),
            worked: cells.needed("worked", decimal(rows.spelling)),
            until: cells.field("until", date),
        })
    }
}

/// What a row of `locks.csv` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the words of the contract")]
pub enum LockKind {
    Fixed,
    Forbidden,
}

/// A row of `locks.csv`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct LockRow {
    pub place: Place,
    pub date: Option<Field<NaiveDate>>,
    pub start: Option<Field<NaiveTime>>,
    pub staff: Option<Field<String>>,
    pub kind: Option<Field<LockKind>>,
}

impl TableRow for LockRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[required("date"), required("start"), required("staff"), required("kind")];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        const KINDS: [(&str, LockKind); 2] = [("fixed", LockKind::Fixed), ("forbidden", LockKind::Forbidden)];
        rows.build(findings, |cells, place| LockRow {
            place,
            date: cells.needed("date", date),
            start: cells.needed("start", time),
            staff: cells.needed("staff", text),
            kind: cells.needed("kind", word(&KINDS, "kind of lock")),
        })
    }
}

/// Whether a seat of a roster is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the words of the contract")]
pub enum SeatStatus {
    Assigned,
    Unfilled,
}

/// A row of `history.csv` or of any roster.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct RosterRow {
    pub place: Place,
    pub date: Option<Field<NaiveDate>>,
    pub weekday: Option<Field<String>>,
    pub week: Option<Field<String>>,
    pub start: Option<Field<NaiveTime>>,
    pub end: Option<Field<NaiveTime>>,
    pub municipality: Option<Field<String>>,
    pub municipality_name: Option<Field<String>>,
    pub staff: Option<Field<String>>,
    pub staff_name: Option<Field<String>>,
    pub status: Option<Field<SeatStatus>>,
}

impl TableRow for RosterRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("date"),
            optional("weekday"),
            optional("week"),
            required("start"),
            optional("end"),
            optional("seat"),
            optional("municipality"),
            optional("municipality_name"),
            required("staff"),
            optional("staff_name"),
            optional("status"),
        ];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        const STATUSES: [(&str, SeatStatus); 2] =
            [("assigned", SeatStatus::Assigned), ("unfilled", SeatStatus::Unfilled)];
        rows.build(findings, |cells: &mut Cells<'_>, place| RosterRow {
            place,
            date: cells.needed("date", date),
            weekday: cells.field("weekday", text),
            week: cells.field("week", text),
            start: cells.needed("start", time),
            end: cells.field("end", time),
            municipality: cells.field("municipality", text),
            municipality_name: cells.field("municipality_name", text),
            staff: cells.field("staff", text),
            staff_name: cells.field("staff_name", text),
            status: cells.field("status", word(&STATUSES, "status")),
        })
    }
}

/// One of a few words, in any case.
pub(super) fn word<T: Copy>(
    words: &'static [(&'static str, T)],
    what: &'static str,
) -> impl Fn(&str) -> Result<T, Fault> {
    move |cell| {
        let names = || words.iter().map(|(name, _)| *name);
        let found = words.iter().find(|(name, _)| name.eq_ignore_ascii_case(cell));
        found.map(|(_, value)| *value).ok_or_else(|| {
            let all = format!("write {}", list(&names().collect::<Vec<_>>(), "or"));
            let help = did_you_mean(cell, names()).map_or(all.clone(), |meant| format!("{meant} {all}"));
            Fault::new(Code::UnknownKind, format!("{} is not a {what}", quote(cell)), help)
        })
    }
}
