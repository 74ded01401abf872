//! A roster in which shifts have changed hands between colleagues, and the files that say so: what `swap` and `requests` have in common.
//!
//! In: the roster before, which was judged, and the new one, which was verified. Out: the files of the new one in a folder. What was proven
//! of the roster before holds as far as the goals keep their values.

use std::path::Path;

use chrono::NaiveDate;

use crate::check;
use crate::cli;
use crate::commands::delivery::{Cures, Delivery};
use crate::commands::load::Judged;
use crate::commands::{known, sending};
use crate::domain::state::State;
use crate::report::locale::Locale;
use crate::report::rows::Style;
use crate::report::subject::Subject;
use crate::report::summary_json::{self, Summary};
use crate::report::{roster_csv, shares_csv};
use crate::verify::Verified;

/// The new roster.
pub const ROSTER: &str = "roster.csv";
const SHARES: &str = "shares.csv";

/// The roster before, and where the new one goes.
pub struct Handed<'a> {
    /// The roster before.
    pub judged: &'a Judged,
    /// The planning folder.
    pub folder: &'a Path,
    /// The file of the roster before.
    pub roster: &'a Path,
    /// The folder of the new files.
    pub out: &'a Path,
    /// The day on which the new roster is sent out, where it is.
    pub on: Option<NaiveDate>,
}

/// The same with a place that was seen to take the files.
pub struct Opened<'a> {
    handed: &'a Handed<'a>,
    delivery: Delivery<'a>,
}

impl Handed<'_> {
    /// Sees that the files can be written; `names` are those of further ones that may be written over. `None` where they can't be, which is
    /// told.
    pub fn open<'a>(&'a self, outputs: &'a cli::Outputs, names: &[&'static str], cures: Cures) -> Option<Opened<'a>> {
        let instance = &self.judged.loaded.instance;
        let delivery = Delivery::open(outputs, instance, self.folder, self.out, &[self.roster], names, cures)?;
        Some(Opened { handed: self, delivery })
    }
}

impl Opened<'_> {
    /// Writes the files, and further ones, all or none; says why not, where they can't be written.
    pub fn deliver(
        self,
        verified: &Verified,
        locale: &Locale,
        more: impl FnOnce(Style) -> Vec<(String, Vec<u8>)>,
    ) -> bool {
        let Opened { handed: Handed { judged, on, .. }, delivery } = self;
        let Judged { loaded, roster, file, past, state, beside } = judged;
        let (instance, after, style) = (&loaded.instance, verified.judgement(), delivery.style());
        let mut files = vec![
            (ROSTER.to_owned(), roster_csv::bytes(instance, verified.roster(), style)),
            (SHARES.to_owned(), shares_csv::bytes(instance, after, style)),
        ];
        files.extend(more(style));
        let evidence =
            check::summary::evidence(&loaded.inputs, None, beside, &after.values, after.violations.is_empty());
        let state = state.clone().map(|state| {
            let name = file.as_ref().map_or("", |file| &file.file);
            sending::made(state.followed(name, &summary_json::fingerprint(instance, roster)), *on)
        });
        let state = state.or_else(|| on.map(|on| State::DRAFT.sent_on(on)));
        let subject = Subject::of_roster(instance, verified.roster(), after, Some(roster), locale)
            .with_evidence(&evidence)
            .with_state(state.as_ref());
        // What is past can't be seen from the roster: the next command has it from here again, with the roster that was mended.
        let inputs = check::summary::inputs(&loaded.inputs, beside);
        let from = past.as_ref().map(|past| past.from);
        let summary = Summary::carried(&subject, &inputs, from, state.as_ref(), known::run(beside));
        delivery.deliver(files, summary, &subject, &[]).is_some()
    }
}
