//! Programs for tests: a model with what its first lines declare.

use fachwerk_engine::{Limits, Program, Source};
use feel::Context;
use std::collections::{BTreeMap, BTreeSet};

/// What a transcript declares before its first line of play.
#[derive(Default, Clone)]
pub(crate) struct Declared {
    pub(crate) names: BTreeSet<String>,
    pub(crate) parameters: Context,
    pub(crate) limits: Limits,
    pub(crate) decisions: Vec<(String, dmn::Definitions)>,
    pub(crate) called: Vec<(String, bpmn::Definitions)>,
}

/// A program for a model: every form it mentions yields the declared names, every type of job is known.
pub(crate) fn compile(file: &str, xml: &str, declared: Declared) -> Result<Program, Vec<values::Problem>> {
    let definitions = bpmn::Definitions::parse(xml)
        .map_err(|problems| problems.into_iter().map(|problem| problem.in_file(file)).collect::<Vec<_>>())?;
    let main = definitions.processes[0].id.clone();
    let forms = BTreeMap::from([("form".to_owned(), declared.names)]);
    let job_types = BTreeSet::from(["letter".to_owned(), "mail".to_owned()]);
    let program = Program::compile(Source {
        main_process: &main,
        processes: [vec![(file.to_owned(), definitions)], declared.called].concat(),
        decisions: declared.decisions,
        forms,
        job_types: &job_types,
        parameters: declared.parameters,
    })?;
    Ok(program.within(declared.limits))
}
