//! What becomes of shares, shifts and balances when the membership changes.
//!
//! In: an [`Instance`] and who leaves or joins. Out: the instance afterwards, every member before and after side by
//! side, and the balances. Pure arithmetic in exact fractions: nothing is solved and nothing is rounded. No balance may
//! ever be lost here: they sum to what they summed to before.
//!
//! The folder's own period is the pattern for both pictures: its windows, its seats, its closed days. Everything is
//! counted as if every seat were filled, so that the sum of all entitlements is the same before and after.
//!
//! Figures come by *class*: first all shifts, then each burden in the order of [`Instance::burdens`].

pub mod balance;
pub mod change;
pub mod effect;

use crate::domain::Instance;

/// The classes of an instance: all shifts (`None`), then each burden.
pub fn classes(instance: &Instance) -> impl Iterator<Item = Option<usize>> + use<> {
    std::iter::once(None).chain((0..instance.burdens.len()).map(Some))
}
