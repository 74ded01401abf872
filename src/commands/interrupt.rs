//! Ctrl-C: the first asks the search to stop and to hand over what it has; the second ends the program at once.
//!
//! In: the signal. Out: a flag that the search looks at. This is the one exit that `main` does not see: whoever presses
//! twice does not want to wait for anything to be unwound.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// 128 + SIGINT, as shells report a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A flag that the first Ctrl-C from now on sets.
pub fn watched() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&stop);
    let watching = ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::SeqCst) {
            std::process::exit(INTERRUPTED);
        }
    });
    // Without a handler Ctrl-C ends the program as it always does; the search need not fail for that.
    watching.ok();
    stop
}
