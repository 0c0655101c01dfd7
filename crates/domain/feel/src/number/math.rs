//! Powers, roots, exponential and logarithm. Arguments whose result cannot be a number give `None` before any work.

use super::arithmetic::{Big, PRECISE, from_big};
use super::{DIGITS, Number, Rounding};
use dashu_float::{Context, round::mode::HalfEven};
use dashu_int::IBig;

/// Calculates with more digits than a result keeps, where rounding comes last.
const WIDE: Context<HalfEven> = Context::new(80);
/// So many digits of a wide result are right, whatever it was computed by.
const RIGHT: usize = 60;

/// Natural logarithm of the largest number, rounded up: 6145 · ln 10.
const LARGEST_LN: i64 = 14_150;

impl Number {
    /// The square root; `None` of a negative number.
    pub(crate) fn sqrt(self) -> Option<Number> {
        if self.is_negative() {
            return None;
        }
        if self.is_zero() {
            return Some(self);
        }
        from_big(PRECISE.sqrt(&self.repr()).ok()?.value())
    }

    /// e to the power of the number.
    pub(crate) fn exp(self) -> Option<Number> {
        if self > Number::from_i64(LARGEST_LN) {
            return None;
        }
        if self < Number::from_i64(-LARGEST_LN - 100) {
            return Some(Number::ZERO);
        }
        from_big(PRECISE.exp(&self.repr(), None).ok()?.value())
    }

    /// The natural logarithm; `None` unless the number is positive.
    pub(crate) fn ln(self) -> Option<Number> {
        if self.is_negative() || self.is_zero() {
            return None;
        }
        from_big(PRECISE.ln(&self.repr(), None).ok()?.value())
    }

    /// The number raised to a power; `None` when there is no real or no finite result.
    pub(crate) fn power(self, exponent: Number) -> Option<Number> {
        if exponent.is_zero() {
            return Some(Number::ONE);
        }
        if self.is_zero() {
            return (!exponent.is_negative()).then_some(Number::ZERO);
        }
        if exponent == Number::HALF {
            return self.sqrt();
        }
        if let Some(done) = self.small_power(exponent) {
            return done;
        }
        let size = Number::absolute(self).ln()?.times(exponent)?;
        if size > Number::from_i64(LARGEST_LN) {
            return None;
        }
        if size < Number::from_i64(-LARGEST_LN - 100) {
            return Some(Number::ZERO);
        }
        match exponent.to_i64() {
            Some(whole) => self.whole_power(whole),
            None if self.is_negative() => {
                let positive = self.negated().broken_power(exponent)?;
                Some(if exponent.is_even()? { positive } else { positive.negated() })
            }
            None => self.broken_power(exponent),
        }
    }

    /// By squaring. dashu's own power asks for more digits until it knows to which side the result lies of the middle
    /// between two numbers; where it lies in the middle, as 2⁻⁴⁹ does, that takes for ever.
    fn whole_power(self, exponent: i64) -> Option<Number> {
        let (mut power, mut square) = (Big::ONE, Big::from_repr(self.repr(), WIDE));
        let mut left = exponent.unsigned_abs();
        loop {
            if left % 2 == 1 {
                power = WIDE.mul(power.repr(), square.repr()).ok()?.value();
            }
            left /= 2;
            if left == 0 {
                break;
            }
            square = WIDE.mul(square.repr(), square.repr()).ok()?.value();
        }
        let is_inverse = exponent < 0;
        narrowed(if is_inverse { WIDE.div(Big::ONE.repr(), power.repr()).ok()?.value() } else { power })
    }

    /// By exponential and logarithm: but for 1 their results are never in the middle between two numbers.
    fn broken_power(self, exponent: Number) -> Option<Number> {
        let size = WIDE.ln(&self.repr(), None).ok()?.value();
        let size = WIDE.mul(size.repr(), &exponent.repr()).ok()?.value();
        narrowed(WIDE.exp(size.repr(), None).ok()?.value())
    }

    /// Small whole powers by machine words; the outer `None` says that they do not fit.
    fn small_power(self, exponent: Number) -> Option<Option<Number>> {
        let power = u32::try_from(exponent.to_i64()?).ok()?;
        let digits = self.coefficient().checked_pow(power)?;
        let exponent = i64::from(self.exponent) * i64::from(power);
        Some(i32::try_from(exponent).ok().and_then(|exponent| Number::rounded(digits, exponent)))
    }

    /// The number without its sign.
    pub(crate) fn absolute(self) -> Number {
        if self.is_negative() { self.negated() } else { self }
    }

    /// The root of a variance: the sum of squares is taken with more digits than the result keeps.
    pub(crate) fn standard_deviation(numbers: &[Number]) -> Option<Number> {
        let count = i64::try_from(numbers.len()).ok().filter(|count| *count > 1)?;
        let mut sum = Big::ZERO;
        for number in numbers {
            sum = WIDE.add(sum.repr(), &number.repr()).ok()?.value();
        }
        let mean = WIDE.div(sum.repr(), &Number::from_i64(count).repr()).ok()?.value();
        let mut squares = Big::ZERO;
        for number in numbers {
            let distance = WIDE.sub(&number.repr(), mean.repr()).ok()?.value();
            let square = WIDE.mul(distance.repr(), distance.repr()).ok()?.value();
            squares = WIDE.add(squares.repr(), square.repr()).ok()?.value();
        }
        let variance = WIDE.div(squares.repr(), &Number::from_i64(count - 1).repr()).ok()?.value();
        if variance.repr().significand() == &IBig::ZERO {
            return Some(Number::ZERO);
        }
        from_big(PRECISE.sqrt(variance.repr()).ok()?.value())
    }

    /// Whether the number is whole and divisible by two; `None` when it is not whole.
    pub(crate) fn is_even(self) -> Option<bool> {
        let rest = self.modulo(Number::from_i64(2))?;
        (self.is_integer() && rest.round_to(0, Rounding::Down) == Some(rest)).then_some(rest.is_zero())
    }
}

/// Rounds a wide result. Digits that may be wrong go first: a result that ends, or lies in the middle, does so again.
fn narrowed(wide: Big) -> Option<Number> {
    from_big(wide.with_precision(RIGHT).value().with_precision(DIGITS as usize).value())
}
