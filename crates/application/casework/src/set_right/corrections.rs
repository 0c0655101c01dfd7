//! Values of a case as a person corrects them: each typed as what it is, anything else as FEEL.

use crate::views::{KnownValue, ValueKind};
use feel::{Context, Environment, Expression, Limits, Names, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use values::Problem;

/// How the names of fields begin in which a known value is corrected; no other field is called so.
const KNOWN: &str = "wert.";

/// What a person says about the values of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections {
    /// What was typed for known values, by path; those left empty stay.
    pub typed: BTreeMap<String, String>,
    /// The known values that hold nothing from now on, by path.
    pub emptied: BTreeMap<String, Emptied>,
    /// A new value: its name and FEEL.
    pub other: (String, String),
}

/// How a value can hold nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emptied {
    /// A text without signs: somebody said that there is nothing to say.
    Blank,
    /// No value at all, `null` in FEEL: nobody has said anything.
    NoValue,
}

impl Emptied {
    fn value(self) -> Value {
        match self {
            Emptied::Blank => Value::text(""),
            Emptied::NoValue => Value::Null,
        }
    }
}

/// Every value inside of the variables, by its path.
pub(super) fn known_values(known: &Context, labels: &BTreeMap<String, String>) -> Vec<KnownValue> {
    let mut values = Vec::new();
    collect("", known, &mut |path, value| {
        values.push(KnownValue {
            label: labels.get(&path).cloned().unwrap_or_else(|| path.clone()),
            shown: value.to_string(),
            kind: kind(value),
            path,
        });
    });
    values
}

fn collect(before: &str, context: &Context, found: &mut impl FnMut(String, &Value)) {
    for (name, value) in context.iter() {
        let path = format!("{before}{name}");
        match value {
            Value::Context(inner) if !inner.is_empty() => collect(&format!("{path}."), inner, found),
            value => found(path, value),
        }
    }
}

fn kind(value: &Value) -> ValueKind {
    match value {
        Value::Text(_) => ValueKind::Text,
        Value::Number(_) => ValueKind::Number,
        Value::Bool(_) => ValueKind::YesNo,
        Value::Date(_) => ValueKind::Day,
        _ => ValueKind::Feel,
    }
}

/// The variables as they will be: those of which something was typed, whole.
pub(super) fn read(
    known: &Context,
    asked: &Corrections,
    environment: &Environment,
) -> Result<Context, Vec<Problem>> {
    let mut corrected = known.clone();
    let mut changed: Vec<String> = Vec::new();
    let mut problems = Vec::new();
    collect("", known, &mut |path, before| match asked.of(&path, kind(before), environment) {
        Ok(None) => {}
        Ok(Some(value)) => {
            corrected = with(&corrected, &path, value);
            changed.push(path);
        }
        Err(why) => problems.push(Problem::in_answer(format!("{KNOWN}{path}"), why)),
    });
    let (name, text) = (asked.other.0.trim(), asked.other.1.trim());
    if !name.is_empty() || !text.is_empty() {
        match value_of(ValueKind::Feel, text, environment) {
            _ if !is_name(name) => problems.push(Problem::in_answer("name", "correction-name")),
            None => problems.push(Problem::in_answer("feel", "correction-unreadable")),
            Some(value) => {
                corrected = with(&corrected, name, value);
                changed.push(name.to_owned());
            }
        }
    }
    if changed.is_empty() && problems.is_empty() {
        problems.push(Problem::new(values::Place::Whole, "correction-missing"));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let is_changed = |name: &str| changed.iter().any(|path| path.split('.').next() == Some(name));
    Ok(corrected
        .iter()
        .filter(|(name, _)| is_changed(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect())
}

impl Corrections {
    /// The new value at a path, none when it stays.
    fn of(
        &self,
        path: &str,
        kind: ValueKind,
        environment: &Environment,
    ) -> Result<Option<Value>, &'static str> {
        let text = self.typed.get(path).map(|text| text.trim()).unwrap_or_default();
        match self.emptied.get(path) {
            Some(_) if !text.is_empty() => Err("correction-typed-and-emptied"),
            Some(Emptied::Blank) if kind != ValueKind::Text => Err("correction-not-blank"),
            Some(emptied) => Ok(Some(emptied.value())),
            None if text.is_empty() => Ok(None),
            None => value_of(kind, text, environment).map(Some).ok_or("correction-unreadable"),
        }
    }
}

/// Parts of a path are names that need no quotes.
fn is_name(path: &str) -> bool {
    let starts = |part: &str| part.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let inside = |part: &str| part.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
    path.split('.').all(|part| starts(part) && inside(part))
}

fn with(context: &Context, path: &str, value: Value) -> Context {
    let mut context = context.clone();
    match path.split_once('.') {
        None => {
            context.insert(path, value);
        }
        Some((name, rest)) => {
            let inner = match context.get(name) {
                Some(Value::Context(inner)) => Context::clone(inner),
                _ => Context::new(),
            };
            context.insert(name, Value::Context(Arc::new(with(&inner, rest, value))));
        }
    }
    context
}

fn value_of(kind: ValueKind, text: &str, environment: &Environment) -> Option<Value> {
    match kind {
        ValueKind::Text => Some(Value::text(text)),
        ValueKind::Number => forms::number(text).map(Value::Number),
        ValueKind::YesNo => match text {
            "ja" => Some(Value::Bool(true)),
            "nein" => Some(Value::Bool(false)),
            _ => None,
        },
        ValueKind::Day => feel::Date::parse(text).map(Value::Date),
        ValueKind::Feel => evaluated(text, environment),
    }
}

/// What stands for itself, without any variable; null only where it is written.
fn evaluated(text: &str, environment: &Environment) -> Option<Value> {
    let expression = Expression::parse(text, &Names::new()).ok()?;
    let value = expression.evaluate(&Context::new(), environment, &Limits::default()).ok()?;
    (value != Value::Null || text == "null").then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who corrects one value changes no other, and reads what was misunderstood at its place.
    #[test]
    fn only_what_was_typed_changes() {
        let environment = Environment { now: values::Moment::from_micros(1_795_440_720_000_000) };
        let known = evaluated(
            r#"{dog: {name: "Bello", born: date("2025-05-01"), chips: [1, 2]}, cents: 1200, listed: false}"#,
            &environment,
        );
        let Some(Value::Context(known)) = known else { panic!("{known:?}") };
        let told = |asked: &Corrections| match read(&known, asked, &environment) {
            Ok(corrected) => corrected.to_string(),
            Err(problems) => problems.iter().map(|one| format!("{one}; ")).collect(),
        };
        let read = |typed: &[(&str, &str)], other: (&str, &str)| {
            let typed = typed.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
            let other = (other.0.to_owned(), other.1.to_owned());
            told(&Corrections { typed, other, ..Corrections::default() })
        };
        let emptied = |typed: &[(&str, &str)], emptied: &[(&str, Emptied)]| {
            let typed = typed.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
            let emptied = emptied.iter().map(|(path, how)| ((*path).to_owned(), *how)).collect();
            told(&Corrections { typed, emptied, ..Corrections::default() })
        };
        assert_eq!(
            read(&[("dog.name", "Rex"), ("cents", "1.234,50"), ("listed", "")], ("", "")),
            r#"{dog: {name: "Rex", born: 2025-05-01, chips: [1, 2]}, cents: 1234.5}"#
        );
        assert_eq!(
            read(&[("dog.born", "2024-02-29"), ("dog.chips", "[3]")], ("paid", "true")),
            r#"{dog: {name: "Bello", born: 2024-02-29, chips: [3]}, paid: true}"#
        );
        assert_eq!(
            read(&[("cents", "viel"), ("listed", "maybe"), ("dog.born", "morgen")], ("9x", "dog")),
            "wert.dog.born: correction-unreadable; wert.cents: correction-unreadable; wert.listed: correction-unreadable; \
             name: correction-name; "
        );
        assert_eq!(read(&[("cents", "1.234")], ("", "")), "{cents: 1234}");
        assert_eq!(read(&[("cents", "12-5")], ("", "")), "wert.cents: correction-unreadable; ");
        assert_eq!(read(&[], ("", "")), "correction-missing; ");
        assert_eq!(
            emptied(&[], &[("dog.name", Emptied::Blank), ("cents", Emptied::NoValue)]),
            r#"{dog: {name: "", born: 2025-05-01, chips: [1, 2]}, cents: null}"#
        );
        assert_eq!(
            emptied(&[("dog.name", "Rex")], &[("dog.name", Emptied::NoValue), ("dog.born", Emptied::Blank)]),
            "wert.dog.name: correction-typed-and-emptied; wert.dog.born: correction-not-blank; "
        );
    }
}
