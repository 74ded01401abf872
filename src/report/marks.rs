//! The marks that shifts have in tables and strips of people: letters for the burdens a shift is one of, a dot for any other.
//!
//! In: a roster with all that is known of it. Out: marks, and what they mean. Nothing is said by colour.

use std::collections::BTreeSet;

use crate::report::locale::capitalised;
use crate::report::subject::Subject;

/// A shift that is in no burden.
const ORDINARY: &str = "•";

/// The mark of each burden.
pub struct Marks(Vec<String>);

impl Marks {
    /// By burden: the letters that mark a shift in it, unlike those of any other.
    pub fn of(subject: &Subject<'_>) -> Self {
        let burdens = &subject.instance.burdens;
        let first = |letters: usize| -> Vec<String> {
            let names = burdens.iter().map(|burden| capitalised(subject.locale.burden(&burden.name)));
            names.map(|name| name.chars().take(letters).collect()).collect()
        };
        let differ = |marks: &Vec<String>| marks.iter().collect::<BTreeSet<_>>().len() == marks.len();
        let numbers = || (1..=burdens.len()).map(|n| n.to_string()).collect();
        Marks([1, 2].map(first).into_iter().find(differ).unwrap_or_else(numbers))
    }

    /// The mark of a shift in a window.
    pub fn mark(&self, subject: &Subject<'_>, window: usize) -> String {
        match subject.instance.windows[window].burdens.as_slice() {
            [] => ORDINARY.to_owned(),
            burdens => burdens.iter().map(|&burden| self.0[burden].as_str()).collect(),
        }
    }

    /// `• vagt · A aften · W weekend`.
    pub fn legend(&self, subject: &Subject<'_>) -> String {
        let locale = subject.locale;
        let burdens = subject.instance.burdens.iter().zip(&self.0);
        let burdens: String =
            burdens.map(|(burden, mark)| format!(" · {mark} {}", locale.burden(&burden.name))).collect();
        format!("{ORDINARY} {}{burdens}", locale.pick("vagt", "shift"))
    }
}
