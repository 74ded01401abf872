//! Numbers that lose nothing when they are added up.
//!
//! In: floating-point numbers. Out: whole numbers of units of 2⁻⁵⁶, which never are more than what they stand for. Nothing wraps around:
//! what is too large is `None`.

use std::fmt;

/// A unit is this power of a half.
const UNIT: u32 = 56;

/// Prices beyond this are cut off; no price of a folder comes near it.
const LARGEST_PRICE: f64 = (1_u64 << 40) as f64;

/// A whole number of units.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::solve) struct Exactly(pub(super) i128);

impl Exactly {
    /// One that is near to a price: too large ones are cut off, and what is no number is none.
    pub(super) fn near(price: f64) -> Self {
        Exactly((price.clamp(-LARGEST_PRICE, LARGEST_PRICE) * (1_u64 << UNIT) as f64) as i128)
    }

    /// The largest that is no larger than a number; `None` of what is no number, or too large.
    pub(in crate::solve) fn below(number: f64) -> Option<Self> {
        product(number, 1 << UNIT).map(Exactly)
    }

    /// A sum with the largest that is no larger than a number.
    pub(in crate::solve) fn plus(self, number: f64) -> Option<Self> {
        self.0.checked_add(Self::below(number)?.0).map(Exactly)
    }

    /// How far another one is below.
    pub(in crate::solve) fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Exactly)
    }

    /// The smallest fraction with this denominator that is no smaller: its numerator.
    pub(in crate::solve) fn up(self, denominator: u64) -> Option<i128> {
        let parts = self.0.checked_mul(denominator.into())?;
        Some(-((-parts) >> UNIT))
    }

    /// A fraction, or the next unit above it.
    pub(in crate::solve) fn fraction(numerator: i128, denominator: u64) -> Option<Self> {
        let parts = numerator.checked_mul(1 << UNIT)?;
        Some(Exactly(-(-parts).div_euclid(denominator.into())))
    }

    /// The number itself, or the next floating-point number below.
    pub(in crate::solve) fn number(self) -> f64 {
        let near = self.0 as f64;
        // A float of this size is a whole number of units, and the cast saturates.
        let near = if near as i128 > self.0 { near.next_down() } else { near };
        near / (1_u64 << UNIT) as f64
    }
}

impl fmt::Debug for Exactly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number())
    }
}

/// The product of a floating-point number and a whole one, rounded down; `None` where it is too large.
pub(super) fn product(number: f64, whole: i128) -> Option<i128> {
    if number.abs() == 1.0 {
        return Some(if number > 0.0 { whole } else { -whole });
    }
    if number == 0.0 || whole == 0 {
        return Some(0);
    }
    if !number.is_finite() {
        return None;
    }
    // number = mantissa · 2^exponent, with an odd mantissa.
    let bits = number.abs().to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = match (bits >> 52) as i32 {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    };
    let zeros = mantissa.trailing_zeros();
    let mantissa = i128::from(mantissa >> zeros) * if number < 0.0 { -1 } else { 1 };
    let more = whole.trailing_zeros();
    let exact = mantissa.checked_mul(whole >> more)?;
    match exponent + zeros as i32 + more as i32 {
        up @ 0..=126 => exact.checked_mul(1_i128.checked_shl(up as u32)?),
        127.. => None,
        // Shifting rounds down.
        down => Some(exact >> down.unsigned_abs().min(127)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(number: f64) -> Exactly {
        Exactly::below(number).expect("a number of usual size")
    }

    #[test]
    fn a_number_is_kept_or_lowered_by_less_than_a_unit() {
        for number in [0.0, 1.0, -1.0, 0.1, -0.1, 1e-20, -1e-20, 7673.75, -123_456_789.25, f64::MIN_POSITIVE, -5e-324] {
            let kept = below(number).number();
            assert!(kept <= number && number - kept <= (UNIT as f64).exp2().recip() + number.abs() * f64::EPSILON);
        }
        assert_eq!(below(-1e-20), Exactly(-1));
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e30] {
            assert_eq!(Exactly::below(number), None);
        }
    }

    #[test]
    fn a_product_is_that_of_the_fractions_rounded_down() {
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..10_000 {
            let (number, whole) = (random.i64(-1000..1000) as f64 / 64.0, i128::from(random.i64(-1 << 40..1 << 40)));
            assert_eq!(product(number, whole), Some((i128::from((number * 64.0) as i64) * whole).div_euclid(64)));
        }
        assert_eq!(product(0.1, -1), Some(-1));
        assert_eq!(product(1e300, 1), None);
        assert_eq!(product(1e300, 0), Some(0));
    }

    #[test]
    fn a_bound_is_raised_to_the_next_part_and_never_beyond() {
        assert_eq!(below(2.0).up(1), Some(2));
        assert_eq!(Exactly(below(2.0).0 + 1).up(1), Some(3));
        assert_eq!(Exactly(below(2.0).0 - 1).up(1), Some(2));
        assert_eq!(below(-1.5).up(1), Some(-1));
        for parts in [1, 3, 37, 11_172] {
            for numerator in [-50, -1, 0, 1, 7, 1000] {
                let fraction = Exactly::fraction(numerator, parts).expect("a small fraction");
                let before = Exactly(fraction.0 - 1);
                assert!(before.up(parts).is_some_and(|up| up == numerator), "{numerator}/{parts}");
                assert!((fraction.number() - numerator as f64 / parts as f64).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn prices_of_any_kind_are_taken() {
        assert_eq!(Exactly::near(f64::NAN).number(), 0.0);
        assert_eq!(Exactly::near(f64::INFINITY).number(), LARGEST_PRICE);
        assert_eq!(Exactly::near(-1e300).number(), -LARGEST_PRICE);
        assert_eq!(Exactly::near(0.5).number(), 0.5);
    }
}
