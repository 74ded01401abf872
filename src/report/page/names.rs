//! People and municipalities as a page calls them: so that no two of them have the same name.
//!
//! In: a roster with all that is known of it. Out: names. Who shares a name with somebody is told apart by the municipality,
//! and where that is the same too, by the id.

use std::collections::BTreeMap;

use crate::domain::Instance;
use crate::report::subject::Subject;

/// Most people that the filter offers to choose from; more would be a list that nobody reads. They can still be typed.
const MOST_CHOICES: usize = 5000;

/// The names on a page.
pub(super) struct Names {
    /// By staff index.
    staff: Vec<String>,
    /// What the filter offers: index and name, in the order of names.
    pub(super) municipalities: Vec<(usize, String)>,
    /// Index, municipality, and name with municipality.
    pub(super) people: Vec<(usize, usize, String)>,
}

impl Names {
    /// The names of an instance.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let instance = subject.instance;
        let staff = distinct(instance);
        let order = subject.municipalities_by_name();
        let people = order.iter().flat_map(|&m| subject.staff_by_name(m));
        let chosen = people.take(MOST_CHOICES).map(|s| {
            let home = &instance.municipalities[instance.staff[s].municipality].name;
            let name = if staff[s].ends_with(')') { staff[s].clone() } else { format!("{}, {home}", staff[s]) };
            (s, instance.staff[s].municipality, name)
        });
        let municipalities = order.iter().map(|&m| (m, instance.municipalities[m].name.clone())).collect();
        Names { people: chosen.collect(), municipalities, staff }
    }

    /// A person's name, unlike any other on the page.
    pub(super) fn person(&self, staff: usize) -> &str {
        &self.staff[staff]
    }
}

/// By staff index: names that tell everybody apart.
fn distinct(instance: &Instance) -> Vec<String> {
    let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, staff) in instance.staff.iter().enumerate() {
        bearers.entry(staff.name.as_str()).or_default().push(index);
    }
    let mut names: Vec<String> = instance.staff.iter().map(|staff| staff.name.clone()).collect();
    for namesakes in bearers.values().filter(|namesakes| namesakes.len() > 1) {
        for &one in namesakes {
            let staff = &instance.staff[one];
            let home = staff.municipality;
            let colleagues = namesakes.iter().filter(|&&other| instance.staff[other].municipality == home).count();
            let town = &instance.municipalities[home].name;
            names[one] = match colleagues {
                1 => format!("{} ({town})", staff.name),
                _ => format!("{} ({town}, {})", staff.name, staff.id),
            };
        }
    }
    names
}
