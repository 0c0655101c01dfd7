//! What of an instance does not fit into another program. Nothing is computed here that a case could change.

use super::Plan;
use crate::instance::{Compensable, Ended, Instance, LiveElement, Phase, Wait};
use crate::key::Key;
use crate::program::{End, Kind, Node, NodeIndex, Process, Program, Throw, Trigger};
use bpmn::Completion;
use std::collections::BTreeSet;
use std::mem::discriminant;
use values::{Place, Problem};

/// What is asked about a migration.
struct Fit<'a> {
    from: &'a Process,
    to: &'a Process,
    instance: &'a Instance,
    plan: &'a Plan,
    /// The activities of both that undo others.
    undoing: [BTreeSet<&'a str>; 2],
}

/// Everything that does not fit, each problem once.
pub(super) fn problems((from, to): (&Program, &Program), instance: &Instance, plan: &Plan) -> Vec<Problem> {
    let undoing = [from, to].map(|program| undoing(&program.process));
    let fit = Fit { from: &from.process, to: &to.process, instance, plan, undoing };
    let mut problems = BTreeSet::new();
    if instance.phase != Phase::Running {
        problems.insert(Problem::new(Place::Whole, "migration-not-running"));
    }
    problems.extend(fit.slips());
    problems.extend(instance.elements.iter().filter_map(|(key, live)| fit.element(*key, live)));
    problems.extend(fit.tokens());
    problems.extend(fit.events());
    problems.extend(fit.ended());
    problems.extend(fit.clocks());
    problems.into_iter().collect()
}

fn problem(key: &'static str, element: &str) -> Problem {
    Problem::new(Place::Whole, key).with("element", element)
}

/// Whether what waits on one can go on waiting on the other. Whoever chooses what is done goes on choosing.
fn alike(old: &Kind, new: &Kind) -> bool {
    let asks = [old, new].map(|kind| matches!(kind, Kind::AdHoc(ad_hoc) if ad_hoc.asks_people));
    let triggers = [old, new].map(|kind| kind.event().map(|event| discriminant(&event.trigger)));
    discriminant(old) == discriminant(new) && triggers[0] == triggers[1] && asks[0] == asks[1]
}

/// Whether a token waits at an event until something is undone; it must not go on a second time, nor never.
fn wanted(kind: &Kind) -> Option<Completion> {
    match kind {
        Kind::Throw(Throw::Compensation(wanted)) | Kind::End(End::Throw(Throw::Compensation(wanted))) => {
            Some(wanted.completion)
        }
        _ => None,
    }
}

/// The activities that undo others. No flow leads on from them: what undoes must not become what goes on, nor the other
/// way round.
fn undoing(process: &Process) -> BTreeSet<&str> {
    let handler = |node: &'_ Node| match &node.kind.event()?.trigger {
        Trigger::Compensation(Some(handler)) => Some(process.node(handler)?),
        _ => None,
    };
    process.nodes.iter().filter_map(handler).map(|index| &*process.nodes[index].id).collect()
}

/// Whether an event on the border says how it goes on when a transaction was called off.
fn leads_on_when_called_off(process: &Process, node: &Node) -> bool {
    let mut border = node.boundaries.iter().filter_map(|index| process.nodes[*index].kind.event());
    border.any(|event| matches!(event.trigger, Trigger::Cancel))
}

impl<'a> Fit<'a> {
    /// Names in the plan that one of the programs does not know.
    fn slips(&self) -> impl Iterator<Item = Problem> {
        let knows = |process: &Process, id: &str| {
            process.node(id).is_some()
                || process.clock(id).is_some()
                || process.flows.iter().any(|flow| &*flow.id == id)
        };
        let old = self.plan.renamed.keys().filter(move |id| !knows(self.from, id));
        let new = self.plan.renamed.values().filter(move |id| !knows(self.to, id));
        old.map(|id| problem("migration-unknown-old", id))
            .chain(new.map(|id| problem("migration-missing", id)))
    }

    fn new_node(&self, old: &str) -> Option<(NodeIndex, &'a Node)> {
        let index = self.to.node(&self.plan.new_name(old))?;
        Some((index, &self.to.nodes[index]))
    }

    fn element(&self, key: Key, live: &LiveElement) -> Option<Problem> {
        let Some(old) = self.from.node(&live.element).map(|index| &self.from.nodes[index]) else {
            return Some(problem("migration-unknown-old", &live.element));
        };
        let Some((_, new)) = self.new_node(&live.element) else {
            return Some(problem("migration-missing", &self.plan.new_name(&live.element)));
        };
        // What could not be entered waits for nothing yet: it is tried again as whatever it is now.
        let loops = [old, new].map(|node| node.looping.as_deref().map(discriminant));
        let is_undone_alike = live.wait != Wait::Compensation || wanted(&old.kind) == wanted(&new.kind);
        let is_same = alike(&old.kind, &new.kind) && loops[0] == loops[1] && is_undone_alike
            || (live.wait == Wait::Entry && new.kind.rests());
        let undoes = [self.undoing[0].contains(&*old.id), self.undoing[1].contains(&*new.id)];
        if !is_same || undoes[0] != undoes[1] {
            return Some(problem("migration-other-kind", &live.element).with("target", &new.id));
        }
        let is_called_off = live.wait == Wait::Compensation && matches!(old.kind, Kind::Transaction(_));
        let has_way = self.instance.is_reopened(key) || leads_on_when_called_off(self.to, new);
        if is_called_off && !has_way {
            return Some(problem("migration-called-off", &live.element));
        }
        let is_there = self.body_of(self.around(live)) == Some(new.body);
        (!is_there).then(|| problem("migration-other-scope", &live.element).with("target", &new.id))
    }

    /// What surrounds an element, where each time that an activity is done stands where the activity itself stands.
    fn around(&self, live: &LiveElement) -> Key {
        match self.instance.elements.get(&live.scope) {
            Some(around) if around.element == live.element => around.scope,
            _ => live.scope,
        }
    }

    /// The start of what runs in a scope in the new program.
    fn body_of(&self, scope: Key) -> Option<NodeIndex> {
        let Some(live) = self.instance.elements.get(&scope) else { return Some(self.to.scope.start) };
        self.new_node(&live.element)?.1.kind.scope().map(|scope| scope.start)
    }

    /// Tokens at joining gateways must find theirs, with the flow they came by, and still wait for another.
    fn tokens(&self) -> impl Iterator<Item = Problem> {
        self.instance
            .gathered
            .values()
            .flatten()
            .filter(|known| !self.still_waits(known.scope, &known.gateway))
            .map(|known| problem("migration-tokens", &known.gateway).with("flow", &known.flow))
    }

    fn still_waits(&self, scope: Key, gateway: &str) -> bool {
        let Some((_, new)) = self.new_node(gateway) else { return false };
        let old = self.from.node(gateway).map(|index| &self.from.nodes[index].kind);
        let is_same = old.is_some_and(|old| alike(old, &new.kind));
        let here = self.instance.gathered_in(scope).iter().filter(|known| &*known.gateway == gateway);
        let came_by: BTreeSet<_> = here.map(|known| self.plan.new_name(&known.flow)).collect();
        let into: BTreeSet<_> = new.incoming.iter().map(|flow| self.to.flows[*flow].id.clone()).collect();
        is_same && self.body_of(scope) == Some(new.body) && came_by.is_subset(&into) && came_by != into
    }

    /// An event that is waited for and exists in the new program is of the same kind there.
    fn events(&self) -> impl Iterator<Item = Problem> {
        let timers = self.instance.timers.values().map(|armed| &armed.element);
        let messages = self.instance.subscriptions.values().map(|open| &open.element);
        let conditions = self.instance.conditions.values().flatten().map(|open| &open.element);
        timers.chain(messages).chain(conditions).filter_map(|event| {
            let old = &self.from.nodes[self.from.node(event)?];
            let (_, new) = self.new_node(event)?;
            let is_same = alike(&old.kind, &new.kind);
            (!is_same).then(|| problem("migration-other-kind", event).with("target", &new.id))
        })
    }

    /// What has ended and can be undone must exist, to be undone as the new program says.
    fn ended(&self) -> impl Iterator<Item = Problem> {
        let ended = self.instance.compensable.values().flat_map(Ended::iter).flat_map(Compensable::elements);
        let missing = ended.filter(|element| self.new_node(element).is_none());
        missing.map(|element| problem("migration-missing", &self.plan.new_name(element)))
    }

    /// A clock that runs must go on: what it belongs to has it in the new program too.
    fn clocks(&self) -> impl Iterator<Item = Problem> {
        self.instance.clocks.iter().filter_map(|(key, clock)| {
            let new = match self.instance.elements.get(key) {
                None => self.to.own_clock(),
                Some(live) => self.to.clock_of(self.new_node(&live.element)?.0),
            };
            let name = self.plan.new_name(&clock.clock);
            let goes_on = new.is_some_and(|new| new.name.id == name);
            (!goes_on).then(|| problem("migration-clock", &clock.clock))
        })
    }
}
