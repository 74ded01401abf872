//! Requests against an instance and its published roster: who and which windows they are about.
//!
//! In: the rows. Out: requests in the order of the rows, or every finding about them. Rows about days that are over are left out, which is
//! told. Whether a request can be granted is not said here.

use super::arguments::{self, Refusal};
use super::{slot, who};
use crate::diagnostic::{Code, Diagnostic, Place, any_error, sort};
use crate::domain::Instance;
use crate::domain::request::{Request, Wants};
use crate::domain::roster::Roster;
use crate::read::requests::{RequestRow, Requests, Wanted};
use crate::read::table::Field;
use chrono::{NaiveDate, NaiveTime};

/// The requests about windows from the day `from` on.
pub fn requests(
    instance: &Instance,
    roster: &Roster,
    from: NaiveDate,
    read: &Requests,
) -> (Option<Vec<Request>>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut requests: Vec<(Request, &Place)> = Vec::new();
    let (over, rows): (Vec<&RequestRow>, Vec<&RequestRow>) =
        read.rows.iter().partition(|row| row.date.as_ref().is_some_and(|date| is_over(instance, from, date)));
    findings.extend(left_out(&over, from));
    for row in rows {
        let row = Row { instance, roster, from, row };
        if let Some(request) = row.request(&mut findings) {
            match requests.iter().find(|(other, _)| *other == request) {
                Some((_, first)) => findings.push(
                    Diagnostic::new(Code::RequestTwice, "the same request is there twice, and counts once")
                        .at(&row.row.place, "again")
                        .at(first, "first")
                        .help("delete one of the two rows"),
                ),
                None => requests.push((request, &row.row.place)),
            }
        }
    }
    sort(&mut findings);
    let whole = !read.refused && !any_error(&findings);
    (whole.then(|| requests.into_iter().map(|(request, _)| request).collect()), findings)
}

/// What is wrong with requests that a municipality has sent, as far as that can be known without a roster: they are of its own staff, and
/// about windows that there are.
pub fn sent(instance: &Instance, municipality: usize, rows: &[RequestRow]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for row in rows {
        if let Some(written) = &row.staff {
            match arguments::person_of(instance, &written.value) {
                Ok(person) if instance.staff[person].municipality != municipality => {
                    let other = &instance.municipalities[instance.staff[person].municipality].name;
                    let message = format!("{} is {other}'s", who(&instance.staff[person]));
                    findings.push(
                        Diagnostic::new(Code::ForeignRow, message)
                            .at(&written.place, "")
                            .help("delete the row, or correct the id"),
                    );
                }
                Ok(_) => {}
                Err((code, refusal)) => findings.push(finding(code, refusal, &written.place)),
            }
        }
        if let Some(with) = &row.with
            && let Err((code, refusal)) = arguments::person_of(instance, &with.value)
        {
            findings.push(finding(code, refusal, &with.place));
        }
        for (date, start) in [(&row.date, &row.start), (&row.with_date, &row.with_start)] {
            let Some((date, start)) = date.as_ref().zip(start.as_ref()) else { continue };
            if instance.window_at(date.value, start.value).is_none() {
                let refusal = arguments::no_window(instance, date.value, Some(start.value));
                findings.push(finding(Code::SwapWithoutWindow, refusal, &date.place));
            }
        }
    }
    findings
}

fn finding(code: Code, refusal: Refusal, place: &Place) -> Diagnostic {
    let found = Diagnostic::new(code, refusal.message).at(place, "");
    refusal.help.into_iter().fold(found, Diagnostic::help)
}

/// Whether a row is about a day of the period that may not change any more. What lies outside the period is a slip.
fn is_over(instance: &Instance, from: NaiveDate, date: &Field<NaiveDate>) -> bool {
    instance.period.contains(date.value) && date.value < from
}

/// The warning about rows that are not looked at.
fn left_out(rows: &[&RequestRow], from: NaiveDate) -> Option<Diagnostic> {
    let first = rows.first()?;
    let message = match rows.len() {
        1 => format!("this request is about a day before {from} and is left out"),
        several => format!("{several} requests are about days before {from} and are left out"),
    };
    let found = Diagnostic::new(Code::RequestOver, message).at(&first.place, "");
    Some(found.help("delete what is over; an earlier day may be given with --from"))
}

/// A row, and what it is held against.
struct Row<'a> {
    instance: &'a Instance,
    roster: &'a Roster,
    from: NaiveDate,
    row: &'a RequestRow,
}

impl Row<'_> {
    fn request(&self, findings: &mut Vec<Diagnostic>) -> Option<Request> {
        let told = findings.len();
        let Row { instance, row, .. } = self;
        let staff = self.person(row.staff.as_ref(), findings);
        let with = self.person(row.with.as_ref(), findings);
        // An empty cell of date or start has been told where it was read.
        let own = row.date.as_ref().zip(row.start.as_ref());
        let window = own.and_then(|(date, start)| self.window(date, start, findings));
        let other = match (&row.with_date, &row.with_start) {
            (Some(date), Some(start)) => self.window(date, start, findings),
            (Some(only), None) => self.half("start", &only.place, findings),
            (None, Some(only)) => self.half("date", &only.place, findings),
            (None, None) => None,
        };
        let (staff, window, wanted) = (staff?, window?, row.wants.as_ref()?.value);
        if findings.len() > told {
            return None;
        }
        if with == Some(staff) {
            let message = format!("{} asks to change with themselves", who(&instance.staff[staff]));
            self.odd(message, "name the colleague in column 'with'", findings);
            return None;
        }
        let wants = self.wants(wanted, staff, with, other, findings)?;
        match wants {
            Wants::Take if self.roster.seats_of(staff, window) > 0 => {
                let message = format!("{} has that shift already", who(&instance.staff[staff]));
                self.odd(message, "delete the row", findings);
            }
            Wants::Take => {}
            Wants::Swap(_, other) if other == window => {
                let message = "both shifts are in the same window: nothing would change".to_owned();
                self.odd(message, "correct one of the two, or delete the row", findings);
            }
            Wants::Swap(with, other) => {
                self.held(staff, window, findings);
                self.held(with, other, findings);
            }
            Wants::Off | Wants::Give(_) | Wants::Trade => self.held(staff, window, findings),
        }
        (findings.len() == told).then_some(Request { staff, window, wants })
    }

    fn wants(
        &self,
        wanted: Wanted,
        staff: usize,
        with: Option<usize>,
        other: Option<usize>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Wants> {
        let has_other = self.row.with_date.is_some() || self.row.with_start.is_some();
        let alone = || "leave 'with' and what stands behind it empty, or ask for 'give' or 'swap'";
        Some(match (wanted, with) {
            (Wanted::Off, None) if !has_other => Wants::Off,
            (Wanted::Take, None) if !has_other => Wants::Take,
            (Wanted::Off | Wanted::Take, _) => {
                self.odd("'off' and 'take' are about nobody else and no other shift".to_owned(), alone(), findings);
                return None;
            }
            (Wanted::Give, Some(with)) if !has_other => Wants::Give(with),
            (Wanted::Give, Some(_)) => {
                let cure = "leave 'with_date' and 'with_start' empty, or ask for 'swap'";
                self.odd("'give' gets nothing in exchange".to_owned(), cure, findings);
                return None;
            }
            (Wanted::Give, None) => {
                let cure = "name the colleague in column 'with', or ask for 'off' if anybody will do";
                self.odd(format!("{} gives a shift to nobody", who(&self.instance.staff[staff])), cure, findings);
                return None;
            }
            (Wanted::Swap, None) if !has_other => Wants::Trade,
            (Wanted::Swap, None) => {
                let cure = "name the colleague in column 'with', or leave 'with_date' and 'with_start' empty if any other shift will do";
                self.odd("whose shift is to come in exchange is not said".to_owned(), cure, findings);
                return None;
            }
            (Wanted::Swap, Some(with)) => Wants::Swap(with, self.in_exchange(with, other, findings)?),
        })
    }

    /// The shift that is to come in exchange: the one that is named, or the only one there is.
    fn in_exchange(&self, with: usize, other: Option<usize>, findings: &mut Vec<Diagnostic>) -> Option<usize> {
        if self.row.with_date.is_some() || self.row.with_start.is_some() {
            return other;
        }
        let theirs: Vec<usize> = (0..self.instance.windows.len())
            .filter(|&w| self.roster.seats_of(with, w) > 0 && self.instance.windows[w].date >= self.from)
            .collect();
        if let [only] = theirs.as_slice() {
            return Some(*only);
        }
        let name = who(&self.instance.staff[with]);
        let message = match theirs.len() {
            0 => format!("{name} has no shift from {} on that could come in exchange", self.from),
            several => format!("which of {name}'s {several} shifts is to come in exchange is not said"),
        };
        let refusal = Refusal::new(
            message,
            [
                "write its date and start in the columns 'with_date' and 'with_start'".to_owned(),
                arguments::shifts_of(self.instance, &name, &theirs),
            ],
        );
        self.refuse(Code::RequestOdd, refusal, &self.row.place, findings);
        None
    }

    fn person(&self, written: Option<&Field<String>>, findings: &mut Vec<Diagnostic>) -> Option<usize> {
        let written = written?;
        match arguments::person_of(self.instance, &written.value) {
            Ok(person) if self.instance.staff[person].is_pool() => {
                let name = who(&self.instance.staff[person]);
                let refusal = Refusal::cured(
                    format!("{name} is a pool, and which of its heads is meant can't be said"),
                    "leave the row out: a pool changes heads by itself",
                );
                self.refuse(Code::RequestOdd, refusal, &written.place, findings);
                None
            }
            Ok(person) => Some(person),
            Err((code, refusal)) => {
                self.refuse(code, refusal, &written.place, findings);
                None
            }
        }
    }

    fn half(&self, missing: &str, place: &Place, findings: &mut Vec<Diagnostic>) -> Option<usize> {
        let message = format!("the shift that is to come in exchange has no {missing}");
        let cure = "fill in both 'with_date' and 'with_start', or leave both empty";
        self.refuse(Code::RequestOdd, Refusal::cured(message, cure), place, findings);
        None
    }

    fn window(
        &self,
        date: &Field<NaiveDate>,
        start: &Field<NaiveTime>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let found = self.instance.window_at(date.value, start.value);
        if found.is_none() {
            let refusal = arguments::no_window(self.instance, date.value, Some(start.value));
            self.refuse(Code::SwapWithoutWindow, refusal, &date.place, findings);
        } else if date.value < self.from {
            let message =
                format!("{} lies before {}, from which on shifts may change", slot(date.value, start.value), self.from);
            let refusal = Refusal::cured(message, "leave the row out, or give an earlier day with --from");
            self.refuse(Code::RequestOdd, refusal, &date.place, findings);
            return None;
        }
        found
    }

    fn held(&self, person: usize, window: usize, findings: &mut Vec<Diagnostic>) {
        if let Err(mut refusal) = arguments::held(self.instance, self.roster, person, window) {
            refusal.help.push("if it was granted already, delete the row".to_owned());
            self.refuse(Code::SwapNotHeld, refusal, &self.row.place, findings);
        }
    }

    fn odd(&self, message: String, cure: &str, findings: &mut Vec<Diagnostic>) {
        self.refuse(Code::RequestOdd, Refusal::cured(message, cure), &self.row.place, findings);
    }

    fn refuse(&self, code: Code, refusal: Refusal, place: &Place, findings: &mut Vec<Diagnostic>) {
        findings.push(finding(code, refusal, place));
    }
}
