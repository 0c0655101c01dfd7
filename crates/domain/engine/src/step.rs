//! One step: guards before any work, then the command, then every token until it rests, ends or is stuck.

use crate::command::{Command, Outcome, ThrownAtTask};
use crate::effect::Effect;
use crate::elements;
use crate::event::Event;
use crate::flow;
use crate::incident::{Cause, Incident};
use crate::instance::{Instance, Phase, weight_of_all};
use crate::key::Key;
use crate::moving;
use crate::program::{NodeIndex, Program, Scope, Sort, StartedBy};
use crate::rejection::Rejection;
use crate::variables;
use crate::work::{Mark, Work};
use feel::{Context, Environment};
use jiff::civil::Date;
use std::sync::Arc;
use values::calendar::Calendar;
use values::{EffectId, IncidentId, Moment, SubscriptionId, TaskId, TimerId};

/// When and where a step is taken: the holidays at the place of the authority decide when a period ends (§ 193 BGB).
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// The moment.
    pub moment: Moment,
    /// The holidays of the place.
    pub calendar: &'a Calendar,
}

/// What a command leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The new state: the old one with the events applied.
    pub instance: Instance,
    /// What happened.
    pub events: Vec<Event>,
    /// What the world is to do, in this order.
    pub effects: Vec<Effect>,
}

/// Decides what a command leads to that a person gives or the clock. Nothing outside is asked or changed.
///
/// # Errors
/// When the command does not fit the state; then there is no step.
pub fn step(program: &Program, instance: &Instance, command: Command, at: At<'_>) -> Result<Step, Rejection> {
    step_in_chain(program, instance, (command, 0), (at, at.moment.date()))
}

/// The same for a command to which others have led, with how many signals and messages in a row, each thrown because of the
/// one before; and for what arrived before it is decided upon, such as a paper that somebody enters days later: legal clocks
/// that start in this step count from the day on which it was received.
///
/// # Errors
/// As [`step`].
pub fn step_in_chain(
    program: &Program,
    instance: &Instance,
    (command, chain): (Command, u32),
    (at, received): (At<'_>, Date),
) -> Result<Step, Rejection> {
    same_release(program, instance)?;
    let environment = Environment { now: at.moment };
    let mut work = Work::begin(program, instance, (&environment, at.calendar));
    work.received = received;
    work.chain = chain;
    if instance.before_migration().is_some() {
        elements::condition::look_at_all(&mut work);
    }
    let comes_at = comes_at(&work, &command)?;
    if elements::legal_clock::run_out_before(&mut work, comes_at) {
        flow::drain(&mut work);
    }
    match command {
        Command::Start { variables } => start(&mut work, instance, variables)?,
        Command::StartBy { by, variables } => start_by(&mut work, instance, &by, variables)?,
        Command::ReceiveSignal { signal, variables } => receive_signal(&mut work, &signal, &variables)?,
        Command::CompleteTask { task, variables, by } => {
            let by = by.as_deref();
            complete_task(&mut work, task, variables, by)?;
        }
        Command::FailTask { task, thrown, by } => {
            throw_at_task(&mut work, task, (Sort::Error, thrown), by.as_deref())?;
        }
        Command::EscalateTask { task, thrown, by } => {
            throw_at_task(&mut work, task, (Sort::Escalation, thrown), by.as_deref())?;
        }
        Command::ReceiveMessage { subscription, variables } => {
            receive_message(&mut work, subscription, variables)?;
        }
        Command::CompleteJob { effect, outcome } => complete_job(&mut work, effect, outcome)?,
        Command::FireTimer { timer } => fire_timer(&mut work, timer)?,
        Command::ResolveIncident { incident, variables } => resolve(&mut work, incident, variables)?,
        Command::ExtendClock { clock, by, reason } => {
            running(&work)?;
            elements::legal_clock::extend(&mut work, clock, by, reason)?;
        }
        Command::Activate { within, element } => {
            running(&work)?;
            elements::ad_hoc::activate(&mut work, within, &element)?;
        }
        Command::FinishAdHoc { key } => {
            running(&work)?;
            elements::ad_hoc::finish(&mut work, key)?;
        }
        Command::MoveToken { from, to } => {
            running(&work)?;
            moving::move_token(&mut work, from, &to)?;
        }
        Command::DropToken { from } => {
            running(&work)?;
            moving::drop_token(&mut work, from)?;
        }
        Command::Cancel { reason } => cancel(&mut work, reason)?,
    }
    flow::drain(&mut work);
    bounded(&work)?;
    Ok(Step { instance: work.state, events: work.events, effects: work.effects })
}

/// The moment before which whatever was due has happened: that of the step, or the one at which a timer was to fire. One that
/// comes early is refused here: what would run out before it is still to come.
fn comes_at(work: &Work<'_>, command: &Command) -> Result<Moment, Rejection> {
    let Command::FireTimer { timer } = *command else { return Ok(work.moment) };
    match work.state.timers.get(&timer) {
        Some(armed) if armed.due > work.moment => Err(Rejection::NotDue { timer, due: armed.due }),
        armed => Ok(armed.map_or(work.moment, |armed| armed.due)),
    }
}

/// Incidents come first, at the limit itself; a command that would add to them without end is refused.
fn bounded(work: &Work<'_>) -> Result<(), Rejection> {
    let limits = &work.program.limits;
    if work.state.elements.size() > limits.elements * 2 {
        return Err(Rejection::TooManyElements { limit: limits.elements * 2 });
    }
    if work.state.bytes() > limits.bytes * 2 {
        return Err(Rejection::TooLarge { limit: limits.bytes * 2 });
    }
    Ok(())
}

/// Every element the state speaks of exists in the program, so that nothing below can miss it.
fn same_release(program: &Program, instance: &Instance) -> Result<(), Rejection> {
    let is_known = |id: &Arc<str>| program.process.node(id).is_some() || program.process.clock(id).is_some();
    match instance.named_elements().find(|id| !is_known(id)) {
        None => Ok(()),
        Some(id) => Err(Rejection::OtherRelease { element: id.to_string() }),
    }
}

fn running(work: &Work<'_>) -> Result<(), Rejection> {
    match work.state.phase {
        Phase::New => Err(Rejection::NotStarted),
        Phase::Running => Ok(()),
        Phase::Ended | Phase::Cancelled { .. } => Err(Rejection::Ended),
    }
}

/// What a person or caller hands in must be storable from this scope outwards; otherwise the command is refused as a
/// whole.
fn acceptable(work: &Work<'_>, scope: Key, variables: &Context) -> Result<(), Rejection> {
    variables::check(work, scope, variables).map_err(|cause| unacceptable(work, cause))
}

fn unacceptable(work: &Work<'_>, cause: Cause) -> Rejection {
    match cause {
        Cause::SetsParameter { name } => Rejection::SetsParameter { name },
        Cause::NotStorable { name } => Rejection::NotStorable { name },
        _ => Rejection::TooLarge { limit: work.program.limits.bytes },
    }
}

/// Where no plain start says how to begin without anything, the only other one does.
fn start(work: &mut Work<'_>, before: &Instance, variables: Context) -> Result<(), Rejection> {
    let process = work.process();
    if process.started_by.len() > 1 && !process.starts_plainly {
        return Err(Rejection::NoPlainStart);
    }
    begin(work, before, variables, process.scope.start)
}

fn start_by(
    work: &mut Work<'_>,
    before: &Instance,
    by: &StartedBy,
    variables: Context,
) -> Result<(), Rejection> {
    let start = work.process().started_by.iter().find(|(known, _)| known == by).map(|(_, start)| *start);
    let start = start.ok_or_else(|| Rejection::NotStartedBy(by.clone()))?;
    let process = work.process();
    if process.nodes[start].outputs.is_empty() {
        return begin(work, before, variables, start);
    }
    not_begun(before)?;
    acceptable(work, Key::ROOT, &variables)?;
    work.emit(Event::Started);
    elements::scope::begin_by(work, &process.scope, &process.nodes[start], variables);
    Ok(())
}

fn not_begun(before: &Instance) -> Result<(), Rejection> {
    match before.phase {
        Phase::New => Ok(()),
        Phase::Running => Err(Rejection::AlreadyStarted),
        Phase::Ended | Phase::Cancelled { .. } => Err(Rejection::Ended),
    }
}

fn begin(
    work: &mut Work<'_>,
    before: &Instance,
    variables: Context,
    start: NodeIndex,
) -> Result<(), Rejection> {
    not_begun(before)?;
    acceptable(work, Key::ROOT, &variables)?;
    work.emit(Event::Started);
    if !variables.is_empty() {
        work.emit(Event::Set { scope: Key::ROOT, variables });
    }
    let scope = Scope { start, ..work.process().scope.clone() };
    elements::scope::begin(work, Key::ROOT, &scope);
    elements::legal_clock::begin(work, Key::ROOT);
    Ok(())
}

fn receive_signal(work: &mut Work<'_>, signal: &str, variables: &Context) -> Result<(), Rejection> {
    running(work)?;
    acceptable(work, Key::ROOT, variables)?;
    if elements::signal::waiting(work, signal).is_empty() {
        return Err(Rejection::UnknownSignal(signal.to_owned()));
    }
    elements::signal::receive(work, signal, variables);
    Ok(())
}

fn complete_task(
    work: &mut Work<'_>,
    task: TaskId,
    variables: Context,
    by: Option<&str>,
) -> Result<(), Rejection> {
    running(work)?;
    let key = work.state.waits_for_task(task).ok_or(Rejection::UnknownTask(task))?;
    elements::user_task::four_eyes(work, key, task, by)?;
    acceptable(work, around(work, key), &variables)?;
    elements::user_task::complete(work, key, task, (variables, by));
    Ok(())
}

/// Saying that a task cannot be done, or that others are to know of it, decides as much as doing it, so four eyes asks who
/// says so.
fn throw_at_task(
    work: &mut Work<'_>,
    task: TaskId,
    (sort, thrown): (Sort, ThrownAtTask),
    by: Option<&str>,
) -> Result<(), Rejection> {
    running(work)?;
    let key = work.state.waits_for_task(task).ok_or(Rejection::UnknownTask(task))?;
    elements::user_task::four_eyes(work, key, task, by)?;
    acceptable(work, around(work, key), &thrown.variables)?;
    elements::user_task::throw(work, (key, task), (sort, thrown), by)
}

fn receive_message(
    work: &mut Work<'_>,
    subscription: SubscriptionId,
    variables: Context,
) -> Result<(), Rejection> {
    running(work)?;
    let known = work.state.subscriptions.get(&subscription).cloned();
    let open = known.ok_or(Rejection::UnknownSubscription(subscription))?;
    acceptable(work, around(work, open.key), &variables)?;
    elements::receive(work, &open, subscription, variables);
    Ok(())
}

/// The world answers once. Were that refused, the job would be waited for until the end of time; so a person is told.
fn complete_job(work: &mut Work<'_>, effect: EffectId, outcome: Outcome) -> Result<(), Rejection> {
    running(work)?;
    let key = work.state.waits_for_job(effect).ok_or(Rejection::UnknownJob(effect))?;
    let (before, found) = (Mark::of(work), weight_of_all(outcome.variables()));
    elements::job_task::complete(work, key, outcome);
    flow::drain(work);
    if bounded(work).is_err() {
        before.go_back(work);
        elements::job_task::refuse(work, key, found);
    }
    Ok(())
}

/// What surrounds a live element.
fn around(work: &Work<'_>, key: Key) -> Key {
    work.state.elements.get(&key).map_or(Key::ROOT, |live| live.scope)
}

fn fire_timer(work: &mut Work<'_>, timer: TimerId) -> Result<(), Rejection> {
    running(work)?;
    let armed = work.state.timers.get(&timer).cloned().ok_or(Rejection::UnknownTimer(timer))?;
    work.disarm(timer);
    elements::legal_clock::fire(work, &armed);
    Ok(())
}

fn resolve(work: &mut Work<'_>, id: IncidentId, variables: Context) -> Result<(), Rejection> {
    running(work)?;
    let incident = work.state.incidents.get(&id).cloned().ok_or(Rejection::UnknownIncident(id))?;
    if incident.cause == Cause::DeadEnd {
        return Err(Rejection::NothingToRetry(id));
    }
    let incident = Incident { answer: elements::answer_at(work, &incident), ..incident };
    let (incident, variables) = corrected(incident, variables);
    // First of all, for an answer that waits has its weight.
    work.resolve(id);
    variables::correct(work, &incident, variables).map_err(|cause| unacceptable(work, cause))?;
    if work.process().clock(&incident.element).is_some() {
        elements::legal_clock::tell_again(work, incident.key);
    } else if work.state.condition_of(incident.key, &incident.element).is_some() {
        elements::condition::look_again(work, incident.key, &incident.element);
    } else {
        elements::again(work, incident);
    }
    Ok(())
}

/// What of the corrected variables is in the answer that waits is corrected there; the others are left.
fn corrected(mut incident: Incident, variables: Context) -> (Incident, Context) {
    let mut others = Context::new();
    for (name, value) in variables {
        let place = if incident.answer.contains(&name) { &mut incident.answer } else { &mut others };
        place.insert(name, value);
    }
    (incident, others)
}

fn cancel(work: &mut Work<'_>, reason: String) -> Result<(), Rejection> {
    running(work)?;
    elements::cancel_all(work, Key::ROOT);
    elements::boundary::disarm(work, Key::ROOT);
    work.emit(Event::Terminated { scope: Key::ROOT });
    work.emit(Event::Aborted { reason });
    work.ask(Effect::End);
    Ok(())
}
