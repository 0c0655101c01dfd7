//! The legal clocks among the facts of a case: where each stands, and the form that extends one.

use crate::problems;
use crate::{places, step};
use askama::Template;
use casework::{CasePage, DeadlineStanding, DeadlineView};
use kit::Words;
use values::{Place, Problem};

/// An extension that could not be kept, as it was typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct TypedExtension {
    /// Which clock.
    pub(crate) clock: u32,
    /// By how much.
    pub(crate) amount: String,
    /// Why.
    pub(crate) reason: String,
    /// What has to be mended.
    pub(crate) problems: Vec<Problem>,
}

/// One clock.
#[derive(Template)]
#[template(path = "deadline.html")]
pub(super) struct DeadlineFacts<'a> {
    words: &'a Words,
    deadline: &'a DeadlineView,
    typed: Option<&'a TypedExtension>,
    action: String,
    token: &'a str,
}

impl<'a> DeadlineFacts<'a> {
    /// All clocks of a case, as HTML.
    pub(super) fn html(
        words: &Words,
        slug: &str,
        (case, typed): (&CasePage, Option<&TypedExtension>),
        token: &str,
    ) -> askama::Result<String> {
        let shown = |deadline: &DeadlineView| {
            let typed = typed.filter(|typed| typed.clock == deadline.clock);
            let action = places::deadline(slug, case.case);
            DeadlineFacts { words, deadline, typed, action, token }.render()
        };
        case.deadlines.iter().map(shown).collect()
    }

    /// What has to be mended in an extension, and where.
    pub(super) fn problems(words: &Words, typed: &TypedExtension) -> Vec<(String, String)> {
        let place = |problem: &Problem| match &problem.place {
            Place::Answer(field) => format!("frist-{}-{field}", typed.clock),
            _ => format!("frist-{}-block", typed.clock),
        };
        typed.problems.iter().map(|problem| (place(problem), words.problem(problem))).collect()
    }

    fn heading(&self) -> String {
        let step = self.deadline.step.as_ref().map(|step| step::in_words(self.words, step));
        let name = Some(self.deadline.name.clone()).filter(|name| !name.is_empty());
        match name.or(step) {
            Some(called) => self.words.fill("desk-deadline-of", &[("step", called)]),
            None => self.words.of("desk-deadline"),
        }
    }

    fn standing(&self) -> String {
        let (key, day) = match self.deadline.standing {
            DeadlineStanding::Running(day) => ("desk-deadline-running", day),
            DeadlineStanding::Suspended(day) => ("desk-deadline-suspended", day),
            DeadlineStanding::Met(day) => ("desk-deadline-met", day),
            DeadlineStanding::RanOut(day) => ("desk-deadline-ran-out", day),
        };
        self.words.fill(key, &[("date", kit::day(day))])
    }

    /// Why it was extended: said whatever has become of it since.
    fn extended(&self) -> Option<String> {
        let reason = self.deadline.extended.as_deref()?;
        if reason.is_empty() {
            return Some(self.words.of("desk-deadline-extended"));
        }
        Some(self.words.fill("desk-deadline-extended-because", &[("reason", reason)]))
    }

    fn amount(&self) -> String {
        let most = self.deadline.offer.map(|offer| offer.most.to_string());
        self.typed.map(|typed| typed.amount.clone()).or(most).unwrap_or_default()
    }

    fn unit(&self) -> String {
        let unit = self.deadline.offer.map(|offer| offer.unit).unwrap_or_default();
        self.words.known(&format!("desk-unit-{unit}"), "desk-unit-days")
    }

    fn longest(&self) -> String {
        let until = self.deadline.offer.map(|offer| kit::day(offer.until)).unwrap_or_default();
        self.words.fill("desk-extension-longest", &[("date", until)])
    }

    fn reason(&self) -> &str {
        self.typed.map(|typed| typed.reason.as_str()).unwrap_or_default()
    }

    fn problem(&self, field: &str) -> Option<String> {
        problems::at(field, &self.typed?.problems, self.words)
    }

    /// What no field is to blame for, or whose field is gone.
    fn refused(&self) -> Vec<String> {
        let problems = self.typed.map(|typed| typed.problems.as_slice()).unwrap_or_default();
        let has_no_field =
            |problem: &&Problem| problem.place == Place::Whole || self.deadline.offer.is_none();
        let whole = problems.iter().filter(has_no_field);
        whole.map(|problem| self.words.problem(problem)).collect()
    }

    /// Ids of a form's fields are unique on the page.
    fn id(&self, field: &str) -> String {
        format!("frist-{}-{field}", self.deadline.clock)
    }
}
