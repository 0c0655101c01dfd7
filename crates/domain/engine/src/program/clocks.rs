//! Legal clocks when a program is made: their periods are known before anything runs, so that no case is ever stuck on one.

use super::compile::Compiler;
use super::graph::{Clock, ClockIndex, ClockName, Kind, NodeIndex, Process};
use super::happening::Timer;
use super::known::Naming;
use bpmn::{Given, LegalClock, Written};
use feel::{Environment, Expression, Limits, Names, Value};
use std::collections::BTreeSet;
use std::sync::Arc;
use values::calendar::Term;
use values::{Moment, Problem};

impl Compiler<'_> {
    /// Adds a clock. `None` when it has problems; the program is not handed on then.
    pub(super) fn clock(&mut self, element: &str, clock: &LegalClock) -> Option<ClockIndex> {
        let names = |list: &[Written]| list.iter().map(|name| self.element(&name.text)).collect();
        let (starts, suspends, stops) = (names(&clock.starts), names(&clock.suspends), names(&clock.stops));
        let compiled = Clock {
            name: self.clock_name(&clock.id.text),
            term: self.period(element, &clock.term)?,
            extension: match &clock.extension {
                Some(given) => Some(self.period(element, given)?),
                None => None,
            },
            starts,
            suspends,
            stops,
            result: clock.result.as_ref().map(|result| result.text.as_str().into()),
            ending: clock.ending,
        };
        self.process.clocks.push(compiled);
        Some(self.process.clocks.len() - 1)
    }

    /// The clock that a whole process is under, by the start of its body.
    pub(super) fn clock_of_body(&mut self, process: &str, start: NodeIndex, clock: Option<&LegalClock>) {
        if let Some(index) = clock.and_then(|clock| self.clock(process, clock)) {
            self.process.body_clocks.insert(start, index);
        }
    }

    pub(super) fn deadline(&mut self, element: &str, deadline: &bpmn::Deadline) -> Option<Timer> {
        let before = match &deadline.before {
            Some(given) => Some(self.period(element, given)?),
            None => None,
        };
        Some(Timer::Deadline { clock: self.clock_name(&deadline.of.text), before })
    }

    /// A clock and the events that wait for it stand in one process.
    fn clock_name(&self, id: &str) -> ClockName {
        ClockName { process: self.calls.current().into(), id: id.into() }
    }

    /// A period that a law gives: written out, or computed from the parameters of the release alone.
    fn period(&mut self, element: &str, given: &Given) -> Option<Term> {
        let written = given.written();
        let found = match given {
            Given::Literal(_) => written.text.parse().ok(),
            Given::Expression(_) => self.computed(element, written)?,
        };
        if found.is_none() {
            let problem = Problem::in_text(written.span, "engine-clock-term").with("found", &written.text);
            self.expressions.problems.push(problem.naming(element).in_file(self.expressions.file));
        }
        found
    }

    fn computed(&mut self, element: &str, written: &Written) -> Option<Option<Term>> {
        let names: Names = self.source.parameters.names().collect();
        match Expression::parse(&written.text, &names) {
            Ok(expression) => {
                let environment = Environment { now: Moment::from_micros(0) };
                let value =
                    expression.evaluate(&self.source.parameters, &environment, &Limits::default()).ok();
                Some(value.and_then(|value| term(&value)))
            }
            Err(problems) => {
                let file = self.expressions.file;
                let placed = problems.into_iter().map(|one| one.inside(element, written.span).in_file(file));
                self.expressions.problems.extend(placed);
                None
            }
        }
    }
}

/// A text, or a duration of FEEL that names one unit.
fn term(value: &Value) -> Option<Term> {
    match value {
        Value::Text(text) => text.parse().ok(),
        Value::YearsMonths(_) | Value::DaysTime(_) => value.to_string().parse().ok(),
        _ => None,
    }
}

impl Process {
    /// For an event behind an event-based gateway a token waits at the gateway: a clock that names the event stands still there.
    pub(super) fn suspend_at_gateways(&mut self) {
        let gateways = |id: &Arc<str>| {
            let incoming = self.by_id.get(id).map_or(&[][..], |index| &self.nodes[*index].incoming);
            let sources = incoming.iter().map(|flow| &self.nodes[self.flows[*flow].source]);
            sources.filter(|source| matches!(source.kind, Kind::EventGateway)).map(|source| source.id.clone())
        };
        let more: Vec<BTreeSet<Arc<str>>> =
            self.clocks.iter().map(|clock| clock.suspends.iter().flat_map(gateways).collect()).collect();
        for (clock, gateways) in self.clocks.iter_mut().zip(more) {
            clock.suspends.extend(gateways);
        }
    }

    /// The clock of this id.
    pub(crate) fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| &*clock.name.id == id)
    }

    /// The clock that the process itself is under.
    pub(crate) fn own_clock(&self) -> Option<&Clock> {
        self.clock_of_start(self.scope.start)
    }

    /// The clock that a node is under, or the process that it calls.
    pub(crate) fn clock_of(&self, node: NodeIndex) -> Option<&Clock> {
        let node = &self.nodes[node];
        let own = node.clock.map(|index| &self.clocks[index]);
        own.or_else(|| self.clock_of_start(node.kind.scope()?.start))
    }

    fn clock_of_start(&self, start: NodeIndex) -> Option<&Clock> {
        self.body_clocks.get(&start).map(|index| &self.clocks[*index])
    }
}
