//! What the files of a planning folder are called, and what a name that is nearly right was meant for.
//!
//! In: names of files and sheets. Out: the table they hold or were meant to hold, and what to do about them.

use super::danish;
use super::text::SAVE_AS_CSV;
use super::workbook::SAVE_AS_XLSX;
use crate::diagnostic::suggest::closest;
use crate::diagnostic::{list, quote};

/// The tables of a folder.
pub const TABLES: [&str; 9] = [
    "municipalities",
    "staff",
    "availability",
    "demand",
    "ledger",
    "locks",
    "agreements",
    "history",
    "calls_by_member",
];

/// Those that may be a folder of files.
pub const FOLDERS: [&str; 4] = ["staff", "availability", "demand", "locks"];

/// What a folder must have.
pub const REQUIRED: [&str; 3] = ["plan", "municipalities", "staff"];

/// What kind of file a name promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Text: `plan.toml` or a table.
    Text,
    /// A workbook that is read.
    Workbook,
    /// A workbook that is not read.
    OtherWorkbook,
    /// Anything else.
    Other,
}

/// The name of the text file that holds `plan` or a table.
pub fn text_file(stem: &str) -> String {
    if stem == "plan" { "plan.toml".to_owned() } else { format!("{stem}.csv") }
}

/// What a workbook is named after, if it is one that is read: `plan` or a table, in any case. The file that Excel puts beside
/// a workbook that is open is none.
pub fn workbook(file: &str) -> Option<String> {
    let stem = file.to_lowercase().strip_suffix(".xlsx")?.to_owned();
    (stem == "plan" || TABLES.contains(&stem.as_str())).then_some(stem)
}

/// The changes that are compared with the folder as it is.
pub const SCENARIOS: &str = "scenarios.toml";

/// Whether a file is likely to be meant for that one, and is called otherwise.
pub fn meant_for_scenarios(file: &str) -> bool {
    let lower = file.to_lowercase();
    let bare = lower.trim_end_matches(".txt");
    let stem = bare.strip_suffix(".toml");
    let is_close = stem.is_some_and(|stem| closest(stem, ["scenarios", "scenarier"]).is_some());
    is_close && file != SCENARIOS && !file.starts_with(['.', '~'])
}

/// Whether a file of that name is read.
pub fn is_read(file: &str) -> bool {
    workbook(file).is_some() || ["plan"].iter().chain(&TABLES).any(|stem| text_file(stem) == file)
}

/// Whether a roster could be another one for what stands in a file of the folder: calls are counted when it has long been made.
pub fn decides(file: &str) -> bool {
    file != "calls_by_member.csv"
}

/// Whether a file that was written is a roster, as text or as a workbook.
pub fn is_roster(file: &str) -> bool {
    ["roster.csv", "roster.xlsx"].contains(&file)
}

/// Whether a sheet is the table `name`.
pub fn is_sheet(sheet: &str, name: &str) -> bool {
    sheet.trim().to_lowercase() == name
}

/// Whether a sheet is any of the tables.
pub fn is_any_sheet(sheet: &str) -> bool {
    TABLES.iter().any(|name| is_sheet(sheet, name))
}

/// What kind of file a name promises.
pub fn ending(file: &str) -> Ending {
    match file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
        Some("csv" | "toml" | "txt" | "tsv") => Ending::Text,
        Some("xlsx") => Ending::Workbook,
        Some("xls" | "xlsm" | "xlsb" | "ods") => Ending::OtherWorkbook,
        _ => Ending::Other,
    }
}

/// What a file of the folder looks like: `plan` or a table under another ending or case, or a slip away.
pub fn meant(file: &str) -> Option<&'static str> {
    let lower = file.to_lowercase();
    // Editors on Windows add an ending of their own, and hide it.
    let lower = match lower.strip_suffix(".txt").or(lower.strip_suffix(".csv")) {
        Some(rest) if rest.ends_with(".toml") || rest.ends_with(".csv") => rest.to_owned(),
        _ => lower,
    };
    let (stem, _) = lower.rsplit_once('.')?;
    if file.starts_with(['.', '~']) || ending(&lower) == Ending::Other {
        return None;
    }
    danish::table(stem).or_else(|| closest(stem, ["plan"].into_iter().chain(TABLES)))
}

/// Files that the commands write, or that are given to one by name: they may lie beside the tables.
const OF_COMMANDS: [&str; 12] = [
    "roster",
    "shares",
    "changes",
    "calendars",
    "published",
    "swaps",
    "requests",
    "calls",
    "withdraw",
    "join",
    "relax",
    "solution",
];

/// Whether a file that is not read looks as if it were meant to be: a table in some spreadsheet's format, or any that bears the name
/// of one. What commands write, hidden files and other documents do not.
pub fn looks_meant(file: &str) -> bool {
    let lower = file.to_lowercase();
    let Some((stem, ending)) = lower.rsplit_once('.') else {
        return false;
    };
    let is_table = matches!(ending, "csv" | "tsv" | "xlsx" | "xls" | "xlsm" | "xlsb" | "ods")
        || (ending == "toml" && stem.starts_with("plan"));
    let is_double = matches!(ending, "txt" | "csv") && (stem.ends_with(".csv") || stem.ends_with(".toml"));
    let is_own = OF_COMMANDS.contains(&stem) && !is_double;
    !is_read(file) && !file.starts_with(['.', '~']) && !is_own && (is_table || is_double || meant(file).is_some())
}

/// The workbook beside which Excel has put a file that says that it is open.
pub fn opened(file: &str) -> Option<&str> {
    file.strip_prefix("~$").filter(|book| workbook(book).is_some())
}

/// Whether a folder is called like a table or like `plan`.
pub fn is_table_folder(folder: &str) -> bool {
    let lower = folder.to_lowercase();
    lower == "plan" || TABLES.contains(&lower.as_str()) || danish::table(&lower).is_some()
}

/// What to do with a folder whose name is nearly that of one that is read.
pub fn folder_cure(folder: &str) -> Option<String> {
    let lower = folder.to_lowercase();
    let meant = FOLDERS.into_iter().find(|table| *table == lower || danish::table(&lower) == Some(table))?;
    Some(format!("if {} is meant to be read, rename it to {}", quote(folder), quote(meant)))
}

/// The table that a sheet is likely to be meant for by its name.
pub fn meant_by_sheet(sheet: &str) -> Option<&'static str> {
    danish::table(sheet).or_else(|| closest(sheet, TABLES))
}

/// How many files are named before they are counted.
const NAMED: usize = 8;

/// Files as a warning names them: `'a', 'b' and 3 more`.
pub fn named<S: AsRef<str>>(files: &[S]) -> String {
    // One more is as short by its name.
    let shown = if files.len() > NAMED + 1 { NAMED } else { files.len() };
    let mut named: Vec<String> = files[..shown].iter().map(|file| quote(file.as_ref())).collect();
    named.extend((files.len() > shown).then(|| format!("{} more", files.len() - shown)));
    list(&named, "and")
}

/// What to do with a file that has nearly the right name.
pub fn cure(file: &str, meant: &str) -> String {
    match ending(file) {
        Ending::Workbook if meant != "plan" => format!("rename it to '{meant}.xlsx'"),
        Ending::Workbook => "rename it to 'plan.xlsx'".to_owned(),
        Ending::OtherWorkbook => format!("{SAVE_AS_XLSX} with the name '{meant}.xlsx'; to rename it is not enough"),
        Ending::Text | Ending::Other => format!("rename it to '{}'", text_file(meant)),
    }
}

/// What a required file holds, for who does not have it.
pub fn purpose(name: &str) -> String {
    let holds = match name {
        "municipalities" => "the members and their populations, under the line code,name,population",
        "staff" => "who can be rostered, under the line id,name,municipality",
        _ => "the period, the windows and the rules",
    };
    format!("it holds {holds}; 'vagtplan init NAME' makes a folder with every file in it, to start from")
}

/// What to do about a roster that is kept in a file of another kind.
pub fn roster_cure() -> String {
    format!("{SAVE_AS_XLSX}, or {SAVE_AS_CSV}")
}

#[cfg(test)]
mod tests {
    use super::{cure, is_read, is_sheet, is_table_folder, looks_meant, meant, opened, workbook};

    #[test]
    fn workbooks_are_known_in_any_case() {
        assert_eq!(workbook("Plan.XLSX").as_deref(), Some("plan"));
        assert_eq!(workbook("staff.xlsx").as_deref(), Some("staff"));
        for name in ["~$plan.xlsx", "roster.xlsx", "plan.xls", "plan.xlsx.bak"] {
            assert_eq!(workbook(name), None, "{name}");
        }
        assert!(is_read("plan.toml") && is_read("demand.csv") && !is_read("Demand.csv") && !is_read("plan.csv"));
        assert!(is_sheet(" Staff", "staff") && !is_sheet("staff 2", "staff"));
    }

    #[test]
    fn what_looks_meant_is_told_from_the_rest() {
        for name in [
            "Furesø.xlsx",
            "plan (1).xlsx",
            "staff - kopi.csv",
            "Availability.csv",
            "staff.csv.txt",
            "plan.toml.txt",
            "plan.xls",
            "vagter.ods",
            "plan2.toml",
            "old.tsv",
        ] {
            assert!(looks_meant(name), "{name}");
        }
        for name in [
            "staff.csv",
            "plan.xlsx",
            "README.md",
            "aftale.pdf",
            "brev.docx",
            ".staff.csv",
            "~$plan.xlsx",
            "roster.csv",
            "roster.xlsx",
            "summary.json",
            "calendars.csv",
            "notes.txt",
            "Makefile",
            "model.mps",
        ] {
            assert!(!looks_meant(name), "{name}");
        }
        assert_eq!((opened("~$plan.xlsx"), opened("~$noter.xlsx")), (Some("plan.xlsx"), None));
        assert!(is_table_folder("Availability") && is_table_folder("personale") && !is_table_folder("out"));
    }

    #[test]
    fn slips_are_told_with_their_cure() {
        for (name, table, help) in [
            ("avalability.csv", "availability", "rename it to 'availability.csv'"),
            ("stafff.xlsx", "staff", "rename it to 'staff.xlsx'"),
            ("plan2.xlsx", "plan", "rename it to 'plan.xlsx'"),
            ("plan.ods", "plan", "'plan.xlsx'; to rename it is not enough"),
            ("Staff.xls", "staff", "'staff.xlsx'; to rename it is not enough"),
            ("plan.toml.txt", "plan", "rename it to 'plan.toml'"),
            ("Tilgængelighed.csv", "availability", "rename it to 'availability.csv'"),
        ] {
            assert_eq!(meant(name), Some(table));
            assert!(cure(name, table).ends_with(help), "{}", cure(name, table));
        }
        assert_eq!((meant("~$plan.xlsx"), meant("notes.docx"), meant("README")), (None, None, None));
    }
}
