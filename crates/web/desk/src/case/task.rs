//! An open task on the page of its case: who has it and who must not, until when, what can be done with it, its form.

use super::outlook::Outlook;
use crate::due::Due;
use crate::places;
use casework::{CasePage, ChoiceView, FourEyes, TaskView, ThrowView};
use kit::{Blocks, FormPart, Words};
use values::TaskId;

/// A task, ready to be shown.
pub(super) struct TaskBox {
    pub(super) id: TaskId,
    pub(super) name: String,
    pub(super) holder: String,
    pub(super) due: Due,
    /// What the case costs, one line each.
    pub(super) fees: Vec<String>,
    /// Why somebody else must do it, or why this person may.
    pub(super) four_eyes: Option<String>,
    pub(super) take: Option<String>,
    pub(super) give_back: Option<String>,
    pub(super) complete: String,
    pub(super) parts: Vec<FormPart>,
    /// What completing it would lead to; only where there is a form.
    pub(super) outlook: Option<Outlook>,
    /// What can be begun, where the task asks what is to be done.
    pub(super) choice: Option<ChoiceView>,
    /// The other ways than doing it.
    pub(super) throws: Vec<ThrowView>,
}

impl TaskBox {
    pub(super) fn new(
        words: &Words,
        slug: &str,
        (case, task): (&CasePage, &TaskView),
        inserted_into: Option<&str>,
    ) -> Self {
        let place = |action| places::task(slug, case.case, task.id, action);
        let offered = task.form.as_ref().map_or(&[][..], |form| &form.blocks);
        let blocks = Blocks { offered, inserted_into };
        let pages = task.form.iter().flat_map(|form| &form.pages);
        Self {
            id: task.id,
            name: task.name.clone(),
            holder: holder(words, task),
            due: Due::of(task.due, case.now, words),
            fees: fees(words, case),
            four_eyes: task.four_eyes.as_ref().map(|why| four_eyes(words, why)),
            take: task.may_take.then(|| place("uebernehmen")),
            give_back: task.may_give_back.then(|| place("abgeben")),
            complete: place("erledigen"),
            parts: pages.map(|page| FormPart::with_blocks(page, words, blocks)).collect(),
            outlook: task.form.as_ref().map(|_| Outlook::new(words, task.id, task.foreseen.clone())),
            choice: task.choice.clone(),
            throws: task.throws.clone(),
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

fn fees(words: &Words, case: &CasePage) -> Vec<String> {
    let fee = |payment: &casework::PaymentView| {
        let amount = payment.amount.to_string();
        words.fill("desk-task-fee", &[("purpose", payment.purpose.as_str()), ("amount", amount.as_str())])
    };
    case.payments.iter().filter(|payment| !payment.purpose.is_empty()).map(fee).collect()
}

fn four_eyes(words: &Words, why: &FourEyes) -> String {
    match why {
        FourEyes::You { did } => words.fill("desk-four-eyes-you", &[("did", did.join(", "))]),
        FourEyes::Others { who, did } => {
            words.fill("desk-four-eyes-others", &[("who", who.join(", ")), ("did", did.join(", "))])
        }
    }
}
