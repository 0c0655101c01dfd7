//! The other ways than doing a task, each with what would follow and the field for the reason.

use super::outlook;
use super::task::TaskBox;
use crate::problems;
use crate::reason::ReasonField;
use askama::Template;
use casework::{ThrowView, ThrownFromTask, ThrownSort};
use kit::Words;
use values::{Place, Problem, TaskId};

/// What was asked and could not be done.
#[derive(Debug, Clone)]
pub(crate) struct TypedThrow {
    /// All that was typed.
    pub(crate) asked: ThrownFromTask,
    /// What has to be mended.
    pub(crate) problems: Vec<Problem>,
}

/// The id of a way, by its place among those of its task.
pub(super) fn id(task: TaskId, number: usize) -> String {
    format!("anders-{task}-{number}")
}

/// The id of the field for its reason.
fn reason_id(way: &str) -> String {
    format!("grund-{way}")
}

/// What has to be mended, and where.
pub(super) fn problems(words: &Words, tasks: &[TaskBox], typed: &TypedThrow) -> Vec<(String, String)> {
    let asked = &typed.asked;
    let throws = tasks.iter().find(|task| task.id == asked.task).map(|task| task.throws.as_slice());
    let number = throws.unwrap_or_default().iter().position(|thrown| thrown.element == asked.element);
    let way = number.map(|number| id(asked.task, number));
    let place = |problem: &Problem| match (&way, &problem.place) {
        (Some(way), Place::Answer(_)) => reason_id(way),
        (Some(way), _) => way.clone(),
        (None, _) => String::new(),
    };
    typed.problems.iter().map(|problem| (place(problem), words.problem(problem))).collect()
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
        ReasonField { words: self.words, id: reason_id(&self.id), typed, problem }.render()
    }

    /// What no field is to blame for.
    fn refused(&self) -> Vec<String> {
        let problems = self.typed.map(|typed| typed.problems.as_slice()).unwrap_or_default();
        problems::of_whole(problems, self.words)
    }
}
