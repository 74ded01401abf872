//! Independent pieces of work on several threads.
//!
//! In: items and what to do with one. Out: the answers in the order of the items: the same on one thread as on many.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Applies `work` to every item, on at most `threads` threads.
pub(super) fn map<T: Sync, R: Send>(items: &[T], threads: NonZeroUsize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = threads.get().min(items.len());
    if workers <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done = Vec::new();
        while let Some((place, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, items.get(i)?)))
        {
            done.push((place, work(item)));
        }
        done
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let others = |_| thread::Builder::new().spawn_scoped(scope, share);
        // Where the system gives no further thread, those that are there do it all.
        let handles: Vec<_> = (1..workers).map_while(|worker| others(worker).ok()).collect();
        let own = share();
        // A panic is a defect; it goes on in the thread that asked.
        let others = handles
            .into_iter()
            .flat_map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        own.into_iter().chain(others).collect()
    });
    done.sort_unstable_by_key(|&(place, _)| place);
    done.into_iter().map(|(_, answer)| answer).collect()
}
