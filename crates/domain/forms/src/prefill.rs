//! What is known of a person before they type: taken over from their account as answers they can change, from their
//! identity card as answers nobody changes. Who the person is, is found out elsewhere.

use crate::definition::{Body, Field, Form, Part};
use crate::raw::RawAnswers;
use std::collections::BTreeMap;

/// The name under which the answers say which of them an identity card has proven. No question can have it, so no browser
/// can send it.
const VERIFIED: &str = "@verified";

/// Something that an account knows; a question names it as `account.first_name`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Given names.
    FirstName,
    /// Family name.
    LastName,
    /// Street and number.
    Street,
    /// Postcode.
    Postcode,
    /// Town.
    City,
    /// Day of birth, as 24.03.1985.
    BirthDate,
    /// E-mail address.
    Email,
}

impl Source {
    const ALL: [(&'static str, Source); 7] = [
        ("account.first_name", Source::FirstName),
        ("account.last_name", Source::LastName),
        ("account.street", Source::Street),
        ("account.postcode", Source::Postcode),
        ("account.city", Source::City),
        ("account.birth_date", Source::BirthDate),
        ("account.email", Source::Email),
    ];

    /// The source that a designer writes like this.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
    }
}

/// What is known of a person, as they would have typed it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prefill {
    /// What they said themselves once.
    pub said: BTreeMap<Source, String>,
    /// What their identity card says.
    pub verified: BTreeMap<Source, String>,
}

impl Form {
    /// The answers with what is known of the person. What was typed stays, unless an identity card says it: that replaces
    /// what was typed and cannot be changed any more. Questions in repeatable groups are left alone, because they are about
    /// somebody or something else.
    pub fn prefilled(&self, raw: &RawAnswers, known: &Prefill) -> RawAnswers {
        let mut filled = raw.clone();
        let mut verified: Vec<String> = Vec::new();
        for (path, source) in self.sources() {
            if let Some(value) = known.verified.get(&source) {
                filled.0.insert(path.to_owned(), vec![value.clone()]);
                verified.push(path.to_owned());
            } else if let Some(value) = known.said.get(&source).filter(|_| is_blank(raw.get(path))) {
                filled.0.insert(path.to_owned(), vec![value.clone()]);
            }
        }
        if !verified.is_empty() {
            filled.0.insert(VERIFIED.to_owned(), verified);
        }
        filled
    }

    /// Whether an account could fill in anything.
    pub fn has_sources(&self) -> bool {
        !self.sources().is_empty()
    }

    fn sources(&self) -> Vec<(&str, Source)> {
        let mut found = Vec::new();
        self.pages.iter().for_each(|page| collect(&page.parts, &mut found));
        found
    }
}

impl RawAnswers {
    /// Whether an identity card says this answer.
    pub(crate) fn is_verified(&self, path: &str) -> bool {
        self.get(VERIFIED).iter().any(|verified| verified == path)
    }
}

fn is_blank(typed: &[String]) -> bool {
    typed.iter().all(|text| text.trim().is_empty())
}

fn collect<'a>(parts: &'a [Part], found: &mut Vec<(&'a str, Source)>) {
    for part in parts {
        match &part.body {
            Body::Field(field) => found.extend(source_of(field)),
            Body::Group { parts, .. } => collect(parts, found),
            Body::List(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
        }
    }
}

fn source_of(field: &Field) -> Option<(&str, Source)> {
    field.prefill.map(|source| (field.path.as_str(), source))
}
