//! The four operations. Small operands stay in machine words; the rest goes to dashu, which rounds correctly.

use super::{DIGITS, Number};
use dashu_float::round::mode::HalfEven;
use dashu_float::{Context, FBig, Repr};
use dashu_int::IBig;
use std::cmp::Ordering;

/// Calculates with 34 digits, half to even.
pub(super) const PRECISE: Context<HalfEven> = Context::new(DIGITS as usize);

/// A result of dashu.
pub(super) type Big = FBig<HalfEven, 10>;

impl Number {
    /// The sum; `None` beyond the range of numbers.
    pub(crate) fn plus(self, other: Number) -> Option<Number> {
        match aligned(self, other) {
            Some((a, b, exponent)) => Number::rounded(a + b, exponent),
            None => from_big(PRECISE.add(&self.repr(), &other.repr()).ok()?.value()),
        }
    }

    /// The difference.
    pub(crate) fn minus(self, other: Number) -> Option<Number> {
        self.plus(other.negated())
    }

    /// The number with the other sign.
    pub(crate) fn negated(self) -> Number {
        Number::packed(-self.coefficient(), self.exponent)
    }

    /// The product.
    pub(crate) fn times(self, other: Number) -> Option<Number> {
        let exponent = i32::from(self.exponent) + i32::from(other.exponent);
        match self.coefficient().checked_mul(other.coefficient()) {
            Some(product) => Number::rounded(product, exponent),
            None => from_big(PRECISE.mul(&self.repr(), &other.repr()).ok()?.value()),
        }
    }

    /// The quotient; `None` when dividing by zero.
    pub(crate) fn over(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        if let Some(short) = short_quotient(self, other) {
            return Some(short);
        }
        from_big(PRECISE.div(&self.repr(), &other.repr()).ok()?.value())
    }

    /// `self - other * floor(self / other)`: the rest takes the sign of the divisor (DMN 1.5 table 77).
    pub(crate) fn modulo(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        if let Some((a, b, exponent)) = aligned(self, other) {
            let rest = a % b;
            let rest = if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest };
            return Number::rounded(rest, exponent);
        }
        self.far_modulo(other)
    }

    /// The same of numbers whose exponents lie so far apart that the quotient has more digits than a number.
    fn far_modulo(self, other: Number) -> Option<Number> {
        if self.exponent < other.exponent {
            let is_the_rest = self.is_zero() || self.is_negative() == other.is_negative();
            return if is_the_rest { Some(self) } else { self.plus(other) };
        }
        let divisor = IBig::from(other.coefficient());
        let lift = power_of_ten((self.exponent - other.exponent).unsigned_abs(), &divisor);
        let rest = IBig::from(self.coefficient()) * lift % &divisor;
        let other_side = rest != IBig::ZERO && self.is_negative() != other.is_negative();
        let rest = if other_side { rest + divisor } else { rest };
        Number::rounded(i128::try_from(rest).ok()?, i32::from(other.exponent))
    }

    pub(super) fn repr(self) -> Repr<10> {
        Repr::new(IBig::from(self.coefficient()), isize::from(self.exponent))
    }
}

/// `10^exponent` modulo a divisor, in as many steps as the exponent has bits.
fn power_of_ten(exponent: u16, divisor: &IBig) -> IBig {
    let bits = (0..u16::BITS).rev().map(|bit| exponent >> bit & 1 == 1);
    bits.fold(IBig::ONE, |power, is_set| {
        let square = &power * &power;
        (if is_set { square * IBig::from(10) } else { square }) % divisor
    })
}

/// Both coefficients at the lower of the two exponents, when that fits with a digit to spare.
fn aligned(a: Number, b: Number) -> Option<(i128, i128, i32)> {
    let exponent = a.exponent.min(b.exponent);
    let lift = |number: Number| -> Option<i128> {
        let power = u32::from((number.exponent - exponent).unsigned_abs());
        let lifted = number.coefficient().checked_mul(10i128.checked_pow(power)?)?;
        (lifted.unsigned_abs() < i128::MAX as u128 / 2).then_some(lifted)
    };
    Some((lift(a)?, lift(b)?, i32::from(exponent)))
}

/// The quotient when it ends within nineteen more digits and everything fits a machine word.
fn short_quotient(a: Number, b: Number) -> Option<Number> {
    let (dividend, divisor) = (a.coefficient(), b.coefficient());
    let exponent = i32::from(a.exponent) - i32::from(b.exponent);
    for power in [0, 2, 6, 18] {
        let lifted = dividend.checked_mul(10i128.pow(power))?;
        if lifted % divisor == 0 {
            return Number::rounded(lifted / divisor, exponent - power as i32);
        }
    }
    None
}

/// Compares two numbers of the same magnitude and sign.
pub(super) fn compare_aligned(a: Number, b: Number) -> Ordering {
    match aligned(a, b) {
        Some((a, b, _)) => a.cmp(&b),
        None => a.repr().cmp(&b.repr()),
    }
}

/// A result of dashu as a number; `None` when it is infinite or beyond the range.
pub(super) fn from_big(big: Big) -> Option<Number> {
    if !big.repr().is_finite() {
        return None;
    }
    let (significand, exponent) = big.into_repr().into_parts();
    if significand == IBig::ZERO {
        return Some(Number::ZERO);
    }
    let exponent = i32::try_from(exponent).unwrap_or(if exponent < 0 { -100_000 } else { 100_000 });
    Number::rounded(i128::try_from(significand).ok()?, exponent)
}
