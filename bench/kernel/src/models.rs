//! The models that are run: a small one that others are measured with too, a usual one, and a very large one.

use bpmn::Definitions;
use engine::{At, Limits, Program, Source};
use feel::Context;
use std::collections::{BTreeMap, BTreeSet};
use values::Moment;
use values::calendar::{Calendar, State};

static HESSE: Calendar = Calendar::new(State::Hesse, Vec::new());
/// The moment of every step, and where it is taken.
pub(crate) fn now() -> At<'static> {
    At { moment: Moment::from_micros(1_795_424_400_000_000), calendar: &HESSE }
}

/// Start, user task, exclusive gateway, two ends.
pub(crate) fn small() -> Program {
    program(include_str!("../models/small.bpmn"), Vec::new())
}

/// Twelve elements with a decision and two branches that meet.
pub(crate) fn usual() -> Program {
    let decisions = dmn::Definitions::parse(include_str!("../models/rate.dmn")).expect("a decision");
    program(include_str!("../models/usual.bpmn"), vec![("rate.dmn".to_owned(), decisions)])
}

/// One user task for each of as many offices as there are.
pub(crate) fn many() -> Program {
    program(include_str!("../models/many.bpmn"), Vec::new()).within(wide())
}

/// A user task that is done again and again and can be undone.
pub(crate) fn undone() -> Program {
    program(include_str!("../models/undone.bpmn"), Vec::new()).within(wide())
}

fn wide() -> Limits {
    let (activations, elements, children) = (20_000, 20_000, 10_000);
    let feel = feel::Limits { result_bytes: 16 << 20, ..feel::Limits::default() };
    Limits { activations, elements, children, bytes: 16 << 20, feel, ..Limits::default() }
}

/// The file of a process of this many tasks in a row.
pub(crate) fn row_of_tasks(count: usize) -> String {
    let mut xml = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='p' \
                   isExecutable='true'><startEvent id='n0'/>"
        .to_owned();
    for index in 1..=count {
        let before = index - 1;
        xml.push_str(&format!(
            "<task id='n{index}'/><sequenceFlow id='f{index}' sourceRef='n{before}' targetRef='n{index}'/>"
        ));
    }
    xml.push_str("</process></definitions>");
    xml
}

fn program(xml: &str, decisions: Vec<(String, dmn::Definitions)>) -> Program {
    let definitions = Definitions::parse(xml).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let names = ["approved", "weight", "remark", "offices"].map(str::to_owned);
    let forms = BTreeMap::from([("form".to_owned(), BTreeSet::from(names))]);
    let main = definitions.processes[0].id.clone();
    Program::compile(Source {
        main_process: &main,
        processes: vec![("model.bpmn".to_owned(), definitions)],
        decisions,
        forms,
        job_types: &BTreeSet::from(["letter".to_owned()]),
        parameters: Context::new(),
    })
    .unwrap_or_else(|problems| panic!("{problems:#?}"))
}
