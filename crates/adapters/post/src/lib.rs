//! Mail: handed to a mail server, or laid into a tray for the demo. What a mail says and whether it may be sent is decided
//! elsewhere; mails carry no case content.

mod eml;
mod error;
mod mail;
mod post;
mod smtp;
mod tray;

pub use error::PostError;
pub use mail::Mail;
pub use post::Post;
pub use smtp::{Encryption, Login, SmtpSettings};
pub use tray::LaidMail;
