//! A scenario: one story that a package must be able to tell, from the answers of an applicant to the end of the case.
//! The format and its reading live here; what runs it is another matter.

use crate::parameter::value_of;
use crate::sections::Sections;
use feel::{Context, DateTime, Value};
use forms::RawAnswers;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use values::{Moment, Problem, Span};

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
    /// Where the file says so.
    pub places: Places,
}

/// Where in its file a scenario says what.
#[derive(Debug, Clone)]
pub struct Places {
    /// When the application is sent.
    pub starts: Span,
    /// The steps, in their order.
    pub steps: Vec<Span>,
    /// What must be true in the end: `ended`, `milestones`, and the variables by path.
    pub expected: BTreeMap<String, Span>,
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
    /// A person says that the task of this element cannot be done as it stands, or that others are to know of it.
    Throw {
        /// Element id of the task.
        element: String,
        /// Element id of what catches it: a boundary event or an event sub-process.
        caught_by: String,
        /// Why.
        reason: String,
        /// Who says so.
        by: String,
    },
    /// A person begins this element where people choose what is done.
    Begin {
        /// Element id.
        element: String,
    },
    /// A person says that nothing more is to be done in this ad-hoc sub-process.
    Finish {
        /// Element id.
        element: String,
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
            | Step::Throw { element, .. }
            | Step::Begin { element }
            | Step::Finish { element }
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
    begin: Option<String>,
    finish: Option<String>,
    #[serde(default)]
    result: toml::Table,
    fails: Option<String>,
    throws: Option<String>,
    reason: Option<String>,
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
    ended: Spanned<bool>,
    milestones: Spanned<Vec<String>>,
    #[serde(default)]
    variables: BTreeMap<String, Spanned<toml::Value>>,
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
                let ((starts, at), (steps, places), (expected, ends)) = (starts, steps, expected);
                let places = Places { starts: at, steps: places, expected: ends };
                Ok(Scenario { title, procedure, starts, answers, steps, expected, places })
            }
            _ => Err(problems),
        }
    }
}

fn take_starts(sections: &mut Sections<'_>) -> Option<(Moment, Span)> {
    let at = sections.required::<toml::value::Datetime>("starts")?;
    let moment = german_moment(&at.value);
    if moment.is_none() {
        sections.problem_at(at.span, "services-scenario-moment");
    }
    Some((moment?, at.span))
}

/// A date and time on a German clock; a date alone is its start.
fn german_moment(written: &toml::value::Datetime) -> Option<Moment> {
    let written = written.to_string();
    let time = if written.contains('T') { written } else { format!("{written}T00:00:00") };
    DateTime::parse(&format!("{time}@Europe/Berlin"))?.to_moment()
}

fn take_steps(sections: &mut Sections<'_>) -> Option<(Vec<Step>, Vec<Span>)> {
    let at = sections.required::<Vec<Spanned<StepEntry>>>("steps")?;
    let (mut steps, mut places, mut is_wrong) = (Vec::new(), Vec::new(), false);
    for entry in at.value {
        let span = sections.span(entry.span());
        match entry.into_inner().into_step() {
            Some(step) => steps.push(step),
            None => {
                sections.problem_at(span, "services-scenario-step");
                is_wrong = true;
            }
        }
        places.push(span);
    }
    (!is_wrong).then_some((steps, places))
}

fn take_expected(sections: &mut Sections<'_>) -> Option<(Expected, BTreeMap<String, Span>)> {
    let ExpectEntry { ended, milestones, variables } = sections.required::<ExpectEntry>("expect")?.value;
    let own = [("ended", ended.span()), ("milestones", milestones.span())];
    let mut places: BTreeMap<String, Span> =
        own.into_iter().map(|(name, range)| (name.to_owned(), sections.span(range))).collect();
    let mut expected = Expected {
        ended: ended.into_inner(),
        milestones: milestones.into_inner(),
        variables: BTreeMap::new(),
    };
    let mut is_wrong = false;
    for (path, value) in variables {
        let span = sections.span(value.span());
        match value_of(value.get_ref()) {
            Some(value) => {
                expected.variables.insert(path.clone(), value);
                places.insert(path, span);
            }
            None => {
                sections.problem_at(span, "services-scenario-value");
                is_wrong = true;
            }
        }
    }
    (!is_wrong).then_some((expected, places))
}

fn typed(answers: BTreeMap<String, Typed>) -> RawAnswers {
    let lists = answers.into_iter().map(|(path, typed)| match typed {
        Typed::One(text) => (path, vec![text]),
        Typed::Many(texts) => (path, texts),
    });
    RawAnswers(lists.collect())
}

/// What a step says of its element.
#[derive(Clone, Copy)]
enum Word {
    Job,
    Task,
    Timer,
    Message,
    Begin,
    Finish,
}

impl StepEntry {
    /// The step, when the entry names exactly one element and only what belongs to its kind.
    fn into_step(mut self) -> Option<Step> {
        let (word, element) = self.take_element()?;
        let step = match word {
            Word::Job => self.take_job(element)?,
            Word::Task => self.take_task(element),
            Word::Message => Step::Message { element, result: context(&std::mem::take(&mut self.result))? },
            Word::Begin => Step::Begin { element },
            Word::Finish => Step::Finish { element },
            Word::Timer => {
                let due = self.due.take().map(|written| german_moment(&written).ok_or(()));
                Step::Timer { element, due: due.transpose().ok()? }
            }
        };
        self.is_used_up().then_some(step)
    }

    fn take_element(&mut self) -> Option<(Word, String)> {
        let named = [
            (Word::Job, self.job.take()),
            (Word::Task, self.task.take()),
            (Word::Timer, self.timer.take()),
            (Word::Message, self.message.take()),
            (Word::Begin, self.begin.take()),
            (Word::Finish, self.finish.take()),
        ];
        let mut named = named.into_iter().filter_map(|(word, element)| Some((word, element?)));
        named.next().filter(|_| named.next().is_none())
    }

    fn take_job(&mut self, element: String) -> Option<Step> {
        match self.fails.take() {
            Some(code) => Some(Step::FailedJob { element, code }),
            None => Some(Step::Job { element, result: context(&std::mem::take(&mut self.result))? }),
        }
    }

    fn take_task(&mut self, element: String) -> Step {
        let by = self.by.take().unwrap_or_else(|| "first".to_owned());
        match self.throws.take() {
            Some(caught_by) => {
                Step::Throw { element, caught_by, reason: self.reason.take().unwrap_or_default(), by }
            }
            None => Step::Task { element, answers: typed(std::mem::take(&mut self.answers)), by },
        }
    }

    /// Whether nothing is left that does not belong to the step.
    fn is_used_up(&self) -> bool {
        let Self { by, result, fails, throws, reason, answers, due, .. } = self;
        let texts = [by, fails, throws, reason];
        texts.into_iter().all(Option::is_none) && result.is_empty() && answers.is_empty() && due.is_none()
    }
}

fn context(table: &toml::Table) -> Option<Context> {
    table.iter().map(|(name, value)| Some((name.as_str(), value_of(value)?))).collect::<Option<Context>>()
}
