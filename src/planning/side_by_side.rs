//! Several instances planned at the same time, each as it would be by itself.
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
    let threads = options.threads().get();
    let searches = threads.min(instances.len()).max(1);
    let own = Options { threads: NonZeroUsize::new(threads / searches), ..options.clone() };
    let next = AtomicUsize::new(0);
    let found: Mutex<Vec<Option<Planned>>> = Mutex::new(vec![None; instances.len()]);
    let (sender, heard) = mpsc::channel();
    let work = &|sender: mpsc::Sender<(usize, bool)>| {
        while let place = next.fetch_add(1, Ordering::Relaxed)
            && let Some(instance) = instances.get(place)
        {
            // Whoever does not listen any more has seen a panic, which goes on from there.
            sender.send((place, false)).ok();
            let planned = one(instance, &own);
            found.lock().unwrap_or_else(PoisonError::into_inner)[place] = Some(planned);
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
    found.into_iter().map(|planned| planned.expect("each of them was taken once")).collect()
}

/// One of them, as `plan` makes it: its shifts are moved apart where that costs nothing.
fn one(instance: &Arc<Instance>, options: &Options) -> Planned {
    let found = plan(instance, options, &mut |_: Progress| {})?;
    Ok(found.map(|found| evened(instance, found, options, &mut |_| {})))
}
