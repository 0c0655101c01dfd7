//! What a person sees of an instance between two commands, in an order that never changes.

use super::show::json;
use crate::instance::{ClockPhase, Instance, Phase};
use feel::Context;
use serde::Serialize;
use std::fmt;

/// The state of an instance: where it is in its life, what is open, what is stuck, and its variables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct State {
    /// `new`, `running`, `ended` or `cancelled`.
    pub phase: &'static str,
    /// Why it was cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Elements with an open task, in the order in which they were opened.
    pub tasks: Vec<String>,
    /// What a person may begin in ad-hoc sub-processes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub startable: Vec<String>,
    /// Elements whose job waits for an answer.
    pub jobs: Vec<String>,
    /// Events with a timer, and when it is due (ISO 8601, UTC), the earliest first.
    pub timers: Vec<(String, String)>,
    /// Elements that wait for a message.
    pub messages: Vec<String>,
    /// Events whose condition is waited for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// Elements that are stuck, and the key of the reason.
    pub incidents: Vec<(String, String)>,
    /// Legal clocks, and where each stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<(String, String)>,
    /// Tokens at joining gateways: gateway, flow, how many.
    pub joins: Vec<(String, String, u32)>,
    /// The variables of the process.
    pub variables: Context,
}

impl State {
    /// The state as it is now.
    pub fn of(instance: &Instance) -> Self {
        let (phase, reason) = match instance.phase() {
            Phase::New => ("new", None),
            Phase::Running => ("running", None),
            Phase::Ended => ("ended", None),
            Phase::Cancelled { reason } => ("cancelled", Some(reason.clone())),
        };
        let joins = instance.waiting_tokens();
        Self {
            phase,
            reason,
            tasks: instance.open_tasks().into_iter().map(|task| task.element.to_string()).collect(),
            startable: Vec::new(),
            jobs: instance.open_jobs().into_iter().map(|job| job.element.to_string()).collect(),
            timers: timers(instance),
            messages: messages(instance),
            conditions: conditions(instance),
            incidents: incidents(instance),
            clocks: clocks(instance),
            joins: joins.map(|(gateway, flow, tokens)| (gateway.into(), flow.into(), tokens)).collect(),
            variables: instance.variables(),
        }
    }
}

fn timers(instance: &Instance) -> Vec<(String, String)> {
    let mut timers: Vec<_> = instance.timers().values().collect();
    timers.sort_by_key(|timer| (timer.due, timer.key, timer.element.clone()));
    timers.into_iter().map(|timer| (timer.element.to_string(), timer.due.to_string())).collect()
}

fn clocks(instance: &Instance) -> Vec<(String, String)> {
    let shown = |clock: &crate::Clock| {
        let stands = match clock.phase {
            ClockPhase::Running { last_day } => format!("until {last_day}"),
            ClockPhase::Suspended { since, .. } => format!("suspended since {since}"),
            ClockPhase::Met { on } => format!("met on {on}"),
            ClockPhase::RanOut { last_day } => format!("ran out on {last_day}"),
        };
        (clock.clock.to_string(), stands)
    };
    instance.clocks().values().map(shown).collect()
}

fn messages(instance: &Instance) -> Vec<String> {
    let mut messages: Vec<_> =
        instance.subscriptions().values().map(|open| open.element.to_string()).collect();
    messages.sort();
    messages
}

fn conditions(instance: &Instance) -> Vec<String> {
    instance.conditions().values().flatten().map(|open| open.element.to_string()).collect()
}

fn incidents(instance: &Instance) -> Vec<(String, String)> {
    let mut incidents: Vec<_> = instance.incidents().values().collect();
    incidents.sort_by_key(|incident| (incident.key, incident.element.clone()));
    let shown = |incident: &crate::Incident| (incident.element.to_string(), incident.cause.text_key().into());
    incidents.into_iter().map(shown).collect()
}

/// Two lines at most: what is open, and the variables.
impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  = {}", self.phase)?;
        if let Some(reason) = &self.reason {
            write!(f, " {reason:?}")?;
        }
        list(f, "tasks", &self.tasks)?;
        list(f, "startable", &self.startable)?;
        list(f, "jobs", &self.jobs)?;
        list(f, "timers", &pairs(&self.timers, "@"))?;
        list(f, "messages", &self.messages)?;
        list(f, "conditions", &self.conditions)?;
        list(f, "incidents", &pairs(&self.incidents, " "))?;
        list(f, "clocks", &pairs(&self.clocks, " "))?;
        let joins = self.joins.iter().map(|(gateway, flow, tokens)| format!("{gateway}<{flow}x{tokens}"));
        list(f, "joins", &joins.collect::<Vec<_>>())?;
        writeln!(f)?;
        if self.variables.is_empty() { Ok(()) } else { writeln!(f, "    {}", json(&self.variables)) }
    }
}

fn pairs(items: &[(String, String)], between: &str) -> Vec<String> {
    items.iter().map(|(element, what)| format!("{element}{between}{what}")).collect()
}

fn list(f: &mut fmt::Formatter<'_>, word: &str, items: &[String]) -> fmt::Result {
    if items.is_empty() { Ok(()) } else { write!(f, " · {word}: {}", items.join(", ")) }
}
