//! Files as answers: what a question about files allows, and what is known of a file that was added. The bytes, and whether
//! they are what they claim to be, are somebody else's business.

use crate::definition::{Body, Field, Form, Kind, Part};
use crate::filled::Filled;
use crate::raw::{RawAnswers, without_numbers};
use feel::{Context, Environment, Number, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every kind of file that a form may ask for, with the endings and names that designers write for it. Nothing in it can
/// run: no HTML, no SVG, no office files.
const KINDS: [(&str, &[&str]); 6] = [
    ("application/pdf", &[".pdf"]),
    ("image/jpeg", &[".jpg", ".jpeg", "image/*"]),
    ("image/png", &[".png", "image/*"]),
    ("image/heic", &[".heic", ".heif", "image/*"]),
    ("image/tiff", &[".tif", ".tiff", "image/*"]),
    ("image/webp", &[".webp", "image/*"]),
];

/// Every media type that a form may ask for.
pub fn file_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().map(|(media_type, _)| media_type)
}

/// A file that was added, as the answer holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileAnswer {
    /// Its id.
    pub id: String,
    /// Its name, as the person's device calls it.
    pub name: String,
    /// How many bytes.
    pub size: u64,
    /// What it is.
    pub media_type: String,
}

/// What a question about files allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRules {
    /// Label of the question.
    pub label: String,
    /// Media types.
    pub accept: Vec<&'static str>,
    /// Bytes of one file at most; nothing when the form leaves it to the installation.
    pub max_bytes: Option<u64>,
}

impl FileAnswer {
    /// As it is kept among typed answers.
    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).expect("texts and a number are JSON")
    }

    pub(crate) fn of_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub(crate) fn to_value(&self) -> Value {
        let text = |text: &str| Value::Text(Arc::from(text));
        let fields = [
            ("id", text(&self.id)),
            ("name", text(&self.name)),
            ("size", Value::Number(Number::from(i64::try_from(self.size).unwrap_or(i64::MAX)))),
            ("media_type", text(&self.media_type)),
        ];
        Value::Context(Arc::new(fields.into_iter().collect()))
    }

    pub(crate) fn of_value(file: &Context) -> Option<Self> {
        let text = |name| match file.get(name) {
            Some(Value::Text(text)) => Some(text.to_string()),
            _ => None,
        };
        let Some(Value::Number(size)) = file.get("size") else { return None };
        let size = size.to_string().parse().ok()?;
        Some(Self { id: text("id")?, name: text("name")?, size, media_type: text("media_type")? })
    }
}

/// The media types that a designer's word stands for.
pub(crate) fn kinds_of(word: &str) -> Vec<&'static str> {
    let word = word.to_ascii_lowercase();
    let meant = KINDS.iter().filter(|(kind, words)| *kind == word || words.contains(&word.as_str()));
    meant.map(|(kind, _)| *kind).collect()
}

/// All of them, for a question that names none.
pub(crate) fn all_kinds() -> Vec<&'static str> {
    KINDS.iter().map(|(kind, _)| *kind).collect()
}

impl Form {
    /// What the question with this path allows; nothing when it asks for no files.
    pub fn file_rules(&self, path: &str) -> Option<FileRules> {
        let pattern = without_numbers(path);
        let field = self.pages.iter().find_map(|page| find(&page.parts, "", &pattern))?;
        let Kind::Files { accept, max_bytes, .. } = &field.kind else { return None };
        Some(FileRules { label: field.label.clone(), accept: accept.clone(), max_bytes: *max_bytes })
    }

    /// Ids of all files that the answers name, hidden ones too.
    pub fn files(&self, raw: &RawAnswers) -> BTreeSet<String> {
        let asks = |path: &str| self.file_rules(path).is_some();
        let typed = raw.0.iter().filter(|(path, _)| asks(path)).flat_map(|(_, typed)| typed);
        typed.filter_map(|text| FileAnswer::of_text(text)).map(|file| file.id).collect()
    }

    /// Ids of the files that count: those whose question is shown.
    pub fn files_that_count(&self, raw: &RawAnswers, environment: &Environment) -> BTreeSet<String> {
        let rows = self.summary(raw, environment).into_iter().flat_map(|section| section.rows);
        rows.flat_map(|row| row.files).map(|file| file.id).collect()
    }

    /// The answers with one more file; a question that takes only one file takes the new one.
    pub(crate) fn with_file(&self, raw: &mut RawAnswers, path: &str, file: &FileAnswer) {
        let pattern = without_numbers(path);
        let field = self.pages.iter().find_map(|page| find(&page.parts, "", &pattern));
        let Some(Field { kind: Kind::Files { amount, .. }, .. }) = field else { return };
        if *amount == Amount::One {
            raw.0.remove(path);
        }
        raw.push(path, file.to_text());
    }
}

/// How many files a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    One,
    Many,
}

/// The question with this path, group numbers left out.
fn find<'a>(parts: &'a [Part], prefix: &str, pattern: &str) -> Option<&'a Field> {
    parts.iter().find_map(|part| match &part.body {
        Body::Field(field) => (pattern.strip_prefix(prefix) == Some(field.path.as_str())).then_some(&**field),
        Body::Group { parts, .. } => find(parts, prefix, pattern),
        Body::List(list) => find(&list.parts, &format!("{prefix}{}[].", list.path), pattern),
        Body::Text { .. } | Body::Separator | Body::Spacer => None,
    })
}

/// The files that were added under this path.
pub(crate) fn files_at(filled: &Filled<'_>, path: &str) -> Vec<FileAnswer> {
    filled.raw.get(path).iter().filter_map(|text| FileAnswer::of_text(text)).collect()
}
