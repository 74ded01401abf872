//! Ctrl-C, and what the system sends when it shuts down (SIGTERM) or a terminal is closed (SIGHUP): a search is asked to stop and to
//! hand over what it has; where nothing is searched for, the program ends.
//!
//! In: signals, and the way out that `main` gave. Out: a flag that the search looks at. A second Ctrl-C ends the program at once, but
//! never while files take their places; the other signals come twice by themselves, so no second of them does. Nothing here exits by
//! itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::report::write::{self, disk};

/// What the search looks at, from when it begins.
static STOP: Mutex<Option<Arc<AtomicBool>>> = Mutex::new(None);

/// A flag that a signal sets from now on.
pub fn flag() -> Arc<AtomicBool> {
    let mut stop = STOP.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(stop.get_or_insert_default())
}

/// A signal came; `again` is whether a second one of its kind is meant.
fn came(again: bool, quit: fn() -> !) {
    let stop = STOP.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let was_asked = stop.is_none_or(|stop| stop.swap(true, Ordering::SeqCst) && again);
    if was_asked {
        let _settled = write::settled();
        disk::abandoned();
        quit();
    }
}

/// Listens from now on; `quit` is the way out. Called before there is another thread, so that no other one is asked.
#[cfg(unix)]
pub fn watch(quit: fn() -> !) {
    use nix::sys::signal::{SigSet, Signal};

    watch_for_the_end();
    let mut awaited = SigSet::empty();
    awaited.add(Signal::SIGINT);
    awaited.add(Signal::SIGTERM);
    // Whoever has begun the program with nohup wants it to go on when the terminal is closed.
    if !is_ignored(Signal::SIGHUP as u32) {
        awaited.add(Signal::SIGHUP);
    }
    let mut held = awaited;
    // A file that may grow no longer is an error that is told, and no end.
    held.add(Signal::SIGXFSZ);
    // Without a listener the signals do what they always do; the work need not fail for that.
    if held.thread_block().is_err() {
        return;
    }
    let listen = move || {
        while let Ok(signal) = awaited.wait() {
            came(signal == Signal::SIGINT, quit);
        }
    };
    if std::thread::Builder::new().name("signals".to_owned()).spawn(listen).is_err() {
        awaited.thread_unblock().ok();
    }
}

/// What is said where the program breaks off, as it does when there is no memory left.
#[cfg(unix)]
const BROKEN_OFF: &str = "\nerror: the program broke off: there is no memory left, or the solver is at fault\n";

/// What to do then.
#[cfg(unix)]
const CURE: &str =
    "  = help: --memory MIB makes a search stop in time and keep its best roster; --threads 1 takes less\n";

/// All that is said then, as it stands now.
#[cfg(unix)]
static LAST_WORDS: std::sync::atomic::AtomicPtr<String> = std::sync::atomic::AtomicPtr::new(std::ptr::null_mut());

/// What is to be said from now on of what is lost.
#[cfg(unix)]
fn prepare(note: &str) {
    // Whoever reads it may be anywhere and may ask for no memory, so it stays for good. It is set a few times at most.
    let words = Box::leak(Box::new(format!("{BROKEN_OFF}  = note: {note}\n{CURE}")));
    LAST_WORDS.store(words, Ordering::SeqCst);
}

/// Says what is lost. The system ends the program as soon as this returns.
#[cfg(unix)]
extern "C" fn broken_off(_: std::ffi::c_int) {
    // SAFETY: what was stored is never freed, nor written to.
    let words = unsafe { LAST_WORDS.load(Ordering::SeqCst).as_ref() };
    // This takes neither a lock nor memory.
    nix::unistd::write(std::io::stderr(), words.map_or(BROKEN_OFF, String::as_str).as_bytes()).ok();
    // Whoever sent it from outside means it as well.
    nix::sys::signal::raise(nix::sys::signal::Signal::SIGABRT).ok();
}

/// Has it said.
#[cfg(unix)]
fn watch_for_the_end() {
    use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

    nothing_saved();
    let action = SigAction::new(SigHandler::Handler(broken_off), SaFlags::SA_RESETHAND, SigSet::empty());
    // SAFETY: the handler does nothing that may not be done at any moment.
    unsafe { sigaction(Signal::SIGABRT, &action) }.ok();
}

/// The best roster so far lies there.
pub fn saved(place: &std::path::Path) {
    #[cfg(unix)]
    prepare(&format!("the best roster so far is not lost: it was saved in '{}'", place.display()));
    #[cfg(not(unix))]
    let _ = place;
}

/// No roster lies anywhere that is not delivered.
pub fn nothing_saved() {
    #[cfg(unix)]
    prepare("what was not written yet is lost");
}

/// Whether the program was begun with a signal ignored, where the system tells.
#[cfg(unix)]
fn is_ignored(signal: u32) -> bool {
    let status = crate::read::process::status();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask >> (signal - 1) & 1 == 1
}

/// Listens from now on; `quit` is the way out.
#[cfg(not(unix))]
pub fn watch(quit: fn() -> !) {
    // Without a handler Ctrl-C ends the program as it always does; the work need not fail for that.
    ctrlc::set_handler(move || came(true, quit)).ok();
}
