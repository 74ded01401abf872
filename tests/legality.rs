//! What `legality` calls lawful against the referee, who shares no line with it: one seat more at a time.
//!
//! In: random instances, and the town with a person for each rule. Out: for every person and window with a seat left, the same
//! broken rules on both sides; locks that break a rule are refused under its code.

mod support;

use std::collections::BTreeSet;

use support::by_hand::{person, window};
use support::random::RandomFolder;
use support::town::{good, town};
use vagtplan::check::context::Lock;
use vagtplan::check::limits;
use vagtplan::diagnostic::{Code, Place, Source};
use vagtplan::domain::rule::Rule;
use vagtplan::legality::Tally;
use vagtplan::verify::judge;

const INSTANCES: u64 = 60;

#[test]
fn one_more_seat_breaks_the_same_rules_for_the_referee() {
    let mut seen: BTreeSet<Rule> = BTreeSet::new();
    for seed in 0..INSTANCES {
        let instance = RandomFolder::tiny(seed).instance;
        let mut random = fastrand::Rng::with_seed(seed);
        let mut tally = Tally::given(&instance);
        loop {
            let roster = tally.roster().clone();
            assert_eq!(judge(&instance, &roster).violations, [], "seed {seed}: what was lawful breaks no rule");
            let mut lawful = Vec::new();
            for w in (0..instance.windows.len()).filter(|&w| tally.unfilled(w) > 0) {
                for s in 0..instance.staff.len() {
                    let judged: BTreeSet<Rule> = judge(&instance, &roster.clone().with(w, s))
                        .violations
                        .iter()
                        .map(|found| found.rule)
                        .collect();
                    let obstacles = tally.obstacles(s, w);
                    assert_eq!(judged, obstacles.iter().copied().collect(), "seed {seed}: person {s}, window {w}");
                    assert_eq!(tally.allows(s, w), obstacles.is_empty());
                    if obstacles.is_empty() {
                        lawful.push((s, w))
                    }
                    seen.extend(obstacles);
                }
            }
            let Some((s, w)) = random.choice(lawful) else { break };
            // What is taken back leaves no trace.
            tally.give(s, w);
            tally.take_back(s, w);
            assert!(tally.allows(s, w), "seed {seed}");
            tally.give(s, w);
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), Rule::ALL, "every rule held somebody back");
}

#[test]
fn a_lock_that_breaks_any_rule_is_refused() {
    let town = town();
    let source = Source::file("locks.csv".to_owned(), "date,start,staff,kind\n".to_owned());
    let place = Place { source, span: 0..4 };
    let codes = |added: Option<(&str, &str)>| -> Vec<Code> {
        let roster = good(&town);
        let held = roster.shifts.iter().enumerate().flat_map(|(w, staff)| staff.iter().map(move |&s| (s, w)));
        let mut pairs: Vec<(usize, usize)> =
            held.chain(added.map(|(name, id)| (person(&town, id), window(&town, name)))).collect();
        pairs.sort_unstable();
        let locks: Vec<Lock<'_>> =
            pairs.into_iter().map(|(staff, window)| Lock { staff, window, place: &place }).collect();
        let mut findings = Vec::new();
        limits::others(&town, &locks, &mut findings);
        findings.into_iter().map(|found| found.code).collect()
    };
    assert_eq!(codes(None), []);
    for rule in Rule::ALL {
        let (name, id, code) = match rule {
            Rule::Seats => ("2026-01-12 12:00", "period", Code::LockSeats),
            Rule::Membership => ("2026-01-07 12:00", "comes", Code::LockMembership),
            Rule::Availability => ("2026-01-07 12:00", "avail", Code::LockAvailability),
            Rule::ShiftsPerDay => ("2026-01-07 17:00", "day", Code::LockPerDay),
            Rule::ShiftsPerWeek => ("2026-01-07 17:00", "week", Code::LockPerWeek),
            Rule::ShiftsPerPeriod => ("2026-01-07 12:00", "period", Code::LockPerPeriod),
            Rule::PerPersonWeek => ("2026-01-07 17:00", "capweek", Code::LockBurdenWeek),
            Rule::PerPersonPeriod => ("2026-01-07 17:00", "capperiod", Code::LockBurdenPeriod),
            Rule::RestHours => ("2026-01-07 07:00", "rest", Code::LockRest),
            Rule::AwayAtOnce => ("2026-01-07 12:00", "away2", Code::LockAway),
            Rule::Locks => ("2026-01-07 17:00", "lock", Code::LockForbidden),
        };
        assert!(codes(Some((name, id))).contains(&code), "{rule}");
    }
}
