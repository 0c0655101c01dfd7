//! Citizen accounts (Bürgerkonto), one file per act. An unknown address is treated like a known one, in words, work and
//! time: what differs is only said in the mail.

mod card;
mod change;
mod claim;
mod mails;
mod mine;
mod recover;
mod register;
mod session;

pub use card::{CardRefused, CardReturn, CardVisit};
pub use mails::MailWords;
pub use mine::{Mine, MyCase, MyDraft, PostboxEntry};
pub use session::AccountView;

use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use values::{Hash, Problem};

/// The shortest password of a citizen (NIST SP 800-63B: length instead of rules about signs).
const SHORTEST_PASSWORD: usize = 10;
/// The longest mail address (RFC 5321).
const LONGEST_MAIL: usize = 254;

/// What a person signs in with.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The mail address as typed.
    pub mail: String,
    /// The password.
    pub password: String,
}

impl Credentials {
    /// The address in the form that is stored.
    fn address(&self) -> String {
        normal(&self.mail)
    }
}

/// What a one-time link is for; stored with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "for", rename_all = "kebab-case")]
enum LinkFor {
    /// A new account, which exists only once the link is used.
    Account { mail: String, password_hash: String },
    /// A new password, in place of the one with this stamp: a link that was used makes all others worthless.
    Password {
        #[serde(default)]
        stamp: Option<Hash>,
    },
    /// Another mail address.
    Mail { mail: String },
}

/// A mail address in the form that is stored.
pub(crate) fn normal(mail: &str) -> String {
    mail.trim().to_lowercase()
}

/// Why this can be nobody's mail address.
pub(crate) fn mail_problem(mail: &str) -> Option<Problem> {
    let fits = mail.len() <= LONGEST_MAIL
        && !mail.chars().any(|sign| sign.is_control() || sign.is_whitespace() || "<>\",;".contains(sign))
        && mail
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    (!fits).then(|| Problem::in_answer("mail", "account-mail-malformed"))
}

fn password_problem(password: &str) -> Option<Problem> {
    let (length, bytes) = (password.chars().count(), password.len());
    let key = match () {
        () if length < SHORTEST_PASSWORD => "account-password-short",
        () if bytes > identity::MAX_PASSWORD_BYTES => "account-password-long",
        () => return None,
    };
    Some(Problem::in_answer("password", key).with("least", SHORTEST_PASSWORD))
}

fn refuse(problems: impl IntoIterator<Item = Problem>) -> Result<(), Refusal> {
    let problems: Vec<Problem> = problems.into_iter().collect();
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Problems(problems)) }
}
