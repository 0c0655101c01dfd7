//! Tells a scenario on the bare engine: the scenario is the world. What is not as it says is a problem at the line that
//! says so. Nothing is stored, no letter is written, no job is done.

use crate::release::{Release, ReleasedProcedure};
use crate::scenario::{Scenario, Step};
use engine::{At, Command, Effect, Instance, OpenTask, Outcome, ThrownAtTask};
use feel::{Context, Environment, Value};
use forms::{Form, RawAnswers};
use std::collections::BTreeMap;
use values::calendar::{Calendar, State};
use values::{CaseId, Language, Moment, Place, Problem, Span, TaskId};

static HESSE: Calendar = Calendar::new(State::Hesse, Vec::new());

/// A case on its way through a scenario.
struct Story<'a> {
    release: &'a Release,
    procedure: &'a ReleasedProcedure,
    instance: Instance,
    now: Moment,
    tasks: BTreeMap<TaskId, OpenTask>,
    milestones: Vec<String>,
}

impl Release {
    /// What is not as this scenario says, in this file, up to the step at which it cannot go on; nothing when the story can
    /// be told.
    pub fn tell(&self, file: &str, scenario: &Scenario) -> Vec<Problem> {
        let Some(procedure) = self.procedure(&scenario.procedure) else {
            let problem = Problem::new(Place::Whole, "services-unknown-procedure");
            return vec![problem.with("procedure", &scenario.procedure).in_file(file)];
        };
        let mut story = Story {
            release: self,
            procedure,
            instance: Instance::new(CaseId::derived(&[b"scenario", scenario.title.as_bytes()])),
            now: scenario.starts,
            tasks: BTreeMap::new(),
            milestones: Vec::new(),
        };
        let told = story.play(scenario).err().unwrap_or_default();
        told.into_iter().map(|problem| problem.in_file(file)).collect()
    }
}

impl Story<'_> {
    fn play(&mut self, scenario: &Scenario) -> Result<(), Vec<Problem>> {
        let start = self.start(scenario);
        start.map_err(|problems| placed(problems, "", scenario.places.starts))?;
        for (step, span) in scenario.steps.iter().zip(&scenario.places.steps) {
            let followed = self.command(step).and_then(|command| self.send(command));
            followed.map_err(|problems| placed(problems, step.element(), *span))?;
        }
        let wrong = self.compare(scenario);
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    fn start(&mut self, scenario: &Scenario) -> Result<(), Vec<Problem>> {
        let variables = self.checked(self.procedure.start_form(Language::De), &scenario.answers)?;
        self.send(Command::Start { variables })
    }

    fn send(&mut self, command: Command) -> Result<(), Vec<Problem>> {
        let at = At { moment: self.now, calendar: &HESSE };
        let step = engine::step(self.procedure.program(), &self.instance, command, at)
            .map_err(|rejection| one(problem("services-story-rejected").with("reason", rejection)))?;
        self.instance = step.instance;
        for effect in step.effects {
            match effect {
                Effect::OpenTask(task) => drop(self.tasks.insert(task.id, task)),
                Effect::Milestone(milestone) => self.milestones.push(milestone),
                Effect::RaiseIncident(incident) => {
                    let args = incident.cause.text_args().into_iter();
                    let stuck = Problem::new(Place::Whole, incident.cause.text_key());
                    let stuck = args.fold(stuck, |stuck, (name, value)| stuck.with(name, value));
                    return Err(placed(one(stuck), &incident.element, Span::default()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What somebody or something does in this step.
    fn command(&mut self, step: &Step) -> Result<Command, Vec<Problem>> {
        match step {
            Step::Job { element, result } => self.job(element, Outcome::Done(result.clone())),
            Step::FailedJob { element, code } => {
                let (code, message) = (code.clone(), String::new());
                self.job(element, Outcome::Failed { code, message, variables: Context::new() })
            }
            Step::Task { element, answers, by } => self.done(element, answers, by),
            Step::Throw { element, caught_by, reason, by } => self.throw((element, caught_by), (reason, by)),
            Step::Begin { element } => {
                let startable = self.procedure.program().startable(&self.instance);
                let found = startable.into_iter().find(|one| *one.element == *element);
                let within = found.ok_or_else(|| self.not_open())?.within;
                Ok(Command::Activate { within, element: element.to_owned() })
            }
            Step::Finish { element } => {
                let asked = |task: &TaskId| self.tasks.get(task).is_some_and(|task| task.element == *element);
                let choices = self.procedure.program().choices(&self.instance);
                let choice = choices.into_iter().find(|choice| asked(&choice.task));
                Ok(Command::FinishAdHoc { key: choice.ok_or_else(|| self.not_open())?.within })
            }
            Step::Message { element, result } => {
                let mut waiting = self.instance.subscriptions().iter();
                let found = waiting.find(|(_, open)| *open.element == **element);
                let (subscription, variables) = (*found.ok_or_else(|| self.not_open())?.0, result.clone());
                Ok(Command::ReceiveMessage { subscription, variables })
            }
            Step::Timer { element, due } => self.timer(element, *due),
        }
    }

    fn job(&self, element: &str, outcome: Outcome) -> Result<Command, Vec<Problem>> {
        let jobs = self.instance.open_jobs();
        let job = jobs.into_iter().find(|job| *job.element == *element);
        Ok(Command::CompleteJob { effect: job.ok_or_else(|| self.not_open())?.id, outcome })
    }

    /// The open task that this person may do.
    fn task(&self, element: &str, by: &String) -> Result<&OpenTask, Vec<Problem>> {
        let open = self.instance.open_tasks().into_iter().find(|task| *task.element == *element);
        let task = open.and_then(|open| self.tasks.get(&open.id)).ok_or_else(|| self.not_open())?;
        if task.not_by.contains(by) {
            return Err(one(problem("services-story-four-eyes").with("by", by)));
        }
        Ok(task)
    }

    fn done(&self, element: &str, answers: &RawAnswers, by: &String) -> Result<Command, Vec<Problem>> {
        let task = self.task(element, by)?;
        let unknown = || one(problem("services-unknown-form").with("form", &task.form));
        let form = self.release.form(&task.form, Language::De).ok_or_else(unknown)?;
        let answers = form.with_fixed(answers, &form.raw_from(&self.instance.variables()));
        let variables = self.checked(form, &answers)?;
        Ok(Command::CompleteTask { task: task.id, variables, by: Some(by.clone()) })
    }

    fn throw(
        &self,
        (element, caught_by): (&str, &str),
        (reason, by): (&str, &String),
    ) -> Result<Command, Vec<Problem>> {
        let task = self.task(element, by)?;
        let at = At { moment: self.now, calendar: &HESSE };
        let offered = self.procedure.program().throwable(&self.instance, task.id, at);
        let throwable = offered.into_iter().find(|one| *one.element == *caught_by);
        let uncaught = || one(problem("services-story-not-caught").with("event", caught_by));
        let throwable = throwable.ok_or_else(uncaught)?;
        let message = Some(reason.to_owned());
        let thrown = ThrownAtTask { code: throwable.code.clone(), message, variables: Context::new() };
        Ok(throwable.command(task.id, thrown, Some(by.clone())))
    }

    fn timer(&mut self, element: &str, due: Option<Moment>) -> Result<Command, Vec<Problem>> {
        let mut timers = self.instance.timers().iter();
        let found = timers.find(|(_, timer)| *timer.element == *element);
        let (timer, armed) = found.ok_or_else(|| self.not_open())?;
        if let Some(due) = due.filter(|due| *due != armed.due) {
            return Err(one(other_than("due", (&due.civil(), &armed.due.civil()))));
        }
        let timer = *timer;
        self.now = armed.due;
        Ok(Command::FireTimer { timer })
    }

    fn checked(&self, form: &Form, answers: &RawAnswers) -> Result<Context, Vec<Problem>> {
        let checked = form.check(answers, &Environment { now: self.now });
        if checked.problems.is_empty() {
            return Ok(checked.answers);
        }
        let wrong = checked.problems.into_iter().map(|wrong| {
            let path = if let Place::Answer(path) = &wrong.place { path.clone() } else { String::new() };
            problem("services-scenario-answer").with("path", path).with("problem", wrong.key)
        });
        Err(wrong.collect())
    }

    /// What the step speaks of is not open; what is open instead.
    fn not_open(&self) -> Vec<Problem> {
        let tasks = self.instance.open_tasks();
        let jobs = self.instance.open_jobs();
        let mut open: Vec<String> = tasks.iter().map(|task| task.element.to_string()).collect();
        open.extend(jobs.iter().map(|job| job.element.to_string()));
        open.extend(self.instance.timers().values().map(|timer| timer.element.to_string()));
        open.extend(self.instance.subscriptions().values().map(|waiting| waiting.element.to_string()));
        open.sort();
        open.dedup();
        if open.is_empty() {
            return one(problem("services-story-nothing-open"));
        }
        one(problem("services-story-not-open").with("open", open.join(", ")))
    }

    fn compare(&self, scenario: &Scenario) -> Vec<Problem> {
        let mut wrong = Vec::new();
        let mut otherwise = |what: &str, expected: String, found: String| {
            let span = scenario.places.expected.get(what).copied().unwrap_or_default();
            wrong.extend(placed(one(other_than(what, (&expected, &found))), "", span));
        };
        let (expected, is_ended) = (&scenario.expected, self.instance.is_ended());
        if is_ended != expected.ended {
            otherwise("ended", expected.ended.to_string(), is_ended.to_string());
        }
        if self.milestones != expected.milestones {
            otherwise("milestones", expected.milestones.join(", "), self.milestones.join(", "));
        }
        let variables = self.instance.variables();
        for (path, expected) in &expected.variables {
            let found = variables.get_path(path).unwrap_or(&Value::Null);
            if found != expected {
                otherwise(path, shown(expected), shown(found));
            }
        }
        wrong
    }
}

/// A value as an author writes it, so that a text of digits is told from a number.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("\"{text}\""),
        other => other.to_string(),
    }
}

fn problem(key: &'static str) -> Problem {
    Problem::new(Place::Whole, key)
}

fn one(problem: Problem) -> Vec<Problem> {
    vec![problem]
}

fn other_than(what: &str, (expected, found): (&dyn ToString, &dyn ToString)) -> Problem {
    let problem = problem("services-story-otherwise").with("what", what);
    problem.with("expected", expected.to_string()).with("found", found.to_string())
}

/// The problems, where this stretch of the scenario speaks of the element; one that names its element keeps it.
fn placed(problems: Vec<Problem>, element: &str, span: Span) -> Vec<Problem> {
    let placed = problems.into_iter().map(|problem| {
        let element = match problem.place {
            Place::Text { element, .. } => element,
            _ => element.to_owned(),
        };
        Problem { place: Place::Text { file: String::new(), element, span }, ..problem }
    });
    placed.collect()
}
