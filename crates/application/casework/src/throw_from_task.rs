//! A caseworker says that a task cannot be done as it stands, or that others are to know of it, where the process goes on from
//! there. The reason is kept as a note of the office and handed to what follows.

use crate::complete_task::{OFFICIAL, official, second_eyes};
use crate::load::{Loaded, LoadedTask, groups_of};
use crate::refusal::{Refusal, Undecided};
use crate::rehearsal::{NOT_YET, Rehearsal};
use crate::views::{Consequence, ThrowView, Town};
use crate::{Casework, reason};
use cases::{Action, Actor, Staff};
use engine::{Command, Throwable, ThrownAtTask};
use feel::Context;
use store::{Change, CommandKey, Expect, NoteRow, Scope, TaskRow};
use values::{CaseId, Hash, Language, Moment, NoteId, StaffId, TaskId};

/// What is thrown from a task, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThrownFromTask {
    /// The case.
    pub case: CaseId,
    /// The task.
    pub task: TaskId,
    /// What catches it, as the page names it.
    pub element: String,
    /// Why, as typed.
    pub reason: String,
    /// The number of steps that the page was made for: the same click does one thing once.
    pub steps: i64,
}

impl Casework {
    /// Throws it from a task that the actor has taken. The same click again changes nothing.
    pub async fn throw_from_task(
        &self,
        actor: &Actor,
        town: &Town,
        asked: &ThrownFromTask,
    ) -> Result<(), Refusal> {
        self.decide(|| self.try_throw(actor, town, asked)).await
    }

    async fn try_throw(&self, actor: &Actor, town: &Town, asked: &ThrownFromTask) -> Result<(), Undecided> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound.into()) };
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, asked.case).await?;
        loaded.require(actor, Action::ReadCase, None)?;
        let key = asked.key(staff.id);
        if snapshot.answer(CommandKey(key)).await?.is_some() {
            return Ok(());
        }
        let row = snapshot.task(asked.task).await?.filter(|row| row.case == asked.case);
        let row = row.ok_or(Refusal::Conflict)?;
        let task = LoadedTask { groups: groups_of(&snapshot, row.id).await?, row };
        drop(snapshot);
        second_eyes(&task, staff.id)?;
        loaded.require(actor, Action::CompleteTask, Some(&task))?;
        let reason = reason::given(&asked.reason);
        let reason = reason.map_err(|problem| Refusal::Problems(vec![problem]))?;
        let now = self.world().now();
        let throwable = offered(&loaded, asked.task, now).find(|one| *one.element == *asked.element);
        let throwable = throwable.ok_or(Refusal::Conflict)?;
        let command = command(throwable, asked.task, (staff, reason));
        let expected = Expect::at(TaskRow::key(town.tenant, task.row.id), task.row.version);
        let mut commit = self.advance(actor, loaded, command)?.commit.once(CommandKey(key), "thrown");
        commit.expects.push(expected);
        commit.changes.push(Change::insert(&NoteRow {
            tenant: town.tenant,
            id: NoteId::derived(&[b"thrown", key.as_bytes()]),
            case: asked.case,
            author: staff.id,
            at: commit.at,
            text: reason.to_owned(),
        }));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// What throwing it would lead to; nothing is stored.
    pub(crate) async fn foresee_throw(
        &self,
        (actor, town): (&Actor, &Town),
        (case, task): (CaseId, TaskId),
        (element, language): (&str, Language),
    ) -> Result<Vec<Consequence>, Refusal> {
        let Actor::Staff(staff) = actor else { return Err(Refusal::NotFound) };
        let loaded = self.load_case(town.tenant, case).await?;
        let throwable = offered(&loaded, task, self.world().now()).find(|one| *one.element == *element);
        let Some(throwable) = throwable else { return Ok(Vec::new()) };
        let recipient = self.recipient(&loaded).await?;
        let rehearsal = Rehearsal::new(loaded, town, recipient, language);
        let rehearsed = self.rehearse_command(rehearsal, command(throwable, task, (staff, NOT_YET))).await?;
        Ok(rehearsed.map(|rehearsed| rehearsed.consequences()).unwrap_or_default())
    }
}

/// What may be thrown from a task, as the page offers it.
pub(crate) fn views(loaded: &Loaded, task: TaskId, (language, now): (Language, Moment)) -> Vec<ThrowView> {
    let shown = |throwable: Throwable| ThrowView {
        name: loaded.release.thrown_name(language, &throwable.element).unwrap_or_default().to_owned(),
        element: throwable.element.to_string(),
        sort: throwable.sort,
        steps: loaded.case.steps,
        follows: Vec::new(),
    };
    offered(loaded, task, now).map(shown).collect()
}

/// What the process catches and the package names; what has no name is thrown by jobs alone.
fn offered(loaded: &Loaded, task: TaskId, now: Moment) -> impl Iterator<Item = Throwable> {
    let throwable = loaded.procedure.program().throwable(&loaded.instance, task, loaded.at(now));
    throwable.into_iter().filter(|one| loaded.release.thrown_name(Language::De, &one.element).is_some())
}

fn command(throwable: Throwable, task: TaskId, (staff, reason): (&Staff, &str)) -> Command {
    let thrown = ThrownAtTask {
        code: throwable.code.clone(),
        message: Some(reason.to_owned()),
        variables: Context::new().with(OFFICIAL, official(staff)),
    };
    throwable.command(task, thrown, Some(staff.id.to_string()))
}

impl ThrownFromTask {
    fn key(&self, staff: StaffId) -> Hash {
        Hash::of_parts(&[
            b"throw from task",
            self.task.as_bytes(),
            self.element.as_bytes(),
            self.reason.as_bytes(),
            &self.steps.to_be_bytes(),
            staff.as_bytes(),
        ])
    }
}
