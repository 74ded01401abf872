//! `municipalities.csv`: the members, and how they are found by code or name.
//!
//! In: its rows. Out: [`Members`], sorted by code, the first row of a doubled code. A row that cannot be used makes
//! the list incomplete, and whoever looks up a name that is not in an incomplete list reports nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::participation;
use super::plan::Frame;
use super::respelt;
use super::together::{self, Twice};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Place, list, plain, quote};
use crate::domain::Municipality;
use crate::domain::calendar::Period;
use crate::domain::letters::settled;
use crate::read::Folder;
use crate::read::danish::is_sum;
use crate::read::rows::MunicipalityRow;
use crate::read::table::Field;

/// A municipality and its row.
#[derive(Debug)]
pub struct Member<'a> {
    /// The municipality.
    pub municipality: Municipality,
    /// Its row, the first one where there are several.
    pub row: &'a MunicipalityRow,
    /// All its rows, in the order of their days.
    pub rows: Vec<&'a MunicipalityRow>,
}

impl<'a> Member<'a> {
    /// Whether it does not leave before it joins.
    pub fn dates_in_order(&self) -> bool {
        let in_order =
            |row: &MunicipalityRow| row.joined.as_ref().zip(row.left.as_ref()).is_none_or(|(a, b)| a.value < b.value);
        self.rows.iter().all(|row| in_order(row))
    }

    /// Where it says that the membership had ended by a day; `None` where it has not.
    pub fn ended_by(&self, day: NaiveDate) -> Option<&'a Field<NaiveDate>> {
        let ends = self.rows.iter().filter_map(|row| row.left.as_ref()).filter(|left| left.value <= day);
        ends.max_by_key(|left| left.value)
    }

    /// Where it says which windows it takes part in on a day, if these are not all.
    pub fn part_on(&self, day: NaiveDate) -> Option<&'a Field<String>> {
        let begun = |row: &&&MunicipalityRow| row.joined.as_ref().is_none_or(|joined| joined.value <= day);
        self.rows.iter().rfind(begun)?.windows.as_ref()
    }

    /// Whether it is a member on any day of the period.
    pub fn belongs_to(&self, period: Period) -> bool {
        self.municipality.is_member_in(period)
    }
}

/// All municipalities.
#[derive(Debug, Default)]
pub struct Members<'a> {
    /// Sorted by code.
    pub list: Vec<Member<'a>>,
    complete: bool,
    by_name: BTreeMap<String, Vec<usize>>,
}

/// Checks `municipalities.csv`.
pub fn check<'a>(folder: &'a Folder, frame: &Frame, findings: &mut Vec<Diagnostic>) -> Members<'a> {
    let period = frame.period;
    let Some(table) = &folder.municipalities else {
        return Members::default();
    };
    let mut complete = table.complete;
    let mut by_code: BTreeMap<&str, Vec<&MunicipalityRow>> = BTreeMap::new();
    if table.rows.is_empty() && table.complete {
        let found = Diagnostic::new(Code::EmptyTable, "municipalities.csv names no municipality")
            .at(&table.header, "no row follows")
            .help("add a row for each member, such as 751,Aarhus,353107");
        findings.push(found);
        complete = false;
    }
    let mut again = Vec::new();
    for row in &table.rows {
        let Some(code) = &row.code else {
            complete = false;
            continue;
        };
        if let Some(sums) = [Some(code), row.name.as_ref()].into_iter().flatten().find(|field| is_sum(&field.value)) {
            findings.push(row_of_sums(sums));
            continue;
        }
        by_code.entry(&code.value).or_default().push(row);
    }
    let mut list = Vec::new();
    for (code, rows) in by_code {
        let mut twice = |row: &'a MunicipalityRow, first: &'a MunicipalityRow| {
            let codes = row.code.as_ref().zip(first.code.as_ref());
            again.extend(codes.map(|(row, first)| doubled("the municipality code", row, first)));
        };
        let first = rows[0];
        let rows = participation::in_turn(rows, &mut twice, findings);
        rows.iter().for_each(|row| check_row(row, findings));
        let municipality = municipality(code, first, &rows, frame, findings);
        list.push(Member { municipality, row: first, rows });
    }
    // As they stand in the file.
    again.sort_by_key(|twice| twice.again.span.start);
    together::twice(Code::DoubledMunicipality, &again, "municipality codes", DOUBLED, findings);
    let mut members = Members { list, complete, by_name: BTreeMap::new() };
    for (number, member) in members.list.iter().enumerate() {
        members.by_name.entry(member.municipality.name.to_lowercase()).or_default().push(number);
    }
    for same in members.by_name.values().filter(|same| same.len() > 1) {
        let mut names: Vec<_> = same.iter().filter_map(|&number| members.list[number].row.name.as_ref()).collect();
        // The list is sorted by code, and the first is the one that a reader of the file meets first.
        names.sort_by_key(|name| name.place.span.start);
        if let [first, .., again] = names.as_slice() {
            let found =
                Diagnostic::new(Code::DoubledName, format!("two municipalities are called {}", quote(&first.value)))
                    .at(&again.place, "again")
                    .at(&first.place, "first")
                    .help("refer to them by code, or give one of them another name");
            findings.push(found);
        }
    }
    if let Some(period) = period
        && complete
        && members.list.iter().all(|member| member.dates_in_order() && !member.belongs_to(period))
    {
        let found = Diagnostic::new(
            Code::EmptyTable,
            format!("no municipality is a member between {} and {}", period.from, period.to),
        )
        .at(&table.header, "")
        .help("look at the columns joined and left, and at 'period' in plan.toml");
        findings.push(found);
    }
    members
}

fn municipality(
    code: &str,
    row: &MunicipalityRow,
    rows: &[&MunicipalityRow],
    frame: &Frame,
    findings: &mut Vec<Diagnostic>,
) -> Municipality {
    let parts = rows.iter().map(|row| participation::windows(row, frame, findings)).collect();
    let (joined, left, stretches) = participation::stretches(rows, parts);
    Municipality {
        code: code.to_owned(),
        name: row.name.as_ref().map_or_else(|| code.to_owned(), |name| name.value.clone()),
        // A population that is wrong has been refused; any number keeps the arithmetic going till then.
        population: row.population.as_ref().and_then(|field| u64::try_from(field.value).ok()).unwrap_or(1),
        joined,
        left,
        stretches,
        limits: frame.rules.of_municipality(|rule| row.limits.get(&rule).map(|field| field.value)),
    }
}

fn check_row(row: &MunicipalityRow, findings: &mut Vec<Diagnostic>) {
    let name = row.name.as_ref().or(row.code.as_ref()).map(|field| plain(&field.value)).unwrap_or_default();
    if let Some(population) = row.population.as_ref().filter(|population| population.value <= 0) {
        let found = Diagnostic::new(Code::NoPopulation, format!("{name} has a population of {}", population.value))
            .at(&population.place, "must be above zero")
            .help("write its inhabitants; a municipality that is no member any more gets a date in column left");
        findings.push(found);
    }
    if let (Some(joined), Some(left)) = (&row.joined, &row.left)
        && joined.value >= left.value
    {
        let message =
            format!("{name} leaves on {} without having been a member: it joins on {}", left.value, joined.value);
        let found = Diagnostic::new(Code::JoinedAfterLeft, message)
            .at(&left.place, "first day after membership")
            .at(&joined.place, "first day of membership")
            .help("exchange or correct the two dates");
        findings.push(found);
    }
}

/// The finding about a row of sums, which would count as a municipality with everybody's inhabitants.
fn row_of_sums(called: &Field<String>) -> Diagnostic {
    Diagnostic::new(Code::RowOfSums, format!("{} is no municipality, but a row of sums", quote(&called.value)))
        .at(&called.place, "would owe as much as all others together")
        .help("delete the row, or keep it in a sheet of your own")
}

/// What a key that two rows share is told as.
pub fn doubled<'a>(what: &str, again: &'a Field<String>, first: &'a Field<String>) -> Twice<'a> {
    Twice {
        said: format!("{what} {} is there twice", quote(&again.value)),
        again: &again.place,
        first: &first.place,
        hint: unseen(&again.place, &first.place),
    }
}

/// What to do with two rows that share a key.
pub const DOUBLED: &str = "delete one of the two rows, or correct what they share";

/// What to say of two texts that look the same and are written with different characters.
fn unseen(one: &Place, other: &Place) -> Option<String> {
    let (one, other) = (one.text(), other.text());
    (one != other && settled(one) == settled(other)).then(|| {
        "the two look the same: one has a character that cannot be seen, such as a space without width; type it anew".to_owned()
    })
}

impl Members<'_> {
    /// The municipality with a code.
    pub fn coded(&self, code: &str) -> Option<usize> {
        self.list.binary_search_by(|member| member.municipality.code.as_str().cmp(code)).ok()
    }

    fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(&name.to_lowercase()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The one municipality that a code or name means.
    pub fn meant(&self, written: &str) -> Option<usize> {
        let named = || <[usize; 1]>::try_from(self.named(written)).ok().map(|[number]| number);
        self.coded(written).or_else(named)
    }

    /// The municipality that a code or name means; reports it where there is none or several.
    pub fn find(&self, written: &Field<String>, findings: &mut Vec<Diagnostic>) -> Option<usize> {
        if let Some(number) = self.coded(&written.value) {
            return Some(number);
        }
        match self.named(&written.value) {
            [number] => Some(*number),
            [] => {
                if self.complete {
                    findings.push(self.unknown(written));
                }
                None
            }
            several => {
                let codes: Vec<String> =
                    several.iter().map(|&number| quote(&self.list[number].municipality.code)).collect();
                let message = format!("{} is the name of several municipalities", quote(&written.value));
                let found = Diagnostic::new(Code::AmbiguousMunicipality, message)
                    .at(&written.place, "")
                    .help(format!("write the code instead: {}", list(&codes, "or")));
                findings.push(found);
                None
            }
        }
    }

    fn unknown(&self, written: &Field<String>) -> Diagnostic {
        let names = self.list.iter().map(|member| member.municipality.name.as_str());
        let codes = self.list.iter().map(|member| member.municipality.code.as_str());
        let message = format!("{} is no municipality of municipalities.csv", quote(&written.value));
        // A code one digit off is another municipality: nothing is suggested for it, but for zeros in front.
        let letters = written.value.chars().any(char::is_alphabetic);
        // Registers and letterheads write 'Lemvig Kommune' where the sheet has 'Lemvig'.
        let name = written.value.trim_end_matches(" Kommune").trim_end_matches(" kommune");
        let respelt = respelt(&written.value, codes.clone());
        let meant = respelt.or_else(|| if letters { did_you_mean(name, names) } else { None });
        Diagnostic::new(Code::UnknownMunicipality, message)
            .at(&written.place, "")
            .help_if(meant)
            .help("write its code or name as in municipalities.csv, or add it there")
            .help("who has left stays in municipalities.csv, with the day in 'left', as long as other tables name it")
    }
}
