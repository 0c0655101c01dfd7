//! What outlives a case: the kinds of records a service keeps, with their fields.

use super::Localized;
use crate::parameter::ParameterKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use values::Language;

/// A kind of record (Bestand), such as a registered dog.
#[derive(Debug, Clone)]
pub struct RecordKind {
    pub(crate) name: Localized,
    pub(crate) title: String,
    pub(crate) unique: String,
    pub(crate) first_number: i64,
    pub(crate) fields: BTreeMap<String, RecordField>,
}

/// A field of a record.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordField {
    /// What kind of value.
    #[serde(rename = "type")]
    pub kind: ParameterKind,
    /// German name.
    pub de: String,
    /// English name.
    pub en: String,
    /// The question whose choices say how a stored value is read, as form and name: `registration.breed`.
    pub question: Option<String>,
    /// How stored values are read that no question offers.
    #[serde(default)]
    pub values: BTreeMap<String, Localized>,
}

/// The same as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordEntry {
    de: String,
    en: String,
    title: String,
    unique: String,
    first_number: i64,
    fields: BTreeMap<String, RecordField>,
}

impl RecordEntry {
    /// The kind, or the name of a field that is meant and not there.
    pub(super) fn into_kind(self) -> Result<RecordKind, String> {
        for meant in [&self.title, &self.unique] {
            if !self.fields.get(meant).is_some_and(|field| field.kind == ParameterKind::Text) {
                return Err(meant.clone());
            }
        }
        Ok(RecordKind {
            name: Localized { de: self.de, en: self.en },
            title: self.title,
            unique: self.unique,
            first_number: self.first_number,
            fields: self.fields,
        })
    }
}

impl RecordKind {
    /// What people call such a record.
    pub fn name(&self, language: Language) -> &str {
        self.name.get(language)
    }

    /// The field that people call one record by.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The field that no two current records share; a record may leave it empty.
    pub fn unique(&self) -> &str {
        &self.unique
    }

    /// The number of the first record.
    pub fn first_number(&self) -> i64 {
        self.first_number
    }

    /// The fields by name.
    pub fn fields(&self) -> &BTreeMap<String, RecordField> {
        &self.fields
    }
}

impl RecordField {
    /// Whether the value can stand in this field; nothing at all always can.
    pub fn holds(&self, value: &feel::Value) -> bool {
        *value == feel::Value::Null || self.kind.holds(value)
    }

    /// Form and name of the question that the field takes its choices from.
    pub fn question(&self) -> Option<(&str, &str)> {
        self.question.as_deref().map(|question| question.split_once('.').unwrap_or((question, "")))
    }

    /// Name in this language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }
}
