//! What sets a process going, and when a timer does. No case exists before a timer start fires, so whoever keeps the clock
//! between cases asks here when that is; what an instance does then is not told here.

use super::Program;
use super::compile::Compiler;
use super::happening::Timer;
use crate::formula::{self, Formula};
use crate::incident::Cause;
use crate::instance::Repetition;
use crate::repeating;
use crate::timing::{self, Due, NamesNoTime};
use feel::{Context, Environment, Limits, Value};
use std::fmt;
use std::sync::Arc;
use values::Moment;

/// What sets a process going, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartedBy {
    /// The timer of this start event.
    Timer(Arc<str>),
    /// A message.
    Message(Arc<str>),
    /// A signal.
    Signal(Arc<str>),
}

impl fmt::Display for StartedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timer(element) => write!(f, "timer {element}"),
            Self::Message(name) => write!(f, "message {name}"),
            Self::Signal(name) => write!(f, "signal {name}"),
        }
    }
}

/// A start event that a timer sets going.
#[derive(Debug, Clone, Copy)]
pub struct TimedStart<'p> {
    program: &'p Program,
    element: &'p Arc<str>,
    timer: &'p Timer,
}

impl Program {
    /// The start events that a timer sets going, in the order of the file.
    pub fn timed_starts(&self) -> impl Iterator<Item = TimedStart<'_>> {
        let starts = self.process.timed_starts.iter();
        starts.map(|(element, timer)| TimedStart { program: self, element, timer })
    }
}

impl<'p> TimedStart<'p> {
    /// Id of the start event.
    pub fn element(&self) -> &'p str {
        self.element
    }

    /// What begins an instance when the timer fires.
    pub fn by(&self) -> StartedBy {
        StartedBy::Timer(self.element.clone())
    }

    /// When it fires for the first time if the program counts from this moment on, and how it goes on then. A date that
    /// has passed does not come again: what it began is not begun anew by every change of the program.
    ///
    /// # Errors
    /// When its expression, which sees the parameters of the release alone, yields no such time.
    pub fn first(&self, from: Moment) -> Result<Option<(Moment, Option<Repetition>)>, Cause> {
        let parameters = &self.program.parameters;
        let due = first(self.timer, parameters, from, &self.program.limits.feel)?;
        Ok(due.filter(|(due, _)| *due >= from))
    }

    /// What its timer says, as a text that is the same as long as it says the same; an expression is asked at a moment that
    /// never changes, so that `now()` in it is no difference.
    ///
    /// # Errors
    /// When its expression costs too much.
    pub fn rhythm(&self) -> Result<String, Cause> {
        let (parameters, limits) = (&self.program.parameters, &self.program.limits.feel);
        let (_, value) = value(self.timer, parameters, Moment::from_micros(0), limits)?;
        let sort = match self.timer {
            Timer::Date(_) => "date",
            Timer::Duration(_) => "duration",
            Timer::Cycle(_) | Timer::Deadline { .. } => "cycle",
        };
        Ok(format!("{sort} {value}"))
    }

    /// When it fires after it was due then, and how it goes on. `None` when that was the last time.
    pub fn next(due: Moment, repetition: &Repetition, now: Moment) -> Option<(Moment, Repetition)> {
        repeating::next(due, repetition, now)
    }
}

/// The first time that a timer names if it is armed now, which may have passed.
fn first(timer: &Timer, parameters: &Context, now: Moment, limits: &Limits) -> Result<Option<Due>, Cause> {
    let (formula, value) = value(timer, parameters, now, limits)?;
    timing::named(timer, &value, now).map_err(|NamesNoTime| timing::unfit(timer, formula, &value))
}

/// What the timer of a start says at a moment.
fn value<'t>(
    timer: &'t Timer,
    parameters: &Context,
    now: Moment,
    limits: &Limits,
) -> Result<(&'t Formula, Value), Cause> {
    let formula = match timer {
        Timer::Date(formula) | Timer::Duration(formula) | Timer::Cycle(formula) => formula,
        Timer::Deadline { .. } => unreachable!("a file with such a start is refused when it is read"),
    };
    let value = match formula {
        Formula::Fixed(value) => value.clone(),
        Formula::Computed(expression) => {
            let computed = expression.evaluate(parameters, &Environment { now }, limits);
            computed.map_err(|exceeded| formula::too_costly(expression, &exceeded))?
        }
    };
    Ok((formula, value))
}

impl Compiler<'_> {
    /// Notes a start event that a timer sets going. Before there is a case, an expression sees only parameters; one that
    /// yields no time from them would never begin anything, and nobody would be told.
    pub(super) fn timed_start(&mut self, element: &str, drawn: &bpmn::Timer) {
        let parameters = &self.source.parameters;
        let only = Arc::new(parameters.names().collect());
        let names = std::mem::replace(&mut self.expressions.names, only);
        let compiled = self.timer(element, drawn);
        self.expressions.names = names;
        let (Some(timer), Some(given)) = (compiled, drawn.given()) else { return };
        if first(&timer, parameters, Moment::from_micros(0), &Limits::default()).is_err() {
            self.expressions.report(element, given.written(), "engine-timer-start", "found");
        }
        self.process.timed_starts.push((self.element(element), timer));
    }
}
