//! Erlang's formulas: B, C, and A for callers who hang up.
//!
//! In: a [`Load`] and how many are on the phones. Out: an [`Answer`] in the long run, with calls coming by chance (Poisson), calls and
//! patience of exponential length, and everybody served in the order in which they called.
//!
//! Sources: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges"
//! (1917), for B and C; C. Palm, "Methods of judging the annoyance caused by congestion" (1953), and O. Garnett, A. Mandelbaum and
//! M. Reiman, "Designing a call center with impatient customers" (MSOM 4, 2002), for A. Everything is worked out by recursions that start
//! from a full house and divide no large number by another, so that thousands on the phones are no more trouble than three.

use std::ops::RangeInclusive;

/// What comes in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Load {
    /// Calls an hour.
    pub calls_per_hour: f64,
    /// How long a call takes on average, in seconds, with what is written afterwards.
    pub handling_seconds: f64,
    /// How long callers wait on average before they hang up, in seconds; nobody ever does where it is `None`.
    pub patience_seconds: Option<f64>,
}

/// What callers find.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The part of calls that is answered.
    pub answered: f64,
    /// The mean wait of the calls that are answered, in seconds, those that never wait among them; `None` where it grows without end, or
    /// nobody answers.
    pub mean_wait: Option<f64>,
    /// The part of calls that waits at all.
    pub delayed: f64,
    /// The part of time that those on the phones talk.
    pub occupancy: f64,
}

/// What has to hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Targets {
    /// The least part that is answered.
    pub answered: f64,
    /// The longest mean wait, in seconds.
    pub mean_wait: f64,
}

/// Nobody has more on the phones.
pub const MOST: u32 = 20_000;

/// What is left of a sum is of no account where it is smaller than this part of it.
const NEGLIGIBLE: f64 = 1e-15;
/// Sums are made smaller where they come near what a number can hold.
const LARGE: f64 = 1e200;

const SECONDS_AN_HOUR: f64 = 3600.0;

impl Load {
    /// Calls at the same time on average, if each were answered at once: the load in erlangs.
    pub fn erlangs(&self) -> f64 {
        self.calls_per_hour * self.handling_seconds / SECONDS_AN_HOUR
    }
}

impl Targets {
    /// Whether they are held.
    pub fn hold(&self, answer: &Answer) -> bool {
        answer.answered >= self.answered && answer.mean_wait.is_some_and(|wait| wait <= self.mean_wait)
    }
}

impl Answer {
    /// Of no calls at all: each of them would be answered at once.
    const IDLE: Answer = Answer { answered: 1.0, mean_wait: Some(0.0), delayed: 0.0, occupancy: 0.0 };
    /// Of calls that nobody is there for.
    const NOBODY: Answer = Answer { answered: 0.0, mean_wait: None, delayed: 1.0, occupancy: 0.0 };
}

/// Erlang B: the part of calls that finds all of `servers` busy and is lost, as nobody waits.
pub fn blocked(servers: u32, erlangs: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, n| erlangs * blocked / (f64::from(n) + erlangs * blocked))
}

/// Erlang C: the part of calls that waits, where nobody hangs up; 1 where more calls come than can be answered.
pub fn delayed(servers: u32, erlangs: f64) -> f64 {
    let servers_f = f64::from(servers);
    if erlangs >= servers_f {
        return 1.0;
    }
    let blocked = blocked(servers, erlangs);
    servers_f * blocked / (servers_f - erlangs * (1.0 - blocked))
}

/// What callers find with `staff` on the phones: by Erlang A where patience is known, by Erlang C where it is not.
pub fn answer(load: &Load, staff: u32) -> Answer {
    if load.calls_per_hour <= 0.0 {
        return Answer::IDLE;
    }
    if staff == 0 {
        return Answer::NOBODY;
    }
    match load.patience_seconds {
        None => patient(load, staff),
        Some(patience) => impatient(load, patience, staff),
    }
}

/// Erlang C. Of more calls than can be answered, as many are answered as there is time for, and the wait grows without end.
fn patient(load: &Load, staff: u32) -> Answer {
    let (erlangs, servers) = (load.erlangs(), f64::from(staff));
    if erlangs >= servers {
        return Answer { answered: servers / erlangs, mean_wait: None, delayed: 1.0, occupancy: 1.0 };
    }
    let delayed = delayed(staff, erlangs);
    let wait = delayed * load.handling_seconds / (servers - erlangs);
    Answer { answered: 1.0, mean_wait: Some(wait), delayed, occupancy: erlangs / servers }
}

/// Erlang A. With k callers waiting, calls end or are given up at rate `n μ + k θ`, so the chance of k waiting is to that of k − 1 as
/// `λ / (n μ + k θ)`. A caller who comes i-th in the line is answered with chance `n μ / (n μ + i θ)`, and waits the sum of
/// `1 / (n μ + j θ)` over j from 1 to i on average, whether answered or not.
fn impatient(load: &Load, patience: f64, staff: u32) -> Answer {
    let arrivals = load.calls_per_hour / SECONDS_AN_HOUR;
    let (leaving, serving) = (1.0 / patience, f64::from(staff) / load.handling_seconds);
    // All chances are taken relative to that of everybody being busy and nobody waiting.
    let not_waiting = 1.0 / blocked(staff, load.erlangs());
    if !not_waiting.is_finite() {
        return Answer { occupancy: load.erlangs() / f64::from(staff), ..Answer::IDLE };
    }
    let (mut total, mut busy, mut answered, mut waited) = (not_waiting, 0.0, 0.0, 0.0);
    let (mut chance, mut rate, mut wait) = (1.0, serving, 0.0);
    let mut waiting = 0_u32;
    loop {
        // Who finds so many waiting stands behind them.
        let behind = serving + f64::from(waiting + 1) * leaving;
        wait += 1.0 / behind;
        let served = chance * serving / behind;
        busy += chance;
        answered += served;
        waited += served * wait;
        if rate > arrivals && chance <= NEGLIGIBLE * busy {
            break;
        }
        waiting += 1;
        rate = behind;
        chance *= arrivals / rate;
        total += chance;
        if total > LARGE {
            for sum in [&mut total, &mut busy, &mut answered, &mut waited, &mut chance] {
                *sum /= LARGE;
            }
        }
    }
    let at_once = total - busy;
    let part = ((at_once + answered) / total).min(1.0);
    Answer {
        answered: part,
        mean_wait: Some(waited / (at_once + answered)),
        delayed: busy / total,
        occupancy: (load.erlangs() * part / f64::from(staff)).min(1.0),
    }
}

/// What callers find where the number on the phones is no whole one: of nine and a half there are nine half of the time, and ten the other half.
pub fn answer_between(load: &Load, staff: f64) -> Answer {
    let whole = staff.max(0.0).floor();
    let (low, part) = (whole as u32, staff.max(0.0) - whole);
    let below = answer(load, low);
    if part <= 0.0 {
        return below;
    }
    mixed(&[(1.0 - part, below), (part, answer(load, low + 1))], |(weight, _)| *weight)
}

/// What callers find over several stretches, each of which has so many of the calls. Occupancy is weighed alike: `weight` says by what.
pub fn mixed(stretches: &[(f64, Answer)], weight: impl Fn(&(f64, Answer)) -> f64) -> Answer {
    let calls: f64 = stretches.iter().map(&weight).sum();
    if calls <= 0.0 {
        return Answer::IDLE;
    }
    let mean = |of: fn(&Answer) -> f64| stretches.iter().map(|one| weight(one) * of(&one.1)).sum::<f64>() / calls;
    let answered = mean(|answer| answer.answered);
    // Where nobody is answered there is no wait to count; where the wait of some has no end, that of all has none.
    let endless = stretches.iter().any(|(_, answer)| answer.mean_wait.is_none() && answer.answered > 0.0);
    let waited = mean(|answer| answer.answered * answer.mean_wait.unwrap_or(0.0));
    Answer {
        answered,
        mean_wait: (!endless && answered > 0.0).then(|| waited / answered),
        delayed: mean(|answer| answer.delayed),
        occupancy: mean(|answer| answer.occupancy),
    }
}

/// The least number on the phones that holds the targets: `None` where not even [`MOST`] do.
pub fn least(load: &Load, targets: &Targets) -> Option<u32> {
    if load.calls_per_hour <= 0.0 {
        return Some(0);
    }
    let holds = |staff: u32| targets.hold(&answer(load, staff));
    // With more on the phones more is answered, and sooner, so that half of the range can be left out at a time.
    let mut range: RangeInclusive<u32> = 0..=1;
    while !holds(*range.end()) {
        if *range.end() >= MOST {
            return None;
        }
        range = *range.end()..=(*range.end() * 2).min(MOST);
    }
    while range.end() - range.start() > 1 {
        let middle = u32::midpoint(*range.start(), *range.end());
        range = if holds(middle) { *range.start()..=middle } else { middle..=*range.end() };
    }
    Some(*range.end())
}
