//! The options that limit a search: time, memory, threads.
//!
//! In: the arguments. Out: [`Limits`] whose values are valid.

use std::num::NonZeroUsize;
use std::time::Duration;

use clap::Args;

/// What a search may take.
#[derive(Debug, Args)]
pub struct Limits {
    /// Stop after this many seconds and write the best verified roster so far
    #[arg(long, value_name = "SECONDS", value_parser = positive_seconds)]
    pub time_limit: Option<Duration>,
    /// Stop when the program holds more memory than this many MiB, and write the best verified roster so far
    #[arg(long = "memory", value_name = "MIB", value_parser = mebibytes)]
    pub memory_bytes: Option<u64>,
    /// How many threads may work
    #[command(flatten)]
    pub threads: Threads,
}

/// How many threads may work.
#[derive(Debug, Args)]
pub struct Threads {
    /// Work with at most this many threads; the result is the same with any number [default: as the machine has]
    #[arg(long = "threads", value_name = "N", value_parser = threads)]
    pub number: Option<NonZeroUsize>,
}

/// A number of MiB above zero, in bytes.
fn mebibytes(text: &str) -> Result<u64, String> {
    const MIB: u64 = 1 << 20;
    let number: u64 = text.parse().map_err(|_| "give a whole number of MiB, such as 2048".to_owned())?;
    if number == 0 {
        return Err("must be at least 1 MiB; leave the option out to use what the machine has".to_owned());
    }
    number.checked_mul(MIB).ok_or_else(|| "that is more than any machine has".to_owned())
}

/// A number of threads above zero.
fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number: usize = text.parse().map_err(|_| "give a whole number of threads, such as 2".to_owned())?;
    NonZeroUsize::new(number)
        .ok_or_else(|| "must be at least 1; leave the option out to use as many as the machine has".to_owned())
}

/// A number of seconds above zero that a clock can hold.
pub(super) fn positive_seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "give a number of seconds, such as 600".to_owned())?;
    if seconds.is_nan() || seconds <= 0.0 {
        return Err("must be more than zero seconds; leave the option out to search until all is proven".to_owned());
    }
    Duration::try_from_secs_f64(seconds).map_err(|_| "that is longer than a clock can count".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_limits_are_positive() {
        assert_eq!(positive_seconds("0.5"), Ok(Duration::from_millis(500)));
        for wrong in ["0", "-3", "NaN", "-0", "ten", "", "1e300", "inf"] {
            assert!(positive_seconds(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn memory_and_threads_are_whole_and_positive() {
        assert_eq!(mebibytes("2048"), Ok(2 << 30));
        assert_eq!(threads("1"), Ok(NonZeroUsize::MIN));
        for wrong in ["0", "-1", "1.5", "", "2GB", "99999999999999999999"] {
            assert!(mebibytes(wrong).is_err(), "{wrong}");
            assert!(threads(wrong).is_err(), "{wrong}");
        }
        assert!(mebibytes("18446744073709551615").is_err());
    }
}
