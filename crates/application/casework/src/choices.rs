//! What people may choose in an ad-hoc sub-process, and what would follow; nothing is stored here.

use crate::Casework;
use crate::advance::Header;
use crate::load::{Loaded, LoadedTask, groups_of};
use crate::refusal::Refusal;
use crate::rehearsal::Rehearsal;
use crate::views::{ChoiceView, Consequence, StepToBegin, Town};
use cases::{Action, Actor, may};
use engine::{Choice, Command, Effect, Startable};
use store::Snapshot;
use values::{CaseId, Language, Moment, StaffId, TaskId};

/// How the journal names the beginning of a step.
const BEGUN: &str = "activate";

/// What can be begun where this task asks for it; `None` for any other task.
pub(crate) fn view(loaded: &Loaded, task: TaskId, (language, now): (Language, Moment)) -> Option<ChoiceView> {
    let choice = choice_of(loaded, task)?;
    let to_begin = choice.startable.into_iter().map(|startable| StepToBegin {
        groups: groups(loaded, &startable, (language, now)),
        name: loaded.step_name(&startable.element, language).to_owned(),
        element: startable.element.to_string(),
    });
    Some(ChoiceView { steps: loaded.case.steps, to_begin: to_begin.collect(), finish: None })
}

fn choice_of(loaded: &Loaded, task: TaskId) -> Option<Choice> {
    let choices = loaded.procedure.program().choices(&loaded.instance);
    choices.into_iter().find(|choice| choice.task == task)
}

/// Who will have the task that begins; the process itself is asked.
fn groups(loaded: &Loaded, startable: &Startable, (language, now): (Language, Moment)) -> Vec<String> {
    let command = Command::Activate { within: startable.within, element: startable.element.to_string() };
    let step = engine::step(loaded.procedure.program(), &loaded.instance, command, loaded.at(now));
    let effects = step.map(|step| step.effects).unwrap_or_default();
    let opened = effects.iter().find_map(|effect| match effect {
        Effect::OpenTask(task) if task.element == *startable.element => Some(task),
        _ => None,
    });
    let manifest = loaded.release.manifest();
    let named = |group: &String| manifest.group_name(group, language).to_owned();
    opened.map(|task| task.candidate_groups.iter().map(named).collect()).unwrap_or_default()
}

impl Casework {
    /// What would happen if nothing more were to be done; `None` while something must be done first.
    pub(crate) async fn foresee_finish(
        &self,
        town: &Town,
        (case, task): (CaseId, TaskId),
        language: Language,
    ) -> Result<Option<Vec<Consequence>>, Refusal> {
        let loaded = self.load_case(town.tenant, case).await?;
        let Some(choice) = choice_of(&loaded, task) else { return Ok(None) };
        let recipient = self.recipient(&loaded).await?;
        let rehearsal = Rehearsal::new(loaded, town, recipient, language);
        let rehearsed = self.rehearse_command(rehearsal, Command::FinishAdHoc { key: choice.within }).await?;
        Ok(rehearsed.map(|rehearsed| rehearsed.consequences()))
    }

    /// What the actor may choose from, for whom the task is open. What is gone or taken was a colleague's business.
    pub(crate) async fn chosen_from(
        &self,
        (actor, staff): (&Actor, StaffId),
        (snapshot, loaded): (&Snapshot, &Loaded),
        task: TaskId,
    ) -> Result<(LoadedTask, Choice), Refusal> {
        let row = snapshot.task(task).await?.filter(|row| row.case == loaded.case.id);
        let (Some(row), Some(choice)) = (row, choice_of(loaded, task)) else { return Err(Refusal::Conflict) };
        let task = LoadedTask { groups: groups_of(snapshot, task).await?, row };
        if may(actor, Action::ChooseStep, &loaded.facts(Some(&task))) {
            return Ok((task, choice));
        }
        let is_anothers = task.row.assignee.is_some_and(|by| by != staff);
        let by = self.assignee_name(&task).await?;
        Err(if is_anothers { Refusal::TaskTaken { by } } else { Refusal::NotAllowed })
    }
}

/// Whether something was begun after this step of the case: this element, or any.
pub(crate) async fn is_begun_since(
    snapshot: &Snapshot,
    case: CaseId,
    (steps, element): (i64, Option<&str>),
) -> Result<bool, Refusal> {
    let journal = snapshot.journal(*case.as_bytes()).await?;
    let headers = journal.iter().filter(|row| row.step > steps).filter_map(|row| Header::read(&row.header));
    let mut begun = headers.filter(|header| header.command == BEGUN);
    Ok(begun.any(|header| {
        element.is_none_or(|element| header.elements.first().is_some_and(|first| first == element))
    }))
}
