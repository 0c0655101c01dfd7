//! Letters: a Typst template and data become a PDF and a page for the screen, the same bytes on every machine and every day.
//! What a letter has to say is written in templates and handed in as data; nothing is read from the world here.
//!
//! A template begins like this and then only speaks about its case:
//!
//! ```typst
//! #import "/fachwerk/letter.typ": *
//! #show: letter
//! ```
//!
//! The file names a template can open are fixed: `/fachwerk/letter.typ`, `/fachwerk/format.typ` and `/data.json`
//! ([`LetterData`]). There are no packages, no network, no system fonts and no clock: "today" is the date of the letter.
//! Typst knows no limit of memory and time, so a template of an untrusted author belongs into a child process.

mod data;
mod failure;
mod fonts;
mod letters;
mod page;
mod printable;
mod world;

pub use data::{
    Authority, Bank, CaseReference, LetterData, Mandate, Official, Parameter, PaymentDue, Recipient,
    sample_letter_data,
};
pub use failure::LetterFailure;
pub use letters::{
    LetterSource, Letters, MAX_DATA_BYTES, MAX_PAGE_BYTES, MAX_PAGES, MAX_TEMPLATE_BYTES, WrittenLetter,
};

/// The template of the receipt of an application: a letter of the platform, the same for every service. It shows the
/// variables `received_on` (`2026-11-23`), `received_at` (`12:05`, empty where only the day is known) and `sections`, a list of
/// `{ title, rows: [{ label, value }] }`.
pub const RECEIPT: &str = include_str!("../typst/receipt.typ");

/// The subject of a receipt, in front of the title of the service.
pub const fn receipt_title(language: values::Language) -> &'static str {
    match language {
        values::Language::De => "Eingangsbestätigung",
        values::Language::En => "Receipt",
    }
}

/// The template of the letter that announces the extension of a legal clock: a letter of the platform, for services without
/// one of their own. It shows the variables `from` and `until` (days), `reason`, `law` (may be empty), and `tacit`, whether
/// silence means approval.
pub const EXTENSION: &str = include_str!("../typst/extension.typ");

/// The subject of an announced extension, in front of the title of the service.
pub const fn extension_title(language: values::Language) -> &'static str {
    match language {
        values::Language::De => "Verlängerung der Frist",
        values::Language::En => "Extension of the period",
    }
}

/// The template of a question that goes by post: a letter of the platform as well. It shows the variables `question` and
/// `until` (`2026-11-23`, may be missing).
pub const QUESTION: &str = include_str!("../typst/question.typ");

/// The subject of a question, in front of the title of the service.
pub const fn question_title(language: values::Language) -> &'static str {
    match language {
        values::Language::De => "Rückfrage",
        values::Language::En => "Question",
    }
}

/// What this crate's problems say to the designer of a letter, per language.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];
