//! The second factor of staff: codes that an authenticator app counts from a shared secret and the time (RFC 6238, with
//! SHA-1, six digits and thirty seconds, which is what every app can do). Who has which secret is not known here.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use std::fmt;

/// Seconds for which one code is shown.
const STEP_SECONDS: i64 = 30;
/// Steps before and after the current one that still count: phones are wrong by some seconds, and people type slowly.
const DRIFT: i64 = 1;
/// The letters of Base32 (RFC 4648, section 6).
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What the app and we both know: 160 bits, as RFC 4226 recommends. Never shown in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Vec<u8>);

impl TotpSecret {
    /// How many bytes a new secret has.
    pub const LENGTH: usize = 20;

    /// A secret of these bytes.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes, to be sealed.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads what [`TotpSecret::text`] wrote; spaces and small letters are allowed. `None` when it is not Base32 or shorter
    /// than the 128 bits that RFC 4226 asks for.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut bytes = Vec::new();
        let (mut buffer, mut bits) = (0_u32, 0_u32);
        for letter in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
            let value = BASE32.iter().position(|known| *known == letter.to_ascii_uppercase())?;
            buffer = (buffer << 5) | u32::try_from(value).ok()?;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push(u8::try_from((buffer >> bits) & 0xff).ok()?);
            }
        }
        (bytes.len() >= 16).then_some(Self(bytes))
    }

    /// The secret in Base32, for whoever types it into the app.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let (mut buffer, mut bits) = (0_u32, 0_u32);
        for byte in &self.0 {
            buffer = (buffer << 8) | u32::from(*byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(letter(buffer >> bits));
            }
        }
        if bits > 0 {
            text.push(letter(buffer << (5 - bits)));
        }
        text
    }

    /// The address that an app reads from a QR code.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (encoded(issuer), encoded(account));
        let secret = self.text();
        format!(
            "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"
        )
    }

    /// The code at a moment, in seconds since 1970.
    pub fn code(&self, seconds: i64) -> String {
        self.code_of_step(seconds.div_euclid(STEP_SECONDS))
    }

    /// The step a code belongs to, if it counts now and is younger than the last one that was used: each counts once.
    pub fn accepts(&self, code: &str, seconds: i64, last_step: i64) -> Option<i64> {
        let now = seconds.div_euclid(STEP_SECONDS);
        let mut steps = (now - DRIFT..=now + DRIFT).filter(|step| *step > last_step);
        steps.find(|step| same(self.code_of_step(*step).as_bytes(), code.as_bytes()))
    }

    /// RFC 4226, section 5.3.
    fn code_of_step(&self, step: i64) -> String {
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let start = usize::from(digest[digest.len() - 1] & 0x0f);
        let word = [digest[start] & 0x7f, digest[start + 1], digest[start + 2], digest[start + 3]];
        format!("{:06}", u32::from_be_bytes(word) % 1_000_000)
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(…)")
    }
}

fn letter(bits: u32) -> char {
    char::from(BASE32[(bits & 31) as usize])
}

/// Compares all bytes, whether or not the first ones differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}

/// Percent-encoding of everything that is not a letter, a digit or a hyphen.
fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    text.bytes()
        .map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(*b"12345678901234567890")
    }

    /// A caseworker's app shows the very codes we expect: the vectors of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_every_app() {
        let codes = [59, 1_111_111_109, 1_234_567_890, 20_000_000_000].map(|seconds| secret().code(seconds));
        assert_eq!(codes, ["287082", "081804", "005924", "353130"]);
    }

    /// Whoever looks over a caseworker's shoulder cannot use the code again, and an old one is worth nothing.
    #[test]
    fn a_code_counts_once_and_only_now() {
        let now = 1_234_567_890;
        let code = secret().code(now);
        let step = secret().accepts(&code, now, 0).expect("the right code");
        assert_eq!(secret().accepts(&code, now + 30, 0), Some(step), "a slow typist");
        assert_eq!(secret().accepts(&code, now + 90, 0), None, "too late");
        assert_eq!(secret().accepts(&code, now, step), None, "used before");
        assert_eq!(secret().accepts("", now, 0), None);
    }

    /// Whoever cannot scan types the secret; it comes back the same, also with spaces and small letters.
    #[test]
    fn a_typed_secret_is_the_same() {
        assert_eq!(secret().text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(TotpSecret::from_text("gezd gnbv gy3t qojq gezd gnbv gy3t qojq"), Some(secret()));
        assert_eq!(TotpSecret::from_text("not base 32!"), None);
        assert_eq!(TotpSecret::from_text("GEZDGNBV"), None);
        assert!(!format!("{:?}", secret()).contains("GEZD"));
        let address = secret().address("Stadt Öd", "weber");
        assert!(address.starts_with("otpauth://totp/Stadt%20%C3%96d:weber?secret=GEZD"), "{address}");
    }
}
