//! What a workbook shows: everybody, or one municipality and its own people.
//!
//! In: a roster with all that is known of it. Out: whom the sheets may name, in the order of the alphabet. Every sheet asks
//! here, so that the workbook of one municipality names nobody else's people.

use crate::domain::Window;
use crate::domain::views::{POOL, UNFILLED};
use crate::report::facts::state;
use crate::report::locale::Locale;
use crate::report::subject::Subject;

use super::style::Styles;
use super::text::clean;

/// The most shifts that a printed page has room for, with the sums above them.
const MOST_ON_A_PAGE: usize = 60;

/// A subject, and who may be named.
pub struct View<'a> {
    /// What is shown.
    pub subject: &'a Subject<'a>,
    /// How cells look.
    pub styles: Styles,
    /// The municipality whose workbook it is; `None` for the planner's.
    pub only: Option<usize>,
    /// By municipality: its place in the alphabet, which gives it its colour.
    pub places: Vec<usize>,
    /// By person: the windows they are on, in order of time, once per seat.
    pub shifts: Vec<Vec<usize>>,
    order: Vec<usize>,
}

impl<'a> View<'a> {
    /// A view of all, or of one municipality.
    pub fn new(subject: &'a Subject<'a>, only: Option<usize>) -> Self {
        let order = subject.municipalities_by_name();
        let mut places = vec![0; order.len()];
        for (place, &municipality) in order.iter().enumerate() {
            places[municipality] = place;
        }
        let mut shifts = vec![Vec::new(); subject.instance.staff.len()];
        for (window, staff) in subject.roster.shifts.iter().enumerate() {
            for &person in staff {
                shifts[person].push(window);
            }
        }
        let order = order.into_iter().filter(|&municipality| only.is_none_or(|only| only == municipality)).collect();
        View { subject, styles: Styles::new(subject.locale), only, places, shifts, order }
    }

    /// The language.
    pub fn locale(&self) -> &'a Locale {
        self.subject.locale
    }

    /// Whether the roster was sent out, where that is known.
    pub fn state(&self) -> Option<String> {
        self.subject.state.map(|state| state::told(self.locale(), state))
    }

    /// Whether a person may be named.
    pub fn shows(&self, person: usize) -> bool {
        self.only.is_none_or(|only| self.subject.instance.staff[person].municipality == only)
    }

    /// The municipalities that may be named, by name.
    pub fn municipalities(&self) -> &[usize] {
        &self.order
    }

    /// The people that may be named, by name.
    pub fn people(&self) -> Vec<usize> {
        let staff = &self.subject.instance.staff;
        let mut people: Vec<usize> = (0..staff.len()).filter(|&person| self.shows(person)).collect();
        people
            .sort_by(|&one, &other| self.locale().compare(&staff[one].name, &staff[other].name).then(one.cmp(&other)));
        people
    }

    /// A person's name; a pool says that it is one.
    pub fn name(&self, person: usize) -> String {
        let staff = &self.subject.instance.staff[person];
        let (name, pool) = (clean(&staff.name), self.locale().pick_of(POOL));
        // A pool that is called one needs no second word for it.
        let is_told = name.to_lowercase().contains(pool);
        if staff.is_pool() && !is_told { format!("{name} ({pool})") } else { name }
    }

    /// The name of a person's municipality.
    pub fn home(&self, person: usize) -> String {
        let instance = self.subject.instance;
        clean(&instance.municipalities[instance.staff[person].municipality].name)
    }

    /// Whether its lists of shifts are longer than a printed page. Then shifts are folded away below their sums at first; the list
    /// of one municipality never is.
    pub fn is_long(&self) -> bool {
        self.only.is_none() && self.shifts.iter().map(Vec::len).sum::<usize>() > MOST_ON_A_PAGE
    }

    /// The burdens of a window, as people call them.
    pub fn burdens(&self, window: &Window) -> String {
        let burdens = &self.subject.instance.burdens;
        let names: Vec<&str> = window.burdens.iter().map(|&b| self.locale().burden(&burdens[b].name)).collect();
        names.join(", ")
    }

    /// What a seat is called that nobody sits on.
    pub fn open_seat(&self) -> &'static str {
        self.locale().pick_of(UNFILLED)
    }
}
