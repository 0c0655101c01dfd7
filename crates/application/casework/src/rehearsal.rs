//! A step in rehearsal: the engine takes it on a copy of the case, the jobs that follow are answered the way they would most
//! likely be, until somebody has to be waited for. What is learnt on the way is kept here; no row changes.

mod release;

use crate::Casework;
use crate::delivery::Recipient;
use crate::letter_content::Draft;
use crate::load::Loaded;
use crate::refusal::Fault;
use crate::views::{Consequence, StepName, Town};
use crate::worker::CameTo;
use cases::CaseStatus;
use engine::{Command, Effect, Job, OpenTask};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use store::DocumentRow;
use values::{DocumentId, Language, TaskId, TimerId};

/// What stands for something that is known only afterwards: a number, a signature, a sentence not yet written.
pub(crate) const NOT_YET: &str = "…";

/// How many jobs are answered before it is enough; a process may run in circles.
const MOST_JOBS: usize = 40;

/// A case on which a step is rehearsed.
pub(crate) struct Rehearsal<'a> {
    /// The case as it would be.
    pub(crate) loaded: Loaded,
    pub(crate) town: &'a Town,
    pub(crate) recipient: Recipient,
    pub(crate) language: Language,
    /// Letters that would be written.
    pub(crate) letters: Vec<Draft>,
    /// Their documents.
    pub(crate) documents: BTreeMap<DocumentId, DocumentRow>,
    /// What the jobs would do.
    done: Vec<Consequence>,
    jobs: VecDeque<Job>,
    tasks: Vec<OpenTask>,
    closed: Vec<TaskId>,
    status: Option<CaseStatus>,
    tasks_before: BTreeMap<TaskId, String>,
    timers_before: BTreeSet<TimerId>,
}

impl<'a> Rehearsal<'a> {
    /// On this case, told in this language.
    pub(crate) fn new(loaded: Loaded, town: &'a Town, recipient: Recipient, language: Language) -> Self {
        let open = loaded.instance.open_tasks().into_iter();
        Self {
            tasks_before: open.map(|task| (task.id, task.element.to_string())).collect(),
            timers_before: loaded.instance.timers().keys().copied().collect(),
            loaded,
            town,
            recipient,
            language,
            letters: Vec::new(),
            documents: BTreeMap::new(),
            done: Vec::new(),
            jobs: VecDeque::new(),
            tasks: Vec::new(),
            closed: Vec::new(),
            status: None,
        }
    }

    /// Takes a step; whether it fits the state.
    fn take(&mut self, command: Command, now: values::Moment) -> bool {
        if let Command::CompleteTask { task, .. } = &command {
            self.tasks_before.remove(task);
        }
        let program = self.loaded.procedure.program();
        let at = self.loaded.at(now);
        let Ok(step) = engine::step(program, &self.loaded.instance, command, at) else { return false };
        self.loaded.instance = step.instance;
        for effect in step.effects {
            self.note(effect);
        }
        true
    }

    fn note(&mut self, effect: Effect) {
        match effect {
            Effect::RunJob(job) => self.jobs.push_back(job),
            Effect::CancelJob(id) => self.jobs.retain(|job| job.id != id),
            Effect::OpenTask(task) => self.tasks.push(task),
            Effect::ChangeTask(task) => {
                self.tasks.retain(|open| open.id != task.id);
                self.tasks.push(task);
            }
            Effect::CloseTask(task) => self.closed.push(task),
            Effect::Milestone(key) => self.status = CaseStatus::from_key(&key).or(self.status),
            Effect::SetTimer { .. }
            | Effect::ClearTimer(_)
            | Effect::Subscribe(_)
            | Effect::Unsubscribe(_)
            | Effect::Broadcast(_)
            | Effect::Publish(_)
            | Effect::RaiseIncident(_)
            | Effect::ResolveIncident(_)
            | Effect::End => {}
        }
    }

    /// All that would happen, in order.
    pub(crate) fn consequences(&self) -> Vec<Consequence> {
        let release = &self.loaded.release;
        let name = |element: &str| release.element_name(self.language, element).unwrap_or(element).to_owned();
        let task_name = |element: &str| {
            release.task_name(self.language, element).map_or_else(|| name(element), str::to_owned)
        };
        let dropped = self.closed.iter().filter_map(|id| self.tasks_before.get(id));
        let dropped = dropped.map(|element| Consequence::TaskDropped { name: task_name(element) });
        let instance = &self.loaded.instance;
        let timers = instance.timers().iter().filter(|(id, _)| !self.timers_before.contains(id));
        let step = |element: &str| StepName::of(release, self.language, element);
        let timers =
            timers.map(|(_, timer)| Consequence::Timer { step: step(&timer.element), until: timer.due });
        let stuck = instance.incidents().values().filter(|_| !instance.is_ended());
        let stuck = stuck.map(|incident| Consequence::Stuck { step: step(&incident.element) });
        let end = instance.is_ended().then_some(Consequence::End);
        let tasks = self.open_tasks().map(|task| self.task(task, task_name(&task.element)));
        let all = self.done.iter().cloned().chain(dropped).chain(tasks).chain(timers).chain(stuck);
        all.chain(self.new_status()).chain(end).collect()
    }

    /// The tasks that the step opened and that are still open at its end.
    fn open_tasks(&self) -> impl Iterator<Item = &OpenTask> {
        self.tasks.iter().filter(|task| !self.closed.contains(&task.id))
    }

    fn task(&self, task: &OpenTask, name: String) -> Consequence {
        let manifest = self.loaded.release.manifest();
        let group = |key: &String| manifest.group_name(key, self.language).to_owned();
        Consequence::Task {
            name,
            groups: task.candidate_groups.iter().map(group).collect(),
            due: task.due,
            is_for_others: !task.not_by.is_empty(),
        }
    }

    /// The end says it itself.
    fn new_status(&self) -> Option<Consequence> {
        let status = self.status.filter(|status| status.key() != self.loaded.case.status)?;
        (status != CaseStatus::Ended).then_some(Consequence::Status(status))
    }
}

impl Casework {
    /// Rehearses a command and all that follows from it by itself; nothing when it does not fit the state.
    pub(crate) async fn rehearse_command<'a>(
        &self,
        mut rehearsal: Rehearsal<'a>,
        command: Command,
    ) -> Result<Option<Rehearsal<'a>>, Fault> {
        if !rehearsal.take(command, self.world().now()) {
            return Ok(None);
        }
        self.rehearse_jobs(&mut rehearsal).await?;
        Ok(Some(rehearsal))
    }

    async fn rehearse_jobs(&self, rehearsal: &mut Rehearsal<'_>) -> Result<(), Fault> {
        for _ in 0..MOST_JOBS {
            let Some(job) = rehearsal.jobs.pop_front() else { return Ok(()) };
            let rehearsed = self.rehearse(rehearsal, &job).await?;
            rehearsal.done.extend(rehearsed.consequence);
            rehearsal.letters.extend(rehearsed.letter);
            rehearsal.documents.extend(rehearsed.document.map(|row| (row.id, row)));
            if let CameTo::Outcome(outcome) = rehearsed.came_to {
                rehearsal.take(Command::CompleteJob { effect: job.id, outcome }, self.world().now());
            }
        }
        Ok(())
    }
}
