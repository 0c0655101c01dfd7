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

/// Processes that call each other are checked at once, however long the row is.
#[test]
fn long_rows_of_calls_are_read_at_once() {
    const LENGTH: usize = 120;
    let process = |index: usize| {
        let next = index + 1;
        let step = match index {
            LENGTH => format!("<manualTask id='t{index}'/>"),
            _ => format!(
                "<callActivity id='t{index}'><extensionElements><zeebe:calledElement processId='p{next}'/>\
                </extensionElements></callActivity>"
            ),
        };
        format!(
            "<process id='p{index}' isExecutable='true'><startEvent id='s{index}'/>{step}<endEvent id='e{index}'/>\
            <sequenceFlow id='f{index}' sourceRef='s{index}' targetRef='t{index}'/>\
            <sequenceFlow id='g{index}' sourceRef='t{index}' targetRef='e{index}'/></process>"
        )
    };
    let processes: String = (0..=LENGTH).map(process).collect();
    let xml = format!(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' \
        xmlns:zeebe='http://camunda.org/schema/zeebe/1.0'>{processes}</definitions>"
    );
    let definitions = bpmn::Definitions::sketch(&xml).expect("it can be read");
    assert!(Program::sketch(&[("row.bpmn".to_owned(), definitions)], &[]).is_ok());
}
