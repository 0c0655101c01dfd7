//! A release made ready to run: every process as a flat graph, every expression parsed. How it is made is in `compile`.

mod ad_hoc;
mod calls;
mod clocks;
mod compile;
mod conditions;
mod events;
mod expressions;
mod four_eyes;
mod graph;
mod happening;
mod known;
mod listeners;
mod looping;
mod reach;
mod shared;
mod sketch;
mod starts;
mod throwable;
mod vocabulary;
mod ways;

pub(crate) use ad_hoc::AdHoc;
pub use ad_hoc::{Choice, Startable};
pub(crate) use compile::{ACTIVATION_COUNT, WAITING_FOR_START};
pub(crate) use graph::{
    Assignment, Call, Clock, ClockName, Collected, Complex, FlowIndex, Job, Kind, Looping, MultiInstance,
    Node, NodeIndex, Over, Process, Rule, Scope, Script, StandardLoop, User,
};
pub(crate) use happening::{Caught, Compensation, End, Event, Message, Sort, Throw, Timer, Trigger};
pub(crate) use reach::Reach;
pub use starts::{StartedBy, TimedStart};
pub use throwable::{Throwable, ThrownSort};

use feel::Context;
use std::collections::{BTreeMap, BTreeSet};
use values::Problem;

/// What a program is made of. Files are paths inside the package, for the places of problems.
pub struct Source<'a> {
    /// Id of the process that a case runs.
    pub main_process: &'a str,
    /// The BPMN files.
    pub processes: Vec<(String, bpmn::Definitions)>,
    /// The DMN files.
    pub decisions: Vec<(String, dmn::Definitions)>,
    /// Form key → the names it yields. All of them are known to every expression, the start form's among them.
    pub forms: BTreeMap<String, BTreeSet<String>>,
    /// The types of jobs that somebody carries out.
    pub job_types: &'a BTreeSet<String>,
    /// The parameters of the release: readable as names, never set by a case.
    pub parameters: Context,
}

/// What one command and one instance may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Elements entered by one command.
    pub activations: u32,
    /// Elements of an instance that are live at once.
    pub elements: usize,
    /// How often one activity is done for several at once or one after the other.
    pub children: usize,
    /// Signals and messages in a row, each thrown because of the one before, with neither a person nor time in between.
    pub chain: u32,
    /// Bytes of the state of an instance, about as they are stored.
    pub bytes: usize,
    /// Budgets of all expressions and decisions of one command together, and of each result.
    pub feel: feel::Limits,
}

impl Default for Limits {
    fn default() -> Self {
        let bytes = 256 * 1024;
        let feel = feel::Limits { result_bytes: bytes as u64, ..feel::Limits::default() };
        Self { activations: 10_000, elements: 5_000, children: 1_000, chain: 20, bytes, feel }
    }
}

/// A compiled release.
#[derive(Debug)]
pub struct Program {
    pub(crate) process: Process,
    /// The decisions by id.
    pub(crate) decisions: BTreeMap<String, dmn::Definitions>,
    pub(crate) parameters: Context,
    pub(crate) limits: Limits,
}

impl Program {
    /// Makes a release ready to run.
    ///
    /// # Errors
    /// Every problem at once, with file, element id, line and column: expressions that cannot be parsed or use unknown
    /// names, unknown forms, types of jobs and decisions, results that would set a parameter.
    pub fn compile(source: Source<'_>) -> Result<Self, Vec<Problem>> {
        compile::program(source)
    }

    /// Makes models ready to be tried out by themselves, with the first executable process of the first file: forms, types
    /// of jobs and variables are whatever they mention. File names are for the places of problems.
    ///
    /// # Errors
    /// As [`Program::compile`], for what remains wrong then.
    pub fn sketch(
        models: &[(String, bpmn::Definitions)],
        decisions: &[(String, dmn::Definitions)],
    ) -> Result<Self, Vec<Problem>> {
        sketch::program(models, decisions)
    }

    /// What is wrong with a model by itself, as far as it can be seen without the rest of its package: expressions that
    /// cannot be parsed, four eyes that protect nobody, periods that are none.
    pub fn problems_of_sketch(model: bpmn::Definitions) -> Vec<Problem> {
        sketch::problems(model)
    }

    /// The same program within other limits.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Id of the process that a case runs.
    pub fn process_id(&self) -> &str {
        &self.process.id
    }

    /// The messages, signals and timers that set the process going.
    pub fn started_by(&self) -> impl Iterator<Item = &StartedBy> {
        self.process.started_by.iter().map(|(by, _)| by)
    }

    /// The parameters of the release.
    pub fn parameters(&self) -> &Context {
        &self.parameters
    }
}
