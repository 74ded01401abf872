//! The memory that the process holds.
//!
//! In: nothing. Out: bytes, where the system tells.

/// The resident memory of the process in bytes, as the system counts it; `None` where it does not tell.
pub fn resident() -> Option<u64> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem as u64)
}
