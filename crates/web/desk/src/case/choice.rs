//! What can be begun, and how it ends, where people choose what is done with a case.

use super::outlook;
use askama::Template;
use casework::{ChoiceView, StepToBegin};
use kit::Words;

#[derive(Template)]
#[template(path = "choice.html")]
pub(super) struct ChoiceBox<'a> {
    pub(super) words: &'a Words,
    pub(super) choice: &'a ChoiceView,
    /// Where a step is begun.
    pub(super) begin: String,
    /// Where it is said that nothing more is to be done.
    pub(super) finish: String,
    pub(super) token: &'a str,
}

impl ChoiceBox<'_> {
    fn label(&self, step: &StepToBegin) -> String {
        self.words.fill("desk-choice-begin", &[("name", &step.name)])
    }

    fn groups(&self, step: &StepToBegin) -> Option<String> {
        let groups = step.groups.join(", ");
        (!groups.is_empty()).then(|| self.words.fill("desk-choice-for", &[("groups", &groups)]))
    }

    /// What would follow, as HTML; nothing while something must be done first.
    fn outlook(&self) -> Option<String> {
        let follows = self.choice.finish.as_ref()?;
        Some(outlook::list(self.words, &self.words.of("desk-choice-will"), Some(follows)))
    }
}
