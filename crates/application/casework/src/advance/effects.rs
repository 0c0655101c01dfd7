//! What a step asks of the world, as rows: tasks for people, jobs and timers for the worker, incidents for whoever helps.

use super::between;
use cases::CaseStatus;
use engine::{Effect, Incident, Job, OpenTask};
use std::collections::BTreeMap;
use store::{
    CaseRow, Change, DueKind, DueRow, IncidentRow, OutboxRow, OutboxState, TaskCandidateRow, TaskRow,
    TimerRow,
};
use values::folding::sort_key;
use values::{EffectId, IncidentId, Moment, StaffId, TaskId, TenantId, TimerId};

/// The rows of all effects of one step.
pub(super) struct EffectRows {
    pub(super) changes: Vec<Change>,
    /// The last milestone that was reached.
    pub(super) status: Option<CaseStatus>,
}

impl EffectRows {
    /// `tasks` are the open ones that the step may change.
    pub(super) fn of((case, tasks): (&CaseRow, &[TaskRow]), effects: &[Effect], at: Moment) -> Self {
        let mut rows = Self { changes: Vec::new(), status: None };
        let passing = Passing::among(effects);
        for (place, effect) in effects.iter().enumerate() {
            if !passing.has(effect, place) {
                rows.add((case, tasks), effect, at);
            }
        }
        rows
    }

    fn add(&mut self, (case, tasks): (&CaseRow, &[TaskRow]), effect: &Effect, at: Moment) {
        match effect {
            Effect::OpenTask(task) => self.changes.extend(task_rows(case, task, at)),
            Effect::ChangeTask(task) => match tasks.iter().find(|known| known.id == task.id) {
                Some(known) => self.changes.extend(changed_task(case, task, known)),
                None => {
                    self.changes.extend(without_task(case.tenant, task.id));
                    self.changes.extend(task_rows(case, task, at));
                }
            },
            Effect::CloseTask(task) => self.changes.extend(without_task(case.tenant, *task)),
            Effect::RunJob(job) => self.changes.extend(job_rows(case, job, at)),
            Effect::CancelJob(job) => self.changes.extend(without_job(case.tenant, *job)),
            Effect::SetTimer { timer, due } => self.changes.extend(timer_rows(case, *timer, *due)),
            Effect::ClearTimer(timer) => self.changes.extend(without_timer(case.tenant, *timer)),
            Effect::Subscribe(open) => self.changes.extend(between::waiting(case, open, at)),
            Effect::Unsubscribe(id) => self.changes.extend(between::without_waiting(case.tenant, *id)),
            Effect::Broadcast(signal) => self.changes.extend(between::thrown(case, signal, at)),
            Effect::Publish(message) => self.changes.extend(between::published(case, message, at)),
            Effect::Milestone(key) => self.status = CaseStatus::from_key(key).or(self.status),
            Effect::RaiseIncident(incident) => self.changes.push(incident_row(case, incident, at)),
            Effect::ResolveIncident(incident) => {
                self.changes.push(Change::clear(IncidentRow::key(case.tenant, *incident)));
            }
            Effect::End => {}
        }
    }
}

/// What a step both begins and ends, by the places of its effects: it went through without stopping, so no row was ever
/// there.
struct Passing {
    first_begun: BTreeMap<[u8; 16], usize>,
    last_ended: BTreeMap<[u8; 16], usize>,
}

impl Passing {
    fn among(effects: &[Effect]) -> Self {
        let places = || effects.iter().enumerate();
        Self {
            first_begun: places().rev().filter_map(|(place, effect)| Some((begun(effect)?, place))).collect(),
            last_ended: places().filter_map(|(place, effect)| Some((ended(effect)?, place))).collect(),
        }
    }

    /// Whether the effect at this place begins what the same step ends later, or ends what it began earlier.
    fn has(&self, effect: &Effect, place: usize) -> bool {
        match (begun(effect), ended(effect)) {
            (Some(id), _) => self.last_ended.get(&id).is_some_and(|ended| *ended > place),
            (_, Some(id)) => self.first_begun.get(&id).is_some_and(|begun| *begun < place),
            (None, None) => false,
        }
    }
}

/// What an effect lets wait from now on. Ids of different kinds never meet: they are derived with their kind.
fn begun(effect: &Effect) -> Option<[u8; 16]> {
    match effect {
        Effect::OpenTask(task) => Some(*task.id.as_bytes()),
        Effect::RunJob(job) => Some(*job.id.as_bytes()),
        Effect::SetTimer { timer, .. } => Some(*timer.as_bytes()),
        Effect::Subscribe(open) => Some(*open.id.as_bytes()),
        Effect::RaiseIncident(incident) => Some(*incident.id.as_bytes()),
        _ => None,
    }
}

/// What an effect lets wait no longer.
fn ended(effect: &Effect) -> Option<[u8; 16]> {
    match effect {
        Effect::CloseTask(task) => Some(*task.as_bytes()),
        Effect::CancelJob(job) => Some(*job.as_bytes()),
        Effect::ClearTimer(timer) => Some(*timer.as_bytes()),
        Effect::Unsubscribe(id) => Some(*id.as_bytes()),
        Effect::ResolveIncident(incident) => Some(*incident.as_bytes()),
        _ => None,
    }
}

pub(crate) fn task_rows(case: &CaseRow, task: &OpenTask, at: Moment) -> Vec<Change> {
    let row = task_row(case, task, at);
    std::iter::once(Change::insert(&row)).chain(candidates(case, task)).collect()
}

/// An open task asks something else: whoever has it keeps it, and it is as old as it was.
fn changed_task(case: &CaseRow, task: &OpenTask, known: &TaskRow) -> Vec<Change> {
    let now = task_row(case, task, known.opened_at);
    let row = TaskRow { assignee: now.assignee.or(known.assignee), version: known.version, ..now };
    let before = Change::clear(TaskCandidateRow::of_task(case.tenant, task.id));
    [Change::update(&row), before].into_iter().chain(candidates(case, task)).collect()
}

fn task_row(case: &CaseRow, task: &OpenTask, at: Moment) -> TaskRow {
    TaskRow {
        tenant: case.tenant,
        id: task.id,
        case: case.id,
        element: task.element.clone(),
        name: task.name.clone(),
        name_key: sort_key(&task.name),
        form: task.form.clone(),
        assignee: task.assignee.as_deref().and_then(|text| text.parse::<StaffId>().ok()),
        due: task.due,
        opened_at: at,
        version: 1,
        not_by: task.not_by.join(","),
    }
}

fn candidates(case: &CaseRow, task: &OpenTask) -> impl Iterator<Item = Change> {
    task.candidate_groups.iter().map(|group| {
        Change::insert(&TaskCandidateRow {
            tenant: case.tenant,
            group: group.clone(),
            due: task.due,
            task: task.id,
            case: case.id,
        })
    })
}

/// A closed task disappears with its candidates; what was done stands in the journal.
fn without_task(tenant: TenantId, task: TaskId) -> [Change; 2] {
    [Change::delete(TaskRow::key(tenant, task)), Change::clear(TaskCandidateRow::of_task(tenant, task))]
}

pub(crate) fn job_rows(case: &CaseRow, job: &Job, at: Moment) -> [Change; 2] {
    let body = serde_json::to_string(job).expect("a job holds storable values, the engine has checked them");
    let row = OutboxRow {
        tenant: case.tenant,
        id: job.id,
        case: case.id,
        job_type: job.job_type.clone(),
        body,
        state: OutboxState::Open,
        created_at: at,
    };
    [Change::put(&row), Change::put(&job_due(case.tenant, job.id, at))]
}

/// The row that has a job tried.
pub(crate) fn job_due(tenant: TenantId, job: EffectId, at: Moment) -> DueRow {
    due_row(tenant, *job.as_bytes(), DueKind::Job, at)
}

/// A job that was given up leaves what says so.
fn without_job(tenant: TenantId, job: EffectId) -> [Change; 3] {
    [
        Change::clear(OutboxRow::key(tenant, job)),
        Change::clear(DueRow::key(tenant, *job.as_bytes())),
        Change::clear(IncidentRow::key(tenant, IncidentId::from_bytes(*job.as_bytes()))),
    ]
}

fn timer_rows(case: &CaseRow, timer: TimerId, due: Moment) -> [Change; 2] {
    let row = TimerRow { tenant: case.tenant, id: timer, case: case.id, due };
    [Change::insert(&row), Change::insert(&due_row(case.tenant, *timer.as_bytes(), DueKind::Timer, due))]
}

fn without_timer(tenant: TenantId, timer: TimerId) -> [Change; 2] {
    [Change::clear(TimerRow::key(tenant, timer)), Change::clear(DueRow::key(tenant, *timer.as_bytes()))]
}

pub(super) fn due_row(tenant: TenantId, id: [u8; 16], kind: DueKind, due: Moment) -> DueRow {
    DueRow { tenant, id, kind, due, lease_until: Moment::from_micros(0), attempt: 0 }
}

fn incident_row(case: &CaseRow, incident: &Incident, at: Moment) -> Change {
    Change::put(&IncidentRow {
        tenant: case.tenant,
        id: incident.id,
        case: case.id,
        element: incident.element.to_string(),
        code: incident.cause.text_key().to_owned(),
        message: serde_json::to_string(&incident.cause.text_args()).expect("names and texts"),
        raised_at: at,
        resolved_at: None,
    })
}
