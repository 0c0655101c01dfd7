//! What the page shows on which somebody takes a case in hand.

use super::{BLANK, EMPTIED, NO_VALUE, VALUE};
use crate::problems;
use crate::reason::ReasonField;
use crate::{places, step};
use askama::Template;
use casework::{
    Corrections, Emptied, KnownValue, SetRight, StepName, StuckCase, StuckPlace, ValueKind, WayOn,
};
use kit::{Page, Problems, Words};
use values::{Place, Problem};

/// What was asked and could not be done.
#[derive(Debug, Clone)]
pub(crate) struct TypedWay {
    /// The button.
    pub(crate) action: String,
    /// All that was typed.
    pub(crate) asked: SetRight,
    /// What has to be mended.
    pub(crate) problems: Vec<Problem>,
}

#[derive(Template)]
#[template(path = "stuck.html")]
pub(crate) struct StuckFile {
    words: Words,
    slug: String,
    case: StuckCase,
    typed: Option<TypedWay>,
    token: String,
}

impl StuckFile {
    pub(super) fn new(
        words: Words,
        slug: &str,
        (case, typed): (StuckCase, Option<TypedWay>),
        token: String,
    ) -> Self {
        Self { words, slug: slug.to_owned(), case, typed, token }
    }

    fn back(&self) -> String {
        places::case(&self.slug, self.case.case)
    }

    fn action(&self) -> String {
        places::stuck(&self.slug, self.case.case)
    }

    fn heading(&self) -> String {
        self.words.fill("desk-stuck-title", &[("number", &self.case.number)])
    }

    fn step(&self, step: &StepName) -> String {
        step::in_words(&self.words, step)
    }

    fn since(&self, place: &StuckPlace) -> Option<String> {
        let raised = place.incident.as_ref()?.raised_at;
        Some(self.words.fill("desk-stuck-since", &[("date", kit::date_time(raised))]))
    }

    /// What was typed into this form.
    fn typed_here(&self, place: &str, action: &str) -> Option<&TypedWay> {
        self.typed.as_ref().filter(|typed| typed.asked.place == place && typed.action == action)
    }

    fn is_open(&self, place: &str, action: &str) -> bool {
        self.typed_here(place, action).is_some()
    }

    fn reason(&self, place: &str, action: &str) -> &str {
        self.typed_here(place, action).map(|typed| typed.asked.reason.as_str()).unwrap_or_default()
    }

    fn problem(&self, place: &str, action: &str, field: &str) -> Option<String> {
        problems::at(field, &self.typed_here(place, action)?.problems, &self.words)
    }

    fn value_problem(&self, place: &StuckPlace, value: &KnownValue) -> Option<String> {
        self.problem(&place.place, "berichtigen", &self.field(value))
    }

    /// Whether it was typed in a session that ended.
    fn was_kept(&self) -> bool {
        self.typed.as_ref().is_some_and(|typed| typed.problems.is_empty())
    }

    /// What no field is to blame for.
    fn refused(&self) -> Vec<String> {
        self.typed.as_ref().map_or_else(Vec::new, |typed| problems::of_whole(&typed.problems, &self.words))
    }

    /// What has to be mended, and where.
    fn problems(&self) -> String {
        let Some(typed) = &self.typed else { return String::new() };
        let found = |problem: &Problem| Some((field_of(typed, problem)?, self.words.problem(problem)));
        Problems::at_fields(typed.problems.iter().filter_map(found).collect(), &self.words).html()
    }

    fn is_chosen(&self, place: &StuckPlace, step: &str) -> bool {
        let typed = self.typed_here(&place.place, "weiterfuehren");
        typed.is_some_and(|typed| typed.asked.way == WayOn::At(step.to_owned()))
    }

    fn field(&self, value: &KnownValue) -> String {
        format!("{VALUE}{}", value.path)
    }

    fn hint(&self, value: &KnownValue) -> String {
        let kind = self.words.of(match value.kind {
            ValueKind::Text => "desk-value-text",
            ValueKind::Number => "desk-value-number",
            ValueKind::YesNo => "desk-value-yes-no",
            ValueKind::Day => "desk-value-day",
            ValueKind::Feel => "desk-value-feel",
        });
        let shown = match (value.kind, value.shown.as_str()) {
            (ValueKind::Text, "") => self.words.of("desk-value-now-blank"),
            (ValueKind::Feel, "null") => self.words.of("desk-value-now-none"),
            (ValueKind::YesNo, "true") => self.words.of("desk-value-yes"),
            (ValueKind::YesNo, _) => self.words.of("desk-value-no"),
            (ValueKind::Number, shown) => shown.replace('.', ","),
            (ValueKind::Day, shown) => shown.parse().map_or_else(|_| shown.to_owned(), kit::day),
            (ValueKind::Text | ValueKind::Feel, shown) => shown.to_owned(),
        };
        self.words.fill("desk-value-now", &[("value", shown), ("kind", kind)])
    }

    /// The corrections that could not be made here.
    fn corrections(&self, place: &StuckPlace) -> Option<&Corrections> {
        match &self.typed_here(&place.place, "berichtigen")?.asked.way {
            WayOn::Corrected(asked) => Some(asked),
            _ => None,
        }
    }

    fn retyped(&self, place: &StuckPlace, value: &KnownValue) -> &str {
        let typed = self.corrections(place).and_then(|asked| asked.typed.get(&value.path));
        typed.map_or("", String::as_str)
    }

    /// The field that says that a value is to hold nothing.
    fn emptied_field(&self, value: &KnownValue) -> String {
        format!("{EMPTIED}{}", value.path)
    }

    /// What can be chosen there: its key, how it is called, whether it was chosen. Only a text can be empty.
    fn emptied_choices(&self, place: &StuckPlace, value: &KnownValue) -> Vec<(&'static str, String, bool)> {
        let chosen = self.corrections(place).and_then(|asked| asked.emptied.get(&value.path));
        let blank = (value.kind == ValueKind::Text).then_some((BLANK, "desk-value-blank", Emptied::Blank));
        let none = (NO_VALUE, "desk-value-none", Emptied::NoValue);
        let choices = blank.into_iter().chain([none]);
        choices.map(|(key, text, how)| (key, self.words.of(text), chosen == Some(&how))).collect()
    }

    fn other(&self, place: &StuckPlace) -> (String, String) {
        self.corrections(place).map(|asked| asked.other.clone()).unwrap_or_default()
    }

    fn is_yes_no(&self, value: &KnownValue) -> bool {
        value.kind == ValueKind::YesNo
    }

    fn input_type(&self, value: &KnownValue) -> &'static str {
        if value.kind == ValueKind::Day { "date" } else { "text" }
    }

    /// The field for the reason of a form.
    fn reason_field(&self, place: &str, action: &str) -> askama::Result<String> {
        let (id, problem) = (format!("grund-{place}-{action}"), self.problem(place, action, "grund"));
        let typed = self.reason(place, action);
        ReasonField { words: &self.words, id, typed, problem }.render()
    }
}

/// The id of the field that a problem speaks of; none for the whole.
fn field_of(typed: &TypedWay, problem: &Problem) -> Option<String> {
    let place = &typed.asked.place;
    let Place::Answer(field) = &problem.place else { return None };
    Some(match field.as_str() {
        "grund" => format!("grund-{place}-{}", typed.action),
        "schritt" => format!("schritt-{place}"),
        _ => format!("{place}-{field}"),
    })
}

impl Page for StuckFile {
    fn title(&self) -> String {
        format!("{} – {}", self.heading(), self.case.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |typed| {
            StuckFile::new(words.clone(), "musterstadt", (crate::sample::taken_in_hand(), typed), "0".into())
        };
        let mut pages = vec![page(None)];
        pages.extend(crate::sample::typed_ways().into_iter().map(|typed| page(Some(typed))));
        pages
    }
}
