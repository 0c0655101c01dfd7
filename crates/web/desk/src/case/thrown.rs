//! The other ways than doing a task, each with what would follow and the field for the reason.

use super::outlook;
use crate::problems;
use crate::reason::ReasonField;
use askama::Template;
use casework::{ThrowView, ThrownFromTask, ThrownSort};
use kit::Words;
use values::Problem;

/// What was asked and could not be done.
#[derive(Debug, Clone)]
pub(crate) struct TypedThrow {
    /// All that was typed.
    pub(crate) asked: ThrownFromTask,
    /// What has to be mended.
    pub(crate) problems: Vec<Problem>,
}

/// One way.
#[derive(Template)]
#[template(path = "thrown.html")]
pub(super) struct ThrowBox<'a> {
    pub(super) words: &'a Words,
    pub(super) thrown: &'a ThrowView,
    /// What was typed here.
    pub(super) typed: Option<&'a TypedThrow>,
    pub(super) action: &'a str,
    /// Unique on the page.
    pub(super) id: String,
    pub(super) token: &'a str,
}

impl ThrowBox<'_> {
    fn label(&self) -> String {
        let key = match self.thrown.sort {
            ThrownSort::Error => "desk-throw-error",
            ThrownSort::Escalation => "desk-throw-escalation",
            ThrownSort::EscalationBeside => "desk-throw-beside",
        };
        self.words.fill(key, &[("name", &self.thrown.name)])
    }

    fn hint(&self) -> String {
        let stays = self.thrown.sort == ThrownSort::EscalationBeside;
        self.words.of(if stays { "desk-throw-stays" } else { "desk-throw-ends" })
    }

    fn outlook(&self) -> String {
        outlook::list(self.words, &self.words.of("desk-choice-will"), Some(&self.thrown.follows))
    }

    fn reason_field(&self) -> askama::Result<String> {
        let problems = self.typed.map(|typed| typed.problems.as_slice()).unwrap_or_default();
        let problem = problems::at("grund", problems, self.words);
        let typed = self.typed.map(|typed| typed.asked.reason.as_str()).unwrap_or_default();
        ReasonField { words: self.words, id: format!("grund-{}", self.id), typed, problem }.render()
    }

    /// What no field is to blame for.
    fn refused(&self) -> Vec<String> {
        let problems = self.typed.map(|typed| typed.problems.as_slice()).unwrap_or_default();
        problems::of_whole(problems, self.words)
    }
}
