//! `requests`: as many requests of colleagues as can be granted together, and the roster with them.
//!
//! In: the folder, the roster that people have, the requests and a day. Out: what becomes of each request, and the new roster with its
//! changes, calendars and packs. Where no request can be granted, nothing is written.

use std::num::NonZeroUsize;
use std::time::Instant;

use crate::check;
use crate::check::arguments;
use crate::cli;
use crate::commands::delivery::Cures;
use crate::commands::handed::{Handed, ROSTER};
use crate::commands::load::Judged;
use crate::commands::{Exit, defect, finish, interrupt, load, mending, sending};
use crate::domain::{Instance, Published};
use crate::granting::{self, Granting};
use crate::planning::Defect;
use crate::read;
use crate::report::figures::{changes, requests as answers};
use crate::report::locale::Locale;
use crate::report::{requests_text, verify_json, verify_text, write};
use crate::shortfall;
use crate::solve::Limits;
use crate::verify;

const CHANGES: &str = "changes.csv";
const ANSWERS: &str = "requests.csv";

const CURES: Cures = Cures {
    before: "nothing was written; make it writable, or choose another folder with --out DIR",
    after: "nothing was written; make it writable, or choose another folder with --out DIR",
};

/// Runs the command.
pub fn run(arguments: &cli::Requests) -> Exit {
    let dates =
        arguments::date("--from", &arguments.from).and_then(|from| Ok((from, sending::asked(&arguments.sending)?)));
    let (from, on) = match dates {
        Ok(dates) => dates,
        Err(refusal) => return load::refuse(&refusal),
    };
    let Some(judged) = load::judged(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let loaded_instance = judged.loaded.instance.as_ref();
    if !mending::is_in_period(loaded_instance, from) {
        return Exit::Refused;
    }
    let (rows, mut findings) = read::requests::requests(&arguments.folder, arguments.file.as_deref());
    let (asked, more) = check::requests::requests(loaded_instance, &judged.roster, from, &rows);
    findings.extend(more);
    load::show(&mut findings);
    let Some(asked) = asked else {
        return Exit::Refused;
    };
    // What lies before the day is as it is.
    let instance = loaded_instance.clone().mended(Published { roster: judged.roster.clone(), from });
    let present = verify::judge(&instance, &judged.roster);
    let before = judged.judgement();
    // What was broken before the roster was mended is past; anything else stands in the way, also before that day.
    for (instance, judgement) in [(&instance, &present), (loaded_instance, &before)] {
        if !judgement.violations.is_empty() {
            return broken(&judged, instance, judgement, arguments);
        }
    }
    let out = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("requests"));
    if !sending::is_free(&out, "nothing was written; choose another folder with --out DIR") {
        return Exit::Refused;
    }
    if write::is_same(&arguments.roster, &out.join(ROSTER)) {
        let published = arguments.roster.display();
        load::complain(
            &format!("the new roster would be written over the one that people have, '{published}'"),
            "nothing was written; choose another folder with --out DIR",
        );
        return Exit::Refused;
    }
    let handed = Handed { judged: &judged, folder: &arguments.folder, roster: &arguments.roster, out: &out, on };
    let Some(opened) = handed.open(&arguments.outputs, &[CHANGES, ANSWERS], CURES) else {
        return Exit::Refused;
    };

    let stop = interrupt::flag();
    let limits = Limits {
        deadline: arguments.time_limit.and_then(|limit| Instant::now().checked_add(limit)),
        stop: &stop,
        threads: NonZeroUsize::MIN,
    };
    let granting = match granting::grant(&instance, &judged.roster, &present, &asked, &limits) {
        Ok(granting) => granting,
        Err(what) => return defect::report(&Defect(what)),
    };
    let report = report(&judged, &rows.inputs, &asked, &granting, &before, arguments);
    if granting.granted().is_empty() {
        write::note(if granting.proven {
            write::said("intet er skrevet: ingen anmodning imødekommes", "nothing is written: no request is granted")
        } else {
            write::said(
                "intet er skrevet: tiden var for kort til at finde noget, der kan imødekommes",
                "nothing is written: the time was too short to find what can be granted",
            )
        });
        return finish(&report, Exit::Done);
    }
    // Once more by the folder itself, as `swap` does it.
    let Ok(verified) = verify::no_worse(loaded_instance, &before, granting.roster.roster().clone(), judged.breaches())
    else {
        return defect::report(&Defect("requests that were granted break a rule".to_owned()));
    };
    let locale = Locale::new(arguments.printed.language.unwrap_or(loaded_instance.language));
    let delivered = opened.deliver(&verified, &locale, |style| {
        let seats = answers::changes(&instance, &asked, &granting, &locale);
        let told = answers::table(&instance, &asked, &granting, &locale);
        vec![
            (CHANGES.to_owned(), seats.only(&changes::FILE).csv(style)),
            (ANSWERS.to_owned(), told.only(&answers::FILE).csv(style)),
        ]
    });
    match delivered {
        true => finish(&report, if verified.judgement().unfilled == 0 { Exit::Done } else { Exit::Unfilled }),
        false => Exit::Refused,
    }
}

/// What becomes of each request.
fn report(
    judged: &Judged,
    files: &[crate::domain::input_file::InputFile],
    asked: &[crate::domain::request::Request],
    granting: &Granting,
    before: &verify::Judgement,
    arguments: &cli::Requests,
) -> Vec<u8> {
    let Judged { loaded, file, .. } = judged;
    if arguments.printed.is_json() {
        return requests_text::json(&loaded.instance, &loaded.inputs, file.as_ref(), files, asked, granting, before);
    }
    let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
    requests_text::text(&loaded.instance, asked, granting, before, &on).into_bytes()
}

/// A roster that breaks rules in days that may change is nothing to grant requests on.
fn broken(judged: &Judged, instance: &Instance, present: &verify::Judgement, arguments: &cli::Requests) -> Exit {
    let Judged { loaded, roster, file, .. } = judged;
    load::complain(
        &"the roster breaks rules, so no request can be tried on it",
        "nothing was written; mend it with 'vagtplan replan' first, and give its roster",
    );
    let data = if arguments.printed.is_json() {
        verify_json::bytes(instance, &loaded.inputs, file.as_ref(), roster, present)
    } else {
        let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
        verify_text::render(instance, roster, present, &shortfall::shortfalls(instance, roster), &on).into_bytes()
    };
    finish(&data, Exit::Violations)
}
