//! Whether a scenario speaks of this package: its elements exist and are of the right kind, its forms can be answered.

use super::nodes;
use super::texts::knows;
use super::thrown::{catches, thrown_key};
use crate::package::Parts;
use crate::scenario::{Scenario, Step};
use bpmn::{FlowNode, NodeKind, Trigger};
use feel::Environment;
use forms::{Form, RawAnswers};
use std::collections::{BTreeMap, BTreeSet};
use values::{Language, Moment, Place, Problem, Span};

pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    let elements = Elements::of(parts);
    let mut problems = Vec::new();
    for (file, scenario) in &parts.scenarios {
        problems.extend(check(parts, &elements, scenario).into_iter().map(|problem| problem.in_file(file)));
    }
    problems
}

/// The elements of all processes by id, and which of them people may begin by themselves.
struct Elements<'p> {
    by_id: BTreeMap<&'p str, &'p FlowNode>,
    startable: BTreeSet<&'p str>,
}

impl<'p> Elements<'p> {
    fn of(parts: &'p Parts) -> Self {
        let mut elements = Self { by_id: BTreeMap::new(), startable: BTreeSet::new() };
        for node in nodes(parts).into_iter().map(|node| node.node) {
            elements.by_id.entry(&node.id).or_insert(node);
            if let NodeKind::AdHoc(ad_hoc) = &node.kind {
                elements.startable.extend(ad_hoc.startable().map(|node| node.id.as_str()));
            }
        }
        elements
    }
}

fn check(parts: &Parts, elements: &Elements<'_>, scenario: &Scenario) -> Vec<Problem> {
    let mut problems = Vec::new();
    match parts.manifest.procedure(&scenario.procedure) {
        Some(procedure) => {
            let form = parts.forms.get(&procedure.start_form);
            let checked = form.map(|form| check_answers(form, &scenario.answers, scenario.starts));
            problems.extend(checked.unwrap_or_default());
        }
        None => {
            let unknown = of_scenario("services-unknown-procedure");
            problems.push(unknown.with("procedure", &scenario.procedure));
        }
    }
    for (step, span) in scenario.steps.iter().zip(&scenario.places.steps) {
        let at_step = |problem| Problem { place: at(*span), ..problem };
        problems.extend(check_step(parts, elements, (step, scenario.starts)).into_iter().map(at_step));
    }
    for word in &scenario.expected.milestones {
        if bpmn::Milestone::parse(word).is_none() {
            problems.push(of_scenario("services-scenario-milestone").with("milestone", word));
        }
    }
    problems
}

fn check_step(parts: &Parts, elements: &Elements<'_>, (step, starts): (&Step, Moment)) -> Vec<Problem> {
    let (element, mut problems) = (step.element(), Vec::new());
    match elements.by_id.get(element).map(|node| &node.kind) {
        Some(kind) if fits(elements, step, kind) => {
            problems.extend(check_task(parts, step, kind, starts));
            problems.extend(check_throw(parts, elements, step));
        }
        Some(_) => problems.push(of_scenario("services-scenario-kind").with("element", element)),
        None => problems.push(of_scenario("services-scenario-element").with("element", element)),
    }
    problems
}

fn at(span: Span) -> Place {
    Place::Text { file: String::new(), element: String::new(), span }
}

fn of_scenario(key: &'static str) -> Problem {
    Problem::new(Place::Whole, key)
}

fn fits(elements: &Elements<'_>, step: &Step, kind: &NodeKind) -> bool {
    match step {
        Step::Job { .. } | Step::FailedJob { .. } => matches!(kind, NodeKind::Job(_)),
        Step::Task { .. } | Step::Throw { .. } => matches!(kind, NodeKind::User(_)),
        Step::Begin { element } => elements.startable.contains(element.as_str()),
        Step::Finish { .. } => matches!(kind, NodeKind::AdHoc(_)),
        Step::Message { .. } => {
            matches!(kind, NodeKind::Receive(_) | NodeKind::MessageCatch(_))
                || matches!(kind.trigger(), Some(Trigger::Message(_)))
        }
        Step::Timer { .. } => {
            matches!(kind, NodeKind::TimerCatch(_)) || matches!(kind.trigger(), Some(Trigger::Timer(_)))
        }
    }
}

/// People throw only what is caught and what the package names.
fn check_throw(parts: &Parts, elements: &Elements<'_>, step: &Step) -> Option<Problem> {
    let Step::Throw { caught_by, .. } = step else { return None };
    let is_caught = elements.by_id.get(caught_by.as_str()).is_some_and(|node| catches(node));
    let is_offered = is_caught && knows(parts, Language::De, &thrown_key(caught_by));
    (!is_offered).then(|| of_scenario("services-scenario-throw").with("element", caught_by))
}

fn check_task(parts: &Parts, step: &Step, kind: &NodeKind, at: Moment) -> Vec<Problem> {
    let (Step::Task { answers, .. }, NodeKind::User(task)) = (step, kind) else { return Vec::new() };
    let form = task.form.as_ref().and_then(|written| parts.forms.get(&written.text));
    form.map(|form| check_answers(form, answers, at)).unwrap_or_default()
}

/// The answers must be ones that a person could send, down to the last name.
fn check_answers(form: &Form, answers: &RawAnswers, at: Moment) -> Vec<Problem> {
    let checked = form.check(answers, &Environment { now: at });
    let wrong = checked.problems.into_iter().map(|problem| {
        let path = if let Place::Answer(path) = &problem.place { path.clone() } else { String::new() };
        of_scenario("services-scenario-answer").with("path", path).with("problem", problem.key)
    });
    let unknown = answers.0.keys().filter(|path| !form.knows(path));
    let unknown = unknown.map(|path| of_scenario("services-scenario-unknown-answer").with("path", path));
    wrong.chain(unknown).collect()
}
