//! What the world outside knows of an instance: only what the effects of its steps have told.

use fachwerk_engine::{Command, Effect, Instance, Program};
use std::collections::{BTreeMap, BTreeSet};
use values::{EffectId, IncidentId, Moment, SubscriptionId, TaskId, TimerId};

/// Everything that somebody has been asked for and not told to forget.
#[derive(Debug, Default)]
pub(crate) struct World {
    tasks: BTreeSet<TaskId>,
    jobs: BTreeSet<EffectId>,
    timers: BTreeMap<TimerId, Moment>,
    subscriptions: BTreeSet<SubscriptionId>,
    incidents: BTreeSet<IncidentId>,
}

impl World {
    /// A command was taken, and these effects were carried out.
    pub(crate) fn hears(&mut self, command: Option<&Command>, effects: &[Effect]) {
        if let Some(Command::CompleteJob { effect, .. }) = command {
            self.jobs.remove(effect);
        }
        for effect in effects {
            self.carries_out(effect);
        }
    }

    fn carries_out(&mut self, effect: &Effect) {
        let is_news = match effect {
            Effect::OpenTask(task) => self.tasks.insert(task.id),
            Effect::ChangeTask(task) => self.tasks.contains(&task.id),
            Effect::CloseTask(task) => self.tasks.remove(task),
            Effect::RunJob(job) => self.jobs.insert(job.id),
            Effect::CancelJob(job) => self.jobs.remove(job),
            Effect::SetTimer { timer, due } => self.timers.insert(*timer, *due).is_none(),
            Effect::ClearTimer(timer) => self.timers.remove(timer).is_some(),
            Effect::Subscribe(subscription) => self.subscriptions.insert(subscription.id),
            Effect::Unsubscribe(subscription) => self.subscriptions.remove(subscription),
            Effect::RaiseIncident(incident) => self.incidents.insert(incident.id),
            Effect::ResolveIncident(incident) => self.incidents.remove(incident),
            Effect::Broadcast(_) | Effect::Publish(_) | Effect::Milestone(_) | Effect::End => true,
        };
        assert!(is_news, "{effect:?} is asked for once, and taken back once");
    }

    /// The world waits for exactly what the instance waits for: no timer is forgotten, and nobody works on what is over.
    pub(crate) fn agrees(&self, program: &Program, instance: &Instance) {
        let choices = program.choices(instance).into_iter().map(|choice| choice.task);
        let tasks: BTreeSet<_> =
            instance.open_tasks().into_iter().map(|task| task.id).chain(choices).collect();
        assert_eq!(self.tasks, tasks, "tasks");
        let jobs: BTreeSet<_> = instance.open_jobs().into_iter().map(|job| job.id).collect();
        assert_eq!(self.jobs, jobs, "jobs");
        let timers: BTreeMap<_, _> = instance.timers().iter().map(|(id, timer)| (*id, timer.due)).collect();
        assert_eq!(self.timers, timers, "timers");
        let subscriptions: BTreeSet<_> = instance.subscriptions().keys().copied().collect();
        assert_eq!(self.subscriptions, subscriptions, "messages and signals");
        let incidents: BTreeSet<_> = instance.incidents().keys().copied().collect();
        assert_eq!(self.incidents, incidents, "incidents");
    }
}
