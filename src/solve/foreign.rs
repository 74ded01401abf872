//! The few functions of HiGHS that the `highs` crate does not wrap. All unsafe code of the program stands here.
//!
//! In: a [`Model`], which owns HiGHS's object and keeps it alive for as long as it is borrowed. Out: nothing unsafe. Nothing
//! that HiGHS calls back may panic.

use ::highs::Model;
use highs_sys::{Highs_versionMajor, Highs_versionMinor, Highs_versionPatch, Highs_zeroAllClocks, STATUS_ERROR};

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

#[cfg(test)]
pub(super) fn clock(model: &mut Model) -> f64 {
    // SAFETY: as above.
    unsafe { highs_sys::Highs_getRunTime(model.as_mut_ptr()) }
}
