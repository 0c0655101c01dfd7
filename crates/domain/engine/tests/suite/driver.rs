//! Plays an instance with chosen or random commands, and checks after every step what must always hold.

use crate::sound;
use crate::world::World;
use fachwerk_engine::transcript::State;
use fachwerk_engine::{
    At, Cause, Command, FORMAT, Instance, Outcome, Plan, Program, Rejection, Resting, Step, StoredPart,
    ThrownAtTask, Wait, migrate, step, undo,
};
use feel::{Context, Value};
use std::collections::BTreeMap;
use values::calendar::Calendar;
use values::{CaseId, Moment};

pub(crate) static HESSE: Calendar = Calendar::new(values::calendar::State::Hesse, Vec::new());

/// An instance that is being driven.
pub(crate) struct Driver<'p> {
    pub(crate) program: &'p Program,
    pub(crate) instance: Instance,
    pub(crate) moment: Moment,
    /// The state as a store would hold it, by part.
    pub(crate) stored: BTreeMap<u32, Vec<u8>>,
    /// Bytes that were written after the last step.
    pub(crate) written: usize,
    /// Whether people begin what they may in ad-hoc sub-processes.
    pub(crate) begins: bool,
    world: World,
}

impl<'p> Driver<'p> {
    pub(crate) fn new(program: &'p Program) -> Self {
        let instance = Instance::new(CaseId::derived(&[b"case"]));
        let (moment, stored) = (Moment::from_micros(1_795_424_400_000_000), BTreeMap::new());
        let world = World::default();
        Self { program, instance, moment, stored, written: 0, begins: true, world }
    }

    /// What the process waits for at its beginning comes.
    pub(crate) fn begin(&mut self, variables: Context) -> Result<Step, Rejection> {
        self.offer(match self.program.started_by().next() {
            Some(by) => Command::StartBy { by: by.clone(), variables },
            None => Command::Start { variables },
        })
    }

    fn at(&self) -> At<'static> {
        At { moment: self.moment, calendar: &HESSE }
    }

    /// Takes a command that fits, and checks what must hold after every step.
    pub(crate) fn take(&mut self, command: Command) -> Step {
        self.offer(command).expect("the command fits")
    }

    /// The same with a command that perhaps does not fit.
    pub(crate) fn offer(&mut self, command: Command) -> Result<Step, Rejection> {
        let next = step(self.program, &self.instance, command.clone(), self.at());
        let reload = |instance: &Instance| {
            Instance::from_bytes(FORMAT, &instance.to_bytes()).expect("what was written can be read")
        };
        let from_stored = step(self.program, &reload(&self.instance), command.clone(), self.at());
        assert_eq!(from_stored, next, "a stored state takes the same step");
        let next = next?;
        self.explains(&next);
        self.world.hears(Some(&command), &[]);
        self.go_on(&next);
        Ok(next)
    }

    /// The events of a step explain its state, and both can be stored.
    fn explains(&self, next: &Step) {
        let mut applied = self.instance.clone();
        for event in &next.events {
            applied.apply(event);
        }
        assert_eq!(applied, next.instance, "the events explain the new state");
        let bytes = next.instance.to_bytes();
        let reloaded = Instance::from_bytes(FORMAT, &bytes).expect("what was written can be read");
        assert_eq!(reloaded, next.instance, "storing changes nothing");
        let events = serde_json::to_string(&next.events).expect("events can be stored");
        let events: Vec<fachwerk_engine::Event> = serde_json::from_str(&events).expect("events can be read");
        assert_eq!(events, next.events);
    }

    fn go_on(&mut self, next: &Step) {
        assert_eq!(next.instance.step_number(), self.instance.step_number() + 1);
        sound::check(&next.instance);
        self.world.hears(None, &next.effects);
        self.world.agrees(self.program, &next.instance);
        self.store(&next.instance);
        self.instance = next.instance.clone();
    }

    /// The instance goes on in the program it is in: nothing changes, and taking it back changes nothing either.
    pub(crate) fn migrate_to_itself(&mut self, and_back: usize) {
        let programs = (self.program, self.program);
        let migrated = self.migrated(programs, &Plan::default());
        assert!(migrated.effects.is_empty(), "{:?}", migrated.effects);
        let shown = |instance: &Instance| (State::of(instance), instance.elements().clone());
        assert_eq!(shown(&migrated.instance), shown(&self.instance));
        let before = shown(&self.instance);
        self.go_on(&migrated);
        if and_back.is_multiple_of(2) {
            let undone = undo(self.program, &self.instance, self.at()).expect("nothing happened since");
            self.explains(&undone);
            self.go_on(&undone);
            assert_eq!(shown(&self.instance), before);
            assert!(undo(self.program, &self.instance, self.at()).is_err(), "once is enough");
        }
    }

    /// The instance goes on where everything is called otherwise, and comes back by the opposite plan: nothing has changed.
    pub(crate) fn migrate_there_and_back(&mut self, there: &'p Program, plan: &Plan) {
        let here = self.program;
        let before = (State::of(&self.instance), self.instance.elements().clone());
        let opposite = plan.renamed.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
        for (programs, plan) in [((here, there), plan), ((there, here), &Plan { renamed: opposite })] {
            let migrated = self.migrated(programs, plan);
            self.program = programs.1;
            self.go_on(&migrated);
        }
        assert_eq!((State::of(&self.instance), self.instance.elements().clone()), before);
    }

    fn migrated(&self, programs: (&Program, &Program), plan: &Plan) -> Step {
        let migrated = migrate(programs, &self.instance, plan, self.at()).expect("it fits");
        self.explains(&migrated);
        migrated
    }

    /// Stores what a step has changed, and reads everything again.
    fn store(&mut self, next: &Instance) {
        self.written = 0;
        for part in next.changed_parts() {
            self.written += part.bytes.as_ref().map_or(0, Vec::len);
            match part.bytes {
                Some(bytes) => _ = self.stored.insert(part.number, bytes),
                None => _ = self.stored.remove(&part.number),
            }
        }
        let parts =
            self.stored.iter().map(|(number, bytes)| StoredPart { number: *number, format: FORMAT, bytes });
        let read = Instance::from_parts(parts).expect("what was stored can be read");
        assert!(read == *next, "the changed parts explain the new state");
    }

    /// A command for the `choice`-th thing that can be done, or none when there is nothing to do.
    pub(crate) fn possible(&mut self, choice: usize, variables: Context) -> Option<Command> {
        let mut commands: Vec<Command> = Vec::new();
        for task in self.instance.open_tasks() {
            let by = Some(format!("person {}", choice % 3));
            commands.push(Command::CompleteTask { task: task.id, variables: variables.clone(), by });
        }
        for subscription in self.instance.subscriptions().keys() {
            let (subscription, variables) = (*subscription, variables.clone());
            commands.push(Command::ReceiveMessage { subscription, variables });
        }
        for job in self.instance.open_jobs() {
            let outcome = if choice.is_multiple_of(7) {
                Outcome::Failed {
                    code: "code".to_owned(),
                    message: "message".to_owned(),
                    variables: Context::new(),
                }
            } else {
                Outcome::Done(variables.clone())
            };
            commands.push(Command::CompleteJob { effect: job.id, outcome });
        }
        for incident in self.instance.incidents().values().filter(|known| known.cause != Cause::DeadEnd) {
            commands.push(Command::ResolveIncident { incident: incident.id, variables: variables.clone() });
        }
        for key in sound::idle_choices(&self.instance) {
            commands.push(Command::FinishAdHoc { key });
        }
        let timers = self.instance.timers().iter();
        if let Some((_, timer)) = timers.map(|(id, timer)| (timer.due, *id)).min() {
            commands.push(Command::FireTimer { timer });
        }
        let all = commands.len();
        commands.extend(self.perhaps(choice));
        let wanted = choice % commands.len().max(1);
        let is_wanted = commands.get(wanted).is_some_and(|command| wanted < all || self.fits(command));
        commands.truncate(if is_wanted { wanted + 1 } else { all });
        let place = if is_wanted { wanted } else { choice % all.max(1) };
        let command = commands.into_iter().nth(place)?;
        if let Command::FireTimer { timer } = &command {
            self.moment = self.moment.max(self.instance.timers()[timer].due);
        }
        Some(command)
    }

    /// What people can do where the model says so.
    fn perhaps(&self, choice: usize) -> Vec<Command> {
        let thrown = |code: &str| {
            let (code, message) = (code.to_owned(), Some("message".to_owned()));
            ThrownAtTask { code, message, variables: variables(choice) }
        };
        let tasks = self.instance.open_tasks();
        let mut perhaps = Vec::new();
        if let Some(task) = tasks.get(choice % tasks.len().max(1)).map(|task| task.id) {
            let by = Some(format!("person {}", choice % 3));
            perhaps.push(Command::FailTask { task, thrown: thrown("refused"), by: by.clone() });
            perhaps.push(Command::EscalateTask { task, thrown: thrown("told"), by });
        }
        let startable = if self.begins { self.program.startable(&self.instance) } else { Vec::new() };
        if let Some(found) = startable.get(choice / 3 % startable.len().max(1)) {
            perhaps.push(Command::Activate { within: found.within, element: found.element.to_string() });
        }
        perhaps
    }

    fn fits(&self, command: &Command) -> bool {
        step(self.program, &self.instance, command.clone(), self.at()).is_ok()
    }
}

/// A token that rests on a task, a job or an event, and the element it rests on. No flow leads back to what undoes
/// something.
pub(crate) fn leaf(instance: &Instance, choice: usize) -> Option<(Resting, String)> {
    let is_leaf = |wait| {
        matches!(
            wait,
            Wait::Task(_) | Wait::Job(_) | Wait::Timer | Wait::Message | Wait::Signal | Wait::Condition
        )
    };
    let leaves = instance.elements().iter().filter(|(_, live)| is_leaf(live.wait));
    let leaves: Vec<_> = leaves.filter(|(_, live)| !live.element.starts_with("undo")).collect();
    let (key, live) = leaves.get(choice % leaves.len().max(1))?;
    Some((Resting::On(**key), live.element.to_string()))
}

/// Variables that a choice stands for.
pub(crate) fn variables(choice: usize) -> Context {
    let context = Context::new().with("choice", (choice % 4) as i64);
    match choice % 5 {
        0 => context.with("again", true),
        1 => context.with("again", Value::text("vielleicht")),
        _ => context.with("again", false),
    }
}

/// The first variables of a random model. Every fourth carries so much that its state is stored in parts.
pub(crate) fn first_variables(choice: usize) -> Context {
    let load = if choice.is_multiple_of(4) { 9_000 } else { 0 };
    variables(2).with("load", Value::text("x".repeat(load)))
}
