//! The parameters of a release with their legal source, as citizens and letters see them.

use super::{Release, stored};
use crate::parameter::{Parameter, ParameterKind, Shown};
use feel::Value;
use std::collections::BTreeMap;
use values::Language;

/// An amount on the page of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// For what.
    pub label: String,
    /// How much.
    pub cents: i64,
    /// Bylaw and paragraph.
    pub source: String,
    /// Whether it is an example that no source of the town backs (Beispielwert).
    pub is_example: bool,
}

/// A parameter value with the law it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcedValue {
    /// The value in stored form; amounts are whole cents.
    pub value: serde_json::Value,
    /// The bylaw.
    pub bylaw: Option<String>,
    /// The paragraph in it.
    pub paragraph: Option<String>,
    /// The day from which it applies, as `2026-01-01`.
    pub valid_from: String,
}

impl Release {
    /// The amounts that citizens see, from small to large.
    pub fn amounts(&self, language: Language) -> Vec<Amount> {
        let mut amounts: Vec<Amount> = self
            .manifest
            .parameters
            .iter()
            .filter(|(_, parameter)| {
                parameter.shown == Shown::AsCost && parameter.kind == ParameterKind::Cents
            })
            .filter_map(|(name, parameter)| self.amount(name, parameter, language))
            .collect();
        amounts.sort_by_key(|amount| amount.cents);
        amounts
    }

    fn amount(&self, name: &str, parameter: &Parameter, language: Language) -> Option<Amount> {
        let Some(Value::Number(cents)) = self.parameters.get(name) else { return None };
        Some(Amount {
            label: parameter.label(language).to_owned(),
            cents: cents.to_i64()?,
            source: source_of(parameter),
            is_example: parameter.is_example(),
        })
    }

    /// All parameters as letters read them, by name.
    pub fn letter_parameters(&self) -> BTreeMap<String, SourcedValue> {
        let all = self.manifest.parameters.iter();
        all.map(|(name, parameter)| {
            let value = self.parameters.get(name).unwrap_or(&Value::Null);
            let sourced = SourcedValue {
                value: stored(value),
                bylaw: parameter.bylaw.clone(),
                paragraph: parameter.paragraph.clone(),
                valid_from: parameter.valid_from.to_string(),
            };
            (name.clone(), sourced)
        })
        .collect()
    }
}

fn source_of(parameter: &Parameter) -> String {
    let parts = [parameter.bylaw.as_deref(), parameter.paragraph.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
