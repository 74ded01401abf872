//! Where the files of a roster go: the same for every command that writes one.
//!
//! In: what was asked for, the folder, and a roster with all that is known of it. Out: files, and on stderr what was written. The
//! places are tried before the work begins, so that an afternoon is not lost to a missing permission; all files are rendered
//! before the first is written.

use std::path::{Path, PathBuf};

use crate::cli;
use crate::commands::{interrupt, load, outputs, style};
use crate::diagnostic::list;
use crate::domain::Instance;
use crate::domain::absence::Revised;
use crate::domain::input_file::InputFile;
use crate::domain::roster::ClosedShift;
use crate::domain::sent::Events;
use crate::report::rows::Style;
use crate::report::subject::Subject;
use crate::report::summary_json::Summary;
use crate::report::workbook;
use crate::report::write::{self, Unwritable};

/// What the roster is called, which programs read.
const ROSTER: &str = "roster.csv";

/// What a summary is called.
const SUMMARY: &str = "summary.json";

/// What is said where the system has no thread to give.
const NO_THREADS: &str = "the system gives the program no further threads, which a workbook takes";

/// What to do then.
const MORE_THREADS: &str =
    "end other programs, or raise the limit on processes (on Linux 'ulimit -u'), and run the command again";

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
    /// Files of the set that lies there, which stay as they are and belong to the new one as well.
    kept: Vec<InputFile>,
    cures: Cures,
    rescue: Rescue,
}

/// What was delivered.
pub struct Delivered {
    /// The folder.
    pub out: write::Folder,
    /// The summary, as it stands there.
    pub summary: Vec<u8>,
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
        if !workbook::has_threads() {
            load::complain(&NO_THREADS, MORE_THREADS);
            return None;
        }
        let names = [names, &[SUMMARY], &outputs::names(options)].concat();
        let out = write::Folder::open(place, &names).and_then(|out| {
            outputs::FOLDERS.iter().for_each(|below| out.sweep_below(below));
            out.try_places(&outputs::places(options, instance)).map(|()| out)
        });
        let out = out.map_err(|error| load::complain(&error, cures.before)).ok()?;
        // What others write there meanwhile would be lost, so it is read once nobody does.
        let sent = outputs::before(options, instance, folder, place, replaced)?;
        let rescue = Rescue { place: None, was_refused: false };
        Some(Delivery { options, out, sent, kept: Vec::new(), cures, rescue })
    }

    /// The same, where files of the set that lies there stay as they are and belong to the new one as well.
    #[must_use]
    pub fn keeping(self, kept: Vec<InputFile>) -> Self {
        Delivery { kept, ..self }
    }

    /// Saves the best roster so far in a place of its own, until this is delivered or dropped: whatever ends the program before, it is not
    /// lost. Where no place takes it, nothing is saved.
    pub fn save(&mut self, files: Vec<(String, Vec<u8>)>, summary: Summary) {
        let mut files = files;
        let summary = summary.beside(&files, &[]).bytes();
        files.push((SUMMARY.to_owned(), summary));
        self.rescue.save(self.out.path(), &files);
    }

    /// How CSV files are written.
    pub fn style(&self) -> Style {
        style::csv(&self.options.style)
    }

    /// Writes the files and the summary, and what people look at beside them, and says so. `None` where the folder did not take them.
    pub fn deliver(
        self,
        files: Vec<(String, Vec<u8>)>,
        summary: Summary,
        subject: &Subject<'_>,
        closed: &[ClosedShift],
    ) -> Option<Delivered> {
        self.deliver_with(files, summary, subject, closed, None)
    }

    /// The same with a file of another folder, which is written with them or not at all. Where they are refused, the roster is saved in
    /// some other place, and that is said.
    pub fn deliver_with(
        self,
        mut files: Vec<(String, Vec<u8>)>,
        summary: Summary,
        subject: &Subject<'_>,
        closed: &[ClosedShift],
        revised: Option<(&write::Folder, &Revised)>,
    ) -> Option<Delivered> {
        let own = files.len();
        if !workbook::has_threads() {
            load::complain(&NO_THREADS, MORE_THREADS);
            drop(self.rescue);
            let summary = summary.beside(&files, &[]).bytes();
            files.push((SUMMARY.to_owned(), summary));
            save(self.out.path(), files);
            return None;
        }
        files.extend(outputs::files(subject, self.options, self.sent, closed));
        let summary = summary.beside(&files, &self.kept).bytes();
        // It names all others by their hashes, so it is the last that takes its place.
        files.push((SUMMARY.to_owned(), summary.clone()));
        let other = revised.map(|(_, revised)| [(revised.file.to_owned(), revised.bytes.clone())]);
        let mut all = Vec::new();
        if let (Some((folder, _)), Some(other)) = (revised, &other) {
            all.push((folder, other.as_slice()));
        }
        all.push((&self.out, files.as_slice()));
        match write::together(&all) {
            Ok(paths) => {
                let (others, own) = paths.split_at(paths.len() - files.len());
                outputs::tell(&self.out, own);
                write::wrote(others);
                Some(Delivered { out: self.out, summary })
            }
            Err(error) => {
                load::complain(&error, self.cures.after);
                drop(self.rescue);
                save(self.out.path(), [&files[..own], &files[files.len() - 1..]].concat());
                None
            }
        }
    }

    /// Files without a roster.
    pub fn deliver_alone(self, files: &[(String, Vec<u8>)]) -> Option<write::Folder> {
        let refused = |error: Unwritable| load::complain(&error, self.cures.after);
        let paths = self.out.write(files).map_err(refused).ok()?;
        outputs::tell(&self.out, &paths);
        let others =
            [ROSTER, outputs::WORKBOOK, SUMMARY].into_iter().filter(|name| self.out.path().join(name).is_file());
        let others: Vec<&str> = others.collect();
        if !others.is_empty() {
            load::warn(
                &format!(
                    "{} in '{}' are of another roster than these files",
                    list(&others, "and"),
                    self.out.path().display()
                ),
                "delete them, or choose another folder with --out DIR",
            );
        }
        Some(self.out)
    }
}

/// The best roster so far on the disk, while a search goes on.
struct Rescue {
    place: Option<PathBuf>,
    was_refused: bool,
}

impl Rescue {
    fn save(&mut self, out: &Path, files: &[(String, Vec<u8>)]) {
        let written = |place: &Path| write::Folder::open(place, &[]).is_ok_and(|folder| folder.write(files).is_ok());
        if let Some(place) = &self.place {
            // What was saved before is as good as ever.
            written(place);
        } else if !self.was_refused {
            let taken = |place: PathBuf| {
                let taken = written(&place);
                if !taken {
                    write::leave_if_empty(&place);
                }
                taken.then_some(place)
            };
            self.place = taken(write::fresh_beside(out)).or_else(|| write::fresh_elsewhere().and_then(taken));
            self.was_refused = self.place.is_none();
            if let Some(place) = &self.place {
                let names = files.iter().map(|(name, _)| name.clone()).collect();
                write::disk::rescue(Some((place.clone(), names)));
                interrupt::saved(place);
            }
        }
    }
}

impl Drop for Rescue {
    fn drop(&mut self) {
        let Some(place) = &self.place else { return };
        if std::thread::panicking() {
            // What was found before the defect showed is as good as ever.
            load::warn(&told(place), READ_THERE);
        } else {
            write::disk::rescue(None);
            interrupt::nothing_saved();
        }
    }
}

/// What can be done with a roster that was saved.
const READ_THERE: &str = "verify, report, swap and publish read it there; or write everything anew once there is room";

fn told(place: &Path) -> String {
    format!("the roster is not lost: it was saved in '{}'", place.display())
}

/// Saves what the work came to in a fresh folder beside the one that does not take it, or else where the system keeps what is to pass. The
/// files are the same, so every command reads them there.
fn save(out: &Path, files: Vec<(String, Vec<u8>)>) {
    if !files.iter().any(|(name, _)| name == ROSTER) {
        return;
    }
    let to = |place: PathBuf| {
        let saved = write::Folder::open(&place, &[]).and_then(|folder| folder.write(&files));
        if saved.is_err() {
            write::leave_if_empty(&place);
        }
        saved.is_ok().then_some(place)
    };
    match to(write::fresh_beside(out)).or_else(|| write::fresh_elsewhere().and_then(to)) {
        Some(place) => load::warn(&told(&place), READ_THERE),
        None => load::complain(
            &"the roster could be saved nowhere else, and is lost",
            "make room and run the command again",
        ),
    }
}
