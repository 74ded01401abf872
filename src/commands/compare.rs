//! `compare`: several plans side by side, of a folder and its scenarios or of several folders.
//!
//! In: folders, and what is changed of the one there is. Out: files, and tables or JSON on stdout. What is wrong with a scenario itself is said
//! before anything is solved; one that is refused is shown with its findings beside the others. No folder is changed.

use std::path::Path;
use std::sync::Arc;

use crate::check::arguments::Refusal;
use crate::cli;
use crate::commands::load::{self, Found};
use crate::commands::{Exit, defect, files, finish, interrupt, style};
use crate::diagnostic::{self, Diagnostic, any_error};
use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::domain::scenario::Change;
use crate::planning::side_by_side::{self, Planned};
use crate::planning::{Engine, Options, Plan};
use crate::read::scenarios::{self as written, ScenarioRow};
use crate::report::comparison::lines::lines;
use crate::report::comparison::{Called, Comparison, Variant, json, text};
use crate::report::figures::comparison as figures;
use crate::report::locale::Locale;
use crate::report::page;
use crate::report::write::bar::{Bar, Shown};
use crate::report::write::{self, Verbosity};
use crate::scenarios::{self, Base};

const FILES: [&str; 3] = ["compare.csv", "compare.json", "compare.html"];

/// One of what is compared, before it is planned.
struct Tried {
    name: Name,
    changes: Vec<Change>,
    instance: Option<Arc<Instance>>,
    findings: Vec<Diagnostic>,
    inputs: Vec<InputFile>,
}

/// What it is called.
enum Name {
    Now,
    Changes,
    Given(String),
}

/// Runs the command.
pub fn run(arguments: &cli::Compare) -> Exit {
    let tried = match arguments.folders.as_slice() {
        [one] => of_one(arguments, one),
        several => of_several(arguments, several),
    };
    let tried = match tried {
        Ok(tried) => tried,
        Err(exit) => return exit,
    };
    let out = arguments.out.clone().unwrap_or_else(|| arguments.folders[0].join("out"));
    let Some(out) = files::open(&out, &FILES) else {
        return Exit::Refused;
    };
    let plans = match plans(arguments, &tried) {
        Ok(plans) => plans,
        Err(exit) => return exit,
    };
    let variants: Vec<Variant<'_>> =
        tried.iter().zip(&plans).map(|(tried, plan)| variant(tried, plan.as_ref())).collect();
    let title = tried.iter().find_map(|one| one.instance.as_ref()).map_or("", |instance| &instance.title);
    let comparison = Comparison { title, variants: &variants };
    found(&comparison, arguments);

    let lines = lines(&comparison);
    let inputs: Vec<&[InputFile]> = tried.iter().map(|one| one.inputs.as_slice()).collect();
    let document = json::bytes(&comparison, &lines, &inputs);
    let language = tried.iter().find_map(|one| one.instance.as_ref()).map(|instance| instance.language);
    let locale = Locale::new(arguments.printed.language.or(language).unwrap_or_default());
    let data = match arguments.printed.is_json() {
        true => document.clone(),
        false => {
            let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
            text::render(&comparison, &lines, &on).into_bytes()
        }
    };
    let contents = [
        figures::table(&comparison, &lines).csv(style::csv(&arguments.style)),
        document,
        page::comparison::html(&comparison, &lines, &locale).into_bytes(),
    ];
    let named: Vec<(&str, Vec<u8>)> = FILES.into_iter().zip(contents).collect();
    if !files::written(&out, &named) {
        return Exit::Refused;
    }
    finish(&data, exit(&variants))
}

/// How it ended: what is refused weighs more than what was not found in time.
fn exit(variants: &[Variant<'_>]) -> Exit {
    if variants.iter().any(|variant| variant.instance.is_none()) {
        return Exit::Refused;
    }
    if variants.iter().any(|variant| variant.plan.is_none()) { Exit::NoRoster } else { Exit::Done }
}

/// A folder as it is, and its scenarios.
fn of_one(arguments: &cli::Compare, path: &Path) -> Result<Vec<Tried>, Exit> {
    let mut faults = Vec::new();
    let options = [&arguments.set, &arguments.without, &arguments.with, &arguments.seats].map(Vec::as_slice);
    let has_options = options.iter().any(|option| !option.is_empty());
    let from_options = written::options(options, &mut faults);
    let Found { instance, folder, inputs, mut findings } = load::found(path);
    let Some(instance) = instance else {
        findings.extend(faults);
        load::show(&mut findings);
        return Err(Exit::Refused);
    };
    let (rows, file) = match has_options {
        true => (from_options, None),
        false => written::file(path, &mut faults).ok_or_else(|| load::refuse(&nothing(path)))?,
    };
    let base = Base { path, folder: &folder, instance: &instance, findings: &findings };
    faults.extend(scenarios::faults(&rows));
    let made: Vec<_> = rows.iter().map(|row| scenarios::made(&base, row)).collect();
    faults.extend(made.iter().flat_map(|made| made.faults.clone()));
    if any_error(&faults) {
        let mut all = [findings, faults].concat();
        load::show(&mut all);
        return Err(Exit::Refused);
    }
    let inputs: Vec<InputFile> = inputs.into_iter().chain(file).collect();
    let now = Tried {
        name: Name::Now,
        changes: Vec::new(),
        instance: Some(Arc::clone(&instance)),
        findings: findings.clone(),
        inputs: inputs.clone(),
    };
    let scenario = |(row, made): (&ScenarioRow, scenarios::Made)| Tried {
        name: row.name.as_ref().map_or(Name::Changes, |name| Name::Given(name.value.clone())),
        changes: scenarios::changes(&instance, row),
        instance: made.instance.map(Arc::new),
        findings: made.findings,
        inputs: inputs.clone(),
    };
    Ok(std::iter::once(now).chain(rows.iter().zip(made).map(scenario)).collect())
}

/// Several folders as they are.
fn of_several(arguments: &cli::Compare, paths: &[std::path::PathBuf]) -> Result<Vec<Tried>, Exit> {
    let has_options =
        [&arguments.set, &arguments.without, &arguments.with, &arguments.seats].iter().any(|o| !o.is_empty());
    if has_options {
        return Err(load::refuse(&Refusal::cured(
            "several folders are compared as they are, and options change one",
            "give one folder with these options, or the folders alone",
        )));
    }
    if let Some(twice) = (1..paths.len()).find(|&place| {
        let same = |other: &std::path::PathBuf| *other == paths[place] || write::is_same(other, &paths[place]);
        paths[..place].iter().any(same)
    }) {
        let message = format!("the folder '{}' is there twice", paths[twice].display());
        return Err(load::refuse(&Refusal::cured(message, "give each folder once")));
    }
    let tried = paths.iter().map(|path| {
        let found = load::found(path);
        Tried {
            name: Name::Given(path.display().to_string()),
            changes: Vec::new(),
            instance: found.instance,
            findings: found.findings,
            inputs: found.inputs,
        }
    });
    let mut tried: Vec<Tried> = tried.collect();
    if tried.iter().all(|one| one.instance.is_none()) {
        let mut all: Vec<Diagnostic> = tried.iter_mut().flat_map(|one| std::mem::take(&mut one.findings)).collect();
        load::show(&mut all);
        return Err(Exit::Refused);
    }
    Ok(tried)
}

fn nothing(path: &Path) -> Refusal {
    let folder = path.display();
    Refusal {
        message: format!("there is nothing to compare '{folder}' with"),
        help: vec![
            "change something with --set, --without, --with or --seats, such as --without Lemvig,Struer".to_owned(),
            format!("or write scenarios into '{}'; docs/reference.md shows how", path.join("scenarios.toml").display()),
            "or give another folder".to_owned(),
        ],
    }
}

/// Plans all that are not refused, with a bar on stderr.
fn plans(arguments: &cli::Compare, tried: &[Tried]) -> Result<Vec<Option<Plan>>, Exit> {
    let options = Options {
        time_limit: arguments.limits.time_limit,
        engine: Engine::Fast,
        threads: arguments.limits.threads.number,
        memory: arguments.limits.memory_bytes,
        stop: interrupt::flag(),
        start: None,
    };
    let instances: Vec<Arc<Instance>> = tried.iter().filter_map(|one| one.instance.clone()).collect();
    let mut bar = Bar::new(instances.len() as u64);
    let (mut done, all) = (0, instances.len());
    let planned = side_by_side::plans(&instances, &options, &mut |place, is_done| {
        done += u64::from(is_done);
        if write::verbosity() == Verbosity::Verbose {
            let what = if is_done { "done" } else { "begun" };
            bar.above(&format!("{:>7.1} s  {what}: {} of {all}", bar.elapsed().as_secs_f64(), place + 1));
        }
        bar.show(Shown { done, before: format!("{done} of {all} planned, "), after: String::new() });
    });
    drop(bar);
    let mut planned = planned.into_iter();
    let mut plans = Vec::new();
    for one in tried {
        let plan: Planned = if one.instance.is_some() { planned.next().unwrap_or(Ok(None)) } else { Ok(None) };
        match plan {
            Ok(plan) => {
                plan.iter().filter_map(|plan| plan.failure.as_ref()).for_each(defect::survived);
                plans.push(plan);
            }
            Err(defect) => return Err(defect::report(&defect)),
        }
    }
    Ok(plans)
}

fn variant<'a>(tried: &'a Tried, plan: Option<&'a Plan>) -> Variant<'a> {
    Variant {
        called: match &tried.name {
            Name::Now => Called::Now,
            Name::Changes => Called::Changes,
            Name::Given(name) => Called::Named(name),
        },
        changes: &tried.changes,
        instance: tried.instance.as_deref(),
        plan,
        findings: &tried.findings,
    }
}

/// Says what was found, each under what it was found in.
fn found(comparison: &Comparison<'_>, arguments: &cli::Compare) {
    let locale = write::terminal(arguments.printed.language).locale;
    for (place, variant) in comparison.variants.iter().enumerate().filter(|(_, variant)| !variant.findings.is_empty()) {
        let bold = anstyle::Style::new().bold();
        write::stderr(&format!("{bold}{}: {}{bold:#}\n", text::letter(place), variant.name(&locale)));
        write::stderr(&diagnostic::render(variant.findings, true));
        write::stderr(&format!("{}\n\n", diagnostic::tally(variant.findings)));
    }
}
