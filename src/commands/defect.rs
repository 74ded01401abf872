//! What happens when the program itself is at fault: an honest message and exit code 70, instead of a stack of frames.
//!
//! In: a run that may panic. Out: its exit. No user input should ever lead here, and whoever is led here anyway should
//! not have to wonder whether a roster was written.

use std::fmt::Display;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use crate::commands::Exit;
use crate::report::write;

/// What the first panic said and where; panics of other threads are remembered as well.
static FIRST: Mutex<Option<String>> = Mutex::new(None);

/// Where a panic carries no words.
const WORDLESS: &str = "the program gave up without a word";

/// Runs, and turns a panic into [`Exit::Defect`]. With RUST_BACKTRACE set, the panic is shown as it happens as well.
pub fn caught(run: impl FnOnce() -> Exit) -> Exit {
    let usual = panic::take_hook();
    let shown = std::env::var_os("RUST_BACKTRACE").is_some();
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" ({}:{})", place.file(), place.line()));
        let said = said(panic.payload());
        if let Ok(mut first) = FIRST.lock() {
            first.get_or_insert_with(|| format!("{said}{place}"));
        }
        if shown {
            usual(panic);
        }
    }));
    // Nothing is looked at again after a panic, so nothing half-changed can be seen.
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| report(&"it broke off in the middle of its work"))
}

/// What a panic said, where it was words.
fn said(payload: &dyn std::any::Any) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or(WORDLESS)
}

/// Says that the program is at fault, and how it came to that.
pub fn report(what: &impl Display) -> Exit {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let panic = panicked();
    write::stderr(&format!(
        "{red}defect{red:#}: {what}\n{panic}  = note: this is a fault of vagtplan {}, not of your files; no output file \
         was written\n  = help: please report it with this message and, if you may share it, the planning folder\n",
        env!("CARGO_PKG_VERSION"),
    ));
    Exit::Defect
}

/// Says that the program was at fault in the search, and that a verified roster is left all the same.
pub fn survived(what: &impl Display) {
    let yellow = anstyle::AnsiColor::Yellow.on_default().bold();
    let panic = panicked();
    write::stderr(&format!(
        "{yellow}warning{yellow:#}: the search broke off: {what}\n{panic}  = note: this is a fault of vagtplan {}, not of \
         your files; the best roster so far broke no rule and is kept, with what was proven before\n  = help: please \
         report it with this message and, if you may share it, the planning folder\n",
        env!("CARGO_PKG_VERSION"),
    ));
}

/// The first panic as a note, if there was one.
fn panicked() -> String {
    let first = FIRST.lock().ok().and_then(|first| first.clone());
    first.map_or_else(String::new, |said| format!("  = note: {said}\n"))
}
