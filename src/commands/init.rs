//! `init`: writes a commented planning folder to start from.
//!
//! In: the name of a folder that is missing or empty, a language, and the period to plan, or else the quarter that comes next. Out: the
//! files under `templates/init`, which are part of the program, in that language and for that period, or one workbook that is made of them, and the schema from which an editor completes plan.toml. Nothing that exists
//! is ever overwritten.

pub mod start;

use std::io;
use std::path::Path;

use crate::check::arguments;
use crate::cli;
use crate::commands::today::today;
use crate::commands::{Exit, load};
use crate::domain::language::Language;
use crate::report::locale::Locale;
use crate::report::planning_workbook;
use crate::report::schema;
use crate::report::write::{self, Unwritable};

use start::{Start, next_quarter};

/// The file that says what is planned; its comments are in a language.
const PLAN: &str = "plan.toml";
const PLANS: [&str; 2] =
    [include_str!("../../templates/init/da/plan.toml"), include_str!("../../templates/init/plan.toml")];

/// The tables of the folder, in the order a planner meets them; the people in them have Danish names in any language.
const TABLES: [(&str, &str); 7] = [
    ("municipalities.csv", include_str!("../../templates/init/municipalities.csv")),
    ("staff.csv", include_str!("../../templates/init/staff.csv")),
    ("availability.csv", include_str!("../../templates/init/availability.csv")),
    ("demand.csv", include_str!("../../templates/init/demand.csv")),
    ("ledger.csv", include_str!("../../templates/init/ledger.csv")),
    ("locks.csv", include_str!("../../templates/init/locks.csv")),
    ("history.csv", include_str!("../../templates/init/history.csv")),
];

/// Availability as a grid, which says the same as the file of the long form.
const GRID: &str = include_str!("../../templates/init/availability-grid.csv");

/// What `plan.toml` begins with where the tables are in a workbook.
const EXCEL_HEADS: [&str; 2] = [
    include_str!("../../templates/init/da/plan-excel-head.toml"),
    include_str!("../../templates/init/plan-excel-head.toml"),
];

/// The files of the folder.
pub fn files(language: Language) -> Vec<(&'static str, &'static str)> {
    [(PLAN, Locale::new(language).pick_of(PLANS))].into_iter().chain(TABLES).collect()
}

/// The files of a folder with its tables in a workbook, each text as `rewrite` has it.
pub fn excel(language: Language, rewrite: impl Fn(&str) -> String) -> Vec<(&'static str, Vec<u8>)> {
    let locale = Locale::new(language);
    let text = rewrite(locale.pick_of(PLANS));
    let sheets = TABLES.map(|(file, text)| {
        let sheet = file.trim_end_matches(".csv");
        (sheet, rewrite(if sheet == "availability" { GRID } else { text }))
    });
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(sheet, text)| (*sheet, text.as_str())).collect();
    // The comments below the head name a table or two by their files.
    let body = text.split_once("\n\n").map_or(text.as_str(), |(_, body)| body);
    let named = |sheet: &str| locale.pick(format!("arket {sheet}"), format!("the sheet {sheet}"));
    let body =
        sheets.iter().fold(body.to_owned(), |body, (sheet, _)| body.replace(&format!("{sheet}.csv"), &named(sheet)));
    let plan = (PLAN, format!("{}\n{body}", locale.pick_of(EXCEL_HEADS)).into_bytes());
    vec![plan, ("plan.xlsx", planning_workbook::bytes(&sheets, language))]
}

/// Runs the command.
pub fn run(arguments: &cli::Init) -> Exit {
    let folder = &arguments.folder;
    let asked = arguments.period.clone().unwrap_or_else(|| next_quarter(today()));
    let start = match arguments::period("--period", &asked) {
        Ok(period) => Start::asked(&asked, period),
        Err(refusal) => return load::refuse(&refusal),
    };
    let language = arguments.language.unwrap_or_default();
    let locale = Locale::new(language);
    let csv = || files(language).into_iter().map(|(name, text)| (name, start.text(text).into_bytes())).collect();
    // Like the comments of plan.toml.
    let schema = (schema::FILE, schema::bytes(language));
    let period = match arguments.period {
        Some(_) => String::new(),
        None => locale.pick(
            format!("mappen er til {asked}, det næste kvartal; --period eller 'period' i plan.toml giver et andet\n"),
            format!("it is for {asked}, the next quarter; --period or 'period' in plan.toml is for another\n"),
        ),
    };
    let check = format!("'vagtplan check {}'", folder.display());
    let next = locale.pick(
        format!("{period}næste: sæt jeres kommuner og personale ind, så {check}"),
        format!("{period}next: put your municipalities and staff in, then {check}"),
    );
    let files =
        || [if arguments.excel { excel(language, |text| start.text(text)) } else { csv() }, vec![schema]].concat();
    fresh(folder, "init", files, &next)
}

/// Writes the files of a new planning folder for the command of that name, and says what comes next.
pub(super) fn fresh(
    folder: &Path,
    command: &str,
    files: impl FnOnce() -> Vec<(&'static str, Vec<u8>)>,
    next: &str,
) -> Exit {
    let written = write::is_free(folder).and_then(|free| {
        if !free {
            return Ok(None);
        }
        let files = files();
        write::Folder::open(folder, &[])?.write(&files)?;
        Ok(Some(files.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")))
    });
    match written {
        Ok(Some(names)) => {
            write::note(&format!("{} {}: {names}\n{next}", write::wrote_it(), folder.display()));
            Exit::Done
        }
        Ok(None) => {
            let taken = io::Error::other("it is there already and not empty");
            let error = Unwritable::at(folder, taken);
            load::complain(&error, &format!("give the name of a new folder; {command} overwrites nothing"));
            Exit::Refused
        }
        Err(error) => {
            load::complain(&error, "give the name of a folder in a place you can write to");
            Exit::Refused
        }
    }
}
