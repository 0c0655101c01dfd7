//! The letter as it would be: beside the form of the task that decides, nothing is stored. The process itself is asked
//! which letter comes next, so the preview takes the same branch and computes with the same tables.

use crate::Casework;
use crate::TaskAnswers;
use crate::complete_task::{OFFICIAL, official};
use crate::delivery::way_to;
use crate::letter_content::LetterAsked;
use crate::load::{Loaded, require};
use crate::refusal::Refusal;
use crate::views::{LetterPreview, Town};
use crate::worker::letter;
use cases::{Action, Actor};
use engine::{Command, Effect};
use feel::Context;

impl Casework {
    /// The letter that completing the task with these answers leads to, for the screen; `None` while no letter follows
    /// from them, or something the letter needs is still missing. `template` names a letter of the package where the next
    /// step is not yet a letter, as before a release by a second person.
    pub async fn preview_letter(
        &self,
        actor: &Actor,
        town: &Town,
        asked: &TaskAnswers,
        template: Option<&str>,
    ) -> Result<Option<LetterPreview>, Refusal> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound) };
        let (loaded, task) = self.load_task(town.tenant, asked.case, asked.task).await?;
        require(actor, Action::CompleteTask, &loaded.facts(Some(&task)))?;
        let form = loaded.release.form(&task.row.form, asked.language).ok_or(Refusal::NotFound)?;
        let answers = form.with_fixed(&asked.answers, &form.raw_from(&loaded.instance.variables()));
        let mut variables = form.check(&answers, &self.environment()).answers;
        variables.insert(OFFICIAL, official(staff));
        let by = Some(staff.id.to_string());
        let command = Command::CompleteTask { task: task.row.id, variables, by };
        let Ok(step) =
            engine::step(loaded.procedure.program(), &loaded.instance, command, self.world().now())
        else {
            return Ok(None);
        };
        let after = step.instance.variables();
        let job = step.effects.iter().find_map(|effect| match effect {
            Effect::RunJob(job) if job.job_type == letter::JOB_TYPE => Some(job),
            _ => None,
        });
        let asked = match (job, template) {
            (Some(job), _) => letter::asked(job, &after),
            (None, Some(template)) => named(template, &after),
            (None, None) => return Ok(None),
        };
        self.previewed(&loaded, town, &asked).await
    }

    async fn previewed(
        &self,
        loaded: &Loaded,
        town: &Town,
        asked: &LetterAsked<'_>,
    ) -> Result<Option<LetterPreview>, Refusal> {
        let recipient = self.recipient(loaded).await?;
        let Ok(draft) = self.letter_draft(loaded, town, asked, Some(way_to(loaded, &recipient))) else {
            return Ok(None);
        };
        let title = draft.title.clone();
        let page = self.typeset_page(loaded, draft).await?;
        Ok(page.ok().map(|page| LetterPreview { title, page }))
    }
}

/// A letter of the package with all variables of the case.
fn named<'a>(template: &'a str, variables: &'a Context) -> LetterAsked<'a> {
    LetterAsked { template, title: None, input: variables, variables, amount: None, due: None }
}
