//! Decimal numbers of FEEL: 34 significant digits, rounded half to even (IEEE 754 decimal128, DMN 1.5 §10.3.2.3).
//! Reading and writing them as text is in `text`, roots and logarithms in `math`; no currency lives here.

mod arithmetic;
mod math;
mod rounding;
mod text;

pub(crate) use rounding::Rounding;
use std::cmp::Ordering;

/// Significant digits of a number.
const DIGITS: u32 = 34;
/// The smallest coefficient with too many digits.
const COEFFICIENT_LIMIT: u128 = 10u128.pow(DIGITS);
/// Exponents of decimal128 when the coefficient is a whole number.
const EXPONENTS: std::ops::RangeInclusive<i32> = -6176..=6111;

/// A decimal number `coefficient × 10^exponent`, kept in one canonical form: no trailing zeros behind the point, and
/// a positive exponent only when the 34 digits are used up. Equal numbers are therefore equal bit by bit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    high: u64,
    low: u64,
    exponent: i16,
}

impl Number {
    /// Zero.
    pub const ZERO: Number = Number::from_i64(0);
    /// One.
    pub const ONE: Number = Number::from_i64(1);

    /// One half.
    const HALF: Number = Self::packed(5, -1);

    /// A whole number.
    pub const fn from_i64(value: i64) -> Self {
        Self::packed(value as i128, 0)
    }

    /// The whole number, when it is one and fits; nothing is rounded.
    pub fn to_i64(self) -> Option<i64> {
        if self.exponent == 0 { i64::try_from(self.coefficient()).ok() } else { None }
    }

    /// A whole number of up to 38 digits, rounded to 34.
    pub(crate) fn from_i128(value: i128) -> Option<Self> {
        Self::rounded(value, 0)
    }

    /// The whole number, when it is one and has at most 34 digits.
    pub(crate) const fn to_i128(self) -> Option<i128> {
        if self.exponent == 0 { Some(self.coefficient()) } else { None }
    }

    /// An amount of cents as euros: 12345 is `123.45`.
    pub fn from_cents(cents: i64) -> Self {
        Self::rounded(i128::from(cents), -2).unwrap_or(Self::ZERO)
    }

    /// Euros as cents, rounded half to even; `None` when the amount does not fit.
    pub fn to_cents(self) -> Option<i64> {
        let cents = self.times(Self::from_i64(100))?;
        cents.round_to(0, Rounding::HalfEven)?.to_i64()
    }

    /// The number with at most this many decimal places, rounded half to even.
    pub fn to_places(self, places: i32) -> Option<Self> {
        self.round_to(places.clamp(-6_111, 6_176), Rounding::HalfEven)
    }

    /// How many zeros may stand beside the digits when the number is written out.
    pub(crate) fn zeros(self) -> u64 {
        self.exponent.unsigned_abs().into()
    }

    /// Whether nothing stands behind the decimal point.
    pub const fn is_integer(self) -> bool {
        self.exponent >= 0
    }

    /// Whether the number is less than zero.
    pub const fn is_negative(self) -> bool {
        self.coefficient() < 0
    }

    /// Whether the number is zero.
    pub const fn is_zero(self) -> bool {
        self.coefficient() == 0
    }

    const fn packed(coefficient: i128, exponent: i16) -> Self {
        Self { high: (coefficient >> 64) as u64, low: coefficient as u64, exponent }
    }

    /// The digits as a whole number.
    const fn coefficient(self) -> i128 {
        ((self.high as i128) << 64) | self.low as i128
    }

    /// The canonical number nearest to `coefficient × 10^exponent`; `None` beyond 10^6145.
    fn rounded(coefficient: i128, exponent: i32) -> Option<Self> {
        let (mut digits, mut exponent) = (coefficient, exponent);
        while digits.unsigned_abs() >= COEFFICIENT_LIMIT {
            let drop = digits.unsigned_abs().ilog10() + 1 - DIGITS;
            digits = rounding::divide_by_power(digits, drop, Rounding::HalfEven);
            exponent += drop as i32;
        }
        if exponent < *EXPONENTS.start() {
            let drop = (*EXPONENTS.start() - exponent) as u32;
            digits =
                if drop > DIGITS { 0 } else { rounding::divide_by_power(digits, drop, Rounding::HalfEven) };
            exponent = *EXPONENTS.start();
        }
        Self::canonical(digits, exponent)
    }

    fn canonical(mut digits: i128, mut exponent: i32) -> Option<Self> {
        if digits == 0 {
            return Some(Self::ZERO);
        }
        while exponent < 0 && digits % 10 == 0 {
            digits /= 10;
            exponent += 1;
        }
        while exponent > 0 && digits.unsigned_abs() * 10 < COEFFICIENT_LIMIT {
            digits *= 10;
            exponent -= 1;
        }
        if exponent > *EXPONENTS.end() {
            return None;
        }
        Some(Self::packed(digits, exponent as i16))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.exponent == other.exponent {
            return self.coefficient().cmp(&other.coefficient());
        }
        let (a, b) = (self.coefficient(), other.coefficient());
        if a.signum() != b.signum() {
            return a.signum().cmp(&b.signum());
        }
        let magnitude =
            |digits: i128, exponent: i16| i64::from(digits.unsigned_abs().ilog10()) + i64::from(exponent);
        let by_size = magnitude(a, self.exponent).cmp(&magnitude(b, other.exponent));
        let by_size = if a < 0 { by_size.reverse() } else { by_size };
        by_size.then_with(|| arithmetic::compare_aligned(*self, *other))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::from_i64(value)
    }
}
