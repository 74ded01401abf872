//! `schema`: a JSON schema of plan.toml for editors.
//!
//! In: where it goes, and a language. Out: the schema, on stdout or as a file.

use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::report::{schema, write};

/// Runs the command.
pub fn run(arguments: &cli::Schema) -> Exit {
    let bytes = schema::bytes(arguments.language.unwrap_or_default());
    let Some(out) = &arguments.out else {
        return finish(&bytes, Exit::Done);
    };
    match write::Folder::open(out, &[schema::FILE]).and_then(|out| out.write(&[(schema::FILE, bytes)])) {
        Ok(paths) => {
            write::wrote(&paths);
            Exit::Done
        }
        Err(error) => {
            load::complain(&error, "make it writable, or choose another folder with --out DIR");
            Exit::Refused
        }
    }
}
