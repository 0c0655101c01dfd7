//! The number of a case (Vorgangsnummer), as people read it out on the telephone.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Year of receipt and a running number of the tenant, written `2026-00042`. Gaps are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CaseNumber {
    /// Year of receipt.
    pub year: i16,
    /// Running number within the tenant and year, from 1.
    pub running: i64,
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:05}", self.year, self.running)
    }
}

/// The text is not a case number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a case number looks like 2026-00042")]
pub struct MalformedNumber;

impl FromStr for CaseNumber {
    type Err = MalformedNumber;

    /// Reads what a person typed: blanks around it and missing zeros are forgiven.
    fn from_str(text: &str) -> Result<Self, MalformedNumber> {
        let (year, running) = text.trim().split_once('-').ok_or(MalformedNumber)?;
        let digits = |part: &str, most: usize| {
            let fits =
                !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| part.parse::<i64>().ok()).flatten().ok_or(MalformedNumber)
        };
        let number = Self { year: digits(year, 4)? as i16, running: digits(running, 12)? };
        if number.running < 1 { Err(MalformedNumber) } else { Ok(number) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A citizen who types the number with a blank or without the zeros still finds the case.
    #[test]
    fn numbers_are_read_forgivingly() {
        assert_eq!(" 2026-42 ".parse::<CaseNumber>().map(|n| n.to_string()), Ok("2026-00042".to_owned()));
        for wrong in ["", "2026", "2026-0", "20x6-1", "2026--1", "2026-1-2", "99999-1"] {
            assert_eq!(wrong.parse::<CaseNumber>(), Err(MalformedNumber), "{wrong}");
        }
    }
}
