//! Numbers as text: the notation of FEEL and XML Schema. The German notation is made by `format amount`.

use super::Number;
use std::fmt;

/// Digits that are kept while reading; what follows only says whether the tie is one.
const KEPT_DIGITS: u32 = 37;

/// Reads digits and remembers whether something not zero was left out.
struct Digits {
    value: i128,
    kept: u32,
    left_out: i32,
    sticky: bool,
}

impl Digits {
    fn take(&mut self, digit: u8) {
        if self.kept < KEPT_DIGITS {
            self.value = self.value * 10 + i128::from(digit);
            self.kept += u32::from(self.value != 0);
        } else {
            self.left_out = self.left_out.saturating_add(1);
            self.sticky |= digit != 0;
        }
    }
}

impl Number {
    /// Reads `-12.50`, `.5`, `12.` is refused, `1e3` and `1.5E-7` are read; `None` when the text is no number or
    /// beyond 10^6145. More than 34 digits are rounded half to even.
    pub fn parse(text: &str) -> Option<Number> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, power) = match unsigned.find(['e', 'E']) {
            Some(at) => (&unsigned[..at], read_exponent(&unsigned[at + 1..])?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some((whole, fraction)) => (whole, fraction),
            None => (mantissa, ""),
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let mut digits = Digits { value: 0, kept: 0, left_out: 0, sticky: false };
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            digits.take(byte - b'0');
        }
        // A dropped rest must keep a tie from being taken for exact.
        let value = digits.value * 10 + i128::from(digits.sticky);
        let fraction_digits = i32::try_from(fraction.len()).ok()?;
        let exponent = power.checked_sub(fraction_digits)?.checked_add(digits.left_out)?.checked_sub(1)?;
        Number::rounded(if negative { -value } else { value }, exponent)
    }

    /// The number with exactly this many digits behind the point, in German notation: `1.234,56`.
    pub(crate) fn german(self, places: u32) -> Option<String> {
        let rounded = self.round_to(places as i32, super::Rounding::HalfUp)?;
        let plain = rounded.absolute().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut shown = String::new();
        if rounded.is_negative() {
            shown.push('-');
        }
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && (whole.len() - position) % 3 == 0 {
                shown.push('.');
            }
            shown.push(digit);
        }
        if places > 0 {
            shown.push(',');
            shown.push_str(fraction);
            shown.extend(std::iter::repeat_n('0', places as usize - fraction.len()));
        }
        Some(shown)
    }
}

fn read_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.len() > 6 {
        return None;
    }
    let value: i32 = digits.parse().ok()?;
    Some(if text.starts_with('-') { -value } else { value })
}

/// Plain digits, never an exponent: `1234567`, `-0.5`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let coefficient = self.coefficient();
        let digits = coefficient.unsigned_abs();
        if coefficient < 0 {
            f.write_str("-")?;
        }
        if self.exponent >= 0 {
            write!(f, "{digits}")?;
            return (0..self.exponent).try_for_each(|_| f.write_str("0"));
        }
        let places = usize::from(self.exponent.unsigned_abs());
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        write!(f, "{whole}.{fraction}")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
