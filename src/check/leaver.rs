//! A municipality that would leave: a member on the day that is asked about, or in the period.
//!
//! In: an instance, and a name or code as it was written. Out: its place, or a [`Refusal`] with its cure.

use chrono::NaiveDate;

use super::arguments::{self, Refusal};
use crate::diagnostic::plain;
use crate::domain::Instance;

/// Who leave: members of that day, or of the period where no day is given, at least one of whom stays.
///
/// # Errors
/// Where one of them is no member then, or none would stay.
pub fn leavers(instance: &Instance, written: &[String], day: Option<NaiveDate>) -> Result<Vec<usize>, Refusal> {
    let mut leavers = Vec::new();
    for name in written {
        leavers.push(member(instance, name, day)?);
    }
    leavers.sort_unstable();
    leavers.dedup();
    if nobody_stays(instance, &leavers, day) {
        return Err(Refusal::cured(
            "nobody is left when these leave, and nobody to take over their shifts",
            "name fewer members, so that at least one stays",
        ));
    }
    Ok(leavers)
}

/// Whether all members leave.
pub fn nobody_stays(instance: &Instance, leavers: &[usize], day: Option<NaiveDate>) -> bool {
    (0..instance.municipalities.len()).filter(|&m| is_there(instance, m, day)).all(|m| leavers.contains(&m))
}

/// Whether a municipality is a member on the day that is asked about, or on any of the period where none is.
fn is_there(instance: &Instance, m: usize, day: Option<NaiveDate>) -> bool {
    let municipality = &instance.municipalities[m];
    match day {
        Some(day) => municipality.is_member(day),
        None => instance.period.days().any(|day| municipality.is_member(day)),
    }
}

/// A member of that day, or of the period where no day is given.
///
/// # Errors
/// Where there is no such municipality, or it is none then.
pub fn member(instance: &Instance, written: &str, day: Option<NaiveDate>) -> Result<usize, Refusal> {
    let m = arguments::municipality(instance, written)?;
    if is_there(instance, m, day) {
        return Ok(m);
    }
    let municipality = &instance.municipalities[m];
    let (name, period) = (plain(&municipality.name), instance.period);
    let asked = day.unwrap_or(period.from);
    let left = municipality.left.filter(|&left| left <= asked);
    // Nobody can leave who has left by then.
    if let Some(left) = left.filter(|&left| left > period.from) {
        return Err(Refusal::cured(
            format!("{name} leaves on {left} anyway"),
            "give an earlier date, or none to see what its withdrawal means at all",
        ));
    }
    let since = match (left, municipality.joined) {
        (Some(left), _) => format!("it left on {left}"),
        (_, Some(joined)) => format!("it joins on {joined}"),
        _ => "its dates say so".to_owned(),
    };
    let then = match day {
        Some(day) => format!("on {day}"),
        None => format!("between {} and {}", period.from, period.to),
    };
    Err(Refusal::cured(
        format!("{name} is no member {then}: {since}"),
        "name somebody who is a member then, or correct its dates in municipalities.csv",
    ))
}
