//! Several instances planned at the same time, each as it would be by itself, and other work that is done in the same way.
//!
//! In: instances and what each search may take. Out: what each came to, in their order. The threads are divided among the searches; as a
//! roster is the same with any number of them, so is each of these.

use std::num::NonZeroUsize;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::{Defect, Options, Plan, Progress, evened, plan};
use crate::domain::Instance;

/// What a search came to: a plan, or none where a limit came before any roster.
pub type Planned = Result<Option<Plan>, Defect>;

/// Plans each of the instances; `told` hears which is begun, and then which is done. The limits are those of each search by itself.
pub fn plans(instances: &[Arc<Instance>], options: &Options, told: &mut dyn FnMut(usize, bool)) -> Vec<Planned> {
    each(instances.len(), options, &|place, own| one(&instances[place], own), told)
}

/// Does `count` pieces of work, each with its part of the threads; `told` hears which is begun, and then which is done.
pub fn each<T: Send>(
    count: usize,
    options: &Options,
    one: &(dyn Fn(usize, &Options) -> T + Sync),
    told: &mut dyn FnMut(usize, bool),
) -> Vec<T> {
    let threads = options.threads().get();
    let searches = threads.min(count).max(1);
    let own = Options { threads: NonZeroUsize::new(threads / searches), ..options.clone() };
    let next = AtomicUsize::new(0);
    let found: Mutex<Vec<Option<T>>> = Mutex::new((0..count).map(|_| None).collect());
    let (sender, heard) = mpsc::channel();
    let work = &|sender: mpsc::Sender<(usize, bool)>| {
        while let place = next.fetch_add(1, Ordering::Relaxed)
            && place < count
        {
            // Whoever does not listen any more has seen a panic, which goes on from there.
            sender.send((place, false)).ok();
            let done = one(place, &own);
            found.lock().unwrap_or_else(PoisonError::into_inner)[place] = Some(done);
            sender.send((place, true)).ok();
        }
    };
    thread::scope(|scope| {
        let mut at_work = Vec::new();
        for _ in 0..searches {
            let sender = sender.clone();
            // Where the system has fewer threads to give, those that there are do it all.
            at_work.extend(thread::Builder::new().spawn_scoped(scope, move || work(sender)).ok());
        }
        if at_work.is_empty() {
            work(sender);
        } else {
            drop(sender);
        }
        for (place, is_done) in heard {
            told(place, is_done);
        }
        for worker in at_work {
            worker.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked));
        }
    });
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.into_iter().map(|done| done.expect("each of them was taken once")).collect()
}

/// One of them, as `plan` makes it: its shifts are moved apart where that costs nothing.
fn one(instance: &Arc<Instance>, options: &Options) -> Planned {
    let found = plan(instance, options, &mut |_: Progress| {})?;
    Ok(found.map(|found| evened(instance, found, options, &mut |_| {})))
}
