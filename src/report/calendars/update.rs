//! What calendars say of the shifts now, after what they have said before.
//!
//! In: a roster, and what has been sent out. Out: every shift that was ever told of, in its version of today. A shift that
//! stands as it stood keeps its number; whatever changed has the next one, and what is gone is cancelled. Done twice, the
//! second time changes nothing.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::roster::{ClosedShift, Roster};
use crate::domain::sent::{Event, Events, Key, Status, Told};
use crate::report::subject::Subject;

/// The shifts as calendars should have them. A published roster that no record tells of counts as sent out.
pub fn update(subject: &Subject<'_>, closed: &[ClosedShift], mut sent: Events) -> Events {
    let published = subject.published.map_or_else(Events::new, |published| events(subject, published));
    for (key, event) in published.into_iter().chain(dropped(subject, closed)) {
        sent.entry(key).or_insert(event);
    }
    let mut events = events(subject, subject.roster);
    for (key, before) in sent {
        let event = match events.remove(&key) {
            Some(now) if now.told == before.told && before.status == Status::Confirmed => before,
            Some(now) => Event { sequence: before.sequence, ..now }.newer(),
            // What other periods had is not this roster's to take back.
            None if before.status == Status::Cancelled || !subject.instance.period.contains(key.date) => before,
            None => before.cancelled(),
        };
        events.insert(key, event);
    }
    events
}

/// How many shifts people's calendars would have to be told of.
pub fn untold(subject: &Subject<'_>, closed: &[ClosedShift], sent: &Events) -> usize {
    let events = update(subject, closed, sent.clone());
    events.iter().filter(|(key, event)| sent.get(key) != Some(event)).count()
}

/// The shifts of a roster, as if nobody had heard of them.
fn events(subject: &Subject<'_>, roster: &Roster) -> Events {
    let mut events = Events::new();
    for (window, on) in subject.instance.windows.iter().zip(&roster.shifts) {
        for &staff in on {
            add(&mut events, subject, staff, (window.date, window.start), Some(window.end().time()));
        }
    }
    events
}

fn dropped(subject: &Subject<'_>, closed: &[ClosedShift]) -> Events {
    let mut events = Events::new();
    for shift in closed {
        add(&mut events, subject, shift.staff, (shift.date, shift.start), shift.end);
    }
    events
}

/// Adds a seat. A pool that holds several of a window has one event that says how many.
fn add(
    events: &mut Events,
    subject: &Subject<'_>,
    staff: usize,
    (date, start): (NaiveDate, NaiveTime),
    end: Option<NaiveTime>,
) {
    let person = &subject.instance.staff[staff];
    let municipality = &subject.instance.municipalities[person.municipality];
    let key = Key { municipality: municipality.code.clone(), staff: person.id.clone(), date, start };
    let told = Told {
        staff_name: person.name.clone(),
        municipality_name: municipality.name.clone(),
        end,
        seats: 0,
        title: subject.instance.title.trim().to_owned(),
    };
    events.entry(key).or_insert_with(|| Event::new(told)).told.seats += 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::{Instance, sent};
    use crate::report::locale::Locale;
    use crate::report::sample;
    use crate::verify;

    /// The versions after these shifts became a roster, on top of `sent`.
    fn after(instance: &Instance, shifts: Vec<Vec<usize>>, sent: Events) -> Events {
        let (roster, locale) = (Roster::new(shifts), Locale::new(Language::English));
        let judgement = verify::judge(instance, &roster);
        update(&Subject::of_roster(instance, &roster, &judgement, None, &locale), &[], sent)
    }

    fn of(events: &Events, staff: &str, day: u32) -> Vec<(Status, u32, u32)> {
        let date = NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        let found = events.iter().filter(|(key, _)| key.staff == staff && key.date == date);
        found.map(|(_, event)| (event.status, event.sequence, event.told.seats)).collect()
    }

    #[test]
    fn shifts_are_kept_changed_cancelled_and_given_back() {
        let (mut instance, roster) = (sample::instance(), sample::roster().shifts.to_vec());
        let first = after(&instance, roster.clone(), Events::new());
        assert!(first.values().all(|event| event.sequence == 0 && event.status == Status::Confirmed));
        assert_eq!(of(&first, "p", 6), [(Status::Confirmed, 0, 2)], "two seats of a pool are one event");
        assert_eq!(after(&instance, roster.clone(), first.clone()), first, "told twice is told once");

        // Anna's Monday evening falls out, and the pool gives up one of its two seats.
        let mut without = roster.clone();
        without[1].clear();
        without[2].pop();
        let second = after(&instance, without.clone(), first);
        assert_eq!(of(&second, "a1", 5), [(Status::Cancelled, 1, 1)]);
        assert_eq!(of(&second, "p", 6), [(Status::Confirmed, 1, 1)]);
        assert_eq!(of(&second, "r1", 6), [(Status::Confirmed, 0, 1)]);
        assert_eq!(after(&instance, without, second.clone()), second);

        let third = after(&instance, roster.clone(), second);
        assert_eq!(of(&third, "a1", 5), [(Status::Confirmed, 2, 1)]);
        instance.edit(|sample| sample.title = "Hotline".to_owned());
        let fourth = after(&instance, roster, third);
        assert_eq!(of(&fourth, "a1", 5), [(Status::Confirmed, 3, 1)]);
        assert_eq!(of(&fourth, "r1", 6), [(Status::Confirmed, 1, 1)]);
    }

    #[test]
    fn who_is_gone_is_cancelled_and_other_periods_stay() {
        let mut instance = sample::instance();
        let first = after(&instance, sample::roster().shifts.to_vec(), Events::new());
        let mut strangers = Events::new();
        for (key, event) in &first {
            strangers.insert(Key { staff: "gone".to_owned(), ..key.clone() }, event.clone());
        }
        let mut known = first.clone();
        sent::merge(&mut known, strangers);
        let second = after(&instance, sample::roster().shifts.to_vec(), known.clone());
        assert_eq!(of(&second, "gone", 5).len(), 3);
        assert!(
            of(&second, "gone", 5).iter().all(|&(status, sequence, _)| (status, sequence) == (Status::Cancelled, 1))
        );
        instance.edit(|sample| {
            sample.period.from = NaiveDate::from_ymd_opt(2026, 1, 6).unwrap();
            sample.windows.retain(|window| window.date >= sample.period.from);
            sample.stances.truncate(sample.staff.len() * sample.windows.len());
        });
        let third = after(&instance, sample::roster().shifts[2..].to_vec(), known);
        assert!(of(&third, "gone", 5).iter().all(|&(status, ..)| status == Status::Confirmed));
    }
}
