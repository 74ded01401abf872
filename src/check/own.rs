//! Files that are a municipality's own, beside those of everybody: whose rows stand in them, and which rows they stand for.
//!
//! In: a folder with tables that are folders, and the members. Out: the folder with each row once. A municipality's own file of staff or
//! availability stands instead of its rows in the single file of all, which is what it said before; whoever answers in two other files is refused.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::members::{Member, Members};
use super::together;
use crate::diagnostic::{Code, Diagnostic, Place, list, plain, quote};
use crate::domain::calendar::Period;
use crate::read::Folder;
use crate::read::parts::{self, PartFile};
use crate::read::table::Field;

/// A file that is a municipality's own.
struct Own<'a> {
    member: usize,
    part: &'a PartFile,
}

/// The files of a folder, and whose they are.
struct Files<'a> {
    members: &'a Members<'a>,
    parts: &'a [PartFile],
    own: Vec<Own<'a>>,
}

/// What to do where somebody answers in two files.
const ONE_FILE: &str = "keep the rows of one of the files, and delete those of the other";

/// A row that gives way to its municipality's own file.
struct Ceded {
    member: usize,
    place: Place,
}

/// The folder with what counts of each table; the same folder where no table is a folder.
pub fn settled<'a>(
    folder: &'a Folder,
    period: Option<Period>,
    members: &Members<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Cow<'a, Folder> {
    if folder.parts.is_empty() {
        return Cow::Borrowed(folder);
    }
    let files = Files::of(&folder.parts, members);
    let is_twice = files.twice(findings);
    files.of_other_periods(period, findings);
    let mut settled = folder.clone();
    let mut ceded = Vec::new();
    let mut foreign = Vec::new();
    let mut homes: BTreeMap<String, usize> = BTreeMap::new();
    if let Some(table) = &mut settled.staff {
        let mut given = Vec::new();
        table.rows.retain(|row| {
            let home = row.municipality.as_ref().and_then(|written| members.meant(&written.value));
            foreign.extend(files.foreign("staff", &row.place, row.id.as_ref(), home));
            let gives_way = home.filter(|&member| files.stands_for("staff", &row.place, member));
            given.extend(gives_way.map(|member| Ceded { member, place: row.place.clone() }));
            // Whose a row of availability is, is known by staff rows that give way as well: it gives way with them.
            if let (Some(home), Some(id)) = (home, &row.id) {
                homes.entry(id.value.clone()).or_insert(home);
            }
            gives_way.is_none()
        });
        ceded.push(("staff", given));
    }
    let home = |staff: Option<&Field<String>>| staff.and_then(|staff| homes.get(&staff.value)).copied();
    if let Some(table) = &mut settled.availability {
        let mut given = Vec::new();
        table.rows.retain(|row| {
            let home = home(row.staff.as_ref());
            foreign.extend(files.foreign("availability", &row.place, row.staff.as_ref(), home));
            let gives_way = home.filter(|&member| files.stands_for("availability", &row.place, member));
            given.extend(gives_way.map(|member| Ceded { member, place: row.place.clone() }));
            gives_way.is_none()
        });
        ceded.push(("availability", given));
        // A row in another's file has been told, and is to go from there.
        let is_foreign = |staff: &&Field<String>| foreign.iter().any(|found| found.labels[0].place == staff.place);
        let answers = table.rows.iter().filter_map(|row| row.staff.as_ref()).filter(|staff| !is_foreign(staff));
        // Of two own files of one municipality one is enough to be told.
        if !is_twice {
            files.answered_twice(answers, findings);
        }
    }
    for row in settled.locks.iter().flat_map(|table| &table.rows) {
        foreign.extend(files.foreign("locks", &row.place, row.staff.as_ref(), home(row.staff.as_ref())));
    }
    together::told(&foreign, Clone::clone, foreign_rows, findings);
    for (table, given) in &ceded {
        findings.extend(files.gives_way(table, given));
    }
    Cow::Owned(settled)
}

impl<'a> Files<'a> {
    fn of(parts: &'a [PartFile], members: &'a Members<'a>) -> Self {
        let own = |part: &'a PartFile| {
            let code = part.form.as_ref().map(|form| form.code.as_str()).or_else(|| parts::code(&part.file));
            let member = code.and_then(|code| members.coded(code))?;
            Some(Own { member, part })
        };
        Files { members, parts, own: parts.iter().filter_map(own).collect() }
    }

    fn name(&self, member: usize) -> String {
        let Member { municipality, .. } = &self.members.list[member];
        plain(&municipality.name)
    }

    /// The file of its own that a municipality has of a table.
    fn own(&self, table: &str, member: usize) -> Option<&Own<'a>> {
        self.own.iter().find(|own| own.part.table == table && own.member == member)
    }

    /// Whether a row of the single file of all is a municipality's that has a file of its own.
    fn stands_for(&self, table: &str, place: &Place, member: usize) -> bool {
        let is_single = !self.parts.iter().any(|part| part.source == place.source.name);
        is_single && self.own(table, member).is_some()
    }

    /// The finding about a row in the file of a municipality whose staff it is not about.
    fn foreign(
        &self,
        table: &str,
        place: &Place,
        staff: Option<&Field<String>>,
        home: Option<usize>,
    ) -> Option<Diagnostic> {
        let own = self.own.iter().find(|own| own.part.table == table && own.part.source == place.source.name)?;
        let home = home.filter(|home| *home != own.member)?;
        let (who, theirs, other) = (staff?, self.name(own.member), self.name(home));
        let message = format!("{} is {other}'s, and this file is {theirs}'s own", quote(&who.value));
        let elsewhere = self.own(table, home).map_or_else(
            || {
                let code = &self.members.list[home].municipality.code;
                format!(
                    "move the row to a file of {other}'s own, such as {}",
                    quote(&format!("{table}/{code} {other}.csv"))
                )
            },
            |file| format!("move the row to {}", quote(&file.part.file)),
        );
        Some(
            Diagnostic::new(Code::ForeignRow, message)
                .at(&who.place, format!("not of {theirs}"))
                .help(format!("correct the id, if somebody of {theirs} is meant"))
                .help(elsewhere),
        )
    }

    /// Refuses a second file of a municipality's own of one table: nobody could say which of the two counts.
    fn twice(&self, findings: &mut Vec<Diagnostic>) -> bool {
        let before = findings.len();
        for (number, own) in self.own.iter().enumerate() {
            let first = self.own(own.part.table, own.member).map(|first| &first.part.file);
            let is_second = self.own[..number]
                .iter()
                .any(|o| o.part.table == own.part.table && o.member == own.member && o.part.file != own.part.file);
            if let Some(first) = first.filter(|_| is_second) {
                let files = list(&[quote(first), quote(&own.part.file)], "and");
                let message = format!("{} has two files of its own: {files}", self.name(own.member));
                let found = Diagnostic::new(Code::TableTwice, message).on_file(&own.part.source);
                findings.push(found.help("keep the one that counts; delete or rename the other"));
            }
        }
        findings.len() > before
    }

    /// Refuses forms of another period: what they say of dates is of no use, and what they say of weeks is out of date. And forms in files
    /// that another municipality's code begins.
    fn of_other_periods(&self, period: Option<Period>, findings: &mut Vec<Diagnostic>) {
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for part in self.parts {
            let Some(form) = part.form.as_ref().filter(|_| told.insert(&part.file)) else { continue };
            if let Some(now) = period.filter(|now| (now.from, now.to) != (form.from, form.to)) {
                let message = format!(
                    "this form is of {} to {}, and the period is {} to {}",
                    form.from, form.to, now.from, now.to
                );
                let found = Diagnostic::new(Code::FormOfAnother, message).on_file(&part.source);
                findings.push(found.help("ask for the form of this period; 'vagtplan forms' writes them"));
            }
            let named = parts::code(&part.file).and_then(|code| self.members.coded(code));
            let is_other = named.is_some_and(|named| self.members.list[named].municipality.code != form.code);
            if is_other || self.members.coded(&form.code).is_none() {
                let message = format!("{} is the form of the municipality {}", quote(&part.file), quote(&form.code));
                let found = Diagnostic::new(Code::FormOfAnother, message).on_file(&part.source);
                findings.push(found.help("rename the file by the code of its municipality, or take it away"));
            }
        }
    }

    /// The warning about rows of the single file that are not read, since their municipalities have files of their own.
    fn gives_way(&self, table: &str, ceded: &[Ceded]) -> Option<Diagnostic> {
        let first = ceded.first()?;
        let towns: BTreeSet<usize> = ceded.iter().map(|ceded| ceded.member).collect();
        let mut places: Vec<&Place> = ceded.iter().map(|ceded| &ceded.place).collect();
        places.dedup_by_key(|place| place.span.clone());
        let names: Vec<String> = towns.iter().map(|&member| self.name(member)).collect();
        let own = self.own(table, first.member).map(|own| own.part.file.as_str()).unwrap_or_default();
        let counts = if towns.len() == 1 { "its own file counts" } else { "their own files count" };
        let message = format!("{table}.csv is not read for {}: {counts}", together::named(&names));
        let label = if towns.len() == 1 { format!("{} counts", quote(own)) } else { "its own file counts".to_owned() };
        let found = together::at(Diagnostic::new(Code::GivesWay, message), &places, &label);
        let found = found.help("delete these rows, so that nobody corrects one that does not count");
        Some(found.help("or delete the own file, if it is these rows that are right"))
    }

    /// The file that a cell is in; a form has several sheets.
    fn place_of<'b>(&self, cell: &'b Field<String>) -> &'b str
    where
        'a: 'b,
    {
        let source = &cell.place.source.name;
        self.parts.iter().find(|part| part.source == *source).map_or(source, |part| &part.file)
    }

    /// The same, as the planning folder knows it.
    fn file(&self, cell: &Field<String>) -> String {
        let part = self.parts.iter().find(|part| part.source == cell.place.source.name);
        part.map_or_else(|| "availability.csv".to_owned(), |part| quote(&part.file))
    }

    /// Refuses whoever has rows in two files: nobody could say whether one of them is out of date.
    fn answered_twice<'b>(&self, answers: impl Iterator<Item = &'b Field<String>>, findings: &mut Vec<Diagnostic>) {
        let mut first: BTreeMap<&str, &Field<String>> = BTreeMap::new();
        let mut again: BTreeMap<&str, &Field<String>> = BTreeMap::new();
        for staff in answers {
            let before = first.entry(&staff.value).or_insert(staff);
            if self.place_of(before) != self.place_of(staff) {
                again.entry(&staff.value).or_insert(staff);
            }
        }
        let twice: Vec<(&Field<String>, &Field<String>)> =
            again.iter().filter_map(|(id, again)| Some((*first.get(id)?, *again))).collect();
        let one = |(first, again): &(&Field<String>, &Field<String>)| {
            let files = list(&[self.file(first), self.file(again)], "and");
            Diagnostic::new(Code::AnswerTwice, format!("{} answers in two files: {files}", quote(&again.value)))
                .at(&again.place, "again")
                .at(&first.place, "first")
                .help(ONE_FILE)
        };
        let all = |twice: &[(&Field<String>, &Field<String>)]| {
            let places: Vec<&Place> = twice.iter().map(|(_, again)| &again.place).collect();
            let (first, again) = twice[0];
            let files = list(&[self.file(first), self.file(again)], "and");
            let message =
                format!("{} people answer in two files, such as {} in {files}", twice.len(), quote(&again.value));
            together::at(Diagnostic::new(Code::AnswerTwice, message), &places, "again")
                .at(&first.place, "first")
                .help(ONE_FILE)
        };
        together::told(&twice, one, all, findings);
    }
}

/// Many rows in other municipalities' files, told together.
fn foreign_rows(all: &[Diagnostic]) -> Diagnostic {
    let places: Vec<&Place> = all.iter().flat_map(|found| found.labels.iter().map(|label| &label.place)).collect();
    let message =
        format!("{} rows are about other municipalities' staff than their file: {}", all.len(), all[0].message);
    together::at(Diagnostic::new(Code::ForeignRow, message), &places, "not its own")
        .help("correct the ids, or move the rows to the files of their municipalities")
}
