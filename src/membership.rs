//! What becomes of shares, shifts and balances when the membership changes.
//!
//! In: an instance and who leaves or joins. Out: the instance afterwards, every member before and after side by
//! side, and the balances. Pure arithmetic in exact fractions: nothing is solved and nothing is rounded. No balance may
//! ever be lost here: they sum to what they summed to before.
//!
//! The folder's own period is the pattern for both pictures: its windows, its seats, its closed days. Everything is
//! counted as if every seat were filled, so that the sum of all entitlements is the same before and after.
//!
//! Figures come by *class*: first all shifts, then each burden in the order of the instance's burdens.

pub mod balance;
pub mod ceiling;
pub mod effect;
pub mod known;
pub mod staffing;

pub use crate::shares::opening::classes;
