//! `forms`: a workbook for each municipality, to be mailed as it is, filled in and sent back.
//!
//! In: the folder, perhaps some municipalities and a deadline. Out: the workbooks, and a list of them on stdout. Nothing in the folder
//! itself is changed.

use crate::check;
use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::{Exit, files, finish, load};
use crate::report::form;
use crate::report::forms_list::{self, Listed};
use crate::report::locale::Locale;
use crate::report::write;

/// Runs the command.
pub fn run(arguments: &cli::Forms) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let instance = loaded.instance.as_ref();
    let asked = arguments.municipality.iter().map(|name| arguments::municipality(instance, name));
    let asked = asked.collect::<Result<Vec<usize>, _>>().and_then(|asked| {
        let deadline = arguments.deadline.as_ref().map(|day| arguments::date("--deadline", day)).transpose()?;
        Ok((asked, deadline))
    });
    let (mut asked, deadline) = match asked {
        Ok(asked) => asked,
        Err(refusal) => return load::refuse(&refusal),
    };
    if asked.is_empty() {
        let is_there = |&m: &usize| instance.municipalities[m].is_member_in(instance.period);
        asked = (0..instance.municipalities.len()).filter(is_there).collect();
    }
    asked.sort_unstable();
    asked.dedup();
    if let Some(late) = deadline.filter(|&deadline| deadline > instance.period.to) {
        return load::refuse(&Refusal::cured(
            format!("--deadline: {late} is after the period, which ends on {}", instance.period.to),
            "name a day before the roster is made",
        ));
    }
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let filled = check::forms::forms(&loaded.folder, instance);
    let forms: Vec<(String, Vec<u8>)> = form::forms(instance, &filled, &asked, &locale, deadline);
    let names: Vec<&str> = forms.iter().map(|(name, _)| name.as_str()).collect();
    let place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("forms"));
    let Some(out) = files::open(&place, &names) else {
        return Exit::Refused;
    };
    if let Err(error) = out.write(&forms) {
        load::complain(&error, "put that right and run the command again, or choose another folder with --out DIR");
        return Exit::Refused;
    }
    // The list names them all.
    let (count, at) = (forms.len(), place.display());
    write::note(&write::said(format!("skrev {count} formularer i {at}"), format!("wrote {count} forms to {at}")));
    let listed: Vec<Listed<'_>> =
        asked.iter().zip(&names).map(|(&municipality, file)| Listed { municipality, file }).collect();
    let data = if arguments.printed.is_json() {
        forms_list::json(instance, &listed, deadline)
    } else {
        forms_list::text(instance, &listed, &write::terminal(arguments.printed.language)).into_bytes()
    };
    let answers = format!("'vagtplan collect {} ANSWERS'", arguments.folder.display());
    write::note(&write::said(
        format!("næste: send hver kommune sin formular; {answers} lægger svarene i mappen"),
        format!("next: send each municipality its form; {answers} lays the answers into the folder"),
    ));
    finish(&data, Exit::Done)
}
