//! Forms: the form-js JSON schema read into pages of questions; answers understood, checked and shown. No HTML, no
//! storage and no process lives here.

mod answer;
mod check;
mod choices;
mod definition;
mod edit;
mod file;
mod filled;
mod input;
mod located;
mod markdown;
mod pattern;
mod prefill;
mod raw;
mod read;
mod short_texts;
mod show;
mod summary;
mod translate;
mod wizard;

pub use check::Checked;
pub use definition::{Form, Page};
pub use edit::{Edit, SentPage};
pub use file::{FileAnswer, FileRules, file_kinds};
pub use input::{is_iban, number};
pub use markdown::{Block, Inline};
pub use prefill::{Prefill, Source};
pub use raw::RawAnswers;
pub use show::{Control, FieldView, ItemView, ListView, OptionView, PageView, PartView, UploadView};
pub use summary::{Section, SummaryRow};
pub use translate::FormText;

/// The sentences of this crate's problems.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];
