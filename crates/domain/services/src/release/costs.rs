//! The parameters of a release with their legal source, as citizens and letters see them.

use super::{Release, stored};
use crate::parameter::{DatedValue, Parameter, ParameterKind, Shown};
use feel::{Date, Value};
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
    /// The day from which it applies, when that day is still to come.
    pub from: Option<Date>,
    /// Whether it is an example that no source of the town backs (Beispielwert).
    pub is_example: bool,
}

/// A parameter value with the law it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcedValue {
    /// The value in stored form; amounts are whole cents. Of a dated parameter: the list of its values.
    pub value: serde_json::Value,
    /// The bylaw.
    pub bylaw: Option<String>,
    /// The paragraph in it.
    pub paragraph: Option<String>,
    /// The day from which it applies, as `2026-01-01`.
    pub valid_from: String,
}

impl Release {
    /// The amounts that citizens see on a day, from small to large: what applies then and what will apply later.
    pub fn amounts(&self, language: Language, today: Date) -> Vec<Amount> {
        let shown = self.manifest.parameters.iter().filter(|(_, parameter)| {
            parameter.shown == Shown::AsCost && parameter.kind == ParameterKind::Cents
        });
        let mut amounts: Vec<Amount> =
            shown.flat_map(|(name, parameter)| self.amounts_of(name, parameter, (language, today))).collect();
        amounts.sort_by_key(|amount| (amount.from, amount.cents));
        amounts
    }

    fn amounts_of(&self, name: &str, parameter: &Parameter, shown: (Language, Date)) -> Vec<Amount> {
        let (language, today) = shown;
        let values = self.values_of(name, parameter);
        let first = DatedValue::on(&values, today).or(values.first()).map(|value| value.valid_from);
        let counting = values.into_iter().filter(|value| Some(value.valid_from) >= first);
        let amount = |dated: DatedValue| {
            let Value::Number(cents) = &dated.value else { return None };
            Some(Amount {
                label: parameter.label(language).to_owned(),
                cents: cents.to_i64()?,
                source: source_of(&dated),
                from: Some(dated.valid_from).filter(|day| *day > today),
                is_example: parameter.is_example() && self.is_default(name, parameter),
            })
        };
        counting.filter_map(amount).collect()
    }

    /// The values of a parameter with their days; of one that is not dated the only one.
    fn values_of(&self, name: &str, parameter: &Parameter) -> Vec<DatedValue> {
        let value = self.parameters.get(name).unwrap_or(&Value::Null);
        if parameter.is_dated {
            return DatedValue::read(value).expect("a release holds only values that fit");
        }
        vec![DatedValue {
            valid_from: parameter.valid_from,
            value: value.clone(),
            bylaw: parameter.bylaw.clone(),
            paragraph: parameter.paragraph.clone(),
        }]
    }

    /// A town that has set a dated value has named its bylaw with it; anything else is still the package's example.
    fn is_default(&self, name: &str, parameter: &Parameter) -> bool {
        !parameter.is_dated || self.parameters.get(name) == Some(&parameter.default)
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

fn source_of(value: &DatedValue) -> String {
    let parts = [value.bylaw.as_deref(), value.paragraph.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
