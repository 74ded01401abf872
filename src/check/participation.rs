//! The rows of one municipality: from when to when it is a member, and in which windows it takes part.
//!
//! In: its rows, and the burdens and kinds of windows of `plan.toml`. Out: the stretches of time in which it does not take part in
//! everything, and what is wrong with the rows. What can be read in two ways is refused.

use chrono::NaiveDate;

use super::plan::Frame;
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, list, plain, quote};
use crate::domain::participation::{Stretch, WindowClass};
use crate::domain::rule::Rule;
use crate::domain::words;
use crate::read::rows::MunicipalityRow;
use crate::read::table::Field;
use crate::read::when;

/// What several windows of a cell are separated by.
const BETWEEN: char = ';';

/// The rows of a municipality in the order of their days, as far as they go one after the other; a row that holds on days of an earlier
/// one is left out, with a finding. Two rows that say nothing of days or windows are one row twice, which `doubled` is told.
pub fn in_turn<'a>(
    mut rows: Vec<&'a MunicipalityRow>,
    doubled: &mut impl FnMut(&'a MunicipalityRow, &'a MunicipalityRow),
    findings: &mut Vec<Diagnostic>,
) -> Vec<&'a MunicipalityRow> {
    // The sort is stable: of rows that begin on one day the first in the file comes first.
    rows.sort_by_key(|row| row.joined.as_ref().map(|joined| joined.value));
    let mut kept: Vec<&MunicipalityRow> = Vec::new();
    for row in rows {
        match kept.last() {
            Some(before) if !follows(before, row) => {
                let is_plain =
                    |row: &MunicipalityRow| row.joined.is_none() && row.left.is_none() && row.windows.is_none();
                if is_plain(before) && is_plain(row) {
                    doubled(row, before);
                } else {
                    findings.push(on_the_same_days(before, row));
                }
            }
            _ => kept.push(row),
        }
    }
    for pair in kept.windows(2) {
        findings.extend(disagree(pair[0], pair[1]));
        findings.extend(gap(pair[0], pair[1]));
    }
    kept
}

/// Whether a row begins where an earlier one has ended, or later.
fn follows(before: &MunicipalityRow, row: &MunicipalityRow) -> bool {
    matches!((&before.left, &row.joined), (Some(left), Some(joined)) if left.value <= joined.value)
}

fn name(row: &MunicipalityRow) -> String {
    row.name.as_ref().or(row.code.as_ref()).map(|field| plain(&field.value)).unwrap_or_default()
}

fn on_the_same_days(before: &MunicipalityRow, row: &MunicipalityRow) -> Diagnostic {
    let (begins, ends) = (row.joined.as_ref(), before.left.as_ref());
    let message = match (begins, ends) {
        (Some(begins), Some(ends)) => {
            format!(
                "two rows of {} hold on the same days: one begins on {}, before the other ends on {}",
                name(row),
                begins.value,
                ends.value
            )
        }
        _ => format!("two rows of {} hold on the same days", name(row)),
    };
    Diagnostic::new(Code::RowsOverlap, message)
        .at(begins.map_or(&row.place, |begins| &begins.place), "this row holds from here on")
        .at(ends.map_or(&before.place, |ends| &ends.place), "and this one till then")
        .help("let one row end where the next begins: 'left' of the earlier is the day that 'joined' of the later has")
        .help("windows of one time stand in one row, such as evening;fri 12:00")
}

/// What two rows of a municipality say differently that is the same at all times.
fn disagree(before: &MunicipalityRow, row: &MunicipalityRow) -> Option<Diagnostic> {
    let texts = |one: Option<&Field<String>>, other: Option<&Field<String>>| {
        one.zip(other).map(|(a, b)| (a.value.clone(), a.place.clone(), b.value.clone(), b.place.clone()))
    };
    let numbers = |one: Option<&Field<i64>>, other: Option<&Field<i64>>| {
        one.zip(other).map(|(a, b)| (a.value.to_string(), a.place.clone(), b.value.to_string(), b.place.clone()))
    };
    let named = texts(before.name.as_ref(), row.name.as_ref()).map(|pair| ("name", pair));
    let counted = numbers(before.population.as_ref(), row.population.as_ref()).map(|pair| ("population", pair));
    let differs = |(_, (one, _, other, _)): &(&str, (String, _, String, _))| one != other;
    if let Some((what, (one, first, other, again))) = named.into_iter().chain(counted).find(differs) {
        let message = format!("two rows of {} differ in {what}: {} and {}", name(before), plain(&one), plain(&other));
        let found = Diagnostic::new(Code::RowsDisagree, message).at(&again, "here").at(&first, "and here");
        return Some(found.help("write the same in all its rows: only the dates and the windows may differ"));
    }
    let value = |row: &MunicipalityRow| row.limits.iter().map(|(rule, limit)| (*rule, limit.value)).collect::<Vec<_>>();
    (value(before) != value(row)).then(|| {
        let rules = Rule::of_municipalities().map(|(rule, _)| rule);
        let differs = |rule: &Rule| {
            before.limits.get(rule).map(|limit| limit.value) != row.limits.get(rule).map(|limit| limit.value)
        };
        let which: Vec<&str> = { rules }.filter(differs).map(Rule::name).collect();
        let message = format!("two rows of {} differ in {}", name(before), list(&which, "and"));
        let place =
            |row: &MunicipalityRow| row.limits.values().next().map_or(row.place.clone(), |limit| limit.place.clone());
        Diagnostic::new(Code::RowsDisagree, message)
            .at(&place(row), "here")
            .at(&place(before), "and here")
            .help("write the same in all its rows: only the dates and the windows may differ")
    })
}

/// Days between two rows on which the municipality is no member.
fn gap(before: &MunicipalityRow, row: &MunicipalityRow) -> Option<Diagnostic> {
    let (left, joined) = (before.left.as_ref()?, row.joined.as_ref()?);
    (left.value < joined.value).then(|| {
        let last = joined.value.pred_opt().unwrap_or(joined.value);
        let message = format!("{} is no member from {} to {}, between two of its rows", name(row), left.value, last);
        Diagnostic::new(Code::MembershipGap, message)
            .at(&joined.place, "a member again")
            .at(&left.place, "no member from here on")
            .help("if it is a member all the time, let one row begin on the day on which the other ends")
    })
}

/// From when to when a municipality is a member, and the stretches between in which it does not take part in everything. The rows go
/// one after the other, and `parts` are the windows of each.
pub fn stretches(
    rows: &[&MunicipalityRow],
    parts: Vec<Option<Vec<WindowClass>>>,
) -> (Option<NaiveDate>, Option<NaiveDate>, Vec<Stretch>) {
    let day = |field: &Option<Field<NaiveDate>>| field.as_ref().map(|field| field.value);
    let mut stretches = Vec::new();
    for (at, (row, part)) in rows.iter().zip(parts).enumerate() {
        if let Some(before) = at.checked_sub(1).map(|before| rows[before])
            && day(&before.left) < day(&row.joined)
        {
            stretches.push(Stretch { from: day(&before.left), until: day(&row.joined), windows: Vec::new() });
        }
        stretches.extend(part.map(|windows| Stretch { from: day(&row.joined), until: day(&row.left), windows }));
    }
    let (first, last) = (rows.first(), rows.last());
    (first.and_then(|row| day(&row.joined)), last.and_then(|row| day(&row.left)), stretches)
}

/// The windows that a row names; `None` where these are all, or cannot be read.
pub fn windows(row: &MunicipalityRow, frame: &Frame, findings: &mut Vec<Diagnostic>) -> Option<Vec<WindowClass>> {
    let written = row.windows.as_ref()?;
    // A burden may have any name, also one with a semicolon in it.
    let whole = frame.burdens.iter().any(|burden| burden.name == written.value);
    let names: Vec<&str> = match whole {
        true => vec![written.value.as_str()],
        false => written.value.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty()).collect(),
    };
    let mut classes: Vec<WindowClass> = Vec::new();
    let mut is_known = true;
    for name in &names {
        match class(name, frame) {
            Ok(Some(class)) if classes.contains(&class) => {}
            Ok(Some(class)) => classes.push(class),
            Ok(None) => is_known = false,
            Err(Told { message, help }) => {
                is_known = false;
                let found = Diagnostic::new(Code::UnknownWindows, message).at(&written.place, "");
                findings.push(help.into_iter().fold(found, Diagnostic::help));
            }
        }
    }
    if is_known && let Some(found) = days_apart(written, &names, &classes) {
        findings.push(found);
        return None;
    }
    let includes = |day, start| classes.iter().any(|class| class.includes(day, start));
    let mut all = frame.kinds.iter().flat_map(|kind| kind.days.iter().map(move |&day| (day, kind.start)));
    let is_all = frame.kinds_complete && all.all(|(day, start)| includes(day, start));
    (is_known && !is_all && !classes.is_empty()).then_some(classes)
}

/// A word that is no class of windows, and its cures.
struct Told {
    message: String,
    help: Vec<String>,
}

/// The class of windows that a word means; `None` where that cannot be known, since the burdens could not be read.
fn class(name: &str, frame: &Frame) -> Result<Option<WindowClass>, Told> {
    let of_burden = frame.burdens.iter().find(|burden| burden.name == name).map(|burden| WindowClass {
        burden: Some(burden.name.clone()),
        days: burden.days.clone(),
        starts: burden.starts.clone(),
    });
    let read = when::windows_of_week(name);
    let of_week =
        read.clone().ok().map(|(days, start)| WindowClass { burden: None, days, starts: start.into_iter().collect() });
    let covered = |class: &WindowClass| {
        let all = frame.kinds.iter().flat_map(|kind| kind.days.iter().map(move |&day| (day, kind.start)));
        all.filter(|&(day, start)| class.includes(day, start)).collect::<Vec<_>>()
    };
    if let (Some(burden), Some(week)) = (&of_burden, &of_week)
        && covered(burden) != covered(week)
    {
        return Err(Told {
            message: format!("{} is a burden of plan.toml, and a day or time as well", quote(name)),
            help: vec![
                format!(
                    "for the day or time write it with others that make it plain, such as {}",
                    words::classes(std::slice::from_ref(week))
                ),
                "for the burden's windows write their days and times, or give the burden another name".to_owned(),
            ],
        });
    }
    let Some(class) = of_burden.or(of_week) else {
        let names: Vec<&str> = frame.burdens.iter().map(|burden| burden.name.as_str()).collect();
        let meant = did_you_mean(name, names.iter().copied());
        let speaks_of_a_day = name.chars().any(|letter| letter.is_ascii_digit()) || when::weekday(name).is_some();
        if let Err(fault) = &read
            && speaks_of_a_day
            && meant.is_none()
        {
            return Err(Told { message: fault.message.clone(), help: vec![fault.help.clone()] });
        }
        if !frame.kinds_complete && names.is_empty() {
            return Ok(None);
        }
        let burdens = match names.is_empty() {
            true => String::new(),
            false => format!("a burden ({}), or ", plain(&list(&names, "or"))),
        };
        let cure = format!("write {burdens}days and times of windows, such as fri 12:00, mon-thu16 or sun");
        let message = format!("{} is neither a burden of plan.toml nor a day and time", quote(name));
        return Err(Told { message, help: meant.into_iter().chain([cure]).collect() });
    };
    if frame.kinds_complete && covered(&class).is_empty() {
        return Err(Told {
            message: format!("plan.toml has no window on {}", quote(name)),
            help: vec!["write days and starting times that [[windows]] has, such as fri 12:00".to_owned()],
        });
    }
    Ok(Some(class))
}

/// The finding about days apart from their time, such as `mon;wed 16:00`: that may be Monday at 16:00, or all of Monday.
fn days_apart(written: &Field<String>, names: &[&str], classes: &[WindowClass]) -> Option<Diagnostic> {
    let of_week = |class: &&WindowClass| class.burden.is_none();
    let [day, timed] = classes.windows(2).find_map(|pair| {
        let [day, timed] = [&pair[0], &pair[1]];
        let is_day = of_week(&day) && day.starts.is_empty() && day.days.len() == 1;
        (is_day && of_week(&timed) && !timed.starts.is_empty() && timed.days.len() == 1).then_some([day, timed])
    })?;
    let [one, other] = [day, timed].map(|class| words::classes(std::slice::from_ref(class)));
    let start = timed.starts.first()?.format("%H:%M");
    let message = format!("{} can be read in two ways", quote(&names.join(&BETWEEN.to_string())));
    let found = Diagnostic::new(Code::UnknownWindows, message).at(&written.place, "");
    Some(
        found
            .help(format!("for both days at that time write {one} {start};{other}"))
            .help(format!("for all of {one} write {other};{one}")),
    )
}
