//! A caseworker completes a task: the answers of its form go into the process, which moves on in the same commit.

use crate::Casework;
use crate::load::{Loaded, LoadedTask, excluded, require};
use crate::refusal::{Refusal, Undecided};
use crate::views::{DecisionPage, TextBlock, Town};
use cases::{Action, Actor, Staff};
use engine::Command;
use feel::{Context, Value};
use forms::{Form, RawAnswers};
use store::{CommandKey, Expect, TaskRow};
use values::{CaseId, Hash, Language, Problem, StaffId, TaskId};

/// The variable that names who completed the last task; letters sign with it. No form may use this key.
pub(crate) const OFFICIAL: &str = "official";

/// What became of a task.
#[derive(Debug, Clone)]
pub enum Completed {
    /// It is done.
    Done,
    /// Something has to be mended first; the form as typed, with its problems.
    Problems(Box<DecisionPage>),
}

/// A task to be completed, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskAnswers {
    /// The case.
    pub case: CaseId,
    /// The task.
    pub task: TaskId,
    /// The answers as typed.
    pub answers: RawAnswers,
    /// Language of the page.
    pub language: Language,
}

impl Casework {
    /// Completes a task that the actor has taken. Completing it twice with the same click does it once.
    pub async fn complete_task(
        &self,
        actor: &Actor,
        town: &Town,
        asked: &TaskAnswers,
    ) -> Result<Completed, Refusal> {
        self.decide(|| self.try_complete(actor, town, asked)).await
    }

    /// The form as it would be with these answers; nothing is stored. For parts that appear while choosing.
    pub async fn preview_task(
        &self,
        actor: &Actor,
        town: &Town,
        asked: &TaskAnswers,
    ) -> Result<DecisionPage, Refusal> {
        let (loaded, task) = self.load_task(town.tenant, asked.case, asked.task).await?;
        require(actor, Action::CompleteTask, &loaded.facts(Some(&task)))?;
        let form = loaded.release.form(&task.row.form, asked.language).ok_or(Refusal::NotFound)?;
        let answers = form.with_fixed(&asked.answers, &form.raw_from(&loaded.instance.variables()));
        Ok(self.decision_page(&loaded, form, &answers, Vec::new()))
    }

    async fn try_complete(
        &self,
        actor: &Actor,
        town: &Town,
        asked: &TaskAnswers,
    ) -> Result<Completed, Undecided> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        let key = CommandKey(Hash::of_parts(&[b"complete task", asked.task.as_bytes()]));
        let (loaded, task) = match self.load_task(town.tenant, asked.case, asked.task).await {
            Err(Refusal::NotFound) => return self.completed_before(actor, town, asked, key).await,
            loaded => loaded?,
        };
        second_eyes(&task, staff.id)?;
        loaded.require(actor, Action::CompleteTask, Some(&task))?;
        let form = loaded.release.form(&task.row.form, asked.language).ok_or(Refusal::NotFound)?;
        let answers = form.with_fixed(&asked.answers, &form.raw_from(&loaded.instance.variables()));
        let checked = form.check(&answers, &self.environment());
        if !checked.problems.is_empty() {
            let page = self.decision_page(&loaded, form, &answers, checked.problems);
            return Ok(Completed::Problems(Box::new(page)));
        }
        let mut variables = checked.answers;
        variables.insert(OFFICIAL, official(staff));
        let expected = Expect::at(TaskRow::key(town.tenant, task.row.id), task.row.version);
        let by = Some(staff.id.to_string());
        let command = Command::CompleteTask { task: task.row.id, variables, by };
        let advanced = self.advance(actor, loaded, command)?;
        let mut commit = advanced.commit.once(key, "completed");
        commit.expects.push(expected);
        self.store().apply(commit).await?;
        Ok(Completed::Done)
    }

    /// The task is gone: fine, if the very same click has completed it before.
    async fn completed_before(
        &self,
        actor: &Actor,
        town: &Town,
        asked: &TaskAnswers,
        key: CommandKey,
    ) -> Result<Completed, Undecided> {
        let loaded = self.load_case(town.tenant, asked.case).await?;
        loaded.require(actor, Action::ReadCase, None)?;
        let snapshot = self.store().read(store::Scope::Tenant(town.tenant)).await?;
        let answered = snapshot.answer(key).await?;
        answered.map(|_| Completed::Done).ok_or(Undecided::Refused(Refusal::NotFound))
    }

    /// The form of a task as it is shown.
    pub(crate) fn decision_page(
        &self,
        loaded: &Loaded,
        form: &Form,
        answers: &RawAnswers,
        problems: Vec<Problem>,
    ) -> DecisionPage {
        let environment = self.environment();
        let blocks = text_blocks(loaded, form);
        let pages = (0..form.pages().len())
            .map(|index| form.show_page(index, answers, &problems, &environment))
            .collect();
        DecisionPage { pages, problems, version: loaded.case.version, blocks }
    }
}

/// The text blocks of a form, with what is known about the case filled in.
fn text_blocks(loaded: &Loaded, form: &Form) -> Vec<TextBlock> {
    let case = &loaded.case;
    let received = case.opened_at.date().strftime("%d.%m.%Y").to_string();
    let fill = |text: &str| {
        text.replace("{applicant}", &case.applicant)
            .replace("{subject}", &case.subject)
            .replace("{received}", &received)
    };
    let blocks = loaded.release.blocks(form.id(), form.language()).into_iter();
    blocks.map(|block| TextBlock { text: fill(&block.text), ..block }).collect()
}

/// Whoever prepared must not release; told in words of its own, because the person sees the task and wonders.
pub(crate) fn second_eyes(task: &LoadedTask, staff: StaffId) -> Result<(), Refusal> {
    if excluded(&task.row).contains(&staff) { Err(Refusal::FourEyes) } else { Ok(()) }
}

/// Who decided, as letters name them.
pub(crate) fn official(staff: &Staff) -> Value {
    let mut official = Context::new();
    official.insert("name", Value::from(staff.name.as_str()));
    Value::from(official)
}
