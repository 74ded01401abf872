//! Numbers as they are shown: exact fractions rounded once, to a fixed number of places.
//!
//! In: exact fractions and counts. Out: text. Halves are rounded away from zero, zero never has a sign, and no value
//! takes a detour through floating point unless it came as one.

use num_rational::BigRational;
use num_traits::{One, Signed};

use crate::domain::Exact;

/// Decimals of a fraction in CSV and JSON: a millionth of a shift is less than anybody keeps an account of.
pub const FILE_PLACES: u32 = 6;

/// Decimals of shifts and percentages on the terminal.
pub const TEXT_PLACES: u32 = 2;

/// A fraction with exactly `places` decimals, such as `-1.50`.
pub fn fixed(value: &Exact, places: u32) -> String {
    let scale = num_bigint::BigInt::from(10).pow(places);
    let rounded = (value * BigRational::from_integer(scale)).round().to_integer();
    let sign = if rounded.is_negative() { "-" } else { "" };
    // At least one digit stands before the point.
    let digits = format!("{:0>width$}", rounded.abs().to_string(), width = places as usize + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places as usize);
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

/// As [`fixed`], with a plus before what is above zero. What is below one shift is never shown as a whole one: it has as many more
/// decimals as that takes, up to those of files.
pub fn signed(value: &Exact, places: u32) -> String {
    let mut text = fixed(value, places);
    if places == TEXT_PLACES && value.abs() < Exact::one() {
        let is_whole = |text: &str| text.trim_start_matches('-').starts_with('1');
        let more = (places..=FILE_PLACES).map(|places| fixed(value, places)).find(|text| !is_whole(text));
        text = more.unwrap_or(text);
    }
    let is_zero = text.chars().all(|c| matches!(c, '0' | '.'));
    if text.starts_with('-') || is_zero { text } else { format!("+{text}") }
}

/// A fraction as a percentage without its sign, such as `15.15`.
pub fn percent(value: &Exact) -> String {
    fixed(&(value * Exact::from_integer(100.into())), TEXT_PLACES)
}

/// A goal's value on the terminal: whole numbers without decimals, others with up to four.
pub fn value(value: f64) -> String {
    let text = format!("{:.4}", tidy(value));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How far a goal's value is above its bound, in percent of the value's size: (value − bound) / |value|. Rounded up to a
/// decimal, so that nothing open looks closed. Of a value of zero there is no percentage.
pub fn gap(value: f64, bound: f64) -> Option<String> {
    const TENTHS: f64 = 1000.0;
    let part = (value - bound) / value.abs();
    (part.is_finite() && tidy(value) != 0.0).then(|| format!("{:.1}", (tidy(part) * TENTHS).ceil() / 10.0))
}

/// A goal's value in JSON: nine decimals, which is finer than any two values of a goal lie apart, and no more, so that
/// the noise of adding up does not show.
pub fn tidy(value: f64) -> f64 {
    const PLACES: f64 = 1e9;
    // Values too large to have nine decimals are whole enough already, and scaling them would lose digits.
    let rounded = if value.abs() < 1e6 { (value * PLACES).round() / PLACES } else { value };
    // Adding zero turns -0.0 into 0.0.
    rounded + 0.0
}

/// Shifts given less target.
pub fn deviation(target: &Exact, shifts: u64) -> Exact {
    Exact::from_integer(shifts.into()) - target
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    #[test]
    fn fractions_are_rounded_once_and_halves_away_from_zero() {
        assert_eq!(fixed(&exact(1, 3), 6), "0.333333");
        assert_eq!(fixed(&exact(2, 3), 6), "0.666667");
        assert_eq!(fixed(&exact(-2, 3), 6), "-0.666667");
        assert_eq!(fixed(&exact(1, 8), 2), "0.13");
        assert_eq!(fixed(&exact(-1, 8), 2), "-0.13");
        assert_eq!(fixed(&exact(1005, 1000), 2), "1.01");
        assert_eq!(fixed(&exact(-1, 1000), 2), "0.00");
        assert_eq!(fixed(&exact(12, 1), 6), "12.000000");
        assert_eq!(fixed(&exact(5, 2), 0), "3");
        assert_eq!(fixed(&exact(0, 1), 0), "0");
    }

    #[test]
    fn signs_show_above_and_below_but_not_at_zero() {
        assert_eq!(signed(&exact(1, 4), 2), "+0.25");
        assert_eq!(signed(&exact(-1, 4), 2), "-0.25");
        assert_eq!(signed(&exact(1, 1000), 2), "0.00");
        assert_eq!(percent(&exact(5, 33)), "15.15");
    }

    #[test]
    fn what_is_below_one_shift_never_looks_like_a_whole_one() {
        let shown = [(996, "+0.996"), (-998, "-0.998"), (994, "+0.99"), (1000, "+1.00"), (1004, "+1.00")];
        for (thousandths, text) in shown {
            assert_eq!(signed(&exact(thousandths, 1000), 2), text);
        }
        assert_eq!(signed(&exact(99_999, 100_000), 2), "+0.99999");
    }

    #[test]
    fn values_lose_their_noise_and_keep_their_sense() {
        assert_eq!(tidy(0.1 + 0.2), 0.3);
        assert!(tidy(-1e-15).is_sign_positive());
        assert_eq!(value(12.0), "12");
        assert_eq!(value(-3.0), "-3");
        assert_eq!(value(-1e-15), "0");
        assert_eq!(value(10.0 / 3.0), "3.3333");
        assert_eq!(value(100.0), "100");
    }

    #[test]
    fn gaps_are_parts_of_the_value_and_never_look_closed() {
        assert_eq!(gap(100.0, 80.0).as_deref(), Some("20.0"));
        assert_eq!(gap(7673.75, 7673.5).as_deref(), Some("0.1"));
        assert_eq!(gap(-3.0, -4.0).as_deref(), Some("33.4"));
        assert_eq!(gap(12.0, 12.0).as_deref(), Some("0.0"));
        assert_eq!(gap(0.0, -4.0), None);
        assert_eq!(gap(5.0, f64::NEG_INFINITY), None);
    }
}
