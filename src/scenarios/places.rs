//! The text of `plan.toml` as a scenario changes it, and where findings about it belong: to the scenario where they are about what it
//! has changed, else to the file as it is.
//!
//! In: the file, and its text after each change. Out: findings, each at a place that a planner can open.

use std::ops::Range;
use std::sync::Arc;

use toml_edit::{Document, Item, TableLike};

use crate::diagnostic::{Diagnostic, Place, Source};
use crate::read::Folder;
use crate::read::scenarios::ScenarioRow;

/// The text, change by change.
#[derive(Debug)]
pub(super) struct Told {
    source: Arc<Source>,
    text: String,
    /// What each change has put in the place of what.
    hunks: Vec<(Range<usize>, usize)>,
    /// Stretches of the text that are a scenario's doing, and where it says so.
    owned: Vec<(Range<usize>, Place)>,
    /// Windows whose seats are.
    pub(super) windows: Vec<(usize, Place)>,
}

impl Told {
    pub(super) fn new(source: &Arc<Source>) -> Self {
        let (source, text) = (Arc::clone(source), source.text.clone());
        Told { source, text, hunks: Vec::new(), owned: Vec::new(), windows: Vec::new() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn is_changed(&self) -> bool {
        self.text != self.source.text
    }

    /// The text after a change.
    pub(super) fn change(&mut self, text: String) {
        let before = self.text.as_bytes();
        let after = text.as_bytes();
        let same = before.iter().zip(after).take_while(|(one, other)| one == other).count();
        let rest = before.len().min(after.len()) - same;
        let tail =
            before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
        self.hunks.push((same..after.len() - tail, before.len() - tail));
        self.text = text;
    }

    /// Finds what the scenario has changed in the text as it was read again.
    pub(super) fn locate(&mut self, folder: &Folder, row: &ScenarioRow) {
        if let Ok(document) = Document::parse(self.text.clone()) {
            for setting in &row.settings {
                if let Some(span) = span_of(document.as_table(), &setting.key) {
                    self.owned.push((span, setting.place.clone()));
                }
            }
        }
        let Some(plan) = &folder.plan else { return };
        for (window, place) in &self.windows {
            if let Some(seats) = plan.windows.get(*window).and_then(|window| window.seats.as_ref()) {
                self.owned.push((seats.place.span.clone(), place.clone()));
            }
        }
    }

    /// Findings where a planner can open them.
    pub(super) fn moved(&self, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.is_changed() {
            for found in &mut findings {
                let places = found.labels.iter_mut().map(|label| &mut label.place);
                places.chain(&mut found.also).for_each(|place| self.lead(place));
            }
        }
        findings
    }

    fn lead(&self, place: &mut Place) {
        if place.source.name != self.source.name || place.source.text != self.text {
            return;
        }
        let touches =
            |span: &Range<usize>| span.start < place.span.end.max(place.span.start + 1) && place.span.start < span.end;
        if let Some((_, theirs)) = self.owned.iter().find(|(span, _)| touches(span)) {
            *place = theirs.clone();
            return;
        }
        let text = &self.source.text;
        let was = |at: usize| {
            let at = self.hunks.iter().rev().fold(at, |at, (new, old_end)| match at {
                at if at >= new.end => at - new.end + old_end,
                at => at.min((*old_end).max(new.start)),
            });
            (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
        };
        let span = was(place.span.start)..was(place.span.end);
        *place = Place { source: Arc::clone(&self.source), span };
    }
}

/// Where a setting stands, its key and its value.
fn span_of(table: &dyn TableLike, key: &[String]) -> Option<Range<usize>> {
    let (first, below) = key.split_first()?;
    let (name, item) = table.get_key_value(first)?;
    if below.is_empty() {
        let (name, value) = (name.span()?, item.span()?);
        return Some(name.start..value.end);
    }
    let below = match item {
        Item::Value(value) => span_of(value.as_inline_table()?, below),
        item => span_of(item.as_table_like()?, below),
    };
    // Where the setting is gone, the table that it stood in is what is left.
    below.or_else(|| name.span())
}
