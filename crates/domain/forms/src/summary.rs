//! Answers to read before sending, and stored answers turned back into what a person would have typed.

use crate::answer::Answer;
use crate::definition::{Access, Body, Field, Form, Kind, Part};
use crate::file::{self, FileAnswer};
use crate::filled::Filled;
use crate::input;
use crate::raw::RawAnswers;
use crate::show;
use feel::{Context, Environment, Number, Value};
use values::Language;

/// The answers of one page, or of one group of a list on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The page to go to for changing an answer.
    pub page_index: usize,
    /// Heading.
    pub title: String,
    /// The answers, in the order of the page.
    pub rows: Vec<SummaryRow>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// Label of the question.
    pub label: String,
    /// The answer as it is read in the form's language; empty when there is none.
    pub value: String,
    /// Path of the answer.
    pub path: String,
    /// The files, when the question asks for some.
    pub files: Vec<FileAnswer>,
}

impl Form {
    /// Every visible question with its answer.
    pub fn summary(&self, raw: &RawAnswers, environment: &Environment) -> Vec<Section> {
        let filled = Filled::new(self, raw, environment);
        let mut sections = Vec::new();
        for (page_index, page) in self.pages.iter().enumerate() {
            if filled.is_page_visible(page) {
                let section = Section { page_index, title: page.label.clone(), rows: Vec::new() };
                let mut writer = Writer { filled: &filled, sections: vec![section] };
                writer.parts("", &page.parts);
                sections.extend(writer.sections.into_iter().filter(|section| !section.rows.is_empty()));
            }
        }
        sections
    }

    /// The answer to the first visible question that a browser fills in as this kind of thing (`autocomplete`).
    pub fn answer_filled_as(
        &self,
        kind: &str,
        raw: &RawAnswers,
        environment: &Environment,
    ) -> Option<String> {
        let filled = Filled::new(self, raw, environment);
        let mut pages = self.pages.iter().filter(|page| filled.is_page_visible(page));
        pages.find_map(|page| filled_as(kind, &filled, &page.parts))
    }

    /// What a person would have typed for these values. Values of another kind than the question asks for are left out.
    pub fn raw_from(&self, answers: &Context) -> RawAnswers {
        let mut raw = RawAnswers::default();
        self.pages.iter().for_each(|page| type_parts(&page.parts, "", answers, &mut raw));
        raw
    }
}

fn filled_as(kind: &str, filled: &Filled<'_>, parts: &[Part]) -> Option<String> {
    parts.iter().filter(|part| filled.is_visible("", part)).find_map(|part| match &part.body {
        Body::Field(field) if field.autocomplete.as_deref() == Some(kind) => {
            Some(filled.raw.get(&field.path).first()?.trim().to_owned())
        }
        Body::Group { parts, .. } => filled_as(kind, filled, parts),
        _ => None,
    })
}

struct Writer<'a> {
    filled: &'a Filled<'a>,
    sections: Vec<Section>,
}

impl Writer<'_> {
    fn parts(&mut self, scope: &str, parts: &[Part]) {
        for part in parts.iter().filter(|part| self.filled.is_visible(scope, part)) {
            match &part.body {
                Body::Field(field) if field.access == Access::Open => self.field(scope, field),
                Body::Group { parts, .. } => self.parts(scope, parts),
                Body::List(list) => {
                    let path = format!("{scope}{}", list.path);
                    for (position, number) in self.filled.items(&path, list).iter().enumerate() {
                        self.section(&format!("{}. {}", position + 1, list.label));
                        self.parts(&format!("{path}[{number}]."), &list.parts);
                    }
                    self.section("");
                }
                Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
            }
        }
    }

    /// Opens a section on the same page; without a title it continues the page after a list.
    fn section(&mut self, title: &str) {
        let first = &self.sections[0];
        let title = if title.is_empty() { first.title.clone() } else { title.to_owned() };
        self.sections.push(Section { page_index: first.page_index, title, rows: Vec::new() });
    }

    fn field(&mut self, scope: &str, field: &Field) {
        let path = format!("{scope}{}", field.path);
        let value = match self.filled.answer(&path) {
            Answer::Given(value) => shown(field, value, self.filled.form.language),
            Answer::Nothing => String::new(),
            Answer::Unclear(_) => self.filled.raw.get(&path).join(", "),
        };
        if let Some(section) = self.sections.last_mut() {
            let files = match field.kind {
                Kind::Files { .. } => file::files_at(self.filled, &path),
                _ => Vec::new(),
            };
            section.rows.push(SummaryRow { label: field.label.clone(), value, path, files });
        }
    }
}

/// A value as people read it.
fn shown(field: &Field, value: &Value, language: Language) -> String {
    let plain = match (value, language) {
        (Value::Bool(true), Language::De) => "Ja".to_owned(),
        (Value::Bool(false), Language::De) => "Nein".to_owned(),
        (Value::Bool(true), Language::En) => "Yes".to_owned(),
        (Value::Bool(false), Language::En) => "No".to_owned(),
        (Value::List(items), _) => {
            let labels: Vec<String> = items.iter().map(|item| shown(field, item, language)).collect();
            return labels.join(", ");
        }
        (Value::Context(file), _) => FileAnswer::of_value(file).map(|file| file.name).unwrap_or_default(),
        _ => typed(field, value).unwrap_or_default(),
    };
    let option = show::options(&field.kind).iter().find(|option| option.value == plain);
    let text = option.map_or(plain, |option| option.label.clone());
    match (&field.prefix, &field.suffix) {
        (_, Some(suffix)) if !text.is_empty() => format!("{text}\u{a0}{suffix}"),
        (Some(prefix), None) if !text.is_empty() => format!("{prefix}\u{a0}{text}"),
        _ => text,
    }
}

/// A single value as it would have been typed.
fn typed(field: &Field, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Number(number) if is_counted(field) => Some(number.to_string()),
        Value::Number(number) => Some(input::german_number(number) + &missing_cents(field, number)),
        Value::Date(date) => Some(input::shown_date(date)),
        Value::Bool(true) => Some("true".to_owned()),
        Value::Bool(false) => Some("false".to_owned()),
        Value::Context(file) if matches!(field.kind, Kind::Files { .. }) => {
            FileAnswer::of_value(file).map(|file| file.to_text())
        }
        _ => None,
    }
}

/// A whole number without a unit counts or names something, such as the number of a tag: nothing parts its digits.
fn is_counted(field: &Field) -> bool {
    let whole = matches!(field.kind, Kind::Number { decimal_digits: Some(0), .. });
    whole && field.prefix.is_none() && field.suffix.is_none()
}

/// Amounts in euros are always written with two digits for the cents.
fn missing_cents(field: &Field, number: &Number) -> String {
    let is_euro =
        |adorner: &Option<String>| adorner.as_deref().is_some_and(|text| text == "€" || text == "EUR");
    let is_amount = matches!(field.kind, Kind::Number { decimal_digits: Some(2), .. });
    if !is_amount || !(is_euro(&field.prefix) || is_euro(&field.suffix)) {
        return String::new();
    }
    let plain = number.to_string();
    match plain.split_once('.').map(|(_, fraction)| fraction.len()) {
        None => ",00".to_owned(),
        Some(1) => "0".to_owned(),
        Some(_) => String::new(),
    }
}

fn type_parts(parts: &[Part], scope: &str, answers: &Context, raw: &mut RawAnswers) {
    for part in parts {
        match &part.body {
            Body::Field(field) => type_field(field, scope, answers, raw),
            Body::Group { parts, .. } => type_parts(parts, scope, answers, raw),
            Body::List(list) => {
                let Some(Value::List(items)) = answers.get_path(&list.path) else { continue };
                for (number, item) in items.iter().enumerate() {
                    let group = format!("{scope}{}[{number}]", list.path);
                    raw.push(group.clone(), "");
                    if let Value::Context(item) = item {
                        type_parts(&list.parts, &format!("{group}."), item, raw);
                    }
                }
            }
            Body::Text { .. } | Body::Separator | Body::Spacer => {}
        }
    }
}

fn type_field(field: &Field, scope: &str, answers: &Context, raw: &mut RawAnswers) {
    let path = format!("{scope}{}", field.path);
    match answers.get_path(&field.path) {
        Some(Value::List(items)) => {
            items.iter().filter_map(|item| typed(field, item)).for_each(|text| raw.push(path.clone(), text));
        }
        Some(value) => {
            if let Some(text) = typed(field, value) {
                raw.push(path, text);
            }
        }
        None => {}
    }
}
