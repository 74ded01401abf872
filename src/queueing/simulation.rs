//! A telephone line, tried by chance: calls that come, wait, are answered or are given up, one after the other.
//!
//! In: stretches of time, each with its calls and its staff, and a seed. Out: what callers have found in each, and how far chance may
//! have led astray. It begins with an empty line, as a day does, and takes who waits along from one stretch to the next. The same seed
//! gives the same. It shares nothing with the formulas, of which it is the check.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use fastrand::Rng;

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// How long it is, in seconds.
    pub seconds: f64,
    /// How many calls come in it on average.
    pub calls: f64,
    /// How long a call takes on average, in seconds.
    pub handling_seconds: f64,
    /// How many are on the phones; the part of one that there is more than a whole number is there in that part of the tries.
    pub staff: f64,
}

/// A mean, and its standard error over the tries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The mean.
    pub mean: f64,
    /// The standard error.
    pub error: f64,
}

/// What callers have found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// The part of calls that was answered.
    pub answered: Measured,
    /// The mean wait of those, in seconds.
    pub mean_wait: Measured,
    /// The part of time in which those on the phones talked.
    pub occupancy: Measured,
}

/// What happened in one try of a stretch.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    calls: f64,
    answered: f64,
    waited: f64,
    talked: f64,
    manned: f64,
}

/// A call in the line.
struct Caller {
    since: f64,
    until: f64,
    stretch: usize,
}

/// A moment that can be put in order.
#[derive(PartialEq)]
struct Moment(f64);

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Tries the stretches, one after the other, so many times. Of a stretch without a single call nothing is known.
pub fn simulate(stretches: &[Stretch], patience: Option<f64>, tries: u32, seed: u64) -> Vec<Option<Observed>> {
    let mut random = Rng::with_seed(seed);
    let tallies: Vec<Vec<Tally>> = (0..tries).map(|_| once(stretches, patience, &mut random)).collect();
    (0..stretches.len()).map(|stretch| observed(tallies.iter().map(|one| one[stretch]))).collect()
}

/// Tries several lines, each of them so many times: the stretches of a line belong to groups, which are counted together over all lines.
pub fn simulate_lines(
    lines: &[(Vec<Stretch>, Vec<usize>)],
    groups: usize,
    patience: Option<f64>,
    tries: u32,
    seed: u64,
) -> Vec<Option<Observed>> {
    let mut random = Rng::with_seed(seed);
    let mut tallies = vec![Vec::new(); groups];
    for (stretches, of) in lines {
        for _ in 0..tries {
            let mut together = vec![Tally::default(); groups];
            for (tally, &group) in once(stretches, patience, &mut random).into_iter().zip(of) {
                let sum = &mut together[group];
                sum.calls += tally.calls;
                sum.answered += tally.answered;
                sum.waited += tally.waited;
                sum.talked += tally.talked;
                sum.manned += tally.manned;
            }
            for (group, one) in together.into_iter().enumerate().filter(|(_, one)| one.calls > 0.0) {
                tallies[group].push(one);
            }
        }
    }
    tallies.into_iter().map(|all: Vec<Tally>| observed(all.into_iter())).collect()
}

/// One try.
fn once(stretches: &[Stretch], patience: Option<f64>, random: &mut Rng) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); stretches.len()];
    let mut line: VecDeque<Caller> = VecDeque::new();
    let mut talks: BinaryHeap<Reverse<Moment>> = BinaryHeap::new();
    let mut begin = 0.0;
    let mut staff = 0;
    for (number, stretch) in stretches.iter().enumerate() {
        let end = begin + stretch.seconds;
        let whole = stretch.staff.max(0.0).floor();
        staff = whole as usize + usize::from(random.f64() < stretch.staff - whole);
        let between = stretch.seconds / stretch.calls;
        let mut now = begin;
        let mut next_call = now + exponential(between, random);
        serve(&mut line, &mut talks, staff, now, stretches, &mut tallies, random);
        while now < end {
            let next_end = talks.peek().map_or(f64::INFINITY, |Reverse(Moment(moment))| *moment);
            let moment = next_call.min(next_end).min(end);
            tallies[number].talked += talks.len() as f64 * (moment - now);
            tallies[number].manned += staff.max(talks.len()) as f64 * (moment - now);
            now = moment;
            if now >= end {
                break;
            }
            if next_end <= next_call {
                talks.pop();
            } else {
                let until = patience.map_or(f64::INFINITY, |patience| now + exponential(patience, random));
                line.push_back(Caller { since: now, until, stretch: number });
                tallies[number].calls += 1.0;
                next_call = now + exponential(between, random);
            }
            serve(&mut line, &mut talks, staff, now, stretches, &mut tallies, random);
        }
        begin = end;
    }
    // Who waits when the line closes is still answered by those who are there.
    while staff > 0 && !line.is_empty() {
        let Some(Reverse(Moment(now))) = talks.pop() else { break };
        serve(&mut line, &mut talks, staff, now, stretches, &mut tallies, random);
    }
    tallies
}

/// Whoever is free takes the next caller who has not hung up.
fn serve(
    line: &mut VecDeque<Caller>,
    talks: &mut BinaryHeap<Reverse<Moment>>,
    staff: usize,
    now: f64,
    stretches: &[Stretch],
    tallies: &mut [Tally],
    random: &mut Rng,
) {
    while talks.len() < staff {
        let Some(caller) = line.pop_front() else { return };
        if caller.until < now {
            continue;
        }
        let tally = &mut tallies[caller.stretch];
        tally.answered += 1.0;
        tally.waited += now - caller.since;
        let talk = exponential(stretches[caller.stretch].handling_seconds, random);
        talks.push(Reverse(Moment(now + talk)));
    }
}

/// A time of that mean by chance; none ever where the mean is endless.
fn exponential(mean: f64, random: &mut Rng) -> f64 {
    -(1.0 - random.f64()).ln() * mean
}

/// Sums over all tries, and how far their quotients vary from try to try.
fn observed(tallies: impl Iterator<Item = Tally>) -> Option<Observed> {
    let tallies: Vec<Tally> = tallies.collect();
    let of =
        |part: fn(&Tally) -> f64, whole: fn(&Tally) -> f64| ratio(tallies.iter().map(|one| (part(one), whole(one))));
    if tallies.iter().all(|one| one.calls == 0.0) {
        return None;
    }
    Some(Observed {
        answered: of(|one| one.answered, |one| one.calls),
        mean_wait: of(|one| one.waited, |one| one.answered),
        occupancy: of(|one| one.talked, |one| one.manned),
    })
}

/// The quotient of two sums, with the standard error of a ratio (W. G. Cochran, "Sampling techniques", 1977, section 2.11).
fn ratio(pairs: impl Iterator<Item = (f64, f64)>) -> Measured {
    let pairs: Vec<(f64, f64)> = pairs.collect();
    let tries = pairs.len() as f64;
    let (part, whole) = pairs.iter().fold((0.0, 0.0), |(part, whole), pair| (part + pair.0, whole + pair.1));
    if whole == 0.0 {
        return Measured { mean: 0.0, error: 0.0 };
    }
    let mean = part / whole;
    let squares: f64 = pairs.iter().map(|(part, whole)| (part - mean * whole).powi(2)).sum();
    let error = (squares / (tries - 1.0).max(1.0) * tries).sqrt() / whole;
    Measured { mean, error }
}
