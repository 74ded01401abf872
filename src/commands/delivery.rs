//! Where the files of a roster go: the same for every command that writes one.
//!
//! In: what was asked for, the folder, and a roster with all that is known of it. Out: files, and on stderr what was written. The
//! places are tried before the work begins, so that an afternoon is not lost to a missing permission; all files are rendered
//! before the first is written.

use std::path::Path;

use crate::cli;
use crate::commands::{load, outputs, style};
use crate::domain::Instance;
use crate::domain::absence::Revised;
use crate::domain::roster::ClosedShift;
use crate::domain::sent::Events;
use crate::report::rows::Style;
use crate::report::subject::Subject;
use crate::report::summary_json::Summary;
use crate::report::write::{self, Unwritable};

/// What a summary is called.
const SUMMARY: &str = "summary.json";

/// What to do where files cannot be written.
#[derive(Debug, Clone, Copy)]
pub struct Cures {
    /// Before the work has begun.
    pub before: &'static str,
    /// Once it is done.
    pub after: &'static str,
}

/// A folder that was seen to take the files of a command.
pub struct Delivery<'a> {
    options: &'a cli::Outputs,
    out: write::Folder,
    /// What calendars have told of so far.
    sent: Events,
    cures: Cures,
}

impl<'a> Delivery<'a> {
    /// Tries `place` for files called `names` and those that [`outputs`] adds, for the planning folder `folder`; `replaced` are the rosters that the new one
    /// replaces. `None` where something stands against it, which has been said then.
    pub fn open(
        options: &'a cli::Outputs,
        instance: &Instance,
        folder: &Path,
        place: &Path,
        replaced: &[&Path],
        names: &[&str],
        cures: Cures,
    ) -> Option<Self> {
        let sent = outputs::before(options, instance, folder, place, replaced)?;
        let names = [names, &outputs::names(options)].concat();
        let out = write::Folder::open(place, &names).map_err(|error| load::complain(&error, cures.before)).ok()?;
        Some(Delivery { options, out, sent, cures })
    }

    /// How CSV files are written.
    pub fn style(&self) -> Style {
        style::csv(&self.options.style)
    }

    /// Writes the files and the summary, and what people look at beside them, and says so. The folder, or `None` where it did not take them.
    pub fn deliver(
        self,
        files: Vec<(String, Vec<u8>)>,
        summary: &Summary,
        subject: &Subject<'_>,
        closed: &[ClosedShift],
    ) -> Option<write::Folder> {
        self.deliver_with(files, summary, subject, closed, None)
    }

    /// The same with a file of another folder, which is written with them or not at all, and last.
    pub fn deliver_with(
        self,
        mut files: Vec<(String, Vec<u8>)>,
        summary: &Summary,
        subject: &Subject<'_>,
        closed: &[ClosedShift],
        revised: Option<(&write::Folder, &Revised)>,
    ) -> Option<write::Folder> {
        files.extend(outputs::files(subject, self.options, self.sent, closed));
        files.push((SUMMARY.to_owned(), summary.bytes()));
        let other = revised.map(|(_, revised)| [(revised.file.to_owned(), revised.bytes.clone())]);
        let mut all = vec![(&self.out, files.as_slice())];
        if let (Some((folder, _)), Some(other)) = (revised, &other) {
            all.push((folder, other));
        }
        let refused = |error: Unwritable| load::complain(&error, self.cures.after);
        let paths = write::together(&all).map_err(refused).ok()?;
        let (own, others) = paths.split_at(files.len());
        outputs::tell(&self.out, own);
        write::wrote(others);
        Some(self.out)
    }

    /// The same without what people look at.
    pub fn deliver_alone(self, files: &[(String, Vec<u8>)]) -> Option<write::Folder> {
        let refused = |error: Unwritable| load::complain(&error, self.cures.after);
        let paths = self.out.write(files).map_err(refused).ok()?;
        outputs::tell(&self.out, &paths);
        Some(self.out)
    }
}
