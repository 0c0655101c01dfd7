//! How each event changes the state. Events are facts, so nothing is checked and nothing can fail.

use super::weight::{weight_of_all, weight_of_entry, weight_of_scope};
use super::{
    ArmedTimer, Gathered, Instance, LiveElement, Loop, OpenCondition, OpenSubscription, Phase, Wait, Yield,
};
use crate::event::Event;
use crate::incident::Incident;
use crate::key::Key;
use feel::Context;
use std::sync::Arc;
use values::{IncidentId, SubscriptionId, TimerId};

impl Instance {
    /// Changes the state by what happened. There is no other way to change it.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Began { step, .. } => self.begin(*step),
            Event::Undone { step, .. } => self.take_back(*step),
            Event::Migrated { renamed, .. } => self.migrate(renamed),
            Event::Started => self.phase = Phase::Running,
            Event::Activated { .. }
            | Event::Passed { .. }
            | Event::Decided { .. }
            | Event::Moved { .. }
            | Event::MilestoneReached { .. } => {}
            Event::Entered { key, element, scope } => self.enter(*key, element, *scope),
            Event::Waits { key, wait } => self.wait(*key, *wait),
            Event::Set { scope, variables } => self.set(*scope, variables),
            Event::Armed { key, timer, element, due, repetition } => {
                let (element, repetition) = (element.clone(), repetition.clone());
                self.arm(*timer, ArmedTimer { key: *key, element, due: *due, repetition });
            }
            Event::Disarmed { timer } => self.disarm(*timer),
            Event::Subscribed { key, subscription, element, signal } => {
                let (element, signal) = (element.clone(), signal.clone());
                self.subscribe(*subscription, OpenSubscription { key: *key, element, signal });
            }
            Event::Unsubscribed { subscription } => self.unsubscribe(*subscription),
            Event::Watched { key, element } => self.watch(*key, element),
            Event::Turned { key, element, holds } => {
                self.turn(*key, &OpenCondition { element: element.clone(), holds: *holds });
            }
            Event::Unwatched { key, element } => self.unwatch(*key, element),
            Event::LoopBegan { key, total, inputs } => self.begin_loop(*key, *total, inputs.as_ref()),
            Event::Yielded { of, key, index, value } => {
                self.keep_yield(*key, Yield { of: *of, index: *index, value: value.clone() });
            }
            Event::LoopSatisfied { key } => self.count_in_loop(*key, |known| known.satisfied = true),
            Event::Compensable { .. }
            | Event::CompensableEach { .. }
            | Event::Compensating { .. }
            | Event::Undoing { .. } => self.apply_to_compensation(event),
            Event::DoneBy { scope, element, by, among } => self.remember(*scope, element, by, *among),
            Event::Arrived { scope, gateway, flow } => self.gather(*scope, gateway, flow),
            Event::Joined { scope, gateway } => self.join(*scope, gateway),
            Event::Withdrawn { scope, gateway } => {
                self.keep_gathered(*scope, |known| known.gateway != *gateway);
            }
            Event::Left { key } => self.remove(*key, |known| known.completed += 1),
            Event::Cancelled { key } => self.remove(*key, |known| known.terminated += 1),
            Event::Terminated { scope } => self.keep_gathered(*scope, |_| false),
            Event::IncidentRaised { incident } => self.raise(incident),
            Event::IncidentResolved { incident } => self.resolve(*incident),
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

    /// With the next step a migration can no longer be taken back.
    fn begin(&mut self, step: u64) {
        self.step = step;
        self.before = None;
        self.untouched();
    }

    fn enter(&mut self, key: Key, element: &Arc<str>, scope: Key) {
        self.next = self.next.max(key.0 + 1);
        let live = LiveElement { element: element.clone(), scope, wait: Wait::Entry };
        self.grow(live.weight());
        self.count_in_loop(scope, |known| known.begun += 1);
        self.elements.insert_mut(key, live.clone());
        self.note_live(key, &live);
    }

    fn wait(&mut self, key: Key, wait: Wait) {
        let Some(live) = self.elements.get_mut(&key) else { return };
        let (before, lighter) = (live.wait, live.weight());
        live.wait = wait;
        let heavier = live.weight();
        self.shrink(lighter);
        self.grow(heavier);
        self.forget_wait(before);
        self.note_wait(key, wait);
    }

    pub(super) fn set(&mut self, scope: Key, variables: &Context) {
        if self.variables.get(&scope).is_none() {
            let empty = Context::new();
            self.grow(weight_of_scope(&empty));
            self.variables.insert_mut(scope, empty);
        }
        self.touch(scope);
        let Some(known) = self.variables.get_mut(&scope) else { return };
        let mut freed = 0;
        for (name, value) in variables.iter() {
            let old = known.insert(name.clone(), value.clone());
            freed += old.map_or(0, |old| weight_of_entry(name, &old));
        }
        self.grow(weight_of_all(variables));
        self.shrink(freed);
    }

    fn arm(&mut self, timer: TimerId, armed: ArmedTimer) {
        self.grow(armed.weight());
        self.note_name(&armed.element);
        self.note_timer(armed.key, timer);
        self.timers.insert_mut(timer, armed);
    }

    fn disarm(&mut self, timer: TimerId) {
        let Some(armed) = self.timers.get(&timer).cloned() else { return };
        self.timers.remove_mut(&timer);
        self.shrink(armed.weight());
        self.forget_name(&armed.element);
        self.forget_timer(armed.key, timer);
    }

    fn subscribe(&mut self, subscription: SubscriptionId, open: OpenSubscription) {
        self.grow(open.weight());
        self.note_name(&open.element);
        self.note_subscription(open.key, subscription);
        self.subscriptions.insert_mut(subscription, open);
    }

    fn unsubscribe(&mut self, subscription: SubscriptionId) {
        let Some(open) = self.subscriptions.get(&subscription).cloned() else { return };
        self.subscriptions.remove_mut(&subscription);
        self.shrink(open.weight());
        self.forget_name(&open.element);
        self.forget_subscription(open.key, subscription);
    }

    fn raise(&mut self, incident: &Incident) {
        self.grow(incident.weight());
        self.incidents.insert_mut(incident.id, incident.clone());
        self.note_incident(incident.key, incident.id);
    }

    fn resolve(&mut self, id: IncidentId) {
        let Some(incident) = self.incidents.get(&id).cloned() else { return };
        self.incidents.remove_mut(&id);
        self.shrink(incident.weight());
        self.forget_incident(incident.key, id);
    }

    fn gather(&mut self, scope: Key, gateway: &Arc<str>, flow: &Arc<str>) {
        let mut tokens = self.gathered_in(scope).to_vec();
        match tokens.binary_search_by(|known| (&known.gateway, &known.flow).cmp(&(gateway, flow))) {
            Ok(place) => tokens[place].tokens += 1,
            Err(place) => {
                let (gateway, flow) = (gateway.clone(), flow.clone());
                self.note_name(&gateway);
                tokens.insert(place, Gathered { scope, gateway, flow, tokens: 1 });
                self.grow(tokens[place].weight());
            }
        }
        self.put_gathered(scope, tokens);
    }

    fn join(&mut self, scope: Key, gateway: &Arc<str>) {
        let mut tokens = self.gathered_in(scope).to_vec();
        for gathered in tokens.iter_mut().filter(|gathered| gathered.gateway == *gateway) {
            gathered.tokens = gathered.tokens.saturating_sub(1);
        }
        self.regather(scope, tokens, |gathered| gathered.tokens > 0);
    }

    fn keep_gathered(&mut self, scope: Key, stays: impl Fn(&Gathered) -> bool) {
        let tokens = self.gathered_in(scope).to_vec();
        self.regather(scope, tokens, stays);
    }

    fn regather(&mut self, scope: Key, tokens: Vec<Gathered>, stays: impl Fn(&Gathered) -> bool) {
        let (stay, gone): (Vec<_>, Vec<_>) = tokens.into_iter().partition(stays);
        for gathered in gone {
            self.shrink(gathered.weight());
            self.forget_name(&gathered.gateway);
        }
        self.put_gathered(scope, stay);
    }

    fn put_gathered(&mut self, scope: Key, tokens: Vec<Gathered>) {
        self.touch(scope);
        if tokens.is_empty() {
            self.gathered.remove_mut(&scope);
        } else {
            self.gathered.insert_mut(scope, tokens);
        }
    }

    fn end(&mut self, phase: Phase) {
        self.phase = phase;
        self.forget_all_compensation();
        for key in self.clocks.keys().copied().collect::<Vec<_>>() {
            self.forget_clock(key);
        }
    }

    fn remove(&mut self, key: Key, count: impl FnOnce(&mut Loop)) {
        let Some(live) = self.elements.get(&key).cloned() else { return };
        self.elements.remove_mut(&key);
        self.shrink(live.weight());
        self.count_in_loop(live.scope, count);
        self.end_loop(key);
        self.forget_live(key, &live);
        self.forget_clock(key);
        self.forget_compensation(key, &live);
        self.forget_decided(key);
        if let Some(freed) = self.variables.get(&key).map(weight_of_scope) {
            self.variables.remove_mut(&key);
            self.shrink(freed);
        }
        if !self.gathered_in(key).is_empty() {
            self.keep_gathered(key, |_| false);
        }
    }
}
