//! How each event changes the state. Events are facts, so nothing is checked and nothing can fail.

use super::{ArmedTimer, Gathered, Instance, LiveElement, OpenSubscription, Phase, Wait};
use crate::event::Event;
use crate::key::Key;
use feel::Context;
use std::sync::Arc;

impl Instance {
    /// Changes the state by what happened. There is no other way to change it.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Began { step, .. } => self.step = *step,
            Event::Started => self.phase = Phase::Running,
            Event::Passed { .. }
            | Event::Decided { .. }
            | Event::Moved { .. }
            | Event::MilestoneReached { .. } => {}
            Event::Entered { key, element, scope } => self.enter(*key, element, *scope),
            Event::Waits { key, wait } => self.wait(*key, *wait),
            Event::Set { scope, variables } => self.set(*scope, variables),
            Event::Armed { key, timer, element, due, repetition } => {
                let (element, repetition) = (element.clone(), repetition.clone());
                self.timers.insert(*timer, ArmedTimer { key: *key, element, due: *due, repetition });
            }
            Event::Disarmed { timer } => {
                self.timers.remove(timer);
            }
            Event::Subscribed { key, subscription, element } => {
                let open = OpenSubscription { key: *key, element: element.clone() };
                self.subscriptions.insert(*subscription, open);
            }
            Event::Unsubscribed { subscription } => {
                self.subscriptions.remove(subscription);
            }
            Event::DoneBy { element, by } => {
                self.done_by.insert(element.clone(), by.clone());
            }
            Event::Arrived { scope, gateway, flow } => self.gather(*scope, gateway, flow),
            Event::Joined { scope, gateway } => self.join(*scope, gateway),
            Event::Withdrawn { scope, gateway } => {
                self.gathered.retain(|known| known.scope != *scope || known.gateway != *gateway);
            }
            Event::Left { key } | Event::Cancelled { key } => self.remove(*key),
            Event::Terminated { scope } => self.gathered.retain(|gathered| gathered.scope != *scope),
            Event::IncidentRaised { incident } => {
                self.incidents.insert(incident.id, incident.clone());
            }
            Event::IncidentResolved { incident } => {
                self.incidents.remove(incident);
            }
            Event::ClockStarted { .. }
            | Event::ClockSuspended { .. }
            | Event::ClockResumed { .. }
            | Event::ClockExtended { .. }
            | Event::ClockMet { .. }
            | Event::ClockRanOut { .. } => self.apply_to_clock(event),
            Event::Ended => self.end(Phase::Ended),
            Event::Aborted { reason } => self.end(Phase::Cancelled { reason: reason.clone() }),
        }
    }

    fn enter(&mut self, key: Key, element: &Arc<str>, scope: Key) {
        self.next = self.next.max(key.0 + 1);
        self.elements.insert(key, LiveElement { element: element.clone(), scope, wait: Wait::Entry });
    }

    fn wait(&mut self, key: Key, wait: Wait) {
        if let Some(live) = self.elements.get_mut(&key) {
            live.wait = wait;
        }
    }

    fn set(&mut self, scope: Key, variables: &Context) {
        let known = self.variables.entry(scope).or_default();
        for (name, value) in variables.iter() {
            known.insert(name.clone(), value.clone());
        }
    }

    fn gather(&mut self, scope: Key, gateway: &Arc<str>, flow: &Arc<str>) {
        let same = |gathered: &&mut Gathered| {
            gathered.scope == scope && gathered.gateway == *gateway && gathered.flow == *flow
        };
        match self.gathered.iter_mut().find(same) {
            Some(gathered) => gathered.tokens += 1,
            None => {
                let (gateway, flow) = (gateway.clone(), flow.clone());
                self.gathered.push(Gathered { scope, gateway, flow, tokens: 1 });
                self.gathered.sort();
            }
        }
    }

    fn join(&mut self, scope: Key, gateway: &Arc<str>) {
        for gathered in &mut self.gathered {
            if gathered.scope == scope && gathered.gateway == *gateway {
                gathered.tokens = gathered.tokens.saturating_sub(1);
            }
        }
        self.gathered.retain(|gathered| gathered.tokens > 0);
    }

    fn end(&mut self, phase: Phase) {
        self.phase = phase;
        self.clocks.clear();
    }

    fn remove(&mut self, key: Key) {
        self.elements.remove(&key);
        self.clocks.remove(&key);
        self.variables.remove(&key);
        self.gathered.retain(|gathered| gathered.scope != key);
    }
}
