//! The changes of an instance that have a name.
//!
//! In: an instance. Out: another one, made anew of all its parts. Municipalities and staff keep their places in all of them
//! but where somebody comes who was not there: then everybody behind moves on, and codes and ids are what stays.

use chrono::NaiveDate;
use num_traits::One;

use super::Instance;
use crate::domain::concession::{Agreed, Asking, Concession, monday};
use crate::domain::goal::Goal;
use crate::domain::pseudonyms;
use crate::domain::rule::{Limits, Rule};
use crate::domain::{Exact, Municipality, Published, Staff, Stance};

/// A municipality that joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// Official code, or whatever stands for it. Where the instance has it already, that municipality comes back.
    pub code: String,
    /// Name.
    pub name: String,
    /// Inhabitants, greater than zero.
    pub population: u64,
    /// The limits on its staff together.
    pub limits: Limits,
    /// Colleagues who are free in every window and have the limits of `[rules]`, besides those whom the instance has already.
    pub staff: u32,
}

impl Instance {
    /// The same with another ladder.
    #[must_use]
    pub fn with_goals(self, goals: Vec<Goal>) -> Self {
        let mut parts = self.0;
        parts.goals = goals;
        Instance::new(parts)
    }

    /// The same where a published roster is mended.
    #[must_use]
    pub fn mended(self, published: Published) -> Self {
        let mut parts = self.0;
        parts.published = Some(published);
        Instance::new(parts)
    }

    /// The same with those who are members on `day`, and nobody else, in the whole period, each in the windows that it takes part
    /// in on that day. Shifts that locks gave to others, or in other windows, are free again.
    #[must_use]
    pub fn as_of(self, day: NaiveDate) -> Self {
        let mut parts = self.0;
        let from = parts.period.from;
        for municipality in &mut parts.municipalities {
            let is_there = municipality.is_member(day);
            (municipality.joined, municipality.left) = (None, (!is_there).then_some(from));
            municipality.stretches.retain(|stretch| is_there && stretch.covers(day));
            municipality.stretches.iter_mut().for_each(|stretch| (stretch.from, stretch.until) = (None, None));
        }
        let (members, staff, windows) = (&parts.municipalities, &parts.staff, &parts.windows);
        parts.fixed.retain(|&(s, w), _| members[staff[s].municipality].takes_part(&windows[w]));
        Instance::new(parts)
    }

    /// The same without the `leavers`: from `from` on, or in the whole period. Shifts that locks gave them there are free
    /// again. Balances are not touched.
    #[must_use]
    pub fn without(self, leavers: &[usize], from: Option<NaiveDate>) -> Self {
        let mut parts = self.0;
        let from = from.unwrap_or(parts.period.from);
        for &m in leavers {
            let left = &mut parts.municipalities[m].left;
            *left = Some(left.map_or(from, |left| left.min(from)));
        }
        let (staff, windows) = (&parts.staff, &parts.windows);
        parts.fixed.retain(|&(s, w), _| !leavers.contains(&staff[s].municipality) || windows[w].date < from);
        Instance::new(parts)
    }

    /// The same with a newcomer, from `from` on or in the whole period, and its place. Balances are not touched.
    #[must_use]
    pub fn with_newcomer(self, newcomer: &Newcomer, from: Option<NaiveDate>) -> (Self, usize) {
        let mut parts = self.0;
        let Newcomer { code, name, population, limits, staff } = newcomer;
        let mut joining = Municipality {
            code: code.clone(),
            name: name.clone(),
            population: *population,
            joined: from,
            left: None,
            stretches: Vec::new(),
            limits: limits.clone(),
        };
        let place = match parts.municipalities.binary_search_by(|municipality| municipality.code.cmp(code)) {
            Ok(known) => {
                // Whoever takes part in some windows till then goes on with that till then.
                let was = &parts.municipalities[known];
                let till_then = from.and_then(|from| from.pred_opt()).filter(|day| was.part_on(*day).is_some());
                if till_then.is_some() {
                    joining.joined = was.joined;
                    joining.stretches.clone_from(&was.stretches);
                    joining.stretches.retain(|stretch| stretch.from < from);
                    for stretch in &mut joining.stretches {
                        stretch.until = stretch.until.into_iter().chain(from).min();
                    }
                }
                parts.municipalities[known] = joining;
                known
            }
            Err(_) => {
                parts.municipalities.push(joining);
                parts.municipalities.len() - 1
            }
        };
        // Nobody else's id, whatever the colleagues of the folder are called.
        let ids = (1_u32..).map(|number| format!("{name} {number}"));
        let ids = ids.filter(|id| parts.staff.binary_search_by(|person| person.id.cmp(id)).is_err());
        let people: Vec<Staff> = ids
            .take(*staff as usize)
            .map(|id| Staff {
                name: id.clone(),
                id,
                municipality: place,
                heads: 1,
                joined: None,
                left: None,
                weight: Exact::one(),
                limits: parts.rules.of_person(1, |_| None),
            })
            .collect();
        let willing = Stance { available: true, prefers: 0, avoids: 0 };
        parts.stances.extend(std::iter::repeat_n(willing, people.len() * parts.windows.len()));
        parts.staff.extend(people);
        let joined = Instance::new(parts);
        let place = joined.municipality_with(code).expect("it has just been put there");
        (joined, place)
    }

    /// The same where a person is given a seat of a window, as by a lock.
    #[must_use]
    pub fn fixing(self, staff: usize, window: usize) -> Self {
        let mut parts = self.0;
        parts.fixed.entry((staff, window)).or_insert(1);
        Instance::new(parts)
    }

    /// The same where a person is given no seat of a window, as by a lock.
    #[must_use]
    pub fn forbidding(self, staff: usize, window: usize) -> Self {
        let mut parts = self.0;
        parts.forbidden.insert((staff, window));
        Instance::new(parts)
    }

    /// The same where people and municipalities give what they were asked for.
    #[must_use]
    pub fn conceding(self, concessions: &[Concession]) -> Self {
        let mut parts = self.0;
        let windows = parts.windows.len();
        for &concession in concessions {
            match concession {
                Concession::Week { staff, monday } => *parts.agreed.weeks.entry((staff, monday)).or_default() += 1,
                Concession::Period { staff } => {
                    let limit = &mut parts.staff[staff].limits[Rule::ShiftsPerPeriod];
                    *limit = limit.map(|limit| limit.saturating_add(1));
                }
                Concession::Away { municipality, window } => {
                    *parts.agreed.away.entry((municipality, window)).or_default() += 1;
                }
                Concession::Window { staff, window } => {
                    let is_there = parts.staff[staff].is_employed_through(&parts.windows[window]);
                    parts.stances[staff * windows + window].available |= is_there;
                }
                Concession::Lock { staff, window } => {
                    parts.fixed.remove(&(staff, window));
                    parts.forbidden.remove(&(staff, window));
                }
            }
        }
        Instance::new(parts)
    }

    /// The same where whoever may be asked has given all that they may be asked for.
    #[must_use]
    pub fn conceding_all(self, asking: &Asking) -> Self {
        let mut parts = self.0;
        let windows: Vec<usize> = (0..parts.windows.len()).filter(|&w| asking.is_about(w)).collect();
        for s in 0..parts.staff.len() {
            let home = parts.staff[s].municipality;
            let is_asked = |kind| asking.is_asked(kind, home);
            if is_asked(Rule::ShiftsPerPeriod) {
                parts.staff[s].limits[Rule::ShiftsPerPeriod] = None;
            }
            for &w in &windows {
                if is_asked(Rule::ShiftsPerWeek) {
                    parts.agreed.weeks.insert((s, monday(parts.windows[w].date)), Agreed::ANY);
                }
                if is_asked(Rule::Availability) {
                    let is_there = parts.staff[s].is_employed_through(&parts.windows[w]);
                    parts.stances[s * parts.windows.len() + w].available |= is_there;
                }
                if is_asked(Rule::Locks) {
                    parts.fixed.remove(&(s, w));
                    parts.forbidden.remove(&(s, w));
                }
            }
        }
        for m in (0..parts.municipalities.len()).filter(|&m| asking.is_asked(Rule::AwayAtOnce, m)) {
            parts.agreed.away.extend(windows.iter().map(|&w| ((m, w), Agreed::ANY)));
        }
        Instance::new(parts)
    }

    /// The same for a municipality that is to know nobody but its own staff: the others have pseudonyms, which sort as their ids do, so that
    /// everybody keeps their place. `None` where there is no room for such ids.
    #[must_use]
    pub fn known_to(self, municipality: usize) -> Option<Self> {
        let mut parts = self.0;
        let ids: Vec<&str> = parts.staff.iter().map(|person| person.id.as_str()).collect();
        let new = pseudonyms::ids(&ids, |place| parts.staff[place].municipality == municipality)?;
        let mut counts = vec![0; parts.municipalities.len()];
        for (person, new) in parts.staff.iter_mut().zip(new) {
            let Some(id) = new else { continue };
            let home = person.municipality;
            counts[home] += 1;
            person.name = format!("{} {}", parts.municipalities[home].name, counts[home]);
            person.id = id;
        }
        Some(Instance::new(parts))
    }

    /// The same where a limit does not bind the staff of some municipalities together.
    #[must_use]
    pub fn without_limit(self, rule: Rule, municipalities: &[usize]) -> Self {
        let mut parts = self.0;
        municipalities.iter().for_each(|&m| parts.municipalities[m].limits[rule] = None);
        Instance::new(parts)
    }
}
