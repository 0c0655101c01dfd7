//! Amounts of money: whole euro cents. No float ever decides an amount.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in euro cents; negative amounts are refunds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// This many cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// The amount in cents, as stored.
    pub const fn cents(self) -> i64 {
        self.0
    }
}

/// As printed in German letters: `1.234,56 €` with a no-break space before the sign (DIN 5008).
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = (self.0.unsigned_abs() / 100).to_string();
        let mut euros = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                euros.push('.');
            }
            euros.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{euros},{:02}\u{a0}€", self.0.unsigned_abs() % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A notice shows amounts the way people write them.
    #[test]
    fn amounts_are_written_in_german() {
        let shown = |cents| Money::from_cents(cents).to_string();
        assert_eq!(shown(9_000), "90,00\u{a0}€");
        assert_eq!(shown(123_456), "1.234,56\u{a0}€");
        assert_eq!(shown(-100_000_005), "-1.000.000,05\u{a0}€");
    }
}
