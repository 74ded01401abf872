//! Who takes over from whom where requests are granted.
//!
//! In: the roster before and after, and the requests. Out: the seats that change hands. Where a window has several, those that a request
//! names stand together.

use crate::difference::Change;
use crate::domain::request::{Request, Shift, Wants};
use crate::domain::roster::Roster;

/// The seats that change hands, by window, each with the place of a request that it is for.
pub fn over(before: &Roster, after: &Roster, requests: &[Request], granted: &[usize]) -> Vec<(Change, usize)> {
    (0..before.shifts.len()).flat_map(|window| in_window(before, after, requests, granted, window)).collect()
}

fn in_window(
    before: &Roster,
    after: &Roster,
    requests: &[Request],
    granted: &[usize],
    window: usize,
) -> Vec<(Change, usize)> {
    let mut gave = more(before, after, window);
    let mut got = more(after, before, window);
    let mut handed = Vec::new();
    let mut hand = |was: Option<usize>, is: Option<usize>, place: usize| {
        handed.push((Change { window, was, is }, place));
    };
    for &place in granted {
        for (was, is) in handovers(requests[place], window) {
            let both = gave.iter().position(|&s| s == was).zip(got.iter().position(|&s| s == is));
            // The other end of the same exchange may have been here before.
            if let Some((from, to)) = both {
                hand(Some(gave.remove(from)), Some(got.remove(to)), place);
            }
        }
    }
    // Somebody who asked for a shift comes before others who take one over.
    let takes = |s: usize| granted.iter().copied().find(|&place| requests[place].takes().contains(&(s, window)));
    got.sort_by_key(|&s| (takes(s).is_none(), s));
    let mut got = got.into_iter();
    for was in gave {
        let place = granted.iter().copied().find(|&place| requests[place].leaves().contains(&(was, window)));
        hand(Some(was), got.next(), place.unwrap_or(0));
    }
    for is in got {
        let trades = |&place: &usize| requests[place].staff == is && requests[place].wants == Wants::Trade;
        let place = takes(is).or_else(|| granted.iter().copied().find(trades));
        hand(None, Some(is), place.unwrap_or(0));
    }
    handed
}

/// Who has more seats of a window in the first roster than in the second, as often as there are.
fn more(first: &Roster, second: &Roster, window: usize) -> Vec<usize> {
    let staff = &first.shifts[window];
    let same = staff.chunk_by(|one, other| one == other);
    same.flat_map(|same| {
        let left = same.len().saturating_sub(second.seats_of(same[0], window) as usize);
        std::iter::repeat_n(same[0], left)
    })
    .collect()
}

/// Who gives whom a seat of a window, as a request names them.
fn handovers(request: Request, window: usize) -> Vec<(usize, usize)> {
    let seats: Vec<(Shift, usize)> = match request.wants {
        Wants::Give(with) => vec![((request.staff, request.window), with)],
        Wants::Swap(with, other) => vec![((request.staff, request.window), with), ((with, other), request.staff)],
        Wants::Off | Wants::Trade | Wants::Take => Vec::new(),
    };
    seats.into_iter().filter(|((_, at), _)| *at == window).map(|((was, _), is)| (was, is)).collect()
}
