//! Rows to an [`Instance`], all findings at once.
//!
//! In: a [`Folder`] as it was read. Out: an instance, if nothing refuses the input, and every finding there is. Each
//! file under `check/` judges one part of the folder and hands on what the next one looks things up in; a part that
//! is missing or broken is not reported a second time by those that refer to it. No two fixed locks of an instance
//! clash: on their own they are a roster that breaks no rule.

pub mod actual;
pub mod agreements;
pub mod answers;
pub mod arguments;
pub mod attendance;
pub mod availability;
pub mod beside_past;
pub mod calls;
pub mod calls_by_member;
pub mod collected;
pub mod context;
pub mod contradiction;
pub mod demand;
pub mod forms;
pub mod history;
pub mod leaver;
pub mod ledger;
pub mod limits;
pub mod locks;
pub mod members;
pub mod missing;
pub mod newcomer;
pub mod own;
pub mod participation;
pub mod pattern;
pub mod people;
pub mod plan;
pub mod plausible;
pub mod proportion;
pub mod requests;
pub mod roster;
pub mod rosterable;
pub mod seats;
pub mod sent;
pub mod set;
pub mod sheets;
pub mod silent;
pub mod solution;
pub mod summary;
pub mod swaps;
pub mod together;
pub mod turns;
pub mod views;
pub mod windows;

use crate::diagnostic::{Code, Diagnostic, any_error, plain, quote, sort};
use crate::domain::words::{self, day, slot};
use crate::domain::{Instance, Parts, Staff};
use crate::read::Folder;
use crate::read::cell::without_empty_decimals;
use crate::read::table::Field;
use chrono::NaiveDate;

pub use actual::actual;
pub use pattern::{Pattern, pattern};
pub use roster::{published, roster, worked};
pub use sent::sent;
pub use sheets::sheets;

/// Checks a folder.
pub fn instance(folder: &Folder) -> (Option<Instance>, Vec<Diagnostic>) {
    instance_from(folder, None)
}

/// Checks a folder whose roster is mended, or was, from the day `from` on. What was worked before stands whatever the folder
/// says by now, so locks on those days are not judged: neither against each other nor against anything that was entered
/// since.
pub fn instance_from(folder: &Folder, from: Option<NaiveDate>) -> (Option<Instance>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let frame = plan::check(folder, &mut findings);
    let price_per_hour = plan::withdrawal::price_per_hour(folder, &mut findings);
    let members = members::check(folder, &frame, &mut findings);
    let folder = &*own::settled(folder, frame.period, &members, &mut findings);
    let mut people = people::check(folder, &frame, &members, &mut findings);
    plausible::check(&people, frame.period, &mut findings);
    let windows = windows::check(folder, &frame, &mut findings);
    windows::check_members(&windows, &members, &mut findings);
    let agreements = agreements::check(folder, &frame, (&members, &people), &windows, &mut findings);
    agreements.raise(&mut people);
    let remembered = attendance::remembered(folder, &frame);
    let stances = availability::check(folder, &people, &windows, &remembered, &agreements, &mut findings);
    let ledger = ledger::check(folder, &frame, &members, &mut findings);
    let calls = calls_by_member::check(folder, &members, &mut findings);
    proportion::check(folder, &frame, (&members, &people), &windows, &ledger, &mut findings);
    let history = history::check(folder, &frame, &people, &mut findings);
    let context = context::Context {
        folder,
        frame: &frame,
        members: &members,
        people: &people,
        windows: &windows,
        agreements: &agreements,
        from,
    };
    let locks = locks::check(&context, &stances, &history, &mut findings);
    let silent = silent::check(&context, &stances, &history, &ledger, &mut findings);
    rosterable::check(&context, &stances, &locks.forbidden, &silent, &mut findings);
    if folder.refused || any_error(&findings) {
        return (None, told(folder, findings));
    }
    let attendance = frame.period.map(|period| attendance::check(folder, &frame, period, &people, &windows));
    let instance = frame.period.zip(attendance).map(|(period, attendance)| Parts {
        title: frame.title,
        language: frame.language,
        period,
        goals: frame.goals,
        rest: frame.rest,
        burdens: frame.burdens,
        windows: windows.list.into_iter().map(|place| place.window).collect(),
        municipalities: members.list.into_iter().map(|member| member.municipality).collect(),
        staff: people.list.iter().map(|person| person.staff.clone()).collect(),
        stances,
        fixed: locks.fixed,
        forbidden: locks.forbidden,
        agreed: agreements.agreed.clone(),
        ledger,
        calls,
        history: history.iter().map(|worked| worked.shift.clone()).collect(),
        attendance,
        published: None,
        withdrawal: frame.withdrawal,
        service: frame.service,
        price_per_hour,
        prices: frame.prices,
        rules: frame.rules,
    });
    let instance = instance.map(Instance::new);
    // No lock of an instance breaks a rule.
    if let Some(instance) = &instance {
        limits::others(instance, &locks.list, &mut findings);
        turns::employed(&people, &history, instance.period, &mut findings);
        turns::explained(instance, &people, &mut findings);
    }
    let instance = instance.filter(|_| !any_error(&findings));
    (instance, told(folder, findings))
}

/// The folder with what counts of each table, where tables are folders; findings about that were told when it was checked.
pub fn counted(folder: &Folder) -> std::borrow::Cow<'_, Folder> {
    let mut told = Vec::new();
    let frame = plan::check(folder, &mut told);
    let members = members::check(folder, &frame, &mut told);
    own::settled(folder, frame.period, &members, &mut told)
}

/// Findings in the order and the words in which they are told: messages name a table by its CSV file, and where it is a sheet of
/// a workbook they name that.
fn told(folder: &Folder, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for (file, sheet) in &folder.called {
        findings.iter_mut().for_each(|found| found.rename(file, sheet));
    }
    sort(&mut findings);
    findings
}

/// A person as messages name them: the name, and the id where it says more.
fn who(staff: &Staff) -> String {
    words::person(&plain(&staff.name), &plain(&staff.id))
}

/// What to say of a row whose last day lies before its first.
fn ends_before_it_begins(from: Option<&Field<NaiveDate>>, to: Option<&Field<NaiveDate>>) -> Option<Diagnostic> {
    let (from, to) = from.zip(to).filter(|(from, to)| from.value > to.value)?;
    let message = format!("this row ends on {}, before it begins on {}", to.value, from.value);
    Some(
        Diagnostic::new(Code::FromAfterTo, message)
            .at(&to.place, "last day")
            .at(&from.place, "first day")
            .help("exchange the two dates; both of them are included"),
    )
}

/// A number and its noun, such as `1 seat` or `3 seats`.
fn count(number: u32, noun: &str) -> String {
    words::counted(number.into(), noun, &format!("{noun}s"))
}

/// What to say of a code or id that a spreadsheet or a program has changed: zeros in front of it are gone or added, or decimals
/// behind it, as in `101.0`.
fn respelt<'a>(written: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let whole = |code: &'a str| without_empty_decimals(code).unwrap_or(code);
    let bare = without_empty_decimals(written).unwrap_or(written);
    let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    let mut others = known.filter(|code| is_number && *code != written);
    if let Some(same) = others.clone().find(|code| whole(code) == bare) {
        let note = "a program that takes codes for numbers adds decimals to them";
        return Some(format!("{} is known: {note}", quote(same)));
    }
    let same = others.find(|code| whole(code).trim_start_matches('0') == bare.trim_start_matches('0'))?;
    let note = "Excel drops the zeros in front of numbers unless the column is formatted as text";
    Some(format!("{} is known: {note}", quote(same)))
}
