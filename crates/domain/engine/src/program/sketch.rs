//! Models tried out by themselves: what it refers to is taken to exist.

use super::known::each_node;
use super::{Program, Source};
use bpmn::{Definitions, NodeKind};
use feel::Context;
use std::collections::{BTreeMap, BTreeSet};
use values::Problem;

/// How often unknown names are added: each time an expression may show names that were hidden behind others.
const ROUNDS: usize = 8;

/// Compiles models by themselves; the first executable process of the first one is run.
pub(super) fn program(
    models: &[(String, Definitions)],
    decisions: &[(String, dmn::Definitions)],
) -> Result<Program, Vec<Problem>> {
    let (forms, job_types) = mentioned(models);
    let processes = models.iter().flat_map(|(_, definitions)| &definitions.processes);
    let executable = processes.into_iter().find(|process| process.body.is_some());
    let main_process = executable.map_or("", |process| &process.id);
    let mut names = BTreeSet::new();
    let mut round = 0;
    loop {
        let mut forms: BTreeMap<_, _> = forms.iter().map(|form| (form.clone(), BTreeSet::new())).collect();
        // No form can have this key, so the names do not collide with one.
        forms.insert(String::new(), names.clone());
        let problems = match Program::compile(Source {
            main_process,
            processes: models.to_vec(),
            decisions: decisions.to_vec(),
            forms,
            job_types: &job_types,
            parameters: Context::new(),
        }) {
            Ok(program) => return Ok(program),
            Err(problems) => problems,
        };
        let known = names.len();
        names.extend(problems.iter().filter_map(unknown_name).map(str::to_owned));
        round += 1;
        if names.len() == known || round == ROUNDS {
            return Err(problems);
        }
    }
}

/// What is wrong with a model by itself, whatever the rest of its package may be.
pub(super) fn problems(model: Definitions) -> Vec<Problem> {
    let mut problems = program(&[(String::new(), model)], &[]).err().unwrap_or_default();
    problems.retain(|problem| unknown_name(problem).is_none() && !is_answered_elsewhere(problem));
    problems
}

/// Whether another file may bring what is missing here.
fn is_answered_elsewhere(problem: &Problem) -> bool {
    matches!(&*problem.key, "engine-no-process" | "engine-unknown-process" | "engine-unknown-decision")
}

/// A variable that an expression uses or a decision needs.
fn unknown_name(problem: &Problem) -> Option<&str> {
    match &*problem.key {
        "feel-unknown-name" | "feel-misspelt-name" | "engine-decision-input" => problem.arg("name"),
        _ => None,
    }
}

/// The forms and types of jobs the models mention.
fn mentioned(models: &[(String, Definitions)]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut forms, mut job_types) = (BTreeSet::new(), BTreeSet::new());
    let processes = models.iter().flat_map(|(_, definitions)| &definitions.processes);
    for body in processes.filter_map(|process| process.body.as_ref()) {
        each_node(body, &mut |node| match &node.kind {
            NodeKind::User(task) => forms.extend(task.form.iter().map(|form| form.text.clone())),
            kind => {
                let named = kind.job().and_then(|task| task.job_type.as_ref());
                job_types.extend(named.map(|name| name.text.clone()));
            }
        });
    }
    (forms, job_types)
}
