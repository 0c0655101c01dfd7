//! What completing a task would lead to: the letter beside the form, and in words what else will happen. The process itself
//! is asked, so the same branch is taken and the same tables compute; nothing is stored, sent or reserved by looking.

use crate::Casework;
use crate::TaskAnswers;
use crate::complete_task::{OFFICIAL, official};
use crate::letter_content::Draft;
use crate::load::{Loaded, require};
use crate::refusal::Refusal;
use crate::rehearsal::{NOT_YET, Rehearsal};
use crate::views::{Foreseen, LetterPreview, Town};
use crate::worker::open_record::UNNUMBERED;
use cases::{Action, Actor};
use engine::Command;
use feel::Context;
use forms::{Form, RawAnswers};
use values::{CaseId, Language, Place, TaskId};

/// The problem of a choice that was not made: then nothing is decided, and what follows is not known.
const UNDECIDED: &str = "forms-missing-choice";

impl Casework {
    /// What completing the task with these answers would lead to; `None` while the decision in it is not made. Sentences
    /// that are still missing do not matter.
    pub async fn foresee_task(
        &self,
        actor: &Actor,
        town: &Town,
        asked: &TaskAnswers,
    ) -> Result<Option<Foreseen>, Refusal> {
        self.foresee(actor, town, (asked.case, asked.task), (Some(&asked.answers), asked.language)).await
    }

    /// The same, where nothing was typed yet with what the form holds as it is opened.
    pub(crate) async fn foresee(
        &self,
        actor: &Actor,
        town: &Town,
        (case, id): (CaseId, TaskId),
        (typed, language): (Option<&RawAnswers>, Language),
    ) -> Result<Option<Foreseen>, Refusal> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound) };
        let (loaded, task) = self.load_task(town.tenant, case, id).await?;
        require(actor, Action::CompleteTask, &loaded.facts(Some(&task)))?;
        let form = loaded.release.form(&task.row.form, language).ok_or(Refusal::NotFound)?;
        let known = form.raw_from(&loaded.instance.variables());
        let answers = typed.map_or_else(|| known.clone(), |typed| form.with_fixed(typed, &known));
        let Some(mut variables) = self.as_decided(form, answers) else { return Ok(None) };
        variables.insert(OFFICIAL, official(staff));
        let command = Command::CompleteTask { task: id, variables, by: Some(staff.id.to_string()) };
        let recipient = self.recipient(&loaded).await?;
        let rehearsal = Rehearsal::new(loaded, town, recipient, language);
        let Some(rehearsed) = self.rehearse_command(rehearsal, command).await? else { return Ok(None) };
        Ok(Some(self.foreseen(rehearsed).await?))
    }

    /// The answers as if every missing sentence stood there; nothing while a choice is open.
    fn as_decided(&self, form: &Form, mut answers: RawAnswers) -> Option<Context> {
        let checked = form.check(&answers, &self.environment());
        if checked.problems.iter().any(|problem| problem.key == UNDECIDED) {
            return None;
        }
        for problem in checked.problems.iter().filter(|problem| problem.key == "forms-missing") {
            if let Place::Answer(path) = &problem.place {
                answers.0.insert(path.clone(), vec![NOT_YET.to_owned()]);
            }
        }
        Some(form.check(&answers, &self.environment()).answers)
    }

    async fn foreseen(&self, mut rehearsal: Rehearsal<'_>) -> Result<Foreseen, Refusal> {
        let consequences = rehearsal.consequences();
        let letters_after =
            if rehearsal.letters.is_empty() { self.rehearse_release(&mut rehearsal).await? } else { None };
        let drafts = std::mem::take(&mut rehearsal.letters);
        let mut letters = Vec::new();
        for draft in drafts {
            letters.extend(self.previewed(&rehearsal.loaded, draft).await?);
        }
        Ok(Foreseen { consequences, letters_after: letters_after.filter(|_| !letters.is_empty()), letters })
    }

    /// The letter for the screen; nothing when something it needs is still missing.
    async fn previewed(&self, loaded: &Loaded, draft: Draft) -> Result<Option<LetterPreview>, Refusal> {
        let title = draft.title.clone();
        let page = self.typeset_page(loaded, draft).await?;
        let page = page.ok().map(|page| page.replace(&UNNUMBERED.to_string(), NOT_YET));
        Ok(page.map(|page| LetterPreview { title, page }))
    }
}
