//! What calls ask for in seats, and what seats mean for those who call.
//!
//! In: an instance, calls by window, what has to hold. Out: which calls are expected (`forecast`), the seats that each window needs, and
//! what callers find with so many of them (`seats`). The formulas are those of `queueing`; who sits there is nothing to this room.

pub mod forecast;
pub mod outlook;
pub mod seats;
