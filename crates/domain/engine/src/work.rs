//! A step while it is decided: the new state so far, the events and effects so far, and the tokens still on their way.

use crate::changed;
use crate::effect::Effect;
use crate::event::Event;
use crate::incident::{Cause, Incident};
use crate::instance::{Instance, Wait};
use crate::key::Key;
use crate::program::{FlowIndex, Node, NodeIndex, Process, Program};
use feel::{Context, Environment, Evaluation};
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use values::calendar::Calendar;
use values::{EffectId, IncidentId, Moment, SubscriptionId, TaskId, TimerId};

/// A token on its way to a node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) scope: Key,
    pub(crate) node: NodeIndex,
    /// The flow it takes; none at the start of a scope.
    pub(crate) via: Option<FlowIndex>,
}

/// A step while it is decided.
pub(crate) struct Work<'p> {
    pub(crate) program: &'p Program,
    pub(crate) state: Instance,
    pub(crate) events: Vec<Event>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) agenda: VecDeque<Token>,
    /// Conditions that have to be looked at: who waits, outermost first, and the event.
    pub(crate) unsure: BTreeSet<(Key, NodeIndex)>,
    /// The ad-hoc sub-processes in which a token has ended, and whether that was the last.
    pub(crate) choices: BTreeMap<Key, bool>,
    pub(crate) moment: Moment,
    pub(crate) calendar: &'p Calendar,
    /// The day on which what is decided upon was received.
    pub(crate) received: Date,
    pub(crate) activations: u32,
    /// What all expressions and decisions of the step may still spend together.
    pub(crate) evaluation: RefCell<Evaluation<'p>>,
    /// How many signals and messages in a row have led to this step.
    pub(crate) chain: u32,
    /// How many ids were derived in this step.
    derived: u32,
}

impl<'p> Work<'p> {
    /// The beginning of the next step of an instance.
    pub(crate) fn begin(
        program: &'p Program,
        instance: &Instance,
        place: (&'p Environment, &'p Calendar),
    ) -> Self {
        let mut work = Self::resume(program, instance.clone(), place);
        work.emit(Event::Began { step: instance.step + 1, at: work.moment });
        work
    }

    /// A step that has begun already, in this state.
    pub(crate) fn resume(
        program: &'p Program,
        state: Instance,
        (environment, calendar): (&'p Environment, &'p Calendar),
    ) -> Self {
        Self {
            program,
            state,
            events: Vec::new(),
            effects: Vec::new(),
            agenda: VecDeque::new(),
            unsure: BTreeSet::new(),
            choices: BTreeMap::new(),
            moment: environment.now,
            calendar,
            received: environment.now.date(),
            activations: 0,
            evaluation: RefCell::new(Evaluation::new(environment, &program.limits.feel)),
            chain: 0,
            derived: 0,
        }
    }

    /// The place in its chain of what is thrown now. Cases that only answer each other would go on without end.
    pub(crate) fn next_in_chain(&self) -> Result<u32, Cause> {
        let limit = self.program.limits.chain;
        if self.chain < limit { Ok(self.chain + 1) } else { Err(Cause::TooLongChain { limit }) }
    }

    pub(crate) fn process(&self) -> &'p Process {
        &self.program.process
    }

    pub(crate) fn node(&self, index: NodeIndex) -> &'p Node {
        &self.program.process.nodes[index]
    }

    /// The scope itself and the scopes around it, from the inside out.
    pub(crate) fn outwards(&self, scope: Key) -> impl Iterator<Item = Key> + '_ {
        let around = |key: &Key| self.state.elements.get(key).map(|live| live.scope);
        std::iter::successors(Some(scope), around)
    }

    /// Something happened.
    pub(crate) fn emit(&mut self, event: Event) {
        self.unsure.extend(changed::conditions(self, &event));
        self.state.apply(&event);
        self.events.push(event);
    }

    /// The world is to do something.
    pub(crate) fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn origin(&mut self) -> ([u8; 8], [u8; 4]) {
        let index = self.derived;
        self.derived += 1;
        (self.state.step.to_be_bytes(), index.to_be_bytes())
    }

    pub(crate) fn task_id(&mut self) -> TaskId {
        let (step, index) = self.origin();
        TaskId::derived(&[b"task", self.state.case.as_bytes(), &step, &index])
    }

    pub(crate) fn effect_id(&mut self) -> EffectId {
        let (step, index) = self.origin();
        EffectId::derived(&[b"effect", self.state.case.as_bytes(), &step, &index])
    }

    pub(crate) fn timer_id(&mut self) -> TimerId {
        let (step, index) = self.origin();
        TimerId::derived(&[b"timer", self.state.case.as_bytes(), &step, &index])
    }

    pub(crate) fn subscription_id(&mut self) -> SubscriptionId {
        let (step, index) = self.origin();
        SubscriptionId::derived(&[b"subscription", self.state.case.as_bytes(), &step, &index])
    }

    fn incident_id(&mut self) -> IncidentId {
        let (step, index) = self.origin();
        IncidentId::derived(&[b"incident", self.state.case.as_bytes(), &step, &index])
    }

    /// Sends a token on its way.
    pub(crate) fn send(&mut self, scope: Key, via: FlowIndex) {
        let node = self.process().flows[via].target;
        self.agenda.push_back(Token { scope, node, via: Some(via) });
    }

    /// A token comes to rest on a node.
    pub(crate) fn rest(&mut self, scope: Key, node: &Node) -> Key {
        let key = Key(self.state.next);
        self.emit(Event::Entered { key, element: node.id.clone(), scope });
        key
    }

    /// What a live element waits for changes.
    pub(crate) fn wait(&mut self, key: Key, wait: Wait) {
        self.emit(Event::Waits { key, wait });
    }

    /// Something is stuck.
    pub(crate) fn raise(&mut self, key: Key, element: Arc<str>, cause: Cause) {
        self.raise_with(key, element, (cause, Context::new()));
    }

    /// The same of an element that had begun before.
    pub(crate) fn raise_begun(&mut self, key: Key, element: Arc<str>, cause: Cause) {
        let (id, answer) = (self.incident_id(), Context::new());
        self.tell(Incident { id, element, key, cause, answer, begun: true });
    }

    /// Something is stuck, and this answer waits to be kept.
    pub(crate) fn raise_with(&mut self, key: Key, element: Arc<str>, (cause, answer): (Cause, Context)) {
        let id = self.incident_id();
        self.tell(Incident { id, element, key, cause, answer, begun: false });
    }

    fn tell(&mut self, incident: Incident) {
        self.emit(Event::IncidentRaised { incident: incident.clone() });
        self.ask(Effect::RaiseIncident(incident));
    }

    /// It is not stuck any more.
    pub(crate) fn resolve(&mut self, incident: IncidentId) {
        self.emit(Event::IncidentResolved { incident });
        self.ask(Effect::ResolveIncident(incident));
    }

    /// A message is not waited for any more.
    pub(crate) fn unsubscribe(&mut self, subscription: SubscriptionId) {
        self.emit(Event::Unsubscribed { subscription });
        self.ask(Effect::Unsubscribe(subscription));
    }

    /// A timer is not waited for any more.
    pub(crate) fn disarm(&mut self, timer: TimerId) {
        self.emit(Event::Disarmed { timer });
        self.ask(Effect::ClearTimer(timer));
    }
}

/// Where a step stood before something that may fail.
pub(crate) struct Mark {
    state: Instance,
    unsure: BTreeSet<(Key, NodeIndex)>,
    choices: BTreeMap<Key, bool>,
    events: usize,
    effects: usize,
    tokens: usize,
}

impl Mark {
    /// Where it stands now.
    pub(crate) fn of(work: &Work<'_>) -> Self {
        let (state, unsure, choices) = (work.state.clone(), work.unsure.clone(), work.choices.clone());
        let (events, effects, tokens) = (work.events.len(), work.effects.len(), work.agenda.len());
        Self { state, unsure, choices, events, effects, tokens }
    }

    /// What has happened since then has not happened.
    pub(crate) fn go_back(self, work: &mut Work<'_>) {
        work.state = self.state;
        work.unsure = self.unsure;
        work.choices = self.choices;
        work.events.truncate(self.events);
        work.effects.truncate(self.effects);
        work.agenda.truncate(self.tokens);
    }
}
