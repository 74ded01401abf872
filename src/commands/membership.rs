//! What `withdraw` and `join` share: names to members, and what the staff can take.
//!
//! In: an instance and what was written on the command line. Out: indices and numbers, or a refusal with its cure.

use std::path::PathBuf;

use crate::check::arguments::Refusal;
use crate::commands::{Exit, load};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{list, quote};
use crate::domain::Instance;
use crate::membership::effect::{Member, Staffing};
use crate::planning::{Defect, staffing};
use crate::report::write;

/// A refusal with one cure.
pub fn refusal(message: impl Into<String>, cure: impl Into<String>) -> Refusal {
    Refusal { message: message.into(), help: vec![cure.into()] }
}

/// The name without what letterheads add to it.
pub fn bare(written: &str) -> &str {
    written.trim().trim_end_matches(" Kommune").trim_end_matches(" kommune")
}

/// The municipality of the folder that a code or name means.
pub fn find(instance: &Instance, written: &str) -> Result<usize, Refusal> {
    let municipalities = &instance.municipalities;
    if let Some(place) = municipalities.iter().position(|known| known.code == written.trim()) {
        return Ok(place);
    }
    let lower = bare(written).to_lowercase();
    let same: Vec<usize> =
        (0..municipalities.len()).filter(|&m| municipalities[m].name.to_lowercase() == lower).collect();
    match same.as_slice() {
        [one] => Ok(*one),
        [] => {
            let letters = written.chars().any(char::is_alphabetic);
            let meant = if letters {
                did_you_mean(bare(written), municipalities.iter().map(|known| known.name.as_str()))
            } else {
                did_you_mean(written, municipalities.iter().map(|known| known.code.as_str()))
            };
            let help = meant.into_iter().chain(["write a code or name as in municipalities.csv".to_owned()]).collect();
            Err(Refusal { message: format!("{} is no municipality of municipalities.csv", quote(written)), help })
        }
        several => {
            let codes: Vec<String> = several.iter().map(|&m| quote(&municipalities[m].code)).collect();
            Err(refusal(
                format!("{} is the name of several municipalities", quote(written)),
                format!("write the code instead: {}", list(&codes, "or")),
            ))
        }
    }
}

/// What the staff of `members` can take in `instance`, by municipality; nothing for the others.
pub fn staffing(instance: &Instance, members: &[&Member]) -> Result<Vec<Option<Staffing>>, Defect> {
    let places: Vec<usize> = members.iter().map(|member| member.municipality).collect();
    let mut all = vec![None; instance.municipalities.len()];
    for (&m, most) in places.iter().zip(most(instance, &places)?) {
        let heads = instance.staff_of(m).map(|s| u64::from(instance.staff[s].heads)).sum();
        all[m] = Some(Staffing { heads, most, freely: None });
    }
    // Where the limit on who is away stands in the way as well, more people alone would not help.
    let held: Vec<usize> = members
        .iter()
        .filter(|member| {
            let m = member.municipality;
            let falls = all[m].as_ref().is_some_and(|staffing| !member.beyond(&staffing.most).is_empty());
            falls && instance.municipalities[m].away_at_once.is_some()
        })
        .map(|member| member.municipality)
        .collect();
    if !held.is_empty() {
        let mut freed = instance.clone();
        held.iter().for_each(|&m| freed.municipalities[m].away_at_once = None);
        for (&m, freely) in held.iter().zip(most(&freed, &held)?) {
            if let Some(staffing) = &mut all[m] {
                staffing.freely = Some(freely);
            }
        }
    }
    Ok(all)
}

/// The most shifts of each of `places`, by class.
pub fn most(instance: &Instance, places: &[usize]) -> Result<Vec<Vec<u64>>, Defect> {
    let reaches = staffing::reach(instance, places)?;
    Ok(reaches.into_iter().map(|reach| [vec![reach.shifts], reach.burdens].concat()).collect())
}

/// Opens the output folder, or says why that can't be.
pub fn open(out: Option<&PathBuf>, folder: &std::path::Path, names: &[&str]) -> Option<write::Folder> {
    let out = out.cloned().unwrap_or_else(|| folder.join("out"));
    match write::Folder::open(&out, names) {
        Ok(out) => Some(out),
        Err(error) => {
            load::complain(&error, "make it writable, or choose another folder with --out DIR");
            None
        }
    }
}

/// Writes the files and then the data.
pub fn close(out: &write::Folder, files: &[(&str, Vec<u8>)], data: &[u8]) -> Exit {
    match out.write(files) {
        Ok(paths) => paths.iter().for_each(|path| write::stderr(&format!("wrote {}\n", path.display()))),
        Err(error) => {
            load::complain(&error, "put that right and run the command again, or choose another folder with --out DIR");
            return Exit::Refused;
        }
    }
    crate::commands::finish(data, Exit::Done)
}
