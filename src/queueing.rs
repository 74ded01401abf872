//! Waiting lines at the telephone: what so many on the phones mean for those who call, and how many are needed.
//!
//! In: calls an hour, how long a call takes, how long callers wait before they hang up, and how many are on the phones. Out: the part that
//! is answered, the wait, how busy those on the phones are, and the least number of them that holds targets. No instance and no roster is
//! known here. `erlang` has the formulas and `simulation` tries the same by chance; the two share no line, since one is the check of the other.

pub mod erlang;
pub mod simulation;
