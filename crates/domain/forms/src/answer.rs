//! One answer: what was typed becomes a value of the right kind, and the value keeps the rules of its question or breaks
//! them by name. Which questions are asked at all is decided in `filled`.

use crate::definition::{Choice, Field, Kind, Lines, Shape};
use crate::file::FileAnswer;
use crate::input;
use feel::{Number, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// Characters of one typed value at most, whatever the form allows.
const MAX_TYPED: usize = 100_000;

/// What an answer means.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    Nothing,
    Given(Value),
    /// It cannot be understood.
    Unclear(Complaint),
}

/// A sentence about an answer, still without its place and label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(crate) key: &'static str,
    pub(crate) args: Vec<(Cow<'static, str>, String)>,
}

impl Complaint {
    pub(crate) fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name.into(), value.to_string()));
        self
    }
}

/// Understands what was typed.
pub(crate) fn read(field: &Field, typed: &[String]) -> Answer {
    if typed.iter().any(|text| text.len() > MAX_TYPED) {
        return unclear(Complaint::new("forms-too-long").with("limit", MAX_TYPED));
    }
    match &field.kind {
        Kind::Checklist { options } => read_checklist(options, typed),
        Kind::Files { .. } => read_files(typed),
        _ if typed.len() > 1 => unclear(Complaint::new("forms-not-one-answer")),
        kind => read_single(kind, typed.first().map_or("", String::as_str)),
    }
}

fn read_single(kind: &Kind, typed: &str) -> Answer {
    let typed = typed.trim();
    if let Kind::Checkbox = kind {
        return read_checkbox(typed);
    }
    if typed.is_empty() {
        return Answer::Nothing;
    }
    match kind {
        Kind::Text { lines, shape, .. } => read_text(*lines, shape.as_ref(), typed),
        Kind::Number { .. } => match input::number(typed) {
            Some(number) => Answer::Given(Value::Number(number)),
            None => unclear(Complaint::new("forms-number-unreadable")),
        },
        Kind::Date { .. } => match input::date(typed) {
            Some(date) => Answer::Given(Value::Date(feel::Date::from_civil(date))),
            None => unclear(Complaint::new("forms-date-unreadable")),
        },
        Kind::Choice { options, .. } if is_option(options, typed) => Answer::Given(text_value(typed)),
        Kind::Choice { .. } | Kind::Checklist { .. } | Kind::Checkbox | Kind::Files { .. } => {
            unclear(Complaint::new("forms-not-an-option"))
        }
    }
}

fn read_checkbox(typed: &str) -> Answer {
    match typed {
        "" | "false" => Answer::Given(Value::Bool(false)),
        "true" | "on" | "1" => Answer::Given(Value::Bool(true)),
        _ => unclear(Complaint::new("forms-not-an-option")),
    }
}

fn read_text(lines: Lines, shape: Option<&Shape>, typed: &str) -> Answer {
    let text = typed.replace("\r\n", "\n");
    if text.chars().any(|character| is_forbidden(character, lines)) {
        return unclear(Complaint::new("forms-control-characters"));
    }
    match shape {
        Some(Shape::Iban) => Answer::Given(text_value(&input::compact(&text).to_ascii_uppercase())),
        Some(Shape::ChipNumber | Shape::Postcode) => Answer::Given(text_value(&input::compact(&text))),
        _ => Answer::Given(text_value(&text)),
    }
}

/// Control characters and the marks that reverse the direction of writing, which can make a text read as another one.
fn is_forbidden(character: char, lines: Lines) -> bool {
    let is_break = lines == Lines::Many && matches!(character, '\n' | '\t');
    let reverses = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    // What is no text at all (not UTF-8) arrives as this sign.
    let is_garbled = character == '\u{fffd}';
    (character.is_control() && !is_break) || reverses || is_garbled
}

fn read_checklist(options: &[Choice], typed: &[String]) -> Answer {
    let typed: Vec<&str> = typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    if typed.iter().any(|text| !is_option(options, text)) {
        return unclear(Complaint::new("forms-not-an-option"));
    }
    // In the order of the form, each once, however the browser sent them.
    let chosen = options.iter().filter(|option| typed.contains(&option.value.as_str()));
    let values: Vec<Value> = chosen.map(|option| text_value(&option.value)).collect();
    if values.is_empty() { Answer::Nothing } else { Answer::Given(Value::List(Arc::new(values))) }
}

fn read_files(typed: &[String]) -> Answer {
    let files: Vec<Value> =
        typed.iter().filter_map(|text| FileAnswer::of_text(text)).map(|file| file.to_value()).collect();
    if files.is_empty() { Answer::Nothing } else { Answer::Given(Value::List(Arc::new(files))) }
}

fn is_option(options: &[Choice], typed: &str) -> bool {
    options.iter().any(|option| option.value == typed)
}

fn text_value(text: &str) -> Value {
    Value::Text(Arc::from(text))
}

fn unclear(complaint: Complaint) -> Answer {
    Answer::Unclear(complaint)
}

/// What to say when a required answer is not there.
pub(crate) fn missing(kind: &Kind) -> Complaint {
    Complaint::new(match kind {
        Kind::Text { .. } | Kind::Number { .. } => "forms-missing",
        Kind::Date { .. } => "forms-missing-date",
        Kind::Checkbox => "forms-missing-tick",
        Kind::Files { .. } => "forms-missing-file",
        Kind::Choice { .. } | Kind::Checklist { .. } => "forms-missing-choice",
    })
}

/// All rules of the question that the value breaks; limits of dates need the other answers and are checked in `check`.
pub(crate) fn broken_rules(field: &Field, value: &Value) -> Vec<Complaint> {
    match (&field.kind, value) {
        (Kind::Text { min_length, max_length, shape, .. }, Value::Text(text)) => {
            let mut broken = broken_length(*min_length, *max_length, text);
            broken.extend(shape.as_ref().and_then(|shape| broken_shape(shape, text)));
            broken
        }
        (Kind::Number { decimal_digits, min, max }, Value::Number(number)) => {
            let digits = decimal_digits.and_then(|digits| too_many_decimals(digits, number));
            let low = min.as_ref().filter(|min| number < *min);
            let high = max.as_ref().filter(|max| number > *max);
            let low =
                low.map(|min| Complaint::new("forms-too-small").with("limit", input::german_number(min)));
            let high =
                high.map(|max| Complaint::new("forms-too-large").with("limit", input::german_number(max)));
            digits.into_iter().chain(low).chain(high).collect()
        }
        _ => Vec::new(),
    }
}

fn broken_length(min_length: usize, max_length: usize, text: &str) -> Vec<Complaint> {
    let length = text.chars().count();
    let short = (length < min_length).then(|| Complaint::new("forms-too-short").with("limit", min_length));
    let long = (length > max_length)
        .then(|| Complaint::new("forms-too-long").with("limit", max_length).with("length", length));
    short.into_iter().chain(long).collect()
}

fn broken_shape(shape: &Shape, text: &str) -> Option<Complaint> {
    let digits = |count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let (fits, key) = match shape {
        Shape::Email => (input::is_email(text), "forms-not-an-email"),
        Shape::Phone => (input::is_phone(text), "forms-not-a-phone"),
        Shape::Iban => (input::is_iban(text), "forms-not-an-iban"),
        Shape::ChipNumber => (digits(15), "forms-not-a-chip-number"),
        Shape::Postcode => (digits(5), "forms-not-a-postcode"),
        Shape::Pattern { pattern, says: None } => (pattern.matches(text), "forms-pattern"),
        Shape::Pattern { pattern, says: Some(sentence) } => {
            let complaint = Complaint::new("forms-pattern-says").with("sentence", sentence);
            return (!pattern.matches(text)).then_some(complaint);
        }
    };
    (!fits).then(|| Complaint::new(key))
}

fn too_many_decimals(digits: usize, number: &Number) -> Option<Complaint> {
    let written = number.to_string();
    let fraction = written.split_once('.').map_or("", |(_, fraction)| fraction).trim_end_matches('0');
    let key = if digits == 0 { "forms-whole-number" } else { "forms-too-many-decimals" };
    (fraction.len() > digits).then(|| Complaint::new(key).with("limit", digits))
}
