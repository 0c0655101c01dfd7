//! One mail: plain text, one recipient, a Message-ID that stays the same when it is sent again.

use crate::PostError;
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};

/// A mail to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Unique and stable, such as `<5f0c…@musterstadt.example>`: a mail that is sent twice after a crash is shown once.
    pub message_id: String,
    /// The sender, `Stadt Musterstadt <rathaus@musterstadt.example>` or the address alone.
    pub from: String,
    /// The recipient, in the same forms.
    pub to: String,
    /// The subject, one line.
    pub subject: String,
    /// The text, lines ended by `\n`.
    pub text: String,
}

impl Mail {
    /// The mail in the form of RFC 5322.
    pub(crate) fn message(&self) -> Result<Message, PostError> {
        let malformed = |part| move || PostError::Malformed { part, value: self.text_of(part) };
        let from: Mailbox = self.from.parse().map_err(|_| malformed("the sender")())?;
        let to: Mailbox = self.to.parse().map_err(|_| malformed("the recipient")())?;
        if self.subject.chars().any(char::is_control) {
            return Err(malformed("the subject")());
        }
        if !is_message_id(&self.message_id) {
            return Err(malformed("the message id")());
        }
        machine_made(Message::builder())
            .message_id(Some(self.message_id.clone()))
            .from(from)
            .to(to)
            .subject(&self.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(self.text.replace("\r\n", "\n").replace('\n', "\r\n"))
            .map_err(|_| malformed("the recipient")())
    }

    fn text_of(&self, part: &str) -> String {
        match part {
            "the sender" => self.from.clone(),
            "the recipient" => self.to.clone(),
            "the subject" => self.subject.clone(),
            _ => self.message_id.clone(),
        }
    }
}

/// Says that no person wrote it, so that holiday notes do not answer (RFC 3834).
fn machine_made(builder: MessageBuilder) -> MessageBuilder {
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    builder.raw_header(HeaderValue::new(name, "auto-generated".to_owned()))
}

/// `<left@right>` of visible ASCII (RFC 5322, 3.6.4), short enough for one header line.
fn is_message_id(text: &str) -> bool {
    let inner = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inner.and_then(|inner| inner.split_once('@')).is_some_and(|(left, right)| {
        let fine = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>@".contains(&byte))
        };
        text.len() <= 250 && fine(left) && fine(right)
    })
}
