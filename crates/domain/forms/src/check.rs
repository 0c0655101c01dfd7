//! Checks answers against their form: all problems at once, hidden questions left out. How one answer is understood is
//! decided in `answer`.

use crate::answer::{self, Answer, Complaint};
use crate::definition::{Access, Body, Field, Form, Kind, List, Need, Page, Part, TextRole};
use crate::filled::{Branch, Filled};
use crate::input;
use crate::raw::RawAnswers;
use crate::show;
use feel::{Context, Environment, Expression, Value};
use std::sync::Arc;
use values::Problem;

/// Answers that were checked.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What was answered, as values. A visible question without an answer is null, a hidden one is not there.
    pub answers: Context,
    /// What the person can mend, in the order of the form.
    pub problems: Vec<Problem>,
}

impl Form {
    /// Checks one page against everything answered so far; a page that is hidden or does not exist has no problems.
    pub fn check_page(&self, page_index: usize, raw: &RawAnswers, environment: &Environment) -> Vec<Problem> {
        let filled = Filled::new(self, raw, environment);
        self.pages.get(page_index).map(|page| Checker::page(&filled, page).problems).unwrap_or_default()
    }

    /// Checks all pages.
    pub fn check(&self, raw: &RawAnswers, environment: &Environment) -> Checked {
        let filled = Filled::new(self, raw, environment);
        let mut branch = Branch::default();
        let mut problems = Vec::new();
        for page in &self.pages {
            problems.extend(Checker::page(&filled, page).problems);
            if filled.is_page_visible(page) {
                collect(&filled, "", &page.parts, &mut branch);
            }
        }
        Checked { answers: branch.into_context(), problems }
    }
}

struct Checker<'a> {
    filled: &'a Filled<'a>,
    problems: Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn page(filled: &'a Filled<'a>, page: &Page) -> Self {
        let mut checker = Self { filled, problems: Vec::new() };
        if filled.is_page_visible(page) {
            checker.parts("", &page.parts, &filled.context());
        }
        checker
    }

    fn parts(&mut self, scope: &str, parts: &[Part], known: &Context) {
        for part in parts.iter().filter(|part| self.filled.is_visible(scope, part)) {
            match &part.body {
                Body::Field(field) if field.access == Access::Open => self.field(scope, field, known),
                Body::Group { parts, .. } => self.parts(scope, parts, known),
                Body::List(list) => self.list(scope, list, known),
                Body::Text { role: TextRole::Stop, .. } => {
                    let place = show::stop_id(scope, &part.id);
                    self.problems.push(Problem::in_answer(place, "forms-stopped"));
                }
                Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
            }
        }
    }

    fn list(&mut self, scope: &str, list: &List, known: &Context) {
        let path = format!("{scope}{}", list.path);
        if self.filled.has_too_many_items(&path, list) {
            let problem = Problem::in_answer(path, "forms-too-many-groups");
            self.problems.push(problem.with("label", &list.label).with("limit", list.max_items));
            return;
        }
        for (position, number) in self.filled.items(&path, list).iter().enumerate() {
            let scope = format!("{path}[{number}].");
            let known = self.filled.item_context(known, &scope, list, position);
            self.parts(&scope, &list.parts, &known);
        }
    }

    fn field(&mut self, scope: &str, field: &Field, known: &Context) {
        let path = format!("{scope}{}", field.path);
        let complaints = match self.filled.answer(&path) {
            Answer::Unclear(complaint) => vec![complaint.clone()],
            Answer::Nothing => missing_when_required(field),
            Answer::Given(Value::Bool(false)) => missing_when_required(field),
            Answer::Given(value) => {
                let mut broken = answer::broken_rules(field, value);
                broken.extend(self.broken_dates(field, value, known));
                broken
            }
        };
        self.problems.extend(complaints.into_iter().map(|complaint| Problem {
            place: values::Place::Answer(path.clone()),
            key: complaint.key.into(),
            args: std::iter::once(("label".into(), field.label.clone())).chain(complaint.args).collect(),
        }));
    }

    fn broken_dates(&self, field: &Field, value: &Value, known: &Context) -> Vec<Complaint> {
        let (Kind::Date { not_before, not_after }, Value::Date(date)) = (&field.kind, value) else {
            return Vec::new();
        };
        let limit =
            |expression: &Option<Expression>| match self.filled.evaluate(expression.as_ref()?, known)? {
                Value::Date(limit) => Some(limit),
                _ => None,
            };
        let early = limit(not_before).filter(|limit| date < limit);
        let late = limit(not_after).filter(|limit| date > limit);
        let complaint = |key, limit| Complaint::new(key).with("limit", input::shown_date(&limit));
        let early = early.map(|limit| complaint("forms-date-too-early", limit));
        let late = late.map(|limit| complaint("forms-date-too-late", limit));
        early.into_iter().chain(late).collect()
    }
}

fn missing_when_required(field: &Field) -> Vec<Complaint> {
    match field.need {
        Need::Required => vec![answer::missing(&field.kind)],
        Need::Voluntary => Vec::new(),
    }
}

/// The visible answers of these parts.
fn collect(filled: &Filled<'_>, scope: &str, parts: &[Part], branch: &mut Branch) {
    for part in parts.iter().filter(|part| filled.is_visible(scope, part)) {
        match &part.body {
            Body::Field(field) if field.access == Access::Open => {
                let value = match filled.answer(&format!("{scope}{}", field.path)) {
                    Answer::Given(value) => value.clone(),
                    Answer::Nothing | Answer::Unclear(_) => Value::Null,
                };
                branch.insert(&field.path, value);
            }
            Body::Group { parts, .. } => collect(filled, scope, parts, branch),
            Body::List(list) => branch.insert(&list.path, list_value(filled, scope, list)),
            Body::Field(_) | Body::Text { .. } | Body::Separator | Body::Spacer => {}
        }
    }
}

fn list_value(filled: &Filled<'_>, scope: &str, list: &List) -> Value {
    let path = format!("{scope}{}", list.path);
    let items = filled.items(&path, list).iter().map(|number| {
        let mut branch = Branch::default();
        collect(filled, &format!("{path}[{number}]."), &list.parts, &mut branch);
        Value::Context(Arc::new(branch.into_context()))
    });
    Value::List(Arc::new(items.collect()))
}
