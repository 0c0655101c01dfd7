//! The mails of a demo, for everybody to read: nobody there is real, and nobody has a mailbox. Elsewhere there is no such tray.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use post::LaidMail;
use values::Moment;

/// A mail of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMail {
    /// Its name in the tray, plain enough for an address.
    pub id: String,
    /// When it was sent.
    pub sent_at: Moment,
    /// The recipient.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text, lines ended by `\n`.
    pub text: String,
}

impl Casework {
    /// Whether everybody may read the mails of this installation.
    pub fn shows_mails(&self) -> bool {
        self.parts().post.is_open()
    }

    /// The mails of the demo, the newest first.
    pub async fn demo_mails(&self) -> Result<Vec<DemoMail>, Refusal> {
        let mails = self.parts().post.open_mails().await.ok_or(Refusal::NotFound)?;
        let mails = mails.map_err(|error| Fault::while_doing("reading the demo's mails", error))?;
        Ok(mails.into_iter().map(shown).collect())
    }

    /// One of them.
    pub async fn demo_mail(&self, id: &str) -> Result<DemoMail, Refusal> {
        let mails = self.demo_mails().await?;
        mails.into_iter().find(|mail| mail.id == id).ok_or(Refusal::NotFound)
    }
}

fn shown(mail: LaidMail) -> DemoMail {
    let micros = i64::try_from(mail.laid_at.as_micros()).unwrap_or_default();
    let LaidMail { id, to, subject, text, .. } = mail;
    DemoMail { id, sent_at: Moment::from_micros(micros), to, subject, text }
}
