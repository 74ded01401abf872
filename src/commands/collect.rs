//! `collect`: forms that came back are laid into the folder, each as a whole or not at all.
//!
//! In: the folder and the files. Out: the tables of the municipalities that have answered, in `availability/` and `staff/`, the record of what was
//! laid in, and in `out/answers` a summary and a text to send back for each answer that has faults. All of it is written at once.

use std::collections::BTreeSet;

use crate::check::collected::{Collected, collected};
use crate::cli;
use crate::commands::{Exit, files, finish, laying, load, outputs, style};
use crate::diagnostic::{Code, Diagnostic};
use crate::domain::Instance;
use crate::domain::collection::{LaidIn, RECORD};
use crate::read::answers::{self, Returned};
use crate::report::collected::{self as report, Collection, Difference, Entry, State};
use crate::report::locale::Locale;
use crate::report::{reply, summary_json, write};

/// A form that came back.
struct Answer {
    returned: Returned,
    collected: Collected,
    state: State,
}

/// Runs the command.
pub fn run(arguments: &cli::Collect) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let instance = loaded.instance.as_ref();
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let record = record(instance, &arguments.folder);
    let (paths, alone) = answers::files(&arguments.answers);
    let mut others: Vec<String> = alone.iter().map(|path| path.display().to_string()).collect();
    let mut findings = Vec::new();
    let mut all = Vec::new();
    for path in paths {
        let returned = answers::returned(&path);
        let Some(rows) = &returned.form else {
            // What is no form is left alone, and named; what cannot be read is told.
            match returned.findings.is_empty() {
                true => others.push(path.display().to_string()),
                false => findings.extend(returned.findings),
            }
            continue;
        };
        match collected(&loaded.folder, instance, &path.display().to_string(), rows, &returned.findings) {
            Ok(collected) => all.push(Answer { state: State::Taken, returned, collected }),
            Err(found) => findings.push(*found),
        }
    }
    judge(&mut all, &record, arguments, &loaded);
    // What lies there already, or is out of date, is nobody's fault.
    let counts =
        |answer: &&Answer| matches!(answer.state, State::Taken | State::Waiting | State::Faulty | State::Blocked);
    findings.extend(all.iter().filter(counts).flat_map(|answer| answer.collected.findings.clone()));
    // A text to send back has them as well; here they have their lines.
    load::show(&mut findings);

    others.sort();
    let mut laid = record;
    let mut texts = Vec::new();
    for answer in all.iter().filter(|answer| answer.state == State::Taken) {
        let files = laying::files(&arguments.folder, instance, &answer.collected);
        let table = files.first().map(|(_, bytes)| summary_json::hash(bytes));
        texts.extend(files);
        laid.retain(|other| other.code != instance.municipalities[answer.collected.municipality].code);
        laid.push(LaidIn { table, ..laid_in(instance, answer) });
    }
    laid.sort_by(|one, other| one.code.cmp(&other.code));
    texts.extend(laying::ceded(
        &arguments.folder,
        instance,
        all.iter().filter(|a| a.state == State::Taken).map(|a| &a.collected),
    ));
    if !texts.is_empty() {
        texts.push((RECORD.to_owned(), report::record(instance, &laid)));
    }
    let collection = Collection { instance, entries: entries(instance, &all, &laid, &locale), others };
    let at = |name: &str| format!("out/answers/{name}");
    texts.push((at("answers.csv"), report::csv(&collection, style::csv(&arguments.style))));
    for answer in all.iter().filter(|answer| answer.state == State::Faulty) {
        let Collected { municipality, findings, .. } = &answer.collected;
        let sheets = answer.returned.form.iter().flat_map(|rows| rows.sources.clone()).collect::<Vec<_>>();
        let text = reply::text(instance, *municipality, findings, &sheets, &locale);
        texts.push((at(&format!("{}.txt", laying::name(instance, *municipality))), text.into_bytes()));
    }
    let names: Vec<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
    let Some(folder) = files::open(&arguments.folder, &names) else {
        return Exit::Refused;
    };
    match folder.write(&texts) {
        Ok(paths) => outputs::tell(&folder, &paths),
        Err(error) => {
            load::complain(&error, "nothing was laid in; put that right and collect again");
            return Exit::Refused;
        }
    }
    let is_refused = findings.iter().any(Diagnostic::is_error);
    let data = if arguments.printed.is_json() {
        report::json(&collection)
    } else {
        report::text(&collection, &write::terminal(arguments.printed.language)).into_bytes()
    };
    let (place, again) = (arguments.folder.display(), collection.entries.iter().any(|entry| !entry.state.has_come()));
    write::note(&if again {
        let files: Vec<String> = arguments.answers.iter().map(|path| path.display().to_string()).collect();
        let collect = format!("'vagtplan collect {place} {}'", files.join(" "));
        write::said(
            format!(
                "næste: når der er kommet mere, tager {collect} det med; svar, der er taget med, bliver, som de er"
            ),
            format!("next: when more has come, {collect} takes it in; answers that are taken in stay as they are"),
        )
    } else {
        write::said(
            format!("næste: 'vagtplan plan {place}' lægger vagtplanen"),
            format!("next: 'vagtplan plan {place}' makes the roster"),
        )
    });
    finish(&data, if is_refused { Exit::Refused } else { Exit::Done })
}

/// What was laid in for this period.
fn record(instance: &Instance, folder: &std::path::Path) -> Vec<LaidIn> {
    let period = (instance.period.from.to_string(), instance.period.to.to_string());
    answers::record(folder).into_iter().filter(|laid| laid.period == period).collect()
}

fn laid_in(instance: &Instance, answer: &Answer) -> LaidIn {
    let input = answer.returned.input.clone();
    LaidIn {
        code: instance.municipalities[answer.collected.municipality].code.clone(),
        file: input.as_ref().map(|input| input.file.clone()).unwrap_or_default(),
        sha256: input.map(|input| input.sha256).unwrap_or_default(),
        saved: answer.returned.saved.clone(),
        table: None,
        period: (instance.period.from.to_string(), instance.period.to.to_string()),
    }
}

/// Says of each answer how it fares.
fn judge(all: &mut [Answer], record: &[LaidIn], arguments: &cli::Collect, loaded: &load::Loaded) {
    let instance = &loaded.instance;
    for number in 0..all.len() {
        let town = all[number].collected.municipality;
        let same: Vec<usize> = (0..all.len()).filter(|&other| all[other].collected.municipality == town).collect();
        all[number].state = match newest(all, &same) {
            Some(newest) if newest != number => State::Superseded,
            Some(_) => alone(&all[number], record, arguments, instance),
            None => {
                let path = all[number].returned.path.display().to_string();
                let name = &instance.municipalities[town].name;
                let message = format!("{name} has answered in several files, and which is the newest can't be told");
                let found = Diagnostic::new(Code::AnswerTwice, message).on_file(path);
                all[number].collected.findings.push(found.help("give the one that counts, and leave the others out"));
                State::Blocked
            }
        };
        if all[number].state == State::Taken
            && let Some(file) = edited(record, &arguments.folder, instance, town)
        {
            let message =
                format!("'{file}' was changed since an answer was laid in, and this one would be written over it");
            let found =
                Diagnostic::new(Code::TableTwice, message).on_file(all[number].returned.path.display().to_string());
            let help =
                format!("keep what was entered there in a note, take '{file}' away, collect again, and enter it anew");
            all[number].collected.findings.push(found.help(help));
            all[number].state = State::Blocked;
        }
        let Some(other) = laying::in_the_way(&loaded.folder, instance, town) else { continue };
        if matches!(all[number].state, State::Taken | State::Waiting) {
            let message = format!("'{other}' lies in the folder, and this answer would be there twice");
            let found =
                Diagnostic::new(Code::TableTwice, message).on_file(all[number].returned.path.display().to_string());
            all[number].collected.findings.push(found.help(format!("take '{other}' away, and collect again")));
            all[number].state = State::Blocked;
        }
    }
}

/// The availability of a municipality, where somebody has changed it since its answer was laid in, as `absent` does.
fn edited(record: &[LaidIn], folder: &std::path::Path, instance: &Instance, town: usize) -> Option<String> {
    let before = record.iter().find(|laid| laid.code == instance.municipalities[town].code)?;
    let file = format!("availability/{}.csv", laying::name(instance, town));
    let now = answers::print(folder, &file)?;
    (before.table.as_ref().is_some_and(|table| *table != now)).then_some(file)
}

/// The newest of several answers of one municipality, by what they say of when they were saved; `None` where that can't be told. Of answers
/// that are the same the first.
fn newest(all: &[Answer], same: &[usize]) -> Option<usize> {
    let print = |number: usize| all[number].returned.input.as_ref().map(|input| &input.sha256);
    if same.iter().all(|&number| print(number) == print(same[0])) {
        return same.first().copied();
    }
    let saved = |number: usize| all[number].returned.saved.as_ref();
    let latest = same.iter().copied().max_by_key(|&number| saved(number))?;
    let is_alone =
        same.iter().all(|&number| number == latest || saved(number).is_some() && saved(number) < saved(latest));
    is_alone.then_some(latest)
}

/// How an answer fares that no other of its municipality came with.
fn alone(answer: &Answer, record: &[LaidIn], arguments: &cli::Collect, instance: &Instance) -> State {
    let code = &instance.municipalities[answer.collected.municipality].code;
    let before = record.iter().find(|laid| laid.code == *code);
    let print = answer.returned.input.as_ref().map(|input| input.sha256.as_str());
    if before.is_some_and(|laid| Some(laid.sha256.as_str()) == print) {
        return State::Same;
    }
    if answer.collected.after.is_none() {
        return State::Faulty;
    }
    let is_older =
        before.and_then(|laid| Some(laid.saved.as_ref()? > answer.returned.saved.as_ref()?)).unwrap_or_default();
    match () {
        () if is_older && !arguments.older => State::Older,
        () if !answer.collected.staff.is_empty() && !arguments.accept => State::Waiting,
        () => State::Taken,
    }
}

/// An entry for each member, in the order of names, and for files that do not count.
fn entries(instance: &Instance, all: &[Answer], laid: &[LaidIn], locale: &Locale) -> Vec<Entry> {
    let mut towns: Vec<usize> = (0..instance.municipalities.len())
        .filter(|&town| instance.municipalities[town].is_member_in(instance.period))
        .collect();
    towns.extend(all.iter().map(|answer| answer.collected.municipality));
    let towns: BTreeSet<usize> = towns.into_iter().collect();
    let mut towns: Vec<usize> = towns.into_iter().collect();
    towns.sort_by(|&one, &other| {
        locale.compare(&instance.municipalities[one].name, &instance.municipalities[other].name)
    });
    let mut entries = Vec::new();
    for town in towns {
        let mut own: Vec<&Answer> = all.iter().filter(|answer| answer.collected.municipality == town).collect();
        own.sort_by_key(|answer| answer.state == State::Superseded);
        if own.is_empty() {
            let before = laid.iter().find(|laid| laid.code == instance.municipalities[town].code);
            let state = if before.is_some() { State::Same } else { State::Missing };
            let file = before.map(|laid| laid.file.clone());
            entries.push(Entry {
                municipality: town,
                file,
                state,
                difference: None,
                staff: Vec::new(),
                requests: 0,
                faults: 0,
            });
        }
        entries.extend(own.into_iter().map(|answer| entry(instance, answer)));
    }
    entries
}

fn entry(instance: &Instance, answer: &Answer) -> Entry {
    let Collected { municipality, staff, requests, after, findings, .. } = &answer.collected;
    let code = &instance.municipalities[*municipality].code;
    let difference = after.as_ref().map(|after| {
        let [before, after] = [instance, after].map(|instance| laying::figures(instance, code));
        Difference { people: [before.0, after.0], hours: [before.1, after.1], wishes: [before.2, after.2] }
    });
    Entry {
        municipality: *municipality,
        file: answer.returned.input.as_ref().map(|input| input.file.clone()),
        state: answer.state,
        difference,
        staff: staff.clone(),
        requests: requests.as_ref().map_or(0, Vec::len),
        faults: findings.iter().filter(|found| found.is_error()).count(),
    }
}
