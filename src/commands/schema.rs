//! `schema`: a JSON schema of plan.toml for editors.
//!
//! In: where it goes, and a language. Out: the schema, on stdout or as a file.

use crate::cli;
use crate::commands::{Exit, files, finish};
use crate::report::schema;

/// Runs the command.
pub fn run(arguments: &cli::Schema) -> Exit {
    let bytes = schema::bytes(arguments.language.unwrap_or_default());
    let Some(out) = &arguments.out else {
        return finish(&bytes, Exit::Done);
    };
    let is_written =
        files::open(out, &[schema::FILE]).is_some_and(|out| files::written(&out, &[(schema::FILE, bytes)]));
    if is_written { Exit::Done } else { Exit::Refused }
}
