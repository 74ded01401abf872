//! `schema`: a JSON schema of plan.toml, or of scenarios.toml, for editors.
//!
//! In: where it goes, and a language. Out: the schema, on stdout or as a file.

use crate::cli;
use crate::commands::{Exit, files, finish};
use crate::report::schema;

/// Runs the command.
pub fn run(arguments: &cli::Schema) -> Exit {
    let language = arguments.language.unwrap_or_default();
    let (name, bytes) = match arguments.scenarios {
        true => (schema::SCENARIOS_FILE, schema::scenarios(language)),
        false => (schema::FILE, schema::bytes(language)),
    };
    let Some(out) = &arguments.out else {
        return finish(&bytes, Exit::Done);
    };
    let is_written = files::open(out, &[name]).is_some_and(|out| files::written(&out, &[(name, bytes)]));
    if is_written { Exit::Done } else { Exit::Refused }
}
