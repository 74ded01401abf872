//! A town of four weeks in which it is easy to follow how evenly people's shifts come.

use vagtplan::domain::goal::Goal;
use vagtplan::domain::{Burden, Instance};

use super::by_hand::{instance, municipality, staff, time};

/// Two members of the same size over 28 days of a morning and an evening. One has Anna and Bo, Two has Cem.
pub fn town() -> Instance {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let evening = Burden {
        name: "evening".into(),
        days: days.iter().map(|day| day.parse().expect("a literal day")).collect(),
        starts: vec![time("16:00")],
    };
    let members = vec![municipality("1", "One", 100), municipality("2", "Two", 100)];
    let people = vec![staff("anna", "Anna", 0, 1), staff("bo", "Bo", 0, 1), staff("cem", "Cem", 1, 1)];
    let mut town = instance(("2026-01-05", "2026-02-01"), &["08:00", "16:00"], 1, vec![evening], members, people);
    town.edit(|town| town.goals = vec![Goal::Coverage, Goal::Spacing]);
    town
}

/// Eight of the 56 seats: One owes 4 of them and 2 of the 4 evenings. Anna and Bo have 2 and 1 of these in 28 days: 7 and 14
/// days are half of an even pace. Cem has 4 and 2, so 4 and 7 days.
pub const SEATS: [(&str, &str); 8] = [
    ("2026-01-05 08:00", "anna"),
    ("2026-01-05 16:00", "anna"),
    ("2026-01-10 16:00", "anna"),
    ("2026-01-06 08:00", "bo"),
    ("2026-01-14 08:00", "bo"),
    ("2026-01-07 08:00", "cem"),
    ("2026-01-09 08:00", "cem"),
    ("2026-01-20 16:00", "cem"),
];

/// The seats with one of them moved.
pub fn moved(from: (&str, &str), to: &'static str) -> Vec<(&'static str, &'static str)> {
    let place = SEATS.iter().position(|seat| *seat == from).expect("a seat");
    let mut seats = SEATS.to_vec();
    seats[place].0 = to;
    seats
}
