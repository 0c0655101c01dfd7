//! Forms as a browser without JavaScript sees them: what it would send if nothing were typed. No other HTML is read.

use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static FORM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<form\b([^>]*)>(.*?)</form>"));
static INPUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"<input\b([^>]*)>"));
static SELECT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<select\b([^>]*)>(.*?)</select>"));
static CHOSEN: LazyLock<Regex> = LazyLock::new(|| pattern(r#"<option value="([^"]*)" selected"#));
static AREA: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<textarea\b([^>]*)>\n?(.*?)</textarea>"));
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"([a-z-]+)(?:="([^"]*)")?"#));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is fixed and valid")
}

/// A form of a page.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    /// Where it is sent.
    pub(crate) action: String,
    /// Every field there is to fill, by name.
    names: Vec<String>,
    /// What is sent when nothing is typed.
    sent: Vec<(String, String)>,
}

impl Form {
    /// The forms of a page.
    pub(crate) fn all(page: &str) -> Vec<Self> {
        FORM.captures_iter(page).map(|form| Self::read(&form[1], &form[2])).collect()
    }

    fn read(opening: &str, inside: &str) -> Self {
        let action = attributes(opening).remove("action").unwrap_or_default();
        let mut form = Self { action, names: Vec::new(), sent: Vec::new() };
        for input in INPUT.captures_iter(inside) {
            form.input(&attributes(&input[1]));
        }
        for select in SELECT.captures_iter(inside) {
            let chosen = CHOSEN.captures(&select[2]).map(|option| plain(&option[1])).unwrap_or_default();
            form.field(&attributes(&select[1]), Some(chosen));
        }
        for area in AREA.captures_iter(inside) {
            form.field(&attributes(&area[1]), Some(plain(&area[2])));
        }
        form
    }

    fn input(&mut self, attributes: &BTreeMap<String, String>) {
        let kind = attributes.get("type").map_or("text", String::as_str);
        let value = attributes.get("value").cloned().unwrap_or_default();
        let ticked = !matches!(kind, "radio" | "checkbox") || attributes.contains_key("checked");
        self.field(attributes, ticked.then_some(value));
    }

    fn field(&mut self, attributes: &BTreeMap<String, String>, value: Option<String>) {
        let Some(name) = attributes.get("name").filter(|_| !attributes.contains_key("disabled")) else {
            return;
        };
        self.names.push(name.clone());
        self.sent.extend(value.map(|value| (name.clone(), value)));
    }

    /// Types an answer; a field that is not there cannot be typed into.
    pub(crate) fn type_in(&mut self, name: &str, value: &str) {
        assert!(self.names.iter().any(|known| known == name), "no field {name} in {self:?}");
        self.sent.retain(|(known, _)| known != name);
        self.sent.push((name.to_owned(), value.to_owned()));
    }

    /// What the browser sends when this button is pressed.
    pub(crate) fn pressed(mut self, button: Option<&str>) -> Vec<(String, String)> {
        self.sent.extend(button.map(|value| ("action".to_owned(), value.to_owned())));
        self.sent
    }
}

fn attributes(text: &str) -> BTreeMap<String, String> {
    let value = |found: Option<regex::Match<'_>>| plain(found.map_or("", |value| value.as_str()));
    ATTRIBUTE.captures_iter(text).map(|found| (found[1].to_owned(), value(found.get(2)))).collect()
}

fn plain(escaped: &str) -> String {
    let entities = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    entities.iter().fold(escaped.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
