//! Passwords as Argon2id hashes, computed in a bounded queue so that a flood of logins can exhaust neither memory nor
//! cores. Which login a hash belongs to, and what happens after a wrong one, is not known here.

use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier, phc};
use argon2::{Algorithm, Argon2, Params, Version};
use std::fmt;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

/// The longest password that is hashed; longer ones are simply wrong.
pub const MAX_PASSWORD_BYTES: usize = 1024;

/// How many logins wait per core before further ones are sent away: about a second of waiting.
const WAITING_PER_CORE: usize = 8;

/// The second recommended option of RFC 9106 (section 4): 64 MiB, 3 passes, 4 lanes. It also meets the OWASP minimum.
const COST: Cost = Cost { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

/// What an unknown login is measured against, so that it takes as long as a known one.
const NOBODY: [u8; 16] = *b"fachwerk: nobody";

#[derive(Debug, Clone, Copy)]
struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// A password could not be hashed or compared. None of these says anything about the password.
#[derive(Debug, thiserror::Error)]
pub enum IdentityFault {
    /// Too many logins at once: ask the person to wait a moment.
    #[error("too many logins at once")]
    Busy,
    /// The password is longer than [`MAX_PASSWORD_BYTES`]; only told when one is set.
    #[error("a password has at most {MAX_PASSWORD_BYTES} bytes")]
    TooLong,
    /// The stored hash is not an Argon2 hash in PHC form.
    #[error("the stored password hash cannot be read")]
    Unreadable,
    /// A sealed secret belongs to another key or another place, or was damaged.
    #[error("a sealed secret cannot be opened: was the master key exchanged?")]
    Sealed,
    /// The hash could not be computed.
    #[error("the password hash could not be computed: {0}")]
    Failed(String),
}

/// A password hash in PHC form, `$argon2id$v=19$m=65536,t=3,p=4$…`, as stored. Never shown in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// The hash as read from a row.
    pub fn from_stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The hash as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// Hashes and compares passwords. Cheap to clone; all clones share one queue.
#[derive(Debug, Clone)]
pub struct Passwords {
    cost: Cost,
    /// Whoever computes.
    cores: Arc<Semaphore>,
    /// Whoever computes or waits.
    places: Arc<Semaphore>,
}

impl Passwords {
    /// A queue for a machine with this many cores: as many hashes at once (64 MiB each), eight times as many waiting.
    pub fn for_cores(cores: usize) -> Self {
        Self::with(COST, cores.max(1), cores.max(1) * WAITING_PER_CORE)
    }

    fn with(cost: Cost, cores: usize, waiting: usize) -> Self {
        Self {
            cost,
            cores: Arc::new(Semaphore::new(cores)),
            places: Arc::new(Semaphore::new(cores + waiting)),
        }
    }

    /// The hash to store for a new password. The salt is made where chance is made; it must be fresh for every hash.
    pub async fn hash(&self, password: &str, salt: [u8; 16]) -> Result<PasswordHash, IdentityFault> {
        if password.len() > MAX_PASSWORD_BYTES {
            return Err(IdentityFault::TooLong);
        }
        let (password, cost) = (password.to_owned(), self.cost);
        self.in_turn(move || hash(cost, password.as_bytes(), &salt)).await
    }

    /// Whether this password belongs to the stored hash. For an unknown login hand in `None`: the answer is no, after
    /// the same work, so that nobody learns from the time which logins exist.
    pub async fn verify(&self, password: &str, stored: Option<&PasswordHash>) -> Result<bool, IdentityFault> {
        // A password that is too long takes its turn as well, as a text that cannot be anybody's.
        let fits = password.len() <= MAX_PASSWORD_BYTES;
        let password = if fits { password.to_owned() } else { String::new() };
        let (stored, cost) = (stored.filter(|_| fits).cloned(), self.cost);
        self.in_turn(move || match stored {
            Some(stored) => matches(password.as_bytes(), &stored),
            None => hash(cost, password.as_bytes(), &NOBODY).map(|_| false),
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, IdentityFault> + Send + 'static,
    ) -> Result<T, IdentityFault> {
        let place = self.place()?;
        let core = Arc::clone(&self.cores).acquire_owned().await;
        let core = core.expect("the queue is never closed");
        // The permits go along: whoever hangs up does not make room before the work is done.
        let done = tokio::task::spawn_blocking(move || {
            let _turn = (place, core);
            work()
        });
        done.await.map_err(|stopped| IdentityFault::Failed(stopped.to_string()))?
    }

    fn place(&self) -> Result<OwnedSemaphorePermit, IdentityFault> {
        match Arc::clone(&self.places).try_acquire_owned() {
            Ok(place) => Ok(place),
            Err(TryAcquireError::NoPermits) => Err(IdentityFault::Busy),
            Err(TryAcquireError::Closed) => unreachable!("the queue is never closed"),
        }
    }
}

fn hash(cost: Cost, password: &[u8], salt: &[u8; 16]) -> Result<PasswordHash, IdentityFault> {
    let failed = |error: String| IdentityFault::Failed(error);
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, None);
    let params = params.map_err(|error| failed(error.to_string()))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: phc::PasswordHash =
        argon2.hash_password_with_salt(password, salt).map_err(|error| failed(error.to_string()))?;
    Ok(PasswordHash(hash.to_string()))
}

/// Compares in constant time, with the cost that the stored hash names.
fn matches(password: &[u8], stored: &PasswordHash) -> Result<bool, IdentityFault> {
    let stored = phc::PasswordHash::new(&stored.0).map_err(|_| IdentityFault::Unreadable)?;
    if stored.salt.is_none() || stored.hash.is_none() {
        return Err(IdentityFault::Unreadable);
    }
    match Argon2::default().verify_password(password, &stored) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(Error::Algorithm | Error::Version) => Err(IdentityFault::Unreadable),
        Err(error) => Err(IdentityFault::Failed(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };
    const SALT: [u8; 16] = *b"sixteen byte sal";

    /// A caseworker gets in with her password and with no other, and the stored hash is what RFC 9106 asks for.
    #[tokio::test]
    async fn only_the_right_password_opens() {
        let passwords = Passwords::for_cores(2);
        let stored = passwords.hash("Fachwerk & Öl", SALT).await.expect("hashed");
        assert!(stored.as_str().starts_with("$argon2id$v=19$m=65536,t=3,p=4$"), "{}", stored.as_str());
        assert!(passwords.verify("Fachwerk & Öl", Some(&stored)).await.expect("compared"));
        assert!(!passwords.verify("Fachwerk & Oel", Some(&stored)).await.expect("compared"));
        assert!(!format!("{stored:?}").contains("argon2"));
    }

    /// Nobody learns which logins exist: an unknown login does the same work and gets the same answer, even when the
    /// password is the one the work is measured against.
    #[tokio::test]
    async fn an_unknown_login_is_like_a_wrong_password() {
        let passwords = Passwords::with(CHEAP, 1, 1);
        assert!(!passwords.verify("geheim", None).await.expect("compared"));
        let long = "x".repeat(MAX_PASSWORD_BYTES + 1);
        assert!(matches!(passwords.hash(&long, SALT).await, Err(IdentityFault::TooLong)));
        let stored = passwords.hash("", SALT).await.expect("hashed");
        assert!(!passwords.verify(&long, Some(&stored)).await.expect("compared"));
        let broken = PasswordHash::from_stored("plain text");
        assert!(matches!(passwords.verify("geheim", Some(&broken)).await, Err(IdentityFault::Unreadable)));
    }

    /// When everybody logs in at once, the surplus is told to wait a moment instead of exhausting the machine; those
    /// already waiting are served, and later there is room again.
    #[tokio::test]
    async fn a_full_queue_says_so() {
        let passwords = Passwords::with(CHEAP, 1, 1);
        let at_work = Arc::clone(&passwords.cores).acquire_owned().await.expect("a core");
        let waiting: Vec<_> = (0..2)
            .map(|_| {
                let passwords = passwords.clone();
                tokio::spawn(async move { passwords.verify("geheim", None).await })
            })
            .collect();
        while passwords.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(passwords.verify("geheim", None).await, Err(IdentityFault::Busy)));
        drop(at_work);
        for person in waiting {
            assert!(!person.await.expect("ran").expect("served"));
        }
        assert!(!passwords.verify("geheim", None).await.expect("room again"));
    }
}
