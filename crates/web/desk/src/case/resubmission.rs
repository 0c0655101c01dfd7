//! The day on which a case is to be looked at again (Wiedervorlage), among its facts: said, set, taken away.

use crate::places;
use crate::problems;
use askama::Template;
use casework::CasePage;
use kit::Words;
use values::{Place, Problem};

/// What somebody typed that could not be kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct TypedResubmission {
    /// The day as typed.
    pub(crate) day: String,
    /// The reason as typed.
    pub(crate) reason: String,
    /// What has to be mended.
    pub(crate) problems: Vec<Problem>,
}

/// The block among the facts.
#[derive(Template)]
#[template(path = "resubmission.html")]
pub(super) struct ResubmissionFacts<'a> {
    words: &'a Words,
    case: &'a CasePage,
    typed: &'a TypedResubmission,
    action: String,
    token: &'a str,
}

impl<'a> ResubmissionFacts<'a> {
    /// As HTML; empty when there is nothing to say and nothing to do.
    pub(super) fn html(
        words: &Words,
        slug: &str,
        (case, typed): (&CasePage, &TypedResubmission),
        token: &str,
    ) -> askama::Result<String> {
        if !case.may_resubmit && case.resubmission.is_none() {
            return Ok(String::new());
        }
        let action = places::resubmission(slug, case.case);
        ResubmissionFacts { words, case, typed, action, token }.render()
    }

    fn was_typed(&self) -> bool {
        !self.typed.problems.is_empty() || !self.typed.day.is_empty() || !self.typed.reason.is_empty()
    }

    /// What has to be mended, and where.
    pub(super) fn problems(words: &Words, typed: &TypedResubmission) -> Vec<(String, String)> {
        let place = |problem: &Problem| match &problem.place {
            Place::Answer(field) => format!("wv-{field}"),
            _ => String::new(),
        };
        typed.problems.iter().map(|problem| (place(problem), words.problem(problem))).collect()
    }

    /// `15.12.2026`, with who put the case away.
    fn standing(&self) -> Option<String> {
        let set = self.case.resubmission.as_ref()?;
        let date = kit::date(set.day);
        let args = [("date", date.as_str()), ("name", set.set_by.as_str())];
        let is_back = set.day <= self.case.now;
        Some(self.words.fill(if is_back { "desk-resubmission-back" } else { "desk-resubmission-set" }, &args))
    }

    fn reason(&self) -> String {
        self.case.resubmission.as_ref().map(|set| set.reason.clone()).unwrap_or_default()
    }

    fn problem(&self, field: &str) -> Option<String> {
        problems::at(field, &self.typed.problems, self.words)
    }

    /// The first day that can be chosen.
    fn earliest(&self) -> String {
        self.case.now.date().tomorrow().map(|day| day.to_string()).unwrap_or_default()
    }
}
