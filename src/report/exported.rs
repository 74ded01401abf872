//! What `export` says: whose copy it is, and who has which pseudonym in it.
//!
//! In: the instance, and the same as the member may know it. Out: text or JSON, for whoever has made the copy.

use std::path::Path;

use serde::Serialize;

use crate::domain::Instance;
use crate::report::json::pretty;
use crate::report::write;

/// Whose copy it is, and how many have pseudonyms.
pub fn text(instance: &Instance, known: &Instance, code: &str) -> Vec<u8> {
    let others = instance.staff.iter().zip(&known.staff).filter(|(was, is)| was.id != is.id).count();
    let own = instance.staff.len() - others;
    let name = instance.municipality_with(code).map_or(code, |m| instance.municipalities[m].name.as_str());
    write::said(
        format!("{name}: {own} egne medarbejdere, {others} andre under pseudonym\n"),
        format!("{name}: {own} of its own staff, {others} others under pseudonyms\n"),
    )
    .into_bytes()
}

#[derive(Serialize)]
struct Document<'a> {
    municipality: &'a str,
    out: String,
    pseudonyms: Vec<Pseudonym<'a>>,
}

/// Who somebody is, for whoever has made the copy.
#[derive(Serialize)]
struct Pseudonym<'a> {
    staff: &'a str,
    name: &'a str,
    pseudonym: &'a str,
    pseudonym_name: &'a str,
}

/// The same with everybody's pseudonym.
pub fn json(instance: &Instance, known: &Instance, code: &str, out: &Path) -> Vec<u8> {
    let both = instance.staff.iter().zip(&known.staff).filter(|(was, is)| was.id != is.id);
    let pseudonyms = both.map(|(was, is)| Pseudonym {
        staff: &was.id,
        name: &was.name,
        pseudonym: &is.id,
        pseudonym_name: &is.name,
    });
    pretty(&Document { municipality: code, out: out.display().to_string(), pseudonyms: pseudonyms.collect() })
}
