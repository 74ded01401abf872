//! `init`: writes a commented planning folder to start from.
//!
//! In: the name of a folder that is missing or empty. Out: the files under `templates/init`, which are part of the
//! program. Nothing that exists is ever overwritten.

use std::io;
use std::path::Path;

use crate::cli;
use crate::commands::{Exit, load};
use crate::report::write::{self, Unwritable};

/// The files of the folder, in the order a planner meets them.
pub const FILES: [(&str, &str); 8] = [
    ("plan.toml", include_str!("../../templates/init/plan.toml")),
    ("municipalities.csv", include_str!("../../templates/init/municipalities.csv")),
    ("staff.csv", include_str!("../../templates/init/staff.csv")),
    ("availability.csv", include_str!("../../templates/init/availability.csv")),
    ("demand.csv", include_str!("../../templates/init/demand.csv")),
    ("ledger.csv", include_str!("../../templates/init/ledger.csv")),
    ("locks.csv", include_str!("../../templates/init/locks.csv")),
    ("history.csv", include_str!("../../templates/init/history.csv")),
];

/// Runs the command.
pub fn run(arguments: &cli::Init) -> Exit {
    let folder = &arguments.folder;
    match write::is_free(folder).and_then(|free| if free { written(folder) } else { Ok(false) }) {
        Ok(true) => {
            write::stderr(&format!(
                "wrote {0}: {1}\nnext: put your municipalities and staff in, then 'vagtplan check {0}'\n",
                folder.display(),
                FILES.map(|(name, _)| name).join(", "),
            ));
            Exit::Done
        }
        Ok(false) => {
            let taken = io::Error::other("it is there already and not empty");
            let error = Unwritable { path: folder.clone(), cause: taken };
            load::complain(&error, "give the name of a new folder; init overwrites nothing");
            Exit::Refused
        }
        Err(error) => {
            load::complain(&error, "give the name of a folder in a place you can write to");
            Exit::Refused
        }
    }
}

fn written(folder: &Path) -> Result<bool, Unwritable> {
    let files = FILES.map(|(name, text)| (name, text.as_bytes().to_vec()));
    write::Folder::open(folder, &[])?.write(&files)?;
    Ok(true)
}
