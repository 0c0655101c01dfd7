//! A parameter of a service: what a tenant may set, of which type, from which bylaw and since when. Which values a
//! release has is said in `release`.

mod dated;

pub(crate) use dated::DatedValue;

use crate::manifest::Localized;
use feel::{Date, Number, Value};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::Language;

/// What a tenant may set.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// What kind of value.
    pub kind: ParameterKind,
    /// Whether it has a value for each of several days; see [`Parameter::default`].
    pub is_dated: bool,
    /// The value when a tenant sets none. Of a dated parameter: a list of contexts
    /// `{ valid_from, value, bylaw, paragraph }` sorted by day.
    pub default: Value,
    /// Smallest and largest allowed number.
    pub min: Option<i64>,
    /// See `min`.
    pub max: Option<i64>,
    /// What it is.
    pub label: Localized,
    /// The bylaw that fixes it.
    pub bylaw: Option<String>,
    /// The paragraph in it.
    pub paragraph: Option<String>,
    /// The day from which the value applies.
    pub valid_from: Date,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it was found.
    pub source: String,
    /// Whether citizens see it among the costs.
    pub shown: Shown,
}

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParameterKind {
    /// An amount in whole euro cents.
    Cents,
    /// A whole number.
    Number,
    /// A text.
    Text,
    /// True or false.
    Flag,
    /// A date.
    Date,
    /// A list of texts.
    Texts,
}

/// How sure a statement about law is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Checked against its source.
    Verified,
    /// Not checked: an amount is then an example (Beispielwert).
    Unverified,
}

/// Where citizens see a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// Nowhere.
    #[default]
    Internal,
    /// Among the costs on the service page.
    AsCost,
}

/// A parameter as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParameterEntry {
    #[serde(rename = "type")]
    kind: ParameterKind,
    #[serde(default)]
    dated: bool,
    default: toml::Value,
    #[serde(default)]
    min: Option<i64>,
    #[serde(default)]
    max: Option<i64>,
    de: String,
    en: String,
    #[serde(default)]
    bylaw: Option<String>,
    #[serde(default)]
    paragraph: Option<String>,
    valid_from: toml::value::Datetime,
    confidence: Confidence,
    source: String,
    #[serde(default)]
    shown: Shown,
}

/// Why a value is not one of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// Another type is needed.
    Type(ParameterKind),
    /// It lies outside the limits.
    Range,
    /// `valid_from` is no date.
    ValidFrom,
    /// A list of values with different days is needed.
    Dated,
}

impl Misfit {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Misfit::Type(_) => "services-parameter-type",
            Misfit::Range => "services-parameter-range",
            Misfit::ValidFrom => "services-parameter-valid-from",
            Misfit::Dated => "services-parameter-dated",
        }
    }

    pub(crate) fn expected(self) -> String {
        match self {
            Misfit::Type(kind) => kind.word().to_owned(),
            Misfit::Range | Misfit::ValidFrom | Misfit::Dated => String::new(),
        }
    }
}

impl ParameterKind {
    /// Whether a value is of this type; amounts and numbers are whole.
    pub(crate) fn holds(self, value: &Value) -> bool {
        match (self, value) {
            (ParameterKind::Cents | ParameterKind::Number, Value::Number(number)) => {
                number.to_i64().is_some()
            }
            (ParameterKind::Text, Value::Text(_))
            | (ParameterKind::Flag, Value::Bool(_))
            | (ParameterKind::Date, Value::Date(_)) => true,
            (ParameterKind::Texts, Value::List(items)) => {
                items.iter().all(|item| matches!(item, Value::Text(_)))
            }
            _ => false,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            ParameterKind::Cents => "cents",
            ParameterKind::Number => "number",
            ParameterKind::Text => "text",
            ParameterKind::Flag => "flag",
            ParameterKind::Date => "date",
            ParameterKind::Texts => "texts",
        }
    }
}

impl ParameterEntry {
    pub(crate) fn into_parameter(self) -> Result<Parameter, Misfit> {
        let valid_from = Date::parse(&self.valid_from.to_string()).ok_or(Misfit::ValidFrom)?;
        let plain = value_of(&self.default).ok_or(Misfit::Type(self.kind))?;
        let only = || DatedValue {
            valid_from,
            value: plain.clone(),
            bylaw: self.bylaw.clone(),
            paragraph: self.paragraph.clone(),
        };
        let default = if self.dated { DatedValue::list(vec![only()]) } else { plain };
        let parameter = Parameter {
            kind: self.kind,
            is_dated: self.dated,
            default,
            min: self.min,
            max: self.max,
            label: Localized { de: self.de, en: self.en },
            bylaw: self.bylaw,
            paragraph: self.paragraph,
            valid_from,
            confidence: self.confidence,
            source: self.source,
            shown: self.shown,
        };
        parameter.fitting(parameter.default.clone())?;
        Ok(parameter)
    }
}

impl Parameter {
    /// Label in this language.
    pub fn label(&self, language: Language) -> &str {
        self.label.get(language)
    }

    /// Whether the value is an example that no source of the town backs.
    pub fn is_example(&self) -> bool {
        self.confidence == Confidence::Unverified
    }

    /// The value as a release keeps it: dated ones sorted by day.
    pub(crate) fn fitting(&self, value: Value) -> Result<Value, Misfit> {
        if !self.is_dated {
            return self.check(&value).map(|()| value);
        }
        let mut values = DatedValue::read(&value)?;
        values.iter().try_for_each(|dated| self.check(&dated.value))?;
        values.sort_by_key(|dated| dated.valid_from);
        let is_twice = values.windows(2).any(|pair| pair[0].valid_from == pair[1].valid_from);
        if is_twice { Err(Misfit::Dated) } else { Ok(DatedValue::list(values)) }
    }

    /// What is wrong with a value that is none.
    pub(crate) fn misfit(&self) -> Misfit {
        if self.is_dated { Misfit::Dated } else { Misfit::Type(self.kind) }
    }

    /// Whether the value can be one of this parameter on a day.
    fn check(&self, value: &Value) -> Result<(), Misfit> {
        if !self.kind.holds(value) {
            return Err(Misfit::Type(self.kind));
        }
        let Value::Number(number) = value else { return Ok(()) };
        let is_inside = number.to_i64().is_some_and(|whole| {
            self.min.is_none_or(|min| whole >= min) && self.max.is_none_or(|max| whole <= max)
        });
        if is_inside { Ok(()) } else { Err(Misfit::Range) }
    }
}

/// The process value of a TOML value; nothing for times and numbers with a fraction, which no parameter has.
pub(crate) fn value_of(toml: &toml::Value) -> Option<Value> {
    Some(match toml {
        toml::Value::String(text) => Value::text(text.as_str()),
        toml::Value::Integer(number) => Value::Number(Number::from(*number)),
        toml::Value::Boolean(flag) => Value::Bool(*flag),
        toml::Value::Datetime(date) => Value::Date(Date::parse(&date.to_string())?),
        toml::Value::Array(items) => Value::list(items.iter().map(value_of).collect::<Option<Vec<_>>>()?),
        toml::Value::Table(table) => {
            let entries = table.iter().map(|(name, value)| Some((name.as_str(), value_of(value)?)));
            Value::Context(Arc::new(entries.collect::<Option<feel::Context>>()?))
        }
        toml::Value::Float(_) => return None,
    })
}
