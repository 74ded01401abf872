//! What the system tells of this process.
//!
//! In: nothing. Out: text as the system writes it; none where it writes none.

/// The status of the process, a property a line.
pub fn status() -> String {
    std::fs::read_to_string("/proc/self/status").unwrap_or_default()
}
