//! Reads what all questions share: label, hint, whether an answer is needed, the properties for browsers.

use super::place::Scope;
use super::{Reader, arg};
use crate::definition::{Access, Field, Need};
use crate::located::{Json, Located};
use crate::prefill::Source;

impl Reader<'_> {
    /// Reads a question. It comes back without a value when it could not even be named.
    pub(super) fn field(&mut self, node: &Located, id: &str, scope: &Scope) -> Option<Field> {
        let path = self.own_path(node, "key", id, scope);
        let label = self.label(node, id);
        let kind = self.kind(node, id, scope);
        Some(Field {
            path: path?,
            label: label?,
            hint: self.plain_text(node, id, "description"),
            why: property(node, "why"),
            need: if validate(node).is_some_and(|rules| rules.is_true("required")) {
                Need::Required
            } else {
                Need::Voluntary
            },
            access: self.access(node, id),
            initial: initial(node),
            autocomplete: property(node, "autocomplete"),
            inputmode: property(node, "inputmode"),
            prefix: adorner(node, "prefixAdorner"),
            suffix: adorner(node, "suffixAdorner"),
            prefill: self.prefill(node, id),
            kind: kind?,
        })
    }

    fn label(&mut self, node: &Located, id: &str) -> Option<String> {
        let attribute = if node.text_of("type") == Some("datetime") { "dateLabel" } else { "label" };
        let attribute = if node.get(attribute).is_some() { attribute } else { "label" };
        let label = self.plain_text(node, id, attribute);
        if label.is_none() {
            self.problem(node, id, "forms-missing-attribute").args = arg("attribute", attribute);
        }
        label
    }

    fn prefill(&mut self, node: &Located, id: &str) -> Option<Source> {
        let name = property(node, "prefill")?;
        let source = Source::of_name(&name);
        if source.is_none() {
            self.problem(node, id, "forms-unknown-prefill").args = arg("name", &name);
        }
        source
    }

    fn access(&mut self, node: &Located, id: &str) -> Access {
        for attribute in ["readonly", "disabled"] {
            match node.get(attribute).map(|value| (value, &value.json)) {
                Some((_, Json::Bool(true))) => return Access::ReadOnly,
                Some((value, Json::Text(text))) if !text.is_empty() => {
                    self.problem(value, id, "forms-readonly-not-static").args = arg("attribute", attribute);
                }
                _ => {}
            }
        }
        Access::Open
    }

    /// A whole number that is not negative, written as a number or as a text.
    pub(super) fn limit(&mut self, node: &Located, id: &str, attribute: &'static str) -> Option<usize> {
        let value = node.get(attribute)?;
        let written = match &value.json {
            Json::Number(text) | Json::Text(text) => text.as_str(),
            Json::Null => return None,
            _ => "",
        };
        let limit = written.parse().ok();
        if limit.is_none() && !written.is_empty() || matches!(value.json, Json::Bool(_)) {
            self.problem(value, id, "forms-bad-limit").args = arg("attribute", attribute);
        }
        limit
    }

    /// The same in the properties.
    pub(super) fn property_limit(&mut self, node: &Located, id: &str, name: &'static str) -> Option<usize> {
        node.get("properties").and_then(|properties| self.limit(properties, id, name))
    }
}

/// The rules that an answer must keep.
pub(super) fn validate(node: &Located) -> Option<&Located> {
    node.get("validate")
}

/// A custom property of a component.
pub(super) fn property(node: &Located, name: &str) -> Option<String> {
    let value = node.get("properties")?.get(name)?;
    let text = match &value.json {
        Json::Text(text) => text.trim(),
        // Form editors write texts, people who write the file by hand also truth values.
        Json::Bool(true) => "true",
        _ => "",
    };
    (!text.is_empty()).then(|| text.to_owned())
}

fn adorner(node: &Located, name: &str) -> Option<String> {
    node.get("appearance").and_then(|appearance| appearance.text_of(name)).map(str::to_owned)
}

/// The default value, as a person would have typed it.
fn initial(node: &Located) -> Vec<String> {
    match node.get("defaultValue").map(|value| &value.json) {
        Some(Json::Text(text)) => vec![text.clone()],
        Some(Json::Number(number)) => vec![number.replace('.', ",")],
        Some(Json::Bool(true)) => vec!["true".to_owned()],
        Some(Json::List(items)) => items.iter().filter_map(Located::text).map(str::to_owned).collect(),
        Some(Json::Bool(false) | Json::Null | Json::Object(_)) | None => Vec::new(),
    }
}
