//! The post as callers see it, whichever way mails go.

use crate::smtp::{Smtp, SmtpSettings};
use crate::tray::{LaidMail, Tray};
use crate::{Mail, PostError};
use std::path::PathBuf;

/// Sends mails. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Post {
    way: Way,
    /// The tray that everybody may look into; only a demo has one.
    open: Option<Tray>,
}

#[derive(Debug, Clone)]
enum Way {
    Smtp(Smtp),
    Tray(Tray),
}

impl Post {
    /// Through a mail server.
    pub fn smtp(settings: &SmtpSettings) -> Result<Self, PostError> {
        Ok(Self { way: Way::Smtp(Smtp::new(settings)?), open: None })
    }

    /// Into a folder, one `.eml` file per Message-ID; nothing leaves the machine. For the demo and tests.
    pub fn tray(folder: impl Into<PathBuf>) -> Self {
        Self { way: Way::Tray(Tray::new(folder.into())), open: None }
    }

    /// The same, and everybody may read what lies there: for a demo, where nobody is real.
    pub fn open_tray(folder: impl Into<PathBuf>) -> Self {
        let tray = Tray::new(folder.into());
        Self { way: Way::Tray(tray.clone()), open: Some(tray) }
    }

    /// The mails of the demo's tray, the newest first; `None` where no tray is open to everybody.
    pub async fn open_mails(&self) -> Option<Result<Vec<LaidMail>, PostError>> {
        Some(self.open.as_ref()?.lying().await)
    }

    /// Whether everybody may read the mails.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Hands the mail on. After `Ok` the server (or the tray) has it. After an error it may have it too: send it again
    /// with the same Message-ID if [`PostError::may_pass_later`] says so.
    pub async fn send(&self, mail: &Mail) -> Result<(), PostError> {
        let message = mail.message()?;
        match &self.way {
            Way::Smtp(smtp) => smtp.send(message).await,
            Way::Tray(tray) => tray.lay(&mail.message_id, message.formatted()).await,
        }
    }

    /// Whether mails can go out now, without sending one; for `doctor`.
    pub async fn check(&self) -> Result<(), PostError> {
        match &self.way {
            Way::Smtp(smtp) => smtp.check().await,
            Way::Tray(tray) => tray.check().await,
        }
    }
}

#[cfg(test)]
mod tests;
