//! Rounding to a number of decimal places in the seven ways FEEL names. Nothing is parsed here.

use super::{COEFFICIENT_LIMIT, DIGITS, Number};

/// How a number is brought to fewer digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// To the nearest; a tie goes to the even digit.
    HalfEven,
    /// To the nearest; a tie goes away from zero.
    HalfUp,
    /// To the nearest; a tie goes towards zero.
    HalfDown,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// Towards negative infinity.
    Floor,
    /// Towards positive infinity.
    Ceiling,
}

impl Number {
    /// The number with at most `places` decimal places (negative: tens, hundreds …).
    pub(crate) fn round_to(self, places: i32, rounding: Rounding) -> Option<Number> {
        let drop = -places - i32::from(self.exponent);
        if drop <= 0 {
            return Some(self);
        }
        // One digit more than there can be decides every rounding: the quotient is 0 and the rest counts.
        let drop = (drop as u32).min(DIGITS + 1);
        let digits = divide_by_power(self.coefficient(), drop, rounding);
        if digits == 0 { Some(Number::ZERO) } else { Number::rounded(digits, -places) }
    }
}

/// `digits / 10^power`, rounded.
pub(super) fn divide_by_power(digits: i128, power: u32, rounding: Rounding) -> i128 {
    debug_assert!(power <= 38, "a coefficient has at most 38 digits");
    let divisor = 10i128.pow(power.min(38));
    let (quotient, rest) = (digits / divisor, digits % divisor);
    if rest == 0 {
        return quotient;
    }
    let half = divisor / 2;
    let beyond_half = rest.unsigned_abs().cmp(&half.unsigned_abs());
    let away = match rounding {
        Rounding::HalfEven => beyond_half.is_gt() || (beyond_half.is_eq() && quotient % 2 != 0),
        Rounding::HalfUp => beyond_half.is_ge(),
        Rounding::HalfDown => beyond_half.is_gt(),
        Rounding::Up => true,
        Rounding::Down => false,
        Rounding::Floor => digits < 0,
        Rounding::Ceiling => digits > 0,
    };
    debug_assert!(quotient.unsigned_abs() <= COEFFICIENT_LIMIT * 10_000);
    if away { quotient + digits.signum() } else { quotient }
}
