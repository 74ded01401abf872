//! Ctrl-C: the first asks the search to stop and to hand over what it has; the second ends the program at once.
//!
//! In: the signal, and the way out that `main` gave. Out: a flag that the search looks at. Nothing here exits by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A flag that the first Ctrl-C from now on sets; the second calls `quit`.
pub fn watched(quit: fn() -> !) -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&stop);
    let watching = ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::SeqCst) {
            quit();
        }
    });
    // Without a handler Ctrl-C ends the program as it always does; the search need not fail for that.
    watching.ok();
    stop
}
