//! Sealing secrets for the database: whoever has a copy of the rows but not the master key reads nothing, and a sealed
//! secret cannot be moved to another row. Where the key is kept is the binary's business.

use crate::IdentityFault;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::fmt;

/// Bytes of chance in front of a sealed secret; so many that they never repeat.
const NONCE: usize = 24;

/// The key of an installation. Never shown in logs.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// The key of these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Seals a secret. `nonce` must be fresh; `place` says what the secret belongs to and is needed again to open it.
    pub fn seal(&self, nonce: [u8; NONCE], place: &[u8], secret: &[u8]) -> Result<Vec<u8>, IdentityFault> {
        let payload = Payload { msg: secret, aad: place };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| IdentityFault::Failed("a secret cannot be sealed".to_owned()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed at this place with this key.
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, IdentityFault> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(IdentityFault::Sealed)?;
        let payload = Payload { msg: sealed, aad: place };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| IdentityFault::Sealed)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stolen copy of the database gives away no secret, and nobody can hand on another person's by copying a row.
    #[test]
    fn only_the_key_opens_and_only_in_its_place() {
        let key = MasterKey::from_bytes([7; 32]);
        let sealed = key.seal([1; NONCE], b"weber", b"secret").expect("sealed");
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_eq!(key.open(b"weber", &sealed).expect("opened"), b"secret");
        assert!(key.open(b"kaya", &sealed).is_err());
        assert!(MasterKey::from_bytes([8; 32]).open(b"weber", &sealed).is_err());
        assert!(key.open(b"weber", &sealed[..10]).is_err());
        assert_eq!(format!("{key:?}"), "MasterKey(…)");
    }
}
