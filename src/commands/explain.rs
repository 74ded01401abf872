//! `explain`: the page of a finding's code, or why a roster is as it is.
//!
//! In: codes, or a folder, a roster and who or what of it is asked about. Out: the codes' pages from docs/diagnostics.md, each
//! once; or tables and sentences, or JSON. What a shift costs is solved anew; nothing is written.

use std::path::PathBuf;

use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::cli::What;
use crate::commands::{Exit, defect, finish, load};
use crate::diagnostic::Code;
use crate::explanation::account;
use crate::explanation::seat::Question;
use crate::explanation::{Explained, cost, person, window};
use crate::planning::{Defect, Engine, Options};
use crate::report::{explain, explanation_json, explanation_text, write};

/// Runs the command.
pub fn run(arguments: &cli::Explain) -> Exit {
    let (mut codes, mut paths) = (Vec::<Code>::new(), Vec::<&PathBuf>::new());
    for what in &arguments.what {
        match what {
            What::Code(code) => codes.push(*code),
            What::Path(path) => paths.push(path),
        }
    }
    match (codes.is_empty(), paths.as_slice()) {
        (false, []) => pages(codes, arguments),
        (true, [folder, roster]) => roster_of(folder, roster, arguments),
        _ => load::refuse(&Refusal::cured(
            "give codes of findings, or a planning folder and its roster",
            "such as 'vagtplan explain V313' or 'vagtplan explain q3 q3/out/roster.csv --municipality Lemvig'",
        )),
    }
}

fn pages(mut codes: Vec<Code>, arguments: &cli::Explain) -> Exit {
    codes.sort_unstable();
    codes.dedup();
    let said = if arguments.printed.is_json() { explain::json(&codes) } else { explain::text(&codes) };
    finish(said.as_bytes(), Exit::Done)
}

/// Why a roster is as it is.
fn roster_of(folder: &std::path::Path, roster: &std::path::Path, arguments: &cli::Explain) -> Exit {
    let Some(judged) = load::judged(folder, roster) else {
        return Exit::Refused;
    };
    let asked = match asked(&judged, arguments) {
        Ok(asked) => asked,
        Err(refusal) => return load::refuse(&refusal),
    };
    let explained = match explained(&judged, &asked, arguments) {
        Ok(explained) => explained,
        Err(defect) => return defect::report(&defect),
    };
    let load::Judged { loaded, file, .. } = &judged;
    let instance = &loaded.instance;
    let data = if arguments.printed.is_json() {
        explanation_json::bytes(instance, &loaded.inputs, file.as_ref(), &explained)
    } else {
        explanation_text::render(
            instance,
            &explained,
            &write::terminal(arguments.printed.language).in_full(arguments.printed.tables),
        )
        .into_bytes()
    };
    finish(&data, Exit::Done)
}

/// What is asked about, looked up in the folder.
struct Asked {
    municipalities: Vec<usize>,
    staff: Vec<usize>,
    /// Windows, as they were named or by the day of the week.
    windows: Vec<Vec<usize>>,
}

fn asked(judged: &load::Judged, arguments: &cli::Explain) -> Result<Asked, Refusal> {
    let instance = &judged.loaded.instance;
    let named = |name: &String| arguments::municipality(instance, name);
    let municipalities = arguments.municipality.iter().map(named).collect::<Result<Vec<usize>, Refusal>>()?;
    let people = arguments.staff.iter().map(|name| arguments::person(instance, name));
    let staff = people.collect::<Result<Vec<usize>, Refusal>>()?;
    if arguments.date.len() != arguments.start.len() {
        return Err(Refusal::cured("a window has a date and a start", "give --start with each --date"));
    }
    let pairs = arguments.date.iter().zip(&arguments.start);
    let windows = pairs.map(|(date, start)| arguments::window(instance, date, start).map(|window| vec![window]));
    let mut windows = windows.collect::<Result<Vec<Vec<usize>>, Refusal>>()?;
    if let Some(day) = &arguments.weekday {
        windows.push(arguments::windows_on(instance, day)?);
    }
    if municipalities.is_empty() && staff.is_empty() && windows.is_empty() {
        return Err(Refusal::cured(
            "nothing is asked about",
            "ask with --municipality NAME, --staff NAME, or --date DATE and --start TIME",
        ));
    }
    let judgement = judged.judgement();
    if !staff.is_empty() && !windows.is_empty() && !judgement.violations.is_empty() {
        return Err(Refusal::cured(
            "the roster breaks rules, so nothing can be said of what another one would cost",
            "'vagtplan verify' lists them: put them right first",
        ));
    }
    Ok(Asked { municipalities, staff, windows })
}

fn explained(judged: &load::Judged, asked: &Asked, arguments: &cli::Explain) -> Result<Vec<Explained>, Defect> {
    let (instance, roster) = (judged.loaded.instance.as_ref(), &judged.roster);
    let judgement = judged.judgement();
    let limits = &arguments.limits;
    let options = || Options {
        time_limit: limits.time_limit,
        engine: Engine::Fast,
        threads: limits.threads.number,
        memory: limits.memory_bytes,
        ..Options::default()
    };
    let question = Question { instance, roster, present: &judgement, options: &options };
    let mut explained = Vec::new();
    let most = account::most(instance, &asked.municipalities)?;
    explained.extend(account::reasons(instance, &judgement, &most).into_iter().map(Explained::Municipality));
    for &staff in &asked.staff {
        if asked.windows.is_empty() {
            explained
                .extend(person::reasons(instance, roster, [staff]).into_iter().map(Box::new).map(Explained::Person));
        }
        for windows in &asked.windows {
            let answers = question.answers(staff, windows)?;
            let told = answers.into_iter().map(|answer| {
                let shown = answer.cost().and_then(cost::Cost::roster);
                let changes = shown.map_or_else(Vec::new, |shown| cost::changes(instance, roster, shown));
                (answer, changes)
            });
            explained.push(Explained::Seat { staff, answers: told.collect() });
        }
    }
    if asked.staff.is_empty() {
        let windows = asked.windows.iter().flatten();
        explained.extend(windows.map(|&window| Explained::Window(window::held(instance, roster, window))));
    }
    Ok(explained)
}
