//! The arguments of `explain`: what is asked about.
//!
//! In: the arguments. Out: codes there are; one that is not ends with wrong usage and what may have been meant.

use clap::Args;

use crate::diagnostic::Code;
use crate::diagnostic::suggest::did_you_mean;

/// The arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   2  wrong usage, such as a code that does not exist

Examples:
  vagtplan explain V313
  vagtplan explain V403 V410 --json")]
pub struct Explain {
    /// The codes of findings, such as V313
    #[arg(value_name = "CODE", required = true, value_parser = code)]
    pub codes: Vec<Code>,
    /// Print them as JSON
    #[arg(long)]
    pub json: bool,
}

/// The code of that name, in any case and with or without its V.
fn code(written: &str) -> Result<Code, String> {
    let upper = written.trim().to_uppercase();
    let name = if upper.starts_with('V') { upper } else { format!("V{upper}") };
    let known = Code::ALL.iter().copied();
    known.clone().find(|code| code.name() == name).ok_or_else(|| {
        let meant = did_you_mean(&name, known.map(Code::name));
        meant.unwrap_or_else(|| "findings have codes such as V313; docs/diagnostics.md lists them all".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::code;
    use crate::diagnostic::Code;

    #[test]
    fn codes_are_known_as_people_write_them() {
        for written in ["V313", "v313", "313", " V313 "] {
            assert_eq!(code(written), Ok(Code::RowOfSums), "{written}");
        }
        assert!(code("V319").unwrap_err().starts_with("did you mean 'V"));
        assert!(code("shares").unwrap_err().contains("docs/diagnostics.md"));
    }
}
