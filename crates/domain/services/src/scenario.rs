//! A scenario: one story that a package must be able to tell, from the answers of an applicant to the end of the case.
//! The format and its reading live here; what runs it is another matter.

use crate::parameter::value_of;
use crate::sections::Sections;
use feel::{Context, DateTime, Value};
use forms::RawAnswers;
use serde::Deserialize;
use std::collections::BTreeMap;
use values::{Moment, Problem};

/// The format of scenarios that this program reads.
const FORMAT: i64 = 1;

/// One story.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it tells, in a sentence.
    pub title: String,
    /// Key of the procedure it is about.
    pub procedure: String,
    /// When the application is sent.
    pub starts: Moment,
    /// The start form as typed.
    pub answers: RawAnswers,
    /// What happens, in order.
    pub steps: Vec<Step>,
    /// What must be true in the end.
    pub expected: Expected,
}

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Step {
    /// The world answers the job of this element.
    Job {
        /// Element id.
        element: String,
        /// The result.
        result: Context,
    },
    /// The job of this element fails for good.
    FailedJob {
        /// Element id.
        element: String,
        /// The code of the failure.
        code: String,
    },
    /// A person completes the task of this element.
    Task {
        /// Element id.
        element: String,
        /// Its form as typed.
        answers: RawAnswers,
        /// Who does it; tells two people apart where four eyes are asked for.
        by: String,
    },
    /// The message that this element waits for arrives.
    Message {
        /// Element id.
        element: String,
        /// What it carries.
        result: Context,
    },
    /// The timer of this element fires, when it is due.
    Timer {
        /// Element id.
        element: String,
        /// When it must be due, when the story cares.
        due: Option<Moment>,
    },
}

impl Step {
    /// The element it is about.
    pub fn element(&self) -> &str {
        match self {
            Step::Job { element, .. }
            | Step::FailedJob { element, .. }
            | Step::Task { element, .. }
            | Step::Message { element, .. }
            | Step::Timer { element, .. } => element,
        }
    }
}

/// What must be true in the end.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Whether the case has ended.
    pub ended: bool,
    /// The milestones it met, in order.
    pub milestones: Vec<String>,
    /// Variables by path, such as `tax.due_cents`.
    pub variables: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepEntry {
    job: Option<String>,
    task: Option<String>,
    by: Option<String>,
    timer: Option<String>,
    message: Option<String>,
    #[serde(default)]
    result: toml::Table,
    fails: Option<String>,
    #[serde(default)]
    answers: BTreeMap<String, Typed>,
    due: Option<toml::value::Datetime>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Typed {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectEntry {
    ended: bool,
    milestones: Vec<String>,
    #[serde(default)]
    variables: BTreeMap<String, toml::Value>,
}

impl Scenario {
    /// Reads a scenario; `file` names it in problems.
    ///
    /// # Errors
    /// All problems of the file. Whether its steps fit the process is checked with the package.
    pub fn parse(file: &str, text: &str) -> Result<Scenario, Vec<Problem>> {
        let mut sections = Sections::read(file, text);
        let format = sections.required::<i64>("format");
        if let Some(format) = format.filter(|format| format.value != FORMAT) {
            let problem = sections.problem_at(format.span, "services-unknown-format");
            problem.args.push(("format".into(), format.value.to_string()));
        }
        let title = sections.required::<String>("title").map(|at| at.value);
        let procedure = sections.required::<String>("procedure").map(|at| at.value);
        let starts = take_starts(&mut sections);
        let answers = sections.required::<BTreeMap<String, Typed>>("answers").map(|at| typed(at.value));
        let steps = take_steps(&mut sections);
        let expected = take_expected(&mut sections);
        let problems = sections.finish();
        match (title, procedure, starts, answers, steps, expected) {
            (Some(title), Some(procedure), Some(starts), Some(answers), Some(steps), Some(expected))
                if problems.is_empty() =>
            {
                Ok(Scenario { title, procedure, starts, answers, steps, expected })
            }
            _ => Err(problems),
        }
    }
}

fn take_starts(sections: &mut Sections<'_>) -> Option<Moment> {
    let at = sections.required::<toml::value::Datetime>("starts")?;
    let moment = german_moment(&at.value);
    if moment.is_none() {
        sections.problem_at(at.span, "services-scenario-moment");
    }
    moment
}

/// A date and time on a German clock; a date alone is its start.
fn german_moment(written: &toml::value::Datetime) -> Option<Moment> {
    let written = written.to_string();
    let time = if written.contains('T') { written } else { format!("{written}T00:00:00") };
    DateTime::parse(&format!("{time}@Europe/Berlin"))?.to_moment()
}

fn take_steps(sections: &mut Sections<'_>) -> Option<Vec<Step>> {
    let at = sections.required::<Vec<StepEntry>>("steps")?;
    let steps: Option<Vec<Step>> = at.value.into_iter().map(StepEntry::into_step).collect();
    if steps.is_none() {
        sections.problem_at(at.span, "services-scenario-step");
    }
    steps
}

fn take_expected(sections: &mut Sections<'_>) -> Option<Expected> {
    let at = sections.required::<ExpectEntry>("expect")?;
    let entry = at.value;
    let variables: Option<BTreeMap<String, Value>> =
        entry.variables.iter().map(|(path, value)| Some((path.clone(), value_of(value)?))).collect();
    if variables.is_none() {
        sections.problem_at(at.span, "services-scenario-value");
    }
    Some(Expected { ended: entry.ended, milestones: entry.milestones, variables: variables? })
}

fn typed(answers: BTreeMap<String, Typed>) -> RawAnswers {
    let lists = answers.into_iter().map(|(path, typed)| match typed {
        Typed::One(text) => (path, vec![text]),
        Typed::Many(texts) => (path, texts),
    });
    RawAnswers(lists.collect())
}

impl StepEntry {
    /// The step, when the entry names exactly one element and only what belongs to its kind.
    fn into_step(self) -> Option<Step> {
        let Self { job, task, by, timer, message, result, fails, answers, due } = self;
        if let Some(element) = message {
            let alone = job.is_none() && task.is_none() && timer.is_none() && answers.is_empty();
            let only = alone && fails.is_none() && due.is_none();
            return if only { Some(Step::Message { element, result: context(&result)? }) } else { None };
        }
        match (job, task, timer) {
            (Some(element), None, None) if answers.is_empty() && due.is_none() => match fails {
                Some(code) => result.is_empty().then_some(Step::FailedJob { element, code }),
                None => Some(Step::Job { element, result: context(&result)? }),
            },
            (None, Some(element), None) if result.is_empty() && fails.is_none() && due.is_none() => {
                let by = by.unwrap_or_else(|| "first".to_owned());
                Some(Step::Task { element, answers: typed(answers), by })
            }
            (None, None, Some(element)) if result.is_empty() && fails.is_none() && answers.is_empty() => {
                let due = match due {
                    Some(written) => Some(german_moment(&written)?),
                    None => None,
                };
                Some(Step::Timer { element, due })
            }
            _ => None,
        }
    }
}

fn context(table: &toml::Table) -> Option<Context> {
    table.iter().map(|(name, value)| Some((name.as_str(), value_of(value)?))).collect::<Option<Context>>()
}
