//! The code that opens the status of a case to whoever holds it: made from random bytes handed in, kept only as a hash.

use std::fmt;
use std::str::FromStr;
use values::Hash;

/// Thirty-two signs that are hard to mistake for one another on paper (no I, O, 0, 1).
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Sixteen signs, 80 bits: too many to guess, short enough to type. Written `ABCD-EFGH-JKLM-NPQR`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StatusCode([u8; 16]);

impl StatusCode {
    /// The code that these random bytes stand for.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(bytes.map(|byte| SIGNS[usize::from(byte % 32)]))
    }

    /// What is stored instead of the code. The code has 80 random bits, so a plain hash cannot be searched through.
    pub fn hash(&self) -> Hash {
        Hash::of_parts(&[b"status code", &self.0])
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, sign) in self.0.iter().enumerate() {
            if position > 0 && position % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*sign))?;
        }
        Ok(())
    }
}

/// A code is a secret; it is not written to logs.
impl fmt::Debug for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StatusCode(…)")
    }
}

/// The text is not a status code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a status code has sixteen letters and digits")]
pub struct MalformedCode;

impl FromStr for StatusCode {
    type Err = MalformedCode;

    /// Reads what a person typed: small letters, blanks and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, MalformedCode> {
        let mut signs = [0; 16];
        let mut count = 0;
        for sign in text.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '–')) {
            let upper = u8::try_from(sign.to_ascii_uppercase()).map_err(|_| MalformedCode)?;
            if !SIGNS.contains(&upper) || count == signs.len() {
                return Err(MalformedCode);
            }
            signs[count] = upper;
            count += 1;
        }
        if count == signs.len() { Ok(Self(signs)) } else { Err(MalformedCode) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A citizen who copies the code from paper in small letters gets in, and a wrong one does not.
    #[test]
    fn codes_are_read_forgivingly() {
        let code = StatusCode::from_random(*b"sixteen  bytes!!");
        let typed = code.to_string().to_lowercase().replace('-', " ");
        assert_eq!(typed.parse::<StatusCode>(), Ok(code));
        assert_eq!(code.to_string().len(), 19);
        assert_eq!("ABCD-EFGH-JKLM-NPQ0".parse::<StatusCode>(), Err(MalformedCode));
        assert_ne!(StatusCode::from_random([0; 16]).hash(), code.hash());
    }
}
