//! Requests against brute force: on tiny random folders, as many as are granted can be and no more, and each reason is true.
//!
//! In: seeds. Out: agreement. What a granted request means is read here from docs/reference.md a second time: of every roster that there is and
//! every set of requests it is asked whether the roster grants just these.

mod support;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use fastrand::Rng;
use support::brute::{self, TOLERANCE};
use support::random::RandomFolder;
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::request::{Request, Wants};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::{Instance, Published};
use vagtplan::granting::{self, Granting, Why};
use vagtplan::solve::Limits;
use vagtplan::verify;

/// Folders with more rosters than this are left out.
const ROSTERS: f64 = 800.0;
/// The most requests on a roster.
const REQUESTS: usize = 5;

fn every_roster(instance: &Instance, roster: &mut Roster, w: usize, visit: &mut dyn FnMut(&Roster)) {
    if w == instance.windows.len() {
        visit(roster);
        return;
    }
    every_roster(instance, roster, w + 1, visit);
    if roster.shifts[w].len() < instance.windows[w].seats as usize {
        let first = roster.shifts[w].last().copied().unwrap_or(0);
        for s in first..instance.staff.len() {
            if roster.seats_of(s, w) < instance.staff[s].heads {
                roster.give(w, s);
                every_roster(instance, roster, w, visit);
                roster.take_back(w, s);
            }
        }
    }
}

fn lawful(instance: &Instance) -> Vec<Roster> {
    let mut all = BTreeSet::new();
    every_roster(instance, &mut Roster::empty(instance.windows.len()), 0, &mut |roster| {
        if brute::broken(instance, roster).is_empty() {
            all.insert(roster.shifts.to_vec());
        }
    });
    all.into_iter().map(Roster::new).collect()
}

/// The goals that may not get worse, with their values.
fn kept(instance: &Instance, roster: &Roster) -> Vec<(Rung, f64)> {
    let goals = [Goal::Coverage, Goal::Shares, Goal::Burdens];
    let is_kept = |rung: &Rung| goals.iter().any(|goal| goal.rungs().contains(rung));
    instance.rungs().into_iter().zip(brute::values(instance, roster)).filter(|(rung, _)| is_kept(rung)).collect()
}

fn worse(before: &[(Rung, f64)], after: &[(Rung, f64)]) -> bool {
    before.iter().zip(after).any(|((_, before), (_, after))| *after > before + TOLERANCE)
}

/// Whether one seat is what both are about, so that only one of them can be granted.
fn exclude(one: Request, other: Request) -> bool {
    let gives = |request: Request| -> Vec<(usize, usize)> {
        match request.wants {
            Wants::Take => vec![],
            Wants::Swap(with, theirs) => vec![(request.staff, request.window), (with, theirs)],
            _ => vec![(request.staff, request.window)],
        }
    };
    let hands = |request: Request| -> Vec<(usize, usize)> {
        match request.wants {
            Wants::Give(with) => vec![(with, request.window)],
            Wants::Swap(with, theirs) => vec![(with, request.window), (request.staff, theirs)],
            _ => vec![],
        }
    };
    let mirrored = match (one.wants, other.wants) {
        (Wants::Swap(with, theirs), Wants::Swap(back, mine)) => {
            (one.staff, one.window, with, theirs) == (back, mine, other.staff, other.window)
        }
        _ => false,
    };
    let meet = |one: Vec<(usize, usize)>, other: Vec<(usize, usize)>| one.iter().any(|shift| other.contains(shift));
    !mirrored && (meet(gives(one), gives(other)) || meet(hands(one), hands(other)))
}

/// How many seats people get who asked for nothing, where the roster grants just these requests; `None` where it does not.
fn bystanders(
    instance: &Instance,
    before: &Roster,
    after: &Roster,
    all: &[Request],
    granted: &[Request],
) -> Option<u32> {
    if granted.iter().enumerate().any(|(at, one)| granted[..at].iter().any(|other| exclude(*one, *other))) {
        return None;
    }
    let leaves = |request: &Request, s: usize, w: usize| match request.wants {
        Wants::Take => false,
        Wants::Swap(with, theirs) => [(request.staff, request.window), (with, theirs)].contains(&(s, w)),
        _ => (request.staff, request.window) == (s, w),
    };
    let takes = |request: &Request, s: usize, w: usize| match request.wants {
        Wants::Take => (request.staff, request.window) == (s, w),
        Wants::Give(with) => (with, request.window) == (s, w),
        Wants::Swap(with, theirs) => [(with, request.window), (request.staff, theirs)].contains(&(s, w)),
        Wants::Off | Wants::Trade => false,
    };
    let is_giver = |s: usize| all.iter().any(|request| request.staff == s && request.wants != Wants::Take);
    let trades =
        |s: usize| granted.iter().filter(|request| request.staff == s && request.wants == Wants::Trade).count();
    let mut others = 0;
    for s in 0..instance.staff.len() {
        let mut replaced = 0;
        for w in 0..instance.windows.len() {
            let change = i64::from(after.seats_of(s, w)) - i64::from(before.seats_of(s, w));
            // Nobody gets a seat where they have one.
            if before.seats_of(s, w) > 0 && granted.iter().any(|request| takes(request, s, w)) {
                return None;
            }
            if all.iter().any(|request| leaves(request, s, w)) {
                let expected = -i64::from(granted.iter().any(|request| leaves(request, s, w)));
                if change != expected {
                    return None;
                }
            } else if all.iter().any(|request| takes(request, s, w)) {
                if change != i64::from(granted.iter().any(|request| takes(request, s, w))) {
                    return None;
                }
            } else if change < 0 {
                return None;
            } else if is_giver(s) {
                replaced += change as usize;
            } else {
                others += change as u32;
            }
        }
        if replaced != trades(s) {
            return None;
        }
    }
    // Of empty seats they get none.
    for w in 0..instance.windows.len() {
        let asked = |s: usize| all.iter().any(|request| takes(request, s, w));
        let more = |s: usize| after.seats_of(s, w).saturating_sub(before.seats_of(s, w));
        let gained: u32 = (0..instance.staff.len()).filter(|&s| !asked(s) && !is_giver(s)).map(more).sum();
        let given: u32 =
            (0..instance.staff.len()).map(|s| before.seats_of(s, w).saturating_sub(after.seats_of(s, w))).sum();
        if gained > given {
            return None;
        }
    }
    Some(others)
}

fn random_requests(random: &mut Rng, instance: &Instance, roster: &Roster, first: usize) -> Vec<Request> {
    let people: Vec<usize> = (0..instance.staff.len()).filter(|&s| !instance.staff[s].is_pool()).collect();
    let seats = |s: usize| (first..instance.windows.len()).filter(move |&w| roster.seats_of(s, w) > 0);
    let mut requests = BTreeSet::new();
    let most = random.usize(1..=REQUESTS);
    let tries = if people.is_empty() { 0 } else { 20 };
    for _ in 0..tries {
        let staff = people[random.usize(..people.len())];
        let mine: Vec<usize> = seats(staff).collect();
        let with = people[random.usize(..people.len())];
        let theirs: Vec<usize> = seats(with).collect();
        let held = (!mine.is_empty()).then(|| mine[random.usize(..mine.len())]);
        let request = match (random.u8(..5), held) {
            (0, Some(window)) => Request { staff, window, wants: Wants::Off },
            (1, Some(window)) if with != staff => Request { staff, window, wants: Wants::Give(with) },
            (2, Some(window)) if with != staff && !theirs.is_empty() => {
                let other = theirs[random.usize(..theirs.len())];
                // Of such a swap nothing would come, and it is refused before.
                if other == window {
                    continue;
                }
                Request { staff, window, wants: Wants::Swap(with, other) }
            }
            (3, Some(window)) => Request { staff, window, wants: Wants::Trade },
            (4, _) => {
                let window = random.usize(first..instance.windows.len());
                if roster.seats_of(staff, window) > 0 {
                    continue;
                }
                Request { staff, window, wants: Wants::Take }
            }
            _ => continue,
        };
        requests.insert(request);
        if requests.len() == most {
            break;
        }
    }
    let mut requests: Vec<Request> = requests.into_iter().collect();
    random.shuffle(&mut requests);
    requests
}

#[test]
fn as_many_are_granted_as_can_be_and_the_reasons_are_true() {
    let stop = AtomicBool::new(false);
    let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
    let (mut tried, mut granted_all, mut moved) = (0, 0, 0);
    let mut reasons: BTreeSet<&str> = BTreeSet::new();
    // Every third, which sees every reason.
    for seed in (2..360).step_by(3) {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed);
        if brute::rosters_at_most(&instance) > ROSTERS {
            continue;
        }
        let mut random = Rng::with_seed(seed);
        let lawful = lawful(&instance);
        let most = lawful.iter().map(|roster| roster.shifts.iter().map(Vec::len).sum::<usize>()).max().unwrap_or(0);
        // Rosters that are nearly full, but by no means the best.
        let near: Vec<&Roster> =
            lawful.iter().filter(|roster| roster.shifts.iter().map(Vec::len).sum::<usize>() + 1 >= most).collect();
        let roster = near[random.usize(..near.len())];
        let first = random.usize(..instance.windows.len().min(2));
        let from = instance.windows[first].date;
        let first = (0..instance.windows.len()).find(|&w| instance.windows[w].date >= from).expect("a window");
        let requests = random_requests(&mut random, &instance, roster, first);
        if requests.is_empty() {
            continue;
        }
        let mended = instance.clone().mended(Published { roster: roster.clone(), from });
        let present = verify::judge(&mended, roster);
        let found = granting::grant(&mended, roster, &present, &requests, &limits).expect("no defect");

        // By brute force: what every roster grants, without goals and with them.
        let before = kept(&instance, roster);
        let mut lawfully: Vec<(Vec<usize>, u32, bool)> = Vec::new();
        let may_leave = |s: usize, w: usize| requests.iter().any(|request| request.leaves().contains(&(s, w)));
        let keeps = |other: &Roster| {
            let mut seats = roster.shifts.iter().enumerate().flat_map(|(w, staff)| staff.iter().map(move |&s| (s, w)));
            seats.all(|(s, w)| other.seats_of(s, w) >= roster.seats_of(s, w) || may_leave(s, w))
        };
        // Most rosters take a shift from somebody who has not asked; they grant nothing.
        let past = |other: &Roster| (0..first).all(|w| other.shifts[w] == roster.shifts[w]);
        for other in lawful.iter().filter(|other| past(other) && keeps(other)) {
            let mut is_fair = None;
            for set in 0..1_usize << requests.len() {
                let places: Vec<usize> = (0..requests.len()).filter(|place| set >> place & 1 == 1).collect();
                let granted: Vec<Request> = places.iter().map(|&place| requests[place]).collect();
                if let Some(others) = bystanders(&instance, roster, other, &requests, &granted) {
                    let is_fair = *is_fair.get_or_insert_with(|| !worse(&before, &kept(&instance, other)));
                    lawfully.push((places, others, is_fair));
                }
            }
        }
        let fair = || lawfully.iter().filter(|(_, _, is_fair)| *is_fair);
        let most = fair().map(|(places, ..)| places.len()).max().expect("the roster as it is grants nothing");
        let granted = found.granted();
        let told = || format!("seed {seed}: {requests:?} on {roster:?}: {found:?}");
        assert!(found.proven, "{}", told());
        assert_eq!(granted.len(), most, "{}", told());
        let fewest = fair().filter(|(places, ..)| places.len() == most).map(|(_, others, _)| *others).min();
        assert_eq!(Some(found.bystanders.len() as u32), fewest, "{}", told());
        let is_first = fair().filter(|(places, others, _)| places.len() == most && Some(*others) == fewest);
        let first_of = is_first.map(|(places, ..)| places.clone()).min().expect("it was counted");
        assert_eq!(granted, first_of, "earlier requests come first: {}", told());
        let after = found.roster.roster();
        let set: Vec<Request> = granted.iter().map(|&place| requests[place]).collect();
        assert!(bystanders(&instance, roster, after, &requests, &set).is_some(), "{}", told());
        assert!(!worse(&before, &kept(&instance, after)) && brute::broken(&instance, after).is_empty(), "{}", told());
        handed_over(roster, &found);

        for (place, why) in found.why.iter().enumerate() {
            let Some(why) = why else { continue };
            let with = || lawfully.iter().filter(|(places, ..)| places.contains(&place));
            let can = with().any(|(_, _, is_fair)| *is_fair);
            let name = match why {
                Why::Instead(others) => {
                    let kept = |places: &[usize]| granted.iter().filter(|other| places.contains(other)).count();
                    let best = with().filter(|(_, _, is_fair)| *is_fair).map(|(places, ..)| kept(places)).max();
                    assert_eq!(best, Some(granted.len() - others.len()), "place {place}: {}", told());
                    assert!(others.iter().all(|other| granted.contains(other)) && !others.is_empty(), "{}", told());
                    "instead"
                }
                Why::Worse { by, .. } => {
                    assert!(!can && *by > 0.0, "place {place}: {}", told());
                    assert!(with().next().is_some(), "a goal is what stands against it: {}", told());
                    "worse"
                }
                Why::Locked((s, w)) => {
                    assert!(instance.fixed.contains_key(&(*s, *w)) && with().next().is_none(), "{}", told());
                    "locked"
                }
                Why::Rules { rules, .. } => {
                    assert!(!can && !rules.is_empty(), "place {place}: {}", told());
                    "rules"
                }
                Why::Full => {
                    assert!(!can && with().next().is_none(), "place {place}: {}", told());
                    "full"
                }
                Why::NoOther => {
                    assert!(with().next().is_none(), "place {place}: {}", told());
                    "no other"
                }
                Why::Unknown => panic!("nothing limits it: {}", told()),
            };
            reasons.insert(name);
        }
        tried += 1;
        granted_all += usize::from(granted.len() == requests.len());
        moved += usize::from(!found.bystanders.is_empty());
    }
    assert!(tried > 50 && granted_all >= 1 && moved >= 5, "{tried} folders, {granted_all}, {moved}");
    assert_eq!(reasons, BTreeSet::from(["instead", "worse", "locked", "rules", "full", "no other"]));
}

/// The seats that change hands lead from one roster to the other.
fn handed_over(before: &Roster, found: &Granting) {
    let mut after = before.clone();
    for (change, place) in &found.handed {
        assert!(found.granted().contains(place), "{found:?}");
        change.was.into_iter().for_each(|s| assert!(after.take_back(change.window, s), "{found:?}"));
    }
    for (change, _) in &found.handed {
        change.is.into_iter().for_each(|s| after.give(change.window, s));
    }
    assert_eq!(&after, found.roster.roster(), "{found:?}");
}
