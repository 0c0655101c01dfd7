//! The payment reference (Kassenzeichen): what a payment is recognised by on an account statement, in a notice and in a
//! GiroCode. Numbers come from a range; here they are only written and read.

use std::fmt;
use std::str::FromStr;

/// Year and running number of the tenant with a check digit, written as thirteen digits: `2026000000421`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaymentReference {
    /// The year in which the money was asked for.
    pub year: i16,
    /// Running number within the tenant and year, from 1.
    pub running: i64,
}

/// Digits of the running number.
const RUNNING_DIGITS: usize = 8;

impl PaymentReference {
    fn digits(self) -> String {
        format!("{:04}{:0RUNNING_DIGITS$}", self.year, self.running)
    }

    /// The same as a creditor reference (ISO 11649), for programs that want one: `RF` and two check digits before it.
    pub fn creditor_reference(self) -> String {
        let digits = self.to_string();
        // `RF00` moved to the end, letters as numbers (A = 10 …): R is 27, F is 15.
        let remainder = mod_97(digits.bytes().chain(*b"271500"));
        format!("RF{:02}{digits}", 98 - remainder)
    }
}

impl fmt::Display for PaymentReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        write!(f, "{digits}{}", check_digit(&digits))
    }
}

/// The text is not a payment reference, or a digit is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a payment reference has thirteen digits, the last of which checks the others")]
pub struct MalformedReference;

impl FromStr for PaymentReference {
    type Err = MalformedReference;

    /// Reads what a person typed: blanks between groups are forgiven, a wrong or exchanged digit is noticed.
    fn from_str(text: &str) -> Result<Self, MalformedReference> {
        let digits: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        if digits.len() != 4 + RUNNING_DIGITS + 1 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(MalformedReference);
        }
        let (number, check) = digits.split_at(4 + RUNNING_DIGITS);
        if check != check_digit(number).to_string() {
            return Err(MalformedReference);
        }
        let year = number[..4].parse().map_err(|_| MalformedReference)?;
        let running = number[4..].parse().map_err(|_| MalformedReference)?;
        Ok(Self { year, running })
    }
}

/// The check digit of ISO 7064 MOD 11,10: finds every wrong digit, and nearly every exchange of two neighbours.
fn check_digit(digits: &str) -> u32 {
    let product = digits.bytes().fold(10, |product, byte| {
        let sum = (u32::from(byte - b'0') + product) % 10;
        (if sum == 0 { 10 } else { sum } * 2) % 11
    });
    (11 - product) % 10
}

fn mod_97(digits: impl Iterator<Item = u8>) -> u32 {
    digits.fold(0, |remainder, byte| (remainder * 10 + u32::from(byte - b'0')) % 97)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: PaymentReference = PaymentReference { year: 2026, running: 42 };

    /// Somebody who mistypes one digit of a reference pays for nobody else.
    #[test]
    fn a_wrong_digit_is_noticed() {
        let written = SAMPLE.to_string();
        assert_eq!(written.len(), 13);
        assert_eq!(format!(" {} {} ", &written[..4], &written[4..]).parse(), Ok(SAMPLE));
        for place in 0..written.len() {
            for digit in b'0'..=b'9' {
                let mut bytes = written.clone().into_bytes();
                bytes[place] = digit;
                let typed = String::from_utf8(bytes).expect("digits");
                let expected = if typed == written { Ok(SAMPLE) } else { Err(MalformedReference) };
                assert_eq!(typed.parse::<PaymentReference>(), expected, "{typed}");
            }
        }
        assert_eq!("2026".parse::<PaymentReference>(), Err(MalformedReference));
    }

    /// Standards decide, not we: the examples of ISO 7064 and ISO 11649 come out.
    #[test]
    fn the_check_digits_are_those_of_the_standards() {
        assert_eq!(check_digit("0794"), 5);
        assert_eq!(98 - mod_97(b"539007547034271500".iter().copied()), 18, "RF18 5390 0754 7034");
        let reference = SAMPLE.creditor_reference();
        let rest = reference[4..].bytes().chain(*b"2715").chain(reference[2..4].bytes());
        assert_eq!(mod_97(rest), 1, "{reference}");
    }
}
