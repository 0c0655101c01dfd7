//! Plays a program line by line and writes down what happens, in an order that never changes: for golden tests and for
//! people who try out a model. Ids are random-looking, so elements are named by their id in the model.
//!
//! Where several are open at one element, `ELEMENT#2` is the second task or job. A message, signal, key or person with spaces
//! stands in quotation marks.
//!
//! Lines: `start [JSON]` · `complete ELEMENT [by=PERSON] [JSON]` (task) · `receive ELEMENT [JSON]` and `publish MESSAGE [key=KEY] [JSON]` (message; starts a process that has not started) · `broadcast SIGNAL [JSON]` (the same for a signal) · `done ELEMENT [JSON]` and `fail ELEMENT CODE MESSAGE [JSON]`
//! (job, or an error at a task: `fail ELEMENT [by=PERSON] CODE [MESSAGE] [JSON]`) · `escalate ELEMENT [by=PERSON] CODE [JSON]` (task) · `advance DURATION` (the clock; fires what is due) · `fire ELEMENT [JSON]` (a timer, due or not; that of a start begins an instance) ·
//! `retry ELEMENT [JSON]` (incident) · `extend CLOCK [by=TERM] REASON` (a legal clock) · `activate ELEMENT` (in an ad-hoc sub-process) and `finish ELEMENT` (the sub-process) · `move ELEMENT TARGET` and `drop ELEMENT` (a token) ·
//! `migrate MODEL [OLD=NEW …]` and `undo` (another model) · `cancel REASON` · `# remark`.

mod advance;
mod show;
mod starts;
mod state;

pub use state::State;

use crate::command::{Command, Outcome, Resting, ThrownAtTask};
use crate::instance::{Instance, Phase, Wait};
use crate::key::Key;
use crate::migration::{Plan, migrate, undo};
use crate::program::{Program, StartedBy};
use crate::rejection::Rejection;
use crate::step::{At, Step, step};
use feel::Context;
use show::Names;
use starts::Awaited;
use std::collections::BTreeMap;
use values::calendar::Calendar;
use values::{CaseId, Moment};

/// One instance that is being played.
pub struct Player<'p> {
    program: &'p Program,
    /// The models it may go on in, by name.
    models: BTreeMap<String, &'p Program>,
    /// The program before the last migration.
    before: Option<&'p Program>,
    instance: Instance,
    moment: Moment,
    calendar: Calendar,
    /// What the clock will begin.
    starts: Vec<Awaited<'p>>,
    names: Names,
}

/// What a line led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The line, what happened and the state after it, as lines of text.
    pub text: String,
    /// Why the engine refused, when it did.
    pub rejection: Option<String>,
}

/// A line cannot be played.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unplayable {
    /// The first word is none of the known ones.
    #[error(
        "unknown word {0:?}; known are start, complete, receive, publish, broadcast, done, fail, escalate, advance, fire, retry, extend, activate, finish, move, drop, migrate, undo, cancel"
    )]
    UnknownWord(String),
    /// The variables are not a JSON object.
    #[error("the variables are not a JSON object: {0}")]
    Variables(String),
    /// The duration is not ISO 8601.
    #[error("{0:?} is not a duration such as P1D or PT36H")]
    Duration(String),
    /// The period is not one.
    #[error("{0:?} is not a period such as P3M or P14D")]
    Term(String),
    /// Nothing of this kind is open at the element.
    #[error("there is no open {what} at {element:?}")]
    NotOpen {
        /// Task, message, job, timer, incident, clock, choice, token or model.
        what: &'static str,
        /// The element.
        element: String,
    },
}

impl<'p> Player<'p> {
    /// An instance that has not started.
    pub fn new(program: &'p Program, moment: Moment) -> Self {
        let instance = Instance::new(CaseId::from_bytes([0; 16]));
        let models = BTreeMap::new();
        let calendar = Calendar::new(values::calendar::State::Hesse, Vec::new());
        let (starts, names) = (starts::awaited(program, moment), Names::default());
        Self { program, models, before: None, instance, moment, calendar, starts, names }
    }

    /// The same player at another place: without this the holidays of Hesse count.
    #[must_use]
    pub fn counting(self, calendar: Calendar) -> Self {
        Self { calendar, ..self }
    }

    fn at(&self) -> At<'_> {
        At { moment: self.moment, calendar: &self.calendar }
    }

    /// The same player, who knows one more model to go on in.
    #[must_use]
    pub fn knowing(mut self, name: &str, program: &'p Program) -> Self {
        self.models.insert(name.to_owned(), program);
        self
    }

    /// The state as it is now.
    pub fn instance(&self) -> &Instance {
        &self.instance
    }

    /// What is open, stuck and known now.
    pub fn state(&self) -> State {
        let startable = self.program.startable(&self.instance).into_iter();
        State {
            startable: startable.map(|found| found.element.to_string()).collect(),
            ..State::of(&self.instance)
        }
    }

    /// The moment it is now.
    pub fn moment(&self) -> Moment {
        self.moment
    }

    /// Plays a line and tells what happened.
    ///
    /// # Errors
    /// When the line cannot be understood or names something that is not open.
    pub fn play(&mut self, line: &str) -> Result<Told, Unplayable> {
        let mut told = Told { text: format!("> {}\n", line.trim()), rejection: None };
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            return Ok(told);
        }
        let (word, rest) = split(line);
        match word {
            "advance" => self.advance(rest, &mut told)?,
            "migrate" => self.migrate(rest, &mut told)?,
            "undo" => self.undo(&mut told),
            _ => {
                let command = self.command(word, rest)?;
                self.take(command, &mut told);
            }
        }
        told.text.push_str(&self.state().to_string());
        Ok(told)
    }

    fn command(&self, word: &str, rest: &str) -> Result<Command, Unplayable> {
        let (element, more) = split(rest);
        Ok(match word {
            "start" => Command::Start { variables: variables(rest)? },
            "complete" => {
                let (by, more) = labelled("by", more);
                Command::CompleteTask { task: self.task(element)?, variables: variables(more)?, by }
            }
            "escalate" => {
                let (by, more) = labelled("by", more);
                Command::EscalateTask { task: self.task(element)?, thrown: thrown(more)?, by }
            }
            "receive" => {
                let open = self.instance.subscriptions().iter();
                let open = open.map(|(id, open)| (&*open.element, open.key, *id));
                let subscription = meant(open, "message", element)?;
                Command::ReceiveMessage { subscription, variables: variables(more)? }
            }
            "publish" | "broadcast" => self.heard(word, rest)?,
            "done" => {
                Command::CompleteJob { effect: self.job(element)?, outcome: Outcome::Done(variables(more)?) }
            }
            "fail" if let Ok(task) = self.task(element) => {
                let (by, more) = labelled("by", more);
                Command::FailTask { task, thrown: thrown(more)?, by }
            }
            "fail" => {
                let ThrownAtTask { code, message, variables } = thrown(more)?;
                let outcome = Outcome::Failed { code, message: message.unwrap_or_default(), variables };
                Command::CompleteJob { effect: self.job(element)?, outcome }
            }
            "fire" if let Some(by) = self.timed_start(element) => {
                Command::StartBy { by, variables: variables(more)? }
            }
            "fire" => {
                let timers = self.instance.timers().iter();
                let timers = timers.map(|(id, timer)| (&*timer.element, timer.key, *id));
                Command::FireTimer { timer: meant(timers, "timer", element)? }
            }
            "retry" => {
                let incident = self.incident(element, "incident")?;
                Command::ResolveIncident { incident, variables: variables(more)? }
            }
            "extend" => self.extended(element, more)?,
            "activate" => self.activated(element)?,
            "finish" => Command::FinishAdHoc { key: self.choice(element)? },
            "move" => Command::MoveToken { from: self.resting(element)?, to: more.to_owned() },
            "drop" => Command::DropToken { from: self.resting(element)? },
            "cancel" => Command::Cancel { reason: rest.to_owned() },
            unknown => return Err(Unplayable::UnknownWord(unknown.to_owned())),
        })
    }

    /// What a message or signal comes to: it starts a process that has not started.
    fn heard(&self, word: &str, rest: &str) -> Result<Command, Unplayable> {
        let (name, more) = named(rest);
        let (key, more) = labelled("key", more);
        let variables = variables(more)?;
        if *self.instance.phase() == Phase::New {
            let by = match word {
                "publish" => StartedBy::Message(name.into()),
                _ => StartedBy::Signal(name.into()),
            };
            return Ok(Command::StartBy { by, variables });
        }
        if word == "broadcast" {
            return Ok(Command::ReceiveSignal { signal: name.to_owned(), variables });
        }
        let subscription = self.names.subscription(&self.instance, name, key.as_deref());
        let subscription = subscription.ok_or_else(|| not_open("message", name))?;
        Ok(Command::ReceiveMessage { subscription, variables })
    }

    /// The token that rests on an element, or waits there in vain. What stands for all of several is meant without a number.
    fn resting(&self, element: &str) -> Result<Resting, Unplayable> {
        let is_numbered = place(element).0 != element;
        let live = self.instance.elements().iter();
        let live = live.filter(|(key, _)| !is_numbered || self.instance.loops.get(*key).is_none());
        let live = live.map(|(key, live)| (&*live.element, *key, *key));
        let on = meant(live, "token", element).map(Resting::On);
        on.or_else(|_| self.incident(element, "token").map(Resting::Stuck))
    }

    fn incident(&self, element: &str, what: &'static str) -> Result<values::IncidentId, Unplayable> {
        let incidents = self.instance.incidents().values();
        meant(incidents.map(|incident| (&*incident.element, incident.key, incident.id)), what, element)
    }

    fn extended(&self, element: &str, more: &str) -> Result<Command, Unplayable> {
        let mut clocks = self.instance.clocks().iter();
        let clock = clocks.find(|(_, clock)| &*clock.clock == element).map(|(key, _)| *key);
        let clock = clock.ok_or_else(|| not_open("clock", element))?;
        let (by, reason) = labelled("by", more);
        let by = by.map(|text| text.parse().map_err(|_| Unplayable::Term(text))).transpose()?;
        Ok(Command::ExtendClock { clock, by, reason: reason.to_owned() })
    }

    fn activated(&self, element: &str) -> Result<Command, Unplayable> {
        let (id, place) = place(element);
        let all = self.program.startable(&self.instance);
        let found = all.into_iter().filter(|found| &*found.element == id).nth(place);
        let found = found.ok_or_else(|| not_open("choice", element))?;
        Ok(Command::Activate { within: found.within, element: found.element.to_string() })
    }

    /// The ad-hoc sub-process that waits for a choice.
    fn choice(&self, element: &str) -> Result<Key, Unplayable> {
        let mut live = self.instance.elements().iter();
        let found = live.find(|(_, live)| live.wait == Wait::Choice && &*live.element == element);
        found.map(|(key, _)| *key).ok_or_else(|| not_open("choice", element))
    }

    fn task(&self, element: &str) -> Result<values::TaskId, Unplayable> {
        let tasks = self.instance.open_tasks();
        let (id, place) = place(element);
        let task = tasks.iter().filter(|task| &*task.element == id).nth(place).map(|task| task.id);
        task.ok_or_else(|| not_open("task", element))
    }

    fn job(&self, element: &str) -> Result<values::EffectId, Unplayable> {
        let jobs = self.instance.open_jobs();
        let (id, place) = place(element);
        let job = jobs.iter().filter(|job| &*job.element == id).nth(place).map(|job| job.id);
        job.ok_or_else(|| not_open("job", element))
    }

    /// Goes on in another model; the other names are what is renamed.
    fn migrate(&mut self, rest: &str, told: &mut Told) -> Result<(), Unplayable> {
        let (model, renamed) = split(rest);
        let to = *self.models.get(model).ok_or_else(|| not_open("model", model))?;
        let pairs = renamed.split_whitespace().filter_map(|pair| pair.split_once('='));
        let plan = Plan { renamed: pairs.map(|(old, new)| (old.to_owned(), new.to_owned())).collect() };
        match migrate((self.program, to), &self.instance, &plan, self.at()) {
            Ok(step) => {
                self.before = Some(self.program);
                self.program = to;
                self.done(step, told);
            }
            Err(problems) => {
                let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
                self.refused(problems.join("; "), told);
            }
        }
        Ok(())
    }

    fn undo(&mut self, told: &mut Told) {
        let program = self.before.unwrap_or(self.program);
        match undo(program, &self.instance, self.at()) {
            Ok(step) => {
                self.program = program;
                self.done(step, told);
            }
            Err(rejection) => self.refused(rejection.to_string(), told),
        }
    }

    fn done(&mut self, step: Step, told: &mut Told) {
        self.names.learn(&step);
        show::step(&step, &self.names, &mut told.text);
        self.instance = step.instance;
    }

    fn refused(&self, why: String, told: &mut Told) {
        told.text.push_str(&format!("  rejected: {why}\n"));
        told.rejection = Some(why);
    }

    fn take(&mut self, command: Command, told: &mut Told) {
        match self.step(command) {
            Ok(step) => self.done(step, told),
            Err(rejection) => self.refused(self.names.rejection(&rejection), told),
        }
    }

    fn step(&self, command: Command) -> Result<Step, Rejection> {
        step(self.program, &self.instance, command, self.at())
    }
}

fn split(line: &str) -> (&str, &str) {
    let line = line.trim();
    line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()))
}

/// A name, in quotation marks where it has spaces, and what follows it.
fn named(text: &str) -> (&str, &str) {
    let quoted = text.strip_prefix('"').and_then(|inner| inner.split_once('"'));
    let found = quoted.or_else(|| text.split_once(char::is_whitespace));
    found.map_or((text, ""), |(name, rest)| (name, rest.trim()))
}

/// `by=PERSON` or `key=KEY` before the variables.
fn labelled<'t>(label: &str, text: &'t str) -> (Option<String>, &'t str) {
    let value = text.strip_prefix(label).and_then(|rest| rest.strip_prefix('='));
    value.map(named).map_or((None, text), |(value, rest)| (Some(value.to_owned()), rest))
}

/// `CODE MESSAGE [JSON]`, code and message in quotation marks where they have spaces or braces.
fn thrown(text: &str) -> Result<ThrownAtTask, Unplayable> {
    let (code, more) = named(text);
    let (message, json) = match more.starts_with('"') {
        true => named(more),
        false => more.split_at(more.find('{').unwrap_or(more.len())),
    };
    let message = Some(message.trim().to_owned()).filter(|message| !message.is_empty());
    Ok(ThrownAtTask { code: code.to_owned(), message, variables: variables(json)? })
}

fn variables(json: &str) -> Result<Context, Unplayable> {
    if json.is_empty() {
        return Ok(Context::new());
    }
    feel::from_written(json).map_err(|error| Unplayable::Variables(error.to_string()))
}

/// `ELEMENT#2` is the second of several that are open at the element, in the order of opening.
fn place(element: &str) -> (&str, usize) {
    let numbered = element.rsplit_once('#');
    let numbered = numbered.and_then(|(id, place)| Some((id, place.parse::<usize>().ok()?.checked_sub(1)?)));
    numbered.unwrap_or((element, 0))
}

/// The one that is meant of those that are open at elements, each with its key: the first in the order of opening, or the
/// one of this place.
fn meant<'o, T>(
    open: impl Iterator<Item = (&'o str, Key, T)>,
    what: &'static str,
    element: &str,
) -> Result<T, Unplayable> {
    let (id, place) = place(element);
    let mut open: Vec<(Key, T)> =
        open.filter(|(at, ..)| *at == id).map(|(_, key, open)| (key, open)).collect();
    open.sort_by_key(|(key, _)| *key);
    open.into_iter().nth(place).map(|(_, open)| open).ok_or_else(|| not_open(what, element))
}

fn not_open(what: &'static str, element: &str) -> Unplayable {
    Unplayable::NotOpen { what, element: element.to_owned() }
}
