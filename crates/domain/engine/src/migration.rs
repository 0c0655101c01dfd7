//! Running instances go on in another program, by a plan that says which element is which. Nothing moves: a migration that
//! does not fit is refused as a whole, with everything that does not. The next step may take it back.

mod fit;
mod follow;

use crate::effect::Effect;
use crate::event::Event;
use crate::instance::Instance;
use crate::program::Program;
use crate::rejection::Rejection;
use crate::step::{At, Step};
use crate::work::Work;
use feel::Environment;
use std::collections::BTreeMap;
use std::sync::Arc;
use values::Problem;

/// Which element of one program is which of another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// New id by old id: of elements, of flows into joining gateways, of legal clocks. What is not named keeps its id.
    pub renamed: BTreeMap<String, String>,
}

impl Plan {
    /// What an id of the old program is called in the new one.
    fn new_name(&self, old: &str) -> Arc<str> {
        self.renamed.get(old).map_or(old, String::as_str).into()
    }
}

/// The step that lets an instance go on in another program. As long as nobody stores it, it is a preview: its events say
/// what would be waited for anew and what no longer. Tasks, jobs, timers and messages keep their ids and dates.
///
/// # Errors
/// Everything that does not fit, each with the element: missing in the new program, of another kind, elsewhere, tokens at
/// a gateway that it does not know, a clock that is gone, a task that cannot be asked.
pub fn migrate(
    (from, to): (&Program, &Program),
    instance: &Instance,
    plan: &Plan,
    at: At<'_>,
) -> Result<Step, Vec<Problem>> {
    let problems = fit::problems((from, to), instance, plan);
    if !problems.is_empty() {
        return Err(problems);
    }
    let environment = Environment { now: at.moment };
    let mut work = Work::begin(to, instance, (&environment, at.calendar));
    let renamed = plan.renamed.iter().filter(|(old, new)| old != new);
    let renamed = renamed.map(|(old, new)| (old.as_str().into(), new.as_str().into())).collect();
    work.emit(Event::Migrated { process: to.process.id.as_str().into(), renamed });
    let before = Work::resume(from, instance.clone(), (&environment, at.calendar));
    let problems = follow::events(&mut work, &before, plan).into_iter();
    let problems: Vec<Problem> = problems.chain(follow::tasks(&mut work, from, instance)).collect();
    if problems.is_empty() {
        Ok(Step { instance: work.state, events: work.events, effects: work.effects })
    } else {
        Err(problems)
    }
}

/// The step that takes back the migration that was the last one. `before` is the program from before.
///
/// # Errors
/// When the last step was no migration.
pub fn undo(before: &Program, instance: &Instance, at: At<'_>) -> Result<Step, Rejection> {
    if instance.before_migration().is_none() {
        return Err(Rejection::NothingToUndo);
    }
    let undone = Event::Undone { step: instance.step + 1, at: at.moment };
    let mut state = instance.clone();
    state.apply(&undone);
    let environment = Environment { now: at.moment };
    let mut work = Work::resume(before, state.clone(), (&environment, at.calendar));
    follow::back(&mut work, instance)?;
    let effects: Vec<Effect> = work.effects;
    Ok(Step { instance: state, events: vec![undone], effects })
}
