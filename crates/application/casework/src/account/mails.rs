//! Mails about accounts, and those a person asks for on a page: stored, sealed, with what they are about, and sent afterwards, so that no answer depends on the
//! mail server and none is lost.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use jiff::SignedDuration;
use post::Mail;
use serde::{Deserialize, Serialize};
use store::{AccountMailRow, Change, Commit, Scope, StoreError};
use values::Hash;

/// What a mail says; `{link}` stands where its link goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWords {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// How often a mail is tried before it is given up: the person can ask for another.
const MOST_ATTEMPTS: i64 = 8;
/// Mails of one round.
const BATCH: i64 = 50;

#[derive(Serialize, Deserialize)]
struct Sealed {
    to: String,
    subject: String,
    text: String,
}

/// What became of a mail in this round.
enum Became {
    Sent,
    /// Another worker has it, or nobody can send it.
    NotOurs,
    /// It has to wait.
    Later,
}

impl Casework {
    /// The row of a mail to this address; `place` is the address of the page its link leads to.
    pub(crate) fn account_mail(&self, to: &str, words: &MailWords, place: &str) -> Result<Change, Refusal> {
        let link = format!("{}{place}", self.parts().settings.public_url);
        let mail = Sealed {
            to: to.to_owned(),
            subject: words.subject.clone(),
            text: words.text.replace("{link}", &link),
        };
        let text = serde_json::to_vec(&mail).expect("a mail is text");
        let id: [u8; 16] = self.world().random();
        let sealed = self.parts().master_key.seal(self.world().random(), &id, &text);
        let sealed = sealed.map_err(|error| Fault::while_doing("sealing a mail", error))?;
        let row = AccountMailRow { id, sealed, next_try_at: self.world().now(), attempts: 0, version: 1 };
        Ok(Change::insert(&row))
    }

    /// Sends the mails about accounts that are due; how many went. The first that has to wait lets the others wait as well:
    /// a mail server that hangs is asked once, and whatever else is due goes on.
    pub async fn send_account_mails(&self) -> Result<usize, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let rows = snapshot.account_mails(self.world().now(), BATCH).await?;
        drop(snapshot);
        let mut sent = 0;
        for row in rows {
            match self.send_account_mail(row).await? {
                Became::Sent => sent += 1,
                Became::NotOurs => {}
                Became::Later => break,
            }
        }
        Ok(sent)
    }

    /// Takes the mail for itself first: another worker that was slower leaves it alone.
    async fn send_account_mail(&self, row: AccountMailRow) -> Result<Became, Refusal> {
        let wait = SignedDuration::from_secs(30 << row.attempts.clamp(0, 8));
        let taken = AccountMailRow {
            next_try_at: self.world().now().plus(wait),
            attempts: row.attempts + 1,
            ..row.clone()
        };
        match self.store().apply(self.one(Change::update(&taken))).await {
            Err(StoreError::Stale { .. }) => return Ok(Became::NotOurs),
            applied => applied?,
        };
        let mail = match self.unsealed(&row) {
            Ok(mail) => mail,
            Err(refusal) => {
                tracing::error!(%refusal, "a mail about an account cannot be read");
                return Ok(Became::NotOurs);
            }
        };
        let became = match self.parts().post.send(&mail).await {
            Ok(()) => Became::Sent,
            Err(error) if error.may_pass_later() && taken.attempts < MOST_ATTEMPTS => {
                tracing::warn!(%error, "a mail about an account is tried again");
                return Ok(Became::Later);
            }
            Err(error) => {
                tracing::error!(%error, "a mail about an account is given up");
                Became::NotOurs
            }
        };
        self.store().apply(self.one(Change::clear(AccountMailRow::key(row.id)))).await?;
        Ok(became)
    }

    fn unsealed(&self, row: &AccountMailRow) -> Result<Mail, Refusal> {
        let fault = |error: String| Fault::while_doing("opening a mail", error);
        let text =
            self.parts().master_key.open(&row.id, &row.sealed).map_err(|error| fault(error.to_string()))?;
        let mail: Sealed = serde_json::from_slice(&text).map_err(|error| fault(error.to_string()))?;
        Ok(Mail {
            message_id: format!("<{}@fachwerk>", Hash::of(&row.id)),
            from: self.parts().settings.mail_from.clone(),
            to: mail.to,
            subject: mail.subject,
            text: mail.text,
        })
    }

    /// A commit of the installation with one change.
    pub(crate) fn one(&self, change: Change) -> Commit {
        Commit { changes: vec![change], ..Commit::new(Scope::Installation, self.world().now()) }
    }
}
