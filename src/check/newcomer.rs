//! A municipality that would join: who it is, and how many live there.
//!
//! In: an instance, and a name or code as it was written. Out: a [`Newcomer`], or a [`Refusal`] with its cure. Whoever was a member before
//! has code, name, inhabitants and limits in the folder; others are looked up among the 98.

use chrono::NaiveDate;

use super::arguments::{self, Refusal};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{plain, quote};
use crate::domain::{Instance, Newcomer};
use crate::read::populations;

/// Who joins, as it was written.
#[derive(Debug, Clone, Copy)]
pub struct Joining<'a> {
    /// Code or name.
    pub name: &'a str,
    /// Inhabitants; those that are known where there are none.
    pub population: Option<u64>,
    /// Colleagues who are free in every window.
    pub staff: u32,
    /// What to do where nobody knows its inhabitants.
    pub cure: &'a str,
}

/// The newcomer, and the year of its population where that was looked up.
///
/// # Errors
/// Where it has no name or is a member in all windows already: on the day `from`, or on any of the period where there is none. And where its
/// inhabitants are not known.
pub fn newcomer(
    instance: &Instance,
    joining: &Joining<'_>,
    from: Option<NaiveDate>,
) -> Result<(Newcomer, Option<u32>), Refusal> {
    let written = arguments::bare(joining.name);
    if written.is_empty() {
        return Err(Refusal::cured("the newcomer has no name", "write its name or its code"));
    }
    let all = populations::all();
    let lower = written.to_lowercase();
    let listed = all.iter().find(|one| one.code == written || one.name.to_lowercase() == lower);
    // The folder may call it by another name than the list does.
    let known = arguments::municipality(instance, joining.name).ok();
    let known = known.or_else(|| instance.municipality_with(listed.map_or(written, |listed| listed.code.as_str())));
    let is_there = |m: &usize| match from {
        Some(day) => instance.municipalities[*m].is_member(day),
        None => instance.period.days().any(|day| instance.municipalities[*m].is_member(day)),
    };
    // Whoever takes part in some windows only may join the others.
    let is_partial = |m: &usize| match from {
        Some(day) => instance.municipalities[*m].part_on(day).is_some(),
        None => instance.municipalities[*m].is_partial_in(instance.period),
    };
    if let Some(m) = known.filter(is_there).filter(|m| !is_partial(m)) {
        let there = &instance.municipalities[m];
        let since = there.joined.map(|joined| format!(", since {joined}")).unwrap_or_default();
        let until = there.left.map(|left| format!(", and leaves on {left}")).unwrap_or_default();
        return Err(Refusal::cured(
            format!("{} is a member already{since}{until}", plain(&there.name)),
            "name a municipality that is none yet; 'vagtplan shares' shows what members owe",
        ));
    }
    // Whoever was a member, or will be one, has its population in the folder.
    let of_folder = joining.population.or_else(|| known.map(|m| instance.municipalities[m].population));
    let (population, looked_up) = match (of_folder, listed) {
        (Some(population), _) => (population, None),
        (None, Some(listed)) => (listed.population, Some(listed.year)),
        (None, None) => {
            let meant = did_you_mean(written, all.iter().map(|one| one.name.as_str()));
            return Err(Refusal {
                message: format!("the population of {} is not known", quote(written)),
                help: meant.into_iter().chain([joining.cure.to_owned()]).collect(),
            });
        }
    };
    let known = known.map(|m| &instance.municipalities[m]);
    let limits = known.map_or_else(|| instance.rules.of_municipality(|_| None), |known| known.limits.clone());
    let of_the_folder = known.map(|known| (known.code.clone(), known.name.clone()));
    let (code, name) = of_the_folder
        .or_else(|| listed.map(|listed| (listed.code.clone(), listed.name.clone())))
        .unwrap_or_else(|| (written.to_owned(), written.to_owned()));
    Ok((Newcomer { code, name, population, limits, staff: joining.staff }, looked_up))
}
