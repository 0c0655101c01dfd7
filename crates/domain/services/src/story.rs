//! Runs a scenario on the bare engine: the scenario is the world.

use engine::{At, Command, Effect, Instance, Outcome, Step as EngineStep, ThrownAtTask};
use fachwerk_services::{Release, ReleasedProcedure, Scenario, Step};
use feel::{Context, Environment, Value};
use std::collections::BTreeMap;
use values::calendar::{Calendar, State};
use values::{CaseId, EffectId, Language, Moment, SubscriptionId};

static HESSE: Calendar = Calendar::new(State::Hesse, Vec::new());

/// A case on its way through a scenario.
struct Story<'a> {
    release: &'a Release,
    procedure: &'a ReleasedProcedure,
    instance: Instance,
    now: Moment,
    jobs: BTreeMap<String, EffectId>,
    tasks: BTreeMap<String, engine::OpenTask>,
    subscriptions: BTreeMap<String, SubscriptionId>,
    milestones: Vec<String>,
}

/// What is not as the scenario says; nothing when the story can be told.
pub(crate) fn tell(release: &Release, scenario: &Scenario) -> Result<(), String> {
    let procedure = release.procedure(&scenario.procedure).ok_or("the procedure is missing")?;
    let mut story = Story {
        release,
        procedure,
        instance: Instance::new(CaseId::derived(&[b"scenario", scenario.title.as_bytes()])),
        now: scenario.starts,
        jobs: BTreeMap::new(),
        tasks: BTreeMap::new(),
        subscriptions: BTreeMap::new(),
        milestones: Vec::new(),
    };
    let checked =
        procedure.start_form(Language::De).check(&scenario.answers, &Environment { now: story.now });
    if !checked.problems.is_empty() {
        return Err(crate::lines(&checked.problems));
    }
    story.send(Command::Start { variables: checked.answers })?;
    for step in &scenario.steps {
        story.follow(step).map_err(|error| format!("{}: {error}", step.element()))?;
    }
    story.compare(scenario)
}

impl Story<'_> {
    fn send(&mut self, command: Command) -> Result<(), String> {
        let step: EngineStep = engine::step(
            self.procedure.program(),
            &self.instance,
            command,
            At { moment: self.now, calendar: &HESSE },
        )
        .map_err(|rejection| format!("{rejection:?}"))?;
        self.instance = step.instance;
        for effect in step.effects {
            match effect {
                Effect::RunJob(job) => {
                    self.jobs.insert(job.element, job.id);
                }
                Effect::OpenTask(task) => {
                    self.tasks.insert(task.element.clone(), task);
                }
                Effect::Subscribe(waiting) => {
                    self.subscriptions.insert(waiting.element, waiting.id);
                }
                Effect::Milestone(milestone) => self.milestones.push(milestone),
                Effect::RaiseIncident(incident) => return Err(format!("{incident:?}")),
                _ => {}
            }
        }
        Ok(())
    }

    fn follow(&mut self, step: &Step) -> Result<(), String> {
        let command = match step {
            Step::Job { element, result } => self.job(element, Outcome::Done(result.clone()))?,
            Step::FailedJob { element, code } => self.job(
                element,
                Outcome::Failed { code: code.clone(), message: String::new(), variables: Context::new() },
            )?,
            Step::Task { element, answers, by } => {
                let task = self.tasks.remove(element).ok_or("the task is not open")?;
                if task.not_by.contains(by) {
                    return Err(format!("{by} has done the task that this one looks at again"));
                }
                let form = self.release.form(&task.form, Language::De).ok_or("the form is missing")?;
                let answers = form.with_fixed(answers, &form.raw_from(&self.instance.variables()));
                let checked = form.check(&answers, &Environment { now: self.now });
                if !checked.problems.is_empty() {
                    return Err(crate::lines(&checked.problems));
                }
                Command::CompleteTask { task: task.id, variables: checked.answers, by: Some(by.clone()) }
            }
            Step::Throw { element, caught_by, reason, by } => {
                self.throw((element, caught_by), (reason, by))?
            }
            Step::Begin { element } => self.begin(element)?,
            Step::Finish { element } => {
                let task = self.tasks.get(element).ok_or("nobody is asked")?.id;
                let choices = self.procedure.program().choices(&self.instance);
                let choice = choices.into_iter().find(|choice| choice.task == task);
                Command::FinishAdHoc { key: choice.ok_or("nothing is chosen there any more")?.within }
            }
            Step::Message { element, result } => {
                let found = self.subscriptions.remove(element);
                let subscription = found.ok_or("nobody waits for the message")?;
                Command::ReceiveMessage { subscription, variables: result.clone() }
            }
            Step::Timer { element, due } => {
                let timers = self.instance.timers();
                let found = timers.iter().find(|(_, timer)| &*timer.element == element.as_str());
                let (id, timer) = found.ok_or("the timer is not waiting")?;
                if due.is_some_and(|due| due != timer.due) {
                    return Err(format!("due {}", timer.due));
                }
                self.now = timer.due;
                Command::FireTimer { timer: *id }
            }
        };
        self.send(command)
    }

    fn begin(&self, element: &str) -> Result<Command, String> {
        let startable = self.procedure.program().startable(&self.instance);
        let found = startable.into_iter().find(|one| *one.element == *element);
        let within = found.ok_or("it cannot be begun")?.within;
        Ok(Command::Activate { within, element: element.to_owned() })
    }

    fn throw(
        &self,
        (element, caught_by): (&str, &str),
        (reason, by): (&str, &String),
    ) -> Result<Command, String> {
        let task = self.tasks.get(element).ok_or("the task is not open")?;
        if task.not_by.contains(by) {
            return Err(format!("{by} has done the task that this one looks at again"));
        }
        let at = At { moment: self.now, calendar: &HESSE };
        let offered = self.procedure.program().throwable(&self.instance, task.id, at);
        let throwable = offered.into_iter().find(|one| *one.element == *caught_by);
        let throwable = throwable.ok_or("nothing catches it")?;
        let message = Some(reason.to_owned());
        let thrown = ThrownAtTask { code: throwable.code.clone(), message, variables: Context::new() };
        Ok(throwable.command(task.id, thrown, Some(by.clone())))
    }

    fn job(&mut self, element: &str, outcome: Outcome) -> Result<Command, String> {
        let effect = self.jobs.remove(element).ok_or("the job is not open")?;
        Ok(Command::CompleteJob { effect, outcome })
    }

    fn compare(&self, scenario: &Scenario) -> Result<(), String> {
        let variables: Context = self.instance.variables();
        let mut wrong = Vec::new();
        if self.instance.is_ended() != scenario.expected.ended {
            wrong.push(format!("ended: {}", self.instance.is_ended()));
        }
        if self.milestones != scenario.expected.milestones {
            wrong.push(format!("milestones: {:?}", self.milestones));
        }
        for (path, expected) in &scenario.expected.variables {
            let found = variables.get_path(path).unwrap_or(&Value::Null);
            if found != expected {
                wrong.push(format!("{path}: {found:?}, expected {expected:?}"));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    }
}
