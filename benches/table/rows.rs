//! What a row of the table is: an example, or a made-up folder of a size.
//!
//! In: its name. Out: the folder on the disk. A made-up folder is named after its size, `36-250-13` or
//! `36-250-13-giant`, and always has the same seed.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use vagtplan::generate::Hard;

use crate::series::SERIES;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A folder below `examples`.
    Example(String),
    /// A made-up folder.
    MadeUp {
        /// Members.
        members: u32,
        /// Staff.
        staff: u32,
        /// Weeks.
        weeks: u32,
        /// What is hard about it.
        hard: Option<String>,
    },
}

impl Row {
    /// At all of Denmark's quarter, the plain ladder proves one goal in 100 s; beyond that, it is left out.
    pub fn is_too_large_for_the_plain_ladder(&self) -> bool {
        matches!(self, Row::MadeUp { staff, weeks, .. } if staff * weeks > 700 * 13)
    }
}

/// One row or a group of them.
#[derive(Debug, Clone)]
pub struct Rows(Vec<(Row, bool)>);

impl Rows {
    /// The rows, and whether the plain ladder is run beside each.
    pub fn list(&self) -> impl Iterator<Item = (Row, bool)> + '_ {
        self.0.iter().cloned()
    }
}

/// The sizes that planners ask for.
const MAIN: &[&str] = &["36-250-13", "98-700-13", "98-700-52"];

/// What stands before and after them: a real quarter, and a size that nobody has asked for yet.
const EXAMPLE: &str = "ddh-2025";
const LARGEST: &str = "400-5000-13";

/// The forms of a size: the kind of `--hard` that each is.
pub const FORMS: [(&str, Option<&str>); 3] =
    [("easy", None), ("scattered", Some("scattered")), ("tight", Some("tight"))];

/// The size at which everything is hard that is no form of the others.
const HARD_SIZE: &str = "36-250-13";

/// Where made-up folders begin.
const SEED: &str = "1";

/// The rows of a name: a group, or one of them.
pub fn parse(name: &str) -> Result<Rows, String> {
    if let Some((names, plain)) = group(name) {
        return Ok(Rows(names.iter().map(|name| (row(name), plain)).collect()));
    }
    let row = row(name);
    match &row {
        Row::Example(example) if !examples().join(example).join("plan.toml").exists() => {
            Err("it is no group, no folder below examples, and no size such as 36-250-13".to_owned())
        }
        _ => Ok(Rows(vec![(row, true)])),
    }
}

/// The rows of a group, and whether the plain ladder is run beside them.
fn group(name: &str) -> Option<(Vec<String>, bool)> {
    let growth: Vec<&str> = SERIES.iter().flat_map(|series| series.rows).copied().collect();
    let in_all_forms = |sizes: &[&str]| -> Vec<String> {
        sizes.iter().flat_map(|size| FORMS.map(|(_, kind)| in_form(size, kind))).collect()
    };
    match name {
        "main" => Some(([vec![EXAMPLE.to_owned()], in_all_forms(MAIN), vec![LARGEST.to_owned()]].concat(), true)),
        "hard" => {
            let is_form = |kind: &Hard| FORMS.iter().any(|&(_, form)| form == Some(kind.name()));
            let kinds = Hard::ALL.into_iter().filter(|kind| !is_form(kind));
            Some((kinds.map(|kind| in_form(HARD_SIZE, Some(kind.name()))).collect(), true))
        }
        "growth" => Some((in_all_forms(&growth), false)),
        _ => {
            let (of, form) = name.split_once('-')?;
            let (sizes, plain) = match of {
                "main" => (MAIN, true),
                "growth" => (growth.as_slice(), false),
                _ => return None,
            };
            let (_, kind) = FORMS.iter().find(|(name, _)| *name == form)?;
            Some((sizes.iter().map(|size| in_form(size, *kind)).collect(), plain))
        }
    }
}

/// The row of a size in a form.
pub fn in_form(size: &str, kind: Option<&str>) -> String {
    kind.map_or(size.to_owned(), |kind| format!("{size}-{kind}"))
}

/// A size, or else an example.
pub fn row(name: &str) -> Row {
    let mut parts = name.splitn(4, '-');
    let mut number = || parts.next().and_then(|part| part.parse().ok());
    match (number(), number(), number()) {
        (Some(members), Some(staff), Some(weeks)) => {
            Row::MadeUp { members, staff, weeks, hard: parts.next().map(str::to_owned) }
        }
        _ => Row::Example(name.to_owned()),
    }
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

impl Row {
    /// The folder, made below `place` where it is made up.
    pub fn folder(&self, place: &Path) -> PathBuf {
        let Row::MadeUp { members, staff, weeks, hard } = self else {
            return examples().join(self.to_string());
        };
        let folder = place.join(self.to_string());
        let mut command = Command::new(crate::program::VAGTPLAN);
        command.arg("generate").arg(&folder).args(["--seed", SEED]);
        for (option, number) in [("--municipalities", members), ("--staff", staff), ("--weeks", weeks)] {
            command.args([option, &number.to_string()]);
        }
        command.args(hard.iter().flat_map(|kind| ["--hard", kind]));
        let made = command.output().expect("the binary starts");
        if !made.status.success() {
            eprintln!("{self}: {}", String::from_utf8_lossy(&made.stderr));
            std::process::exit(2);
        }
        folder
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Row::Example(name) => f.pad(name),
            Row::MadeUp { members, staff, weeks, hard } => {
                let hard = hard.as_ref().map_or(String::new(), |kind| format!("-{kind}"));
                f.pad(&format!("{members}-{staff}-{weeks}{hard}"))
            }
        }
    }
}
