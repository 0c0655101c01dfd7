//! What mails about an account say. The link is filled in where the mail is made.

use casework::MailWords;
use kit::Words;

/// The mail with this name.
pub(crate) fn mail(words: &Words, name: &str) -> MailWords {
    let subject = words.of(&format!("portal-mail-{name}-subject"));
    let text = words.fill(&format!("portal-mail-{name}-text"), &[("link", "{link}")]);
    MailWords { subject, text: format!("{text}\n") }
}
