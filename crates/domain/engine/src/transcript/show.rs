//! Steps and states as lines of text.

mod clock;
mod compensation;
mod looping;

use crate::effect::{Effect, Job, OpenTask, SubscribedTo};
use crate::elements::ad_hoc::task_at;
use crate::event::{Evaluated, Event};
use crate::incident::Incident;
use crate::instance::{Instance, Repetition, Wait};
use crate::key::Key;
use crate::rejection::Rejection;
use crate::step::Step;
use feel::Context;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use values::SubscriptionId;

/// Elements by the ids and keys that were given to them.
#[derive(Default)]
pub(super) struct Names {
    ids: BTreeMap<String, String>,
    keys: BTreeMap<Key, Arc<str>>,
    messages: BTreeMap<SubscriptionId, (String, String)>,
}

impl Names {
    /// Remembers what a step named.
    pub(super) fn learn(&mut self, step: &Step) {
        for event in &step.events {
            match event {
                Event::Entered { key, element, .. } => {
                    self.keys.insert(*key, element.clone());
                }
                Event::Waits { key, wait: Wait::Task(id) } => self.note(id, &self.key(*key)),
                Event::Waits { key, wait: Wait::Job(id) } => self.note(id, &self.key(*key)),
                Event::Waits { key, wait: Wait::Choice } => {
                    self.note(&task_at(&step.instance, *key), &self.key(*key));
                }
                Event::Migrated { .. } | Event::Undone { .. } => self.learn_anew(&step.instance),
                Event::Subscribed { subscription, element, .. } => self.note(subscription, element),
                Event::Armed { timer, element, .. } => self.note(timer, element),
                Event::IncidentRaised { incident } => self.note(&incident.id, &incident.element),
                _ => {}
            }
        }
        for effect in &step.effects {
            if let Effect::Subscribe(open) = effect
                && open.to == SubscribedTo::Message
            {
                self.messages.insert(open.id, (open.message.clone(), open.key.clone()));
            }
        }
    }

    /// Everything that is live may be called something else now.
    fn learn_anew(&mut self, instance: &Instance) {
        for (key, live) in instance.elements() {
            self.keys.insert(*key, live.element.clone());
            match live.wait {
                Wait::Task(id) => self.note(&id, &self.key(*key)),
                Wait::Job(id) => self.note(&id, &self.key(*key)),
                Wait::Choice => self.note(&task_at(instance, *key), &self.key(*key)),
                _ => {}
            }
        }
        instance.timers().iter().for_each(|(id, armed)| self.note(id, &armed.element));
        instance.subscriptions().iter().for_each(|(id, open)| self.note(id, &open.element));
        instance.incidents().iter().for_each(|(id, stuck)| self.note(id, &stuck.element));
    }

    /// What waits for a message of this name; without a key, whichever was opened first.
    pub(super) fn subscription(
        &self,
        instance: &Instance,
        message: &str,
        key: Option<&str>,
    ) -> Option<SubscriptionId> {
        let fits = |id: &&SubscriptionId| {
            self.messages.get(id).is_some_and(|(name, known)| {
                name == message && key.is_none_or(|key| key == known || known.is_empty())
            })
        };
        let open = instance.subscriptions().iter().filter(|(id, _)| fits(id));
        open.min_by_key(|(_, open)| (open.key, open.element.clone())).map(|(id, _)| *id)
    }

    fn note(&mut self, id: &impl ToString, element: &str) {
        self.ids.insert(id.to_string(), element.to_owned());
    }

    fn id(&self, id: &impl ToString) -> String {
        let id = id.to_string();
        self.ids.get(&id).cloned().unwrap_or(id)
    }

    fn key(&self, key: Key) -> String {
        match self.keys.get(&key) {
            Some(element) => format!("{element}:{key}"),
            None if key == Key::ROOT => "process".to_owned(),
            None => key.to_string(),
        }
    }

    /// A rejection with names instead of ids.
    pub(super) fn rejection(&self, rejection: &Rejection) -> String {
        let mut text = rejection.to_string();
        for (id, element) in &self.ids {
            text = text.replace(id, element);
        }
        text
    }
}

/// Where somebody did a task, unless it was anywhere in the process.
fn done_within(scope: Key, among: Option<Key>, names: &Names) -> String {
    let within = Some(scope).filter(|scope| *scope != Key::ROOT);
    let within = within.map_or(String::new(), |scope| format!(" in {}", names.key(scope)));
    let among = among.map_or(String::new(), |key| format!(" as one of {}", names.key(key)));
    within + &among
}

/// Events, then effects. The event that opens every step is left out.
pub(super) fn step(step: &Step, names: &Names, out: &mut String) {
    for shown in step.events.iter().filter_map(|known| event(known, names)) {
        writeln!(out, "  . {shown}").expect("writing to a text cannot fail");
    }
    for known in &step.effects {
        writeln!(out, "  ! {}", effect(known, names)).expect("writing to a text cannot fail");
    }
}

fn event(event: &Event, names: &Names) -> Option<String> {
    Some(match event {
        Event::Began { .. } => return None,
        Event::Undone { .. } => "migration undone".to_owned(),
        Event::Migrated { process, renamed } => {
            let renamed = renamed.iter().map(|(old, new)| format!(" {old}={new}"));
            format!("migrated to {process}{}", renamed.collect::<String>())
        }
        Event::Started => "started".to_owned(),
        Event::Passed { element } => format!("passed {element}"),
        Event::Entered { key, scope, .. } => format!("entered {} in {}", names.key(*key), names.key(*scope)),
        Event::Waits { key, wait } => format!("{} waits for {}", names.key(*key), waits_for(*wait)),
        Event::Set { scope, variables } => format!("set {} {}", names.key(*scope), json(variables)),
        Event::Armed { key, element, due, repetition, .. } => {
            format!("armed {element} at {} due {due}{}", names.key(*key), again(repetition.as_ref()))
        }
        Event::Disarmed { timer } => format!("disarmed {}", names.id(timer)),
        Event::Subscribed { key, element, signal, .. } => {
            let signal = signal.as_ref().map_or(String::new(), |name| format!(" to signal {name}"));
            format!("subscribed {element} at {}{signal}", names.key(*key))
        }
        Event::Unsubscribed { subscription } => format!("unsubscribed {}", names.id(subscription)),
        Event::Watched { key, element } => format!("watching {element} at {}", names.key(*key)),
        Event::Turned { key, element, holds } => format!("{element} is {holds} at {}", names.key(*key)),
        Event::Unwatched { key, element } => format!("unwatched {element} at {}", names.key(*key)),
        Event::LoopBegan { .. } | Event::Yielded { .. } | Event::LoopSatisfied { .. } => {
            return looping::event(event, names);
        }
        Event::Compensable { .. }
        | Event::CompensableEach { .. }
        | Event::Compensating { .. }
        | Event::Undoing { .. } => return compensation::event(event, names),
        Event::DoneBy { scope, element, by, among } => {
            format!("done {element} by {by}{}", done_within(*scope, *among, names))
        }
        Event::Arrived { scope, gateway, flow } => {
            format!("arrived {gateway} by {flow} in {}", names.key(*scope))
        }
        Event::Joined { scope, gateway } => format!("joined {gateway} in {}", names.key(*scope)),
        Event::Activated { scope, element } => format!("activated {element} in {}", names.key(*scope)),
        Event::Moved { from, to } => format!("moved {from} to {to}"),
        Event::Withdrawn { scope, gateway } => format!("withdrawn {gateway} in {}", names.key(*scope)),
        Event::Decided { element, decision, trace } => decided(element, decision, trace),
        Event::ClockStarted { .. }
        | Event::ClockSuspended { .. }
        | Event::ClockResumed { .. }
        | Event::ClockExtended { .. }
        | Event::ClockMet { .. }
        | Event::ClockRanOut { .. } => return clock::event(event, names),
        Event::Left { key } => format!("left {}", names.key(*key)),
        Event::Cancelled { key } => format!("cancelled {}", names.key(*key)),
        Event::Terminated { scope } => format!("terminated {}", names.key(*scope)),
        Event::MilestoneReached { status } => format!("milestone {status}"),
        Event::IncidentRaised { incident } => stuck(incident),
        Event::IncidentResolved { incident } => format!("incident resolved {}", names.id(incident)),
        Event::Ended => "ended".to_owned(),
        Event::Aborted { reason } => format!("aborted {reason:?}"),
    })
}

fn stuck(incident: &Incident) -> String {
    let args = incident.cause.text_args();
    let args: String = args.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
    format!("incident {} {}{args}", incident.element, incident.cause.text_key())
}

fn again(repetition: Option<&Repetition>) -> String {
    let Some(again) = repetition else { return String::new() };
    let left = again.last.map(|last| last - again.nth + 1).or(again.left.map(i64::from));
    format!(" every {} left {}", again.every, left.map_or("-".into(), |left| left.to_string()))
}

fn decided(element: &str, decision: &str, trace: &[Evaluated]) -> String {
    let rules = trace.iter().map(|step| format!(" {}{:?}", step.decision, step.rules));
    format!("decided {element} {decision}{}", rules.collect::<String>())
}

fn waits_for(wait: Wait) -> &'static str {
    match wait {
        Wait::Entry => "entry",
        Wait::Task(_) => "task",
        Wait::Job(_) => "job",
        Wait::Timer => "timer",
        Wait::Message => "message",
        Wait::Signal => "signal",
        Wait::Condition => "condition",
        Wait::Compensation => "compensation",
        Wait::Event => "event",
        Wait::Children => "children",
        Wait::Choice => "choice",
        Wait::Reset => "the rest",
        Wait::Exit => "exit",
    }
}

fn effect(effect: &Effect, names: &Names) -> String {
    match effect {
        Effect::OpenTask(task) => format!("open task {}", asked(task)),
        Effect::ChangeTask(task) => format!("change task {}", asked(task)),
        Effect::CloseTask(id) => format!("close task {}", names.id(id)),
        Effect::RunJob(job) => run_job(job),
        Effect::CancelJob(id) => format!("cancel job {}", names.id(id)),
        Effect::SetTimer { timer, due } => format!("set timer {} {due}", names.id(timer)),
        Effect::ClearTimer(id) => format!("clear timer {}", names.id(id)),
        Effect::Subscribe(open) if open.to == SubscribedTo::Signal => {
            format!("subscribe {} signal {}", open.element, open.message)
        }
        Effect::Subscribe(open) if open.key.is_empty() => {
            format!("subscribe {} {}", open.element, open.message)
        }
        Effect::Subscribe(open) => format!("subscribe {} {} key={}", open.element, open.message, open.key),
        Effect::Unsubscribe(id) => format!("unsubscribe {}", names.id(id)),
        Effect::Broadcast(thrown) => format!("broadcast {} {}", thrown.signal, json(&thrown.variables)),
        Effect::Publish(thrown) if thrown.key.is_empty() => {
            format!("publish {} {}", thrown.message, json(&thrown.variables))
        }
        Effect::Publish(thrown) => {
            format!("publish {} key={} {}", thrown.message, thrown.key, json(&thrown.variables))
        }
        Effect::Milestone(status) => format!("milestone {status}"),
        Effect::RaiseIncident(incident) => format!("raise incident {}", incident.element),
        Effect::ResolveIncident(id) => format!("resolve incident {}", names.id(id)),
        Effect::End => "end".to_owned(),
    }
}

fn asked(task: &OpenTask) -> String {
    let mut line = format!("{} {:?} form={}", task.element, task.name, task.form);
    if !task.candidate_groups.is_empty() {
        line.push_str(&format!(" groups={}", task.candidate_groups.join(",")));
    }
    if !task.not_by.is_empty() {
        line.push_str(&format!(" not-by={}", task.not_by.join(",")));
    }
    if let Some(assignee) = &task.assignee {
        line.push_str(&format!(" assignee={assignee}"));
    }
    for (word, moment) in [("due", task.due), ("follow-up", task.follow_up)] {
        if let Some(moment) = moment {
            line.push_str(&format!(" {word}={moment}"));
        }
    }
    line
}

fn run_job(job: &Job) -> String {
    let headers = if job.headers.is_empty() { String::new() } else { format!(" headers={:?}", job.headers) };
    format!("run job {} type={}{headers} input={}", job.element, job.job_type, json(&job.input))
}

pub(super) fn json(context: &Context) -> String {
    serde_json::to_string(context).unwrap_or_else(|_| context.to_string())
}
