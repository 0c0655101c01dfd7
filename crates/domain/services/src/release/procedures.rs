//! The procedures of a release, each ready to run: program, start form, and what a case is called.

use super::texts::CaseFormulas;
use super::{PARAMETERS, translated};
use crate::check::{JOB_TYPES, in_element};
use crate::manifest::Procedure;
use crate::package::Parts;
use engine::{Program, Source, TimedStart};
use feel::{Context, Value};
use forms::Form;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use values::{Language, Moment, Problem};

/// What the engine says of a process that is missing.
const NO_PROCESS: &str = "engine-no-process";

/// The shortest while between two cases that a start opens by its timer.
const SHORTEST_RHYTHM_MICROS: i64 = 60 * 1_000_000;

/// A procedure of a release.
#[derive(Debug)]
pub struct ReleasedProcedure {
    about: Procedure,
    program: Program,
    start_forms: BTreeMap<Language, Form>,
    pub(super) parameters: Context,
    pub(super) formulas: CaseFormulas,
}

impl ReleasedProcedure {
    /// What the package says about it.
    pub fn about(&self) -> &Procedure {
        &self.about
    }

    /// What the engine runs.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The form that starts a case.
    pub fn start_form(&self, language: Language) -> &Form {
        self.start_forms.get(&language).expect("a package without its start form is refused")
    }
}

/// All procedures, or all problems of all of them, each told once. That a process is missing is told by `check` alone.
pub(super) fn all(parts: &Parts, parameters: &Context) -> Result<Vec<Arc<ReleasedProcedure>>, Vec<Problem>> {
    let mut ready = Vec::new();
    let (mut problems, mut told) = (Vec::new(), BTreeSet::new());
    for procedure in &parts.manifest.procedures {
        match released(parts, parameters, procedure) {
            Ok(released) => ready.push(Arc::new(released)),
            Err(found) => found.into_iter().filter(|problem| problem.key != NO_PROCESS).for_each(|problem| {
                if told.insert(problem.clone()) {
                    problems.push(problem);
                }
            }),
        }
    }
    if problems.is_empty() { Ok(ready) } else { Err(problems) }
}

fn released(
    parts: &Parts,
    parameters: &Context,
    procedure: &Procedure,
) -> Result<ReleasedProcedure, Vec<Problem>> {
    match (program(parts, parameters, procedure), CaseFormulas::parse(parts, procedure)) {
        (Ok(program), Ok(formulas)) => {
            let forms = translated(parts).into_iter().filter(|((_, key), _)| *key == procedure.start_form);
            Ok(ReleasedProcedure {
                about: procedure.clone(),
                program,
                start_forms: forms.map(|((language, _), form)| (language, form)).collect(),
                parameters: parameters.clone(),
                formulas,
            })
        }
        (program, formulas) => {
            let mut problems = program.err().unwrap_or_default();
            problems.extend(formulas.err().unwrap_or_default());
            Err(problems)
        }
    }
}

fn program(parts: &Parts, parameters: &Context, procedure: &Procedure) -> Result<Program, Vec<Problem>> {
    let job_types: BTreeSet<String> = JOB_TYPES.iter().map(|job| (*job).to_owned()).collect();
    let program = Program::compile(Source {
        main_process: &procedure.process,
        processes: parts.processes.clone().into_iter().collect(),
        decisions: parts.decisions.clone().into_iter().collect(),
        forms: parts.forms.iter().map(|(key, form)| (key.clone(), form.keys())).collect(),
        job_types: &job_types,
        parameters: Context::new().with(PARAMETERS, Value::Context(Arc::new(parameters.clone()))),
    })?;
    let hurried: Vec<Problem> = program.timed_starts().filter_map(|start| hurried(parts, start)).collect();
    if hurried.is_empty() { Ok(program) } else { Err(hurried) }
}

/// A start that would open cases faster than anybody could look at them.
fn hurried(parts: &Parts, start: TimedStart<'_>) -> Option<Problem> {
    let (due, repetition) = start.first(Moment::from_micros(0)).ok()??;
    let (next, _) = TimedStart::next(due, &repetition?, due)?;
    let problem = || in_element(parts, start.element(), "services-start-rhythm");
    (next.micros() - due.micros() < SHORTEST_RHYTHM_MICROS).then(problem)
}
