//! What mails that a person asks for on a page say. The link is filled in where the mail is made.

use casework::MailWords;
use kit::Words;

/// The mail that brings the number of a case; casework fills in the number and the link.
pub(crate) fn number(words: &Words, town: &str) -> MailWords {
    let values = [("town", town), ("number", "{number}"), ("link", "{link}")];
    let text = words.fill("portal-mail-number-text", &values);
    MailWords { subject: words.fill("portal-mail-number-subject", &values), text: format!("{text}\n") }
}

/// The mail with this name.
pub(crate) fn mail(words: &Words, name: &str) -> MailWords {
    let subject = words.of(&format!("portal-mail-{name}-subject"));
    let text = words.fill(&format!("portal-mail-{name}-text"), &[("link", "{link}")]);
    MailWords { subject, text: format!("{text}\n") }
}
