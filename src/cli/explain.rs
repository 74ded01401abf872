//! The arguments of `explain`: a code, or a roster and who or what of it is asked about.
//!
//! In: the arguments. Out: codes there are, or values as they were typed; a code that does not exist ends with wrong usage and
//! what may have been meant.

use std::path::PathBuf;

use clap::Args;

use super::{Limits, Printed};
use crate::diagnostic::Code;
use crate::diagnostic::suggest::did_you_mean;

/// The arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   2  wrong usage, such as a code that does not exist
   3  the folder or the roster can't be read, breaks rules, or has nobody and no window like that

Examples:
  vagtplan explain V313
  vagtplan explain V403 V410 --json
  vagtplan explain q3 q3/out/roster.csv --municipality Lemvig --municipality Struer
  vagtplan explain q3 q3/out/roster.csv --staff LEM1
  vagtplan explain q3 q3/out/roster.csv --staff LEM1 --weekday tue
  vagtplan explain q3 q3/out/roster.csv --staff LEM1 --date 2026-08-04 --start 16:00
  vagtplan explain q3 q3/out/roster.csv --date 2026-08-04 --start 16:00")]
pub struct Explain {
    /// Codes of findings, such as V313; or the planning folder and the roster that the options ask about
    #[arg(value_name = "CODE|FOLDER ROSTER", required = true, value_parser = what)]
    pub what: Vec<What>,
    /// Why this municipality has as many shifts and burdens as it has, by code or name; may be given several times
    #[arg(long, value_name = "NAME")]
    pub municipality: Vec<String>,
    /// Why this person has these shifts, by id or name; may be given several times
    #[arg(long, value_name = "NAME")]
    pub staff: Vec<String>,
    /// The date of a window: why somebody sits there or does not, or why a seat is empty; with --start each time
    #[arg(long, value_name = "DATE")]
    pub date: Vec<String>,
    /// When that window starts
    #[arg(long, value_name = "TIME")]
    pub start: Vec<String>,
    /// Why --staff has no shift on this day of the week, such as tue
    #[arg(long, value_name = "DAY", requires = "staff", conflicts_with = "date")]
    pub weekday: Option<String>,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
    /// What each search may take
    #[command(flatten)]
    pub limits: Limits,
}

/// What `explain` is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A code of findings.
    Code(Code),
    /// A folder or a roster.
    Path(PathBuf),
}

/// The code of that name, in any case and with or without its V; what cannot be a code is a path.
fn what(written: &str) -> Result<What, String> {
    let upper = written.trim().to_uppercase();
    let digits = upper.strip_prefix('V').unwrap_or(&upper);
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_ascii_digit()) {
        return Ok(What::Path(PathBuf::from(written)));
    }
    let name = format!("V{digits}");
    let known = Code::ALL.iter().copied();
    known.clone().find(|code| code.name() == name).map(What::Code).ok_or_else(|| {
        let meant = did_you_mean(&name, known.map(Code::name));
        meant.unwrap_or_else(|| "findings have codes such as V313; docs/diagnostics.md lists them all".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{What, what};
    use crate::diagnostic::Code;

    #[test]
    fn codes_are_known_as_people_write_them() {
        for written in ["V313", "v313", "313", " V313 "] {
            assert_eq!(what(written), Ok(What::Code(Code::RowOfSums)), "{written}");
        }
        assert!(what("V319").unwrap_err().starts_with("did you mean 'V"));
        assert!(what("V").is_ok_and(|what| matches!(what, What::Path(_))));
        assert!(what("out/roster.csv").is_ok_and(|what| matches!(what, What::Path(_))));
    }
}
