//! An open task on the page of its case: who has it, what can be done with it, its form.

use crate::places;
use casework::TaskView;
use kit::{FormPart, Words};
use values::CaseId;

/// A task, ready to be shown.
pub(super) struct TaskBox {
    pub(super) name: String,
    pub(super) holder: String,
    pub(super) take: Option<String>,
    pub(super) give_back: Option<String>,
    pub(super) complete: String,
    pub(super) parts: Vec<FormPart>,
}

impl TaskBox {
    pub(super) fn new(words: &Words, slug: &str, case: CaseId, task: &TaskView) -> Self {
        let place = |action| places::task(slug, case, task.id, action);
        let pages = task.form.iter().flat_map(|form| &form.pages);
        Self {
            name: task.name.clone(),
            holder: holder(words, task),
            take: task.may_take.then(|| place("uebernehmen")),
            give_back: task.may_give_back.then(|| place("abgeben")),
            complete: place("erledigen"),
            parts: pages.map(|page| FormPart::new(page, words)).collect(),
        }
    }

    /// What has to be mended in the form.
    pub(super) fn problems(&self) -> String {
        self.parts.iter().map(|part| part.problems().html()).collect()
    }

    pub(super) fn follows_answers(&self) -> bool {
        self.parts.iter().any(FormPart::follows_answers)
    }
}

fn holder(words: &Words, task: &TaskView) -> String {
    match &task.assignee {
        _ if task.is_mine => words.of("desk-task-mine"),
        Some(name) => words.fill("desk-task-other", &[("name", name)]),
        None => words.of("desk-task-free"),
    }
}
