//! People and municipalities as a page calls them: so that no two of them have the same name.
//!
//! In: a roster with all that is known of it. Out: names. Who shares a name with somebody is told apart by the municipality,
//! and where that is the same too, by the id. A pool says that it is one, since it may hold several seats of a window.

use std::collections::BTreeMap;

use crate::domain::Instance;
use crate::domain::views::POOL;
use crate::report::subject::Subject;

/// Most people that the filter offers to choose from; more would be a list that nobody reads. They can still be typed.
const MOST_CHOICES: usize = 5000;

/// The names on a page.
pub(super) struct Names {
    /// By staff index: a name unlike any other on the page.
    staff: Vec<String>,
    /// By staff index: the name with the municipality, as the filter offers it.
    full: Vec<String>,
    /// What the filter offers: index and name, in the order of names.
    pub(super) municipalities: Vec<(usize, String)>,
    /// The people that the filter offers, in the same order.
    pub(super) people: Vec<usize>,
}

impl Names {
    /// The names of an instance.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let instance = subject.instance;
        let told = distinct(instance, subject.locale.pick_of(POOL));
        let full = told.iter().zip(&instance.staff).map(|((name, has_home), staff)| match has_home {
            true => name.clone(),
            false => format!("{name}, {}", instance.municipalities[staff.municipality].name),
        });
        let full = full.collect();
        let order = subject.municipalities_by_name();
        let people = order.iter().flat_map(|&m| subject.staff_by_name(m)).take(MOST_CHOICES).collect();
        let municipalities = order.iter().map(|&m| (m, instance.municipalities[m].name.clone())).collect();
        Names { staff: told.into_iter().map(|(name, _)| name).collect(), full, municipalities, people }
    }

    /// A person's name, unlike any other on the page.
    pub(super) fn person(&self, staff: usize) -> &str {
        &self.staff[staff]
    }

    /// The same with the municipality: what finds that person alone.
    pub(super) fn full(&self, staff: usize) -> &str {
        &self.full[staff]
    }
}

/// By staff index: names that tell everybody apart, and whether they name the municipality.
fn distinct(instance: &Instance, pool: &str) -> Vec<(String, bool)> {
    let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, staff) in instance.staff.iter().enumerate() {
        bearers.entry(staff.name.as_str()).or_default().push(index);
    }
    // A pool that is called one needs no second word for it.
    let is_told = |name: &str| name.to_lowercase().contains(pool);
    let named = instance.staff.iter().map(|staff| match staff.is_pool() && !is_told(&staff.name) {
        true => format!("{} ({pool})", staff.name),
        false => staff.name.clone(),
    });
    let mut names: Vec<(String, bool)> = named.map(|name| (name, false)).collect();
    for namesakes in bearers.values().filter(|namesakes| namesakes.len() > 1) {
        for &one in namesakes {
            let staff = &instance.staff[one];
            let home = staff.municipality;
            let colleagues = namesakes.iter().filter(|&&other| instance.staff[other].municipality == home).count();
            let town = &instance.municipalities[home].name;
            let name = &names[one].0;
            let name = match colleagues {
                1 => format!("{name} ({town})"),
                _ => format!("{name} ({town}, {})", staff.id),
            };
            names[one] = (name, true);
        }
    }
    names
}
