//! `plan`: from a planning folder to a roster that passed the referee.
//!
//! In: the folder, and perhaps another solver's solution. Out: files in the output folder, the report or the summary
//! on stdout, and perhaps the program of a goal for another solver. The places for the files are tried before the search
//! begins, so that an afternoon is not lost to a missing permission.

use std::sync::Arc;

use crate::cli;
use crate::commands::delivery::{Cures, Delivery};
use crate::commands::{Exit, exchange, export, finish, load, outputs, prices, search, sending};
use crate::domain::state::State;
use crate::planning::{self, Engine};
use crate::report::locale::Locale;
use crate::report::subject::Subject;
use crate::report::summary_json::Summary;
use crate::report::{plan_text, roster_csv, shares_csv, write};
use crate::shortfall;
use crate::verify::Verified;

const ROSTER: &str = "roster.csv";
const SHARES: &str = "shares.csv";

const CURES: Cures = Cures {
    before: "nothing was planned; make it writable, or choose another folder with --out DIR",
    after: "put that right and plan again, or choose another folder with --out DIR",
};

/// Runs the command.
pub fn run(arguments: &cli::Plan) -> Exit {
    let on = match sending::asked(&arguments.sending) {
        Ok(on) => on,
        Err(refusal) => return load::refuse(&refusal),
    };
    let Some(mut loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let mut place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out"));
    if let Some(member) = &arguments.for_member {
        let (known, code) = match export::known(&loaded.instance, member) {
            Ok(known) => known,
            Err(refusal) => return load::refuse(&refusal),
        };
        loaded.instance = Arc::new(known);
        place = arguments.out.clone().unwrap_or_else(|| export::place(&arguments.folder, &code));
    }
    let instance = &loaded.instance;
    if let Some(goal) = arguments.exchange.export_goal.filter(|goal| !instance.rungs().contains(goal)) {
        let message = format!("{goal} is no goal of this folder's ladder");
        load::complain(&message, "name one of those that 'vagtplan plan' shows, or add the goal to plan.toml");
        return Exit::Refused;
    }
    let start = match &arguments.exchange.import_solution {
        None => None,
        Some(path) => match exchange::import(instance, path, &mut loaded.inputs, &arguments.printed) {
            Ok(verified) => Some(verified),
            Err(exit) => return exit,
        },
    };
    let cure = "choose another folder with --out DIR, or mend what people have with 'vagtplan replan'";
    if !sending::is_free(&place, cure) {
        return Exit::Refused;
    }
    let names = [ROSTER, SHARES];
    let Some(mut delivery) =
        Delivery::open(&arguments.outputs, instance, &arguments.folder, &place, &[], &names, CURES)
    else {
        return Exit::Refused;
    };
    let mps = match arguments.exchange.export_model.as_deref().map(exchange::place).transpose() {
        Ok(mps) => mps,
        Err(exit) => return exit,
    };

    let style = delivery.style();
    let files = |verified: &Verified| {
        vec![
            (ROSTER.to_owned(), roster_csv::bytes(instance, verified.roster(), style)),
            (SHARES.to_owned(), shares_csv::bytes(instance, verified.judgement(), style)),
        ]
    };
    let mut save = |found: &Verified| {
        let plan = planning::unsearched(instance, found.clone());
        delivery.save(files(found), Summary::of_plan(instance, &loaded.inputs, &plan, &State::DRAFT));
    };
    let engine = if arguments.plain { Engine::Plain } else { Engine::Fast };
    let (plan, _ending) = match start {
        // Whoever had it solved elsewhere asks for a search only with a time to search in.
        Some(start) if arguments.limits.time_limit.is_none() => (planning::unsearched(instance, start), None),
        start => match search::search(instance, &arguments.limits, engine, start, &mut save) {
            Ok((plan, ending)) => (plan, Some(ending)),
            Err(exit) => return exit,
        },
    };

    let prices = arguments.prices.then(|| prices::prices(instance, &plan, &arguments.limits, &mut save));

    // Everything is rendered before anything is written: whatever goes wrong here, no file has appeared.
    let roster = plan.verified.roster();
    let judgement = plan.verified.judgement();
    let state = sending::made(State::DRAFT, on);
    let summary = Summary::of_plan(instance, &loaded.inputs, &plan, &state).with_prices(prices.as_deref());
    let report = (!arguments.printed.is_json()).then(|| {
        let shortfalls = shortfall::shortfalls(instance, roster);
        let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
        plan_text::render(instance, &plan, prices.as_deref(), &shortfalls, &on).into_bytes()
    });
    let files = files(&plan.verified);
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let model = mps.map(|mps| (mps, exchange::model(instance, &plan, arguments.exchange.export_goal)));
    let subject = Subject::of_plan(instance, &plan, &locale).with_state(Some(&state)).with_prices(prices.as_deref());
    let Some(delivered) = delivery.deliver(files, summary, &subject, &[]) else {
        return Exit::Refused;
    };
    if let Some(exit) = model.and_then(|(mps, bytes)| mps.write(bytes).err()) {
        return exit;
    }
    let (folder, roster) = (arguments.folder.display(), delivered.out.path().join(ROSTER));
    let page = format!("'vagtplan report {folder} {}'", roster.display());
    let exit = if judgement.unfilled == 0 { Exit::Done } else { Exit::Unfilled };
    let exit = finish(&report.unwrap_or(delivered.summary), exit);
    if exit != Exit::Refused {
        write::note(&write::said(
            format!("næste: åbn {}; {page} laver en side til at vise frem", outputs::WORKBOOK),
            format!("next: open {}; {page} makes a page to show", outputs::WORKBOOK),
        ));
    }
    exit
}
