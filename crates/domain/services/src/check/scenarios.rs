//! Whether a scenario speaks of this package: its elements exist and are of the right kind, its forms can be answered.

use super::nodes;
use super::texts::knows;
use super::thrown::{catches, thrown_key};
use crate::package::Parts;
use crate::scenario::{Scenario, Step};
use bpmn::{NodeKind, Trigger};
use feel::Environment;
use forms::{Form, RawAnswers};
use values::{Language, Moment, Place, Problem};

pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, scenario) in &parts.scenarios {
        problems.extend(check(parts, scenario).into_iter().map(|problem| problem.in_file(file)));
    }
    problems
}

fn check(parts: &Parts, scenario: &Scenario) -> Vec<Problem> {
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
    for step in &scenario.steps {
        match kind_of(parts, step.element()) {
            Some(kind) if fits(parts, step, kind) => {
                problems.extend(check_task(parts, step, kind, scenario.starts));
                problems.extend(check_throw(parts, step));
            }
            Some(_) => problems.push(of_scenario("services-scenario-kind").with("element", step.element())),
            None => problems.push(of_scenario("services-scenario-element").with("element", step.element())),
        }
    }
    for word in &scenario.expected.milestones {
        if bpmn::Milestone::parse(word).is_none() {
            problems.push(of_scenario("services-scenario-milestone").with("milestone", word));
        }
    }
    problems
}

fn of_scenario(key: &'static str) -> Problem {
    Problem::new(Place::Whole, key)
}

fn kind_of<'a>(parts: &'a Parts, element: &str) -> Option<&'a NodeKind> {
    nodes(parts).into_iter().find(|node| node.node.id == element).map(|node| &node.node.kind)
}

fn fits(parts: &Parts, step: &Step, kind: &NodeKind) -> bool {
    match step {
        Step::Job { .. } | Step::FailedJob { .. } => matches!(kind, NodeKind::Job(_)),
        Step::Task { .. } | Step::Throw { .. } => matches!(kind, NodeKind::User(_)),
        Step::Begin { element } => may_be_begun(parts, element),
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

fn may_be_begun(parts: &Parts, element: &str) -> bool {
    let begins = |kind: &NodeKind| match kind {
        NodeKind::AdHoc(ad_hoc) => ad_hoc.startable().any(|node| node.id == element),
        _ => false,
    };
    nodes(parts).iter().any(|node| begins(&node.node.kind))
}

/// People throw only what is caught and what the package names.
fn check_throw(parts: &Parts, step: &Step) -> Option<Problem> {
    let Step::Throw { caught_by, .. } = step else { return None };
    let is_caught = nodes(parts).iter().any(|node| node.node.id == *caught_by && catches(node.node));
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
