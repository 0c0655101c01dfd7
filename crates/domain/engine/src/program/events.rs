//! Events: what they wait for, what they throw, and where links go on.

use super::compile::Compiler;
use super::graph::{Kind, NodeIndex};
use super::happening::{Caught, Compensation, End, Event, Message, Sort, Throw, Timer, Trigger};
use super::starts::StartedBy;
use bpmn::{Body, EndEvent, Interrupting, NodeKind, Written};
use std::collections::BTreeMap;

impl Compiler<'_> {
    /// An event on a border or at the start of an event sub-process.
    pub(super) fn event(
        &mut self,
        element: &str,
        interrupting: Interrupting,
        trigger: &bpmn::Trigger,
    ) -> Option<Event> {
        let trigger = match trigger {
            bpmn::Trigger::Timer(timer) => Trigger::Timer(self.timer(element, timer)?),
            bpmn::Trigger::Message(message) => Trigger::Message(self.message(element, message)?),
            bpmn::Trigger::Signal(name) => Trigger::Signal(self.expressions.formula(element, name)?),
            bpmn::Trigger::Condition(written) => {
                Trigger::Condition(self.expressions.expression(element, written)?)
            }
            bpmn::Trigger::Compensation(handler) => {
                Trigger::Compensation(handler.as_ref().map(|handler| self.element(&handler.text)))
            }
            bpmn::Trigger::Cancel => Trigger::Cancel,
            bpmn::Trigger::Error(drawn) => Trigger::Caught(caught(Sort::Error, drawn)),
            bpmn::Trigger::Escalation(drawn) => Trigger::Caught(caught(Sort::Escalation, drawn)),
        };
        Some(Event { interrupting, trigger })
    }

    /// A message that is waited for.
    pub(super) fn message(&mut self, element: &str, message: &bpmn::Message) -> Option<Message> {
        let key = match &message.key {
            Some(given) => Some(self.expressions.formula(element, given)?),
            None => None,
        };
        Some(Message { name: message.name.text.as_str().into(), key })
    }

    /// When an event fires.
    pub(super) fn timer(&mut self, element: &str, timer: &bpmn::Timer) -> Option<Timer> {
        Some(match timer {
            bpmn::Timer::Date(given) => Timer::Date(self.expressions.formula(element, given)?),
            bpmn::Timer::Duration(given) => Timer::Duration(self.expressions.formula(element, given)?),
            bpmn::Timer::Cycle(given) => Timer::Cycle(self.expressions.formula(element, given)?),
            bpmn::Timer::Deadline(deadline) => self.deadline(element, deadline)?,
        })
    }

    /// An end event.
    pub(super) fn end(&mut self, element: &str, end: &EndEvent) -> Kind {
        match end {
            EndEvent::None => Kind::End(End::None),
            EndEvent::Terminate => Kind::End(End::Terminate),
            EndEvent::Throw(throw) => {
                self.throw(element, throw).map_or(Kind::Pass, |throw| Kind::End(End::Throw(throw)))
            }
            EndEvent::Send(job) => self.job(element, job),
            EndEvent::Cancel => Kind::End(End::Cancel),
        }
    }

    /// What an event throws.
    pub(super) fn throw(&mut self, element: &str, throw: &bpmn::Throw) -> Option<Throw> {
        let (sort, code) = match throw {
            bpmn::Throw::Error(code) => (Sort::Error, code),
            bpmn::Throw::Escalation(code) => (Sort::Escalation, code),
            bpmn::Throw::Signal(name) => {
                return Some(Throw::Signal(self.expressions.formula(element, name)?));
            }
            bpmn::Throw::Message(message) => return Some(Throw::Message(self.message(element, message)?)),
            bpmn::Throw::Compensation(thrown) => {
                let activity = thrown.activity.as_ref().map(|activity| self.element(&activity.text));
                return Some(Throw::Compensation(Compensation { activity, completion: thrown.completion }));
            }
        };
        Some(Throw::Outwards { sort, code: self.expressions.formula(element, code)? })
    }

    /// The start events of the process itself, by what sets them going.
    pub(super) fn starts(&mut self, body: &Body) {
        for node in &body.nodes {
            let by = match &node.kind {
                NodeKind::TriggeredStart(bpmn::Trigger::Timer(timer)) => {
                    self.timed_start(&node.id, timer);
                    StartedBy::Timer(self.element(&node.id))
                }
                NodeKind::TriggeredStart(bpmn::Trigger::Message(message)) => {
                    StartedBy::Message(message.name.text.as_str().into())
                }
                NodeKind::TriggeredStart(bpmn::Trigger::Signal(name)) => {
                    StartedBy::Signal(name.written().text.as_str().into())
                }
                NodeKind::Start => {
                    self.process.starts_plainly = true;
                    continue;
                }
                _ => continue,
            };
            if let Some(start) = self.process.node(&self.element(&node.id)) {
                self.process.started_by.push((by, start));
            }
        }
    }

    /// Joins both ends of every link of a body whose nodes stand at these places of the graph.
    pub(super) fn links(&mut self, body: &Body, nodes: &[NodeIndex]) {
        let drawn = || nodes.iter().copied().zip(&body.nodes);
        let end = |(index, node): (NodeIndex, &'_ bpmn::FlowNode)| match &node.kind {
            NodeKind::LinkCatch(name) => Some((name.text.clone(), index)),
            _ => None,
        };
        let ends: BTreeMap<String, NodeIndex> = drawn().filter_map(end).collect();
        for (index, node) in drawn() {
            if let NodeKind::LinkThrow(name) = &node.kind
                && let Some(target) = ends.get(&name.text)
            {
                self.process.nodes[index].kind = Kind::Link(*target);
            }
        }
    }
}

fn caught(sort: Sort, drawn: &bpmn::Caught) -> Caught {
    let text = |written: &Option<Written>| written.as_ref().map(|written| written.text.as_str().into());
    Caught {
        sort,
        code: text(&drawn.code),
        code_variable: text(&drawn.code_variable),
        message_variable: text(&drawn.message_variable),
    }
}
