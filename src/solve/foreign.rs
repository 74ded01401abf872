//! The few functions of HiGHS that the `highs` crate does not wrap. All unsafe code of the program stands here,
//! but for what it says at its end (`commands/interrupt.rs`).
//!
//! In: a [`Model`], which owns HiGHS's object and keeps it alive for as long as it is borrowed. Out: nothing unsafe. Nothing
//! that HiGHS calls back may panic.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

use ::highs::{HighsStatus, Model, SolvedModel};
use highs_sys::{
    Highs_setCallback, Highs_startCallback, Highs_stopCallback, Highs_versionMajor, Highs_versionMinor,
    Highs_versionPatch, Highs_zeroAllClocks, HighsCallbackDataIn, HighsCallbackDataOut, HighsInt, STATUS_ERROR,
    kHighsCallbackIpmInterrupt, kHighsCallbackMipInterrupt, kHighsCallbackSimplexInterrupt,
};

/// Where HiGHS asks whether it is to stop: at every step of simplex, of interior point and of crossover, and between the
/// nodes of branch and bound. It does not ask in presolve, nor in the linear programs and heuristics inside an integer program.
const INTERRUPTS: [HighsInt; 3] =
    [kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt, kHighsCallbackMipInterrupt];

/// The solver's version, such as `1.15.0`.
pub(super) fn version() -> String {
    // SAFETY: these functions take nothing and return numbers that were compiled in.
    let numbers = unsafe { [Highs_versionMajor(), Highs_versionMinor(), Highs_versionPatch()] };
    numbers.map(|number| number.to_string()).join(".")
}

/// Sets the clock that HiGHS compares with `time_limit` to zero; whether it did. It adds up the runs of an object, so an
/// object that is run again would use up the time of its later runs with that of its earlier ones.
pub(super) fn zero_clock(model: &mut Model) -> bool {
    // SAFETY: the pointer is the model's own, which is borrowed for the call; HiGHS is not running.
    unsafe { Highs_zeroAllClocks(model.as_mut_ptr()) != STATUS_ERROR }
}

/// Runs HiGHS to its end, or until somebody sets `stop` and it asks for that the next time.
///
/// # Errors
/// HiGHS's own status, where it refuses.
pub(super) fn solve(mut model: Model, stop: &AtomicBool) -> Result<SolvedModel, HighsStatus> {
    let highs = model.as_mut_ptr();
    // SAFETY: `highs` is the model's own object, which is borrowed. `asked` has the type that HiGHS calls. The flag is
    // borrowed until this function returns, and HiGHS calls nobody back after that: below, or with the object gone.
    let is_set = unsafe {
        Highs_setCallback(highs, Some(asked), ptr::from_ref(stop).cast_mut().cast()) != STATUS_ERROR
            && INTERRUPTS.iter().all(|&interrupt| Highs_startCallback(highs, interrupt) != STATUS_ERROR)
    };
    if !is_set {
        return Err(HighsStatus::Error);
    }
    // Where this fails or panics, the object is gone.
    let solved = model.try_solve()?;
    // SAFETY: `solved` owns the same object, which is not running any more.
    let is_over = unsafe { INTERRUPTS.iter().all(|&interrupt| Highs_stopCallback(highs, interrupt) != STATUS_ERROR) };
    if is_over { Ok(solved) } else { Err(HighsStatus::Error) }
}

/// Called by HiGHS while it works: passes on whether it is to stop.
///
/// # Safety
/// `stop` points to the flag that [`solve`] borrows, and `answer` to what HiGHS reads afterwards, or to nothing.
unsafe extern "C" fn asked(
    _interrupt: c_int,
    _message: *const c_char,
    _state: *const HighsCallbackDataOut,
    answer: *mut HighsCallbackDataIn,
    stop: *mut c_void,
) {
    // SAFETY: as above; HiGHS calls from the thread that runs it, and an atomic flag may be read from any.
    let (answer, stop) = unsafe { (answer.as_mut(), stop.cast::<AtomicBool>().as_ref()) };
    if let (Some(answer), Some(stop)) = (answer, stop) {
        answer.user_interrupt = c_int::from(stop.load(Ordering::Relaxed));
    }
}

#[cfg(test)]
pub(super) fn clock(model: &mut Model) -> f64 {
    // SAFETY: as above.
    unsafe { highs_sys::Highs_getRunTime(model.as_mut_ptr()) }
}
