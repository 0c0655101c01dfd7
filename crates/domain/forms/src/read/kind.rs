//! Reads what kind of answer a question takes, and its limits.

use super::field::{property, validate};
use super::place::Scope;
use super::{Reader, arg};
use crate::definition::{Choice, ChoiceStyle, Kind, Lines, Shape};
use crate::file::{self, Amount};
use crate::located::{Json, Located};
use crate::pattern::Pattern;
use feel::{Expression, Number};

/// Characters of an answer when the form sets no limit, and the most it may set.
const DEFAULT_LINE_LENGTH: usize = 255;
const DEFAULT_TEXT_LENGTH: usize = 5_000;
const MOST_LENGTH: usize = 50_000;

/// Whether a component of this type asks for an answer.
pub(super) fn is_question(component_type: &str) -> bool {
    matches!(
        component_type,
        "textfield"
            | "textarea"
            | "number"
            | "datetime"
            | "checkbox"
            | "radio"
            | "select"
            | "checklist"
            | "taglist"
            | "filepicker"
    )
}

impl Reader<'_> {
    pub(super) fn kind(&mut self, node: &Located, id: &str, scope: &Scope) -> Option<Kind> {
        match node.text_of("type") {
            Some("textarea") => self.text(node, id, Lines::Many),
            Some("number") => Some(self.number(node, id)),
            Some("datetime") => self.date(node, id, scope),
            Some("checkbox") => Some(Kind::Checkbox),
            Some("radio") => {
                Some(Kind::Choice { style: ChoiceStyle::Radio, options: self.options(node, id)? })
            }
            Some("select") => {
                Some(Kind::Choice { style: ChoiceStyle::Select, options: self.options(node, id)? })
            }
            Some("checklist" | "taglist") => Some(Kind::Checklist { options: self.options(node, id)? }),
            Some("filepicker") => Some(self.files(node, id)),
            _ => self.text(node, id, Lines::One),
        }
    }

    fn text(&mut self, node: &Located, id: &str, lines: Lines) -> Option<Kind> {
        let default_length = if lines == Lines::One { DEFAULT_LINE_LENGTH } else { DEFAULT_TEXT_LENGTH };
        let rules = validate(node);
        let min_length = rules.and_then(|rules| self.limit(rules, id, "minLength")).unwrap_or(0);
        let max_length = rules.and_then(|rules| self.limit(rules, id, "maxLength")).unwrap_or(default_length);
        let shape = self.shape(node, id)?;
        Some(Kind::Text { lines, min_length, max_length: max_length.min(MOST_LENGTH), shape })
    }

    /// The outer option is empty when the shape cannot be read, the inner one when there is none.
    #[expect(clippy::option_option, reason = "no shape and an unreadable shape are different answers")]
    fn shape(&mut self, node: &Located, id: &str) -> Option<Option<Shape>> {
        if let Some(format) = property(node, "format") {
            return self.named_shape(node, id, &format).map(Some);
        }
        let Some(rules) = validate(node) else { return Some(None) };
        match rules.text_of("validationType") {
            Some("email") => return Some(Some(Shape::Email)),
            Some("phone") => return Some(Some(Shape::Phone)),
            _ => {}
        }
        let Some(value) =
            rules.get("pattern").filter(|value| value.text().is_some_and(|text| !text.is_empty()))
        else {
            return Some(None);
        };
        match Pattern::parse(value.text().unwrap_or_default()) {
            Ok(pattern) => Some(Some(Shape::Pattern { pattern, says: property(node, "patternText") })),
            Err(reason) => {
                self.problem(value, id, "forms-bad-pattern").args = arg("reason", &reason);
                None
            }
        }
    }

    fn named_shape(&mut self, node: &Located, id: &str, format: &str) -> Option<Shape> {
        match format {
            "email" => Some(Shape::Email),
            "phone" => Some(Shape::Phone),
            "iban" => Some(Shape::Iban),
            "chip-number" => Some(Shape::ChipNumber),
            "postcode" => Some(Shape::Postcode),
            _ => {
                let place =
                    node.get("properties").and_then(|properties| properties.get("format")).unwrap_or(node);
                self.problem(place, id, "forms-unknown-format").args = arg("format", format);
                None
            }
        }
    }

    fn number(&mut self, node: &Located, id: &str) -> Kind {
        let decimal_digits = self.limit(node, id, "decimalDigits");
        let rules = validate(node);
        let min = rules.and_then(|rules| self.bound(rules, id, "min"));
        let max = rules.and_then(|rules| self.bound(rules, id, "max"));
        Kind::Number { decimal_digits, min, max }
    }

    fn bound(&mut self, rules: &Located, id: &str, attribute: &'static str) -> Option<Number> {
        let value = rules.get(attribute)?;
        let written = match &value.json {
            Json::Number(text) | Json::Text(text) => text.as_str(),
            Json::Null => return None,
            _ => "?",
        };
        let number = Number::parse(written);
        if number.is_none() && !written.is_empty() {
            self.problem(value, id, "forms-bad-limit").args = arg("attribute", attribute);
        }
        number
    }

    fn date(&mut self, node: &Located, id: &str, scope: &Scope) -> Option<Kind> {
        let subtype = node.text_of("subtype").unwrap_or("date");
        if subtype != "date" {
            let place = node.get("subtype").unwrap_or(node);
            self.problem(place, id, "forms-only-dates").args = arg("subtype", subtype);
            return None;
        }
        let mut not_before = self.date_bound(node, id, "notBefore", scope);
        let not_after = self.date_bound(node, id, "notAfter", scope);
        if not_before.is_none() && node.is_true("disallowPassedDates") {
            not_before = Expression::parse("today()", &scope.names).ok();
        }
        Some(Kind::Date { not_before, not_after })
    }

    fn date_bound(&mut self, node: &Located, id: &str, name: &str, scope: &Scope) -> Option<Expression> {
        let value = node.get("properties")?.get(name)?;
        self.expression(value, id, scope)
    }

    fn files(&mut self, node: &Located, id: &str) -> Kind {
        let written = self.plain_text(node, id, "accept").unwrap_or_default();
        let mut accept = Vec::new();
        for word in written.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let kinds = file::kinds_of(word);
            if kinds.is_empty() {
                let place = node.get("accept").unwrap_or(node);
                self.problem(place, id, "forms-unknown-file-kind").args = arg("kind", word);
            }
            accept.extend(kinds);
        }
        accept.sort_unstable();
        accept.dedup();
        if written.is_empty() {
            accept = file::all_kinds();
        }
        let amount = if node.is_true("multiple") { Amount::Many } else { Amount::One };
        let max_bytes = self.property_limit(node, id, "maxBytes").map(|bytes| bytes as u64);
        Kind::Files { accept, amount, max_bytes }
    }

    fn options(&mut self, node: &Located, id: &str) -> Option<Vec<Choice>> {
        for attribute in ["valuesKey", "valuesExpression"] {
            if let Some(value) = node.get(attribute).filter(|value| !matches!(value.json, Json::Null)) {
                self.problem(value, id, "forms-options-not-static").args = arg("attribute", attribute);
                return None;
            }
        }
        let items = node.get("values").map(Located::items).unwrap_or_default();
        // An option without a value ("please choose") is what a page shows by itself as long as nothing is chosen.
        let real = items.iter().filter(|item| item.text_of("value") != Some(""));
        let options: Vec<Choice> = real.filter_map(|item| self.option(item, id)).collect();
        if options.is_empty() {
            self.problem(node.get("values").unwrap_or(node), id, "forms-no-options");
        }
        Some(options)
    }

    fn option(&mut self, item: &Located, id: &str) -> Option<Choice> {
        let label = self.plain_text(item, id, "label");
        let value = item.text_of("value").map(str::to_owned);
        if value.is_none() || label.is_none() {
            self.problem(item, id, "forms-bad-option");
        }
        Some(Choice { value: value?, label: label? })
    }
}
