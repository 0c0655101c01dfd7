//! What going on in the newest release would mean for a case, found by rehearsing it: what would not fit, which steps are
//! called differently, what would change.

use super::renames::renames;
use super::{Ahead, left_release, plan, previewed};
use crate::Casework;
use crate::load::{Loaded, procedure_of, require};
use crate::refusal::Refusal;
use crate::views::{MigrationChange, MigrationPage, Misfit, StepName, Town};
use cases::{Action, Actor, may};
use engine::{Effect, Event, Step};
use services::Release;
use std::collections::BTreeMap;
use store::Scope;
use values::{CaseId, Language, Moment, Place, Problem};

impl Casework {
    /// The page on which somebody decides it. `renamed` is what was chosen; without it the plan is a proposal.
    pub async fn migration_page(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        (renamed, language): (Option<&BTreeMap<String, String>>, Language),
    ) -> Result<MigrationPage, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        require(actor, Action::Migrate, &loaded.facts(None))?;
        let Ahead { release, row } = self.ahead(&snapshot, &loaded).await?;
        let left = left_release(&snapshot, case).await?;
        drop(snapshot);
        let now = self.world().now();
        let may_undo = match left {
            Some(left) => {
                let before = self.release(town.tenant, left).await?;
                let before = procedure_of(&before, &loaded.case)?;
                engine::undo(before.program(), &loaded.instance, loaded.at(now)).is_ok()
            }
            None => false,
        };
        let is_newest = loaded.case.release == row.hash;
        let renames =
            if is_newest { Vec::new() } else { renames(&loaded, &release, (renamed, language, now)) };
        let chosen = renames.iter().map(|rename| (rename.step.id.clone(), rename.chosen.clone())).collect();
        let (problems, changes) = match step(&loaded, &release, &chosen, now) {
            _ if is_newest => Default::default(),
            Ok(step) => (Vec::new(), changes(&loaded, &release, (&step, language))),
            Err(problems) => {
                let misfit = |problem| misfit(problem, (&loaded.release, &release), language);
                (problems.into_iter().map(misfit).collect(), Vec::new())
            }
        };
        Ok(MigrationPage {
            case,
            service_title: loaded.procedure.about().title(language).to_owned(),
            version: release.manifest().version().to_owned(),
            published_at: row.published_at,
            previewed: previewed(&loaded, &row, &chosen),
            is_newest,
            renames,
            problems,
            changes,
            may_undo,
            may_read: may(actor, Action::ReadCase, &loaded.facts(None)),
            number: loaded.case.number,
        })
    }
}

/// The step into the other release, or what does not fit.
pub(super) fn step(
    loaded: &Loaded,
    release: &Release,
    renamed: &BTreeMap<String, String>,
    now: Moment,
) -> Result<Step, Vec<Problem>> {
    let Some(procedure) = release.procedure(&loaded.case.procedure) else {
        return Err(vec![Problem::new(Place::Whole, "migrate-no-procedure")]);
    };
    let programs = (loaded.procedure.program(), procedure.program());
    engine::migrate(programs, &loaded.instance, &plan(renamed), loaded.at(now))
}

/// The problem with the steps that it names: where the case stands as the old release knows it, where it would stand as the
/// new one does, unless only the other has it.
fn misfit(problem: Problem, (old, new): (&Release, &Release), language: Language) -> Misfit {
    let named = |(arg, first, second): (&'static str, &Release, &Release)| {
        let id = problem.arg(arg)?;
        Some((arg, StepName::of(if first.element(id).is_some() { first } else { second }, language, id)))
    };
    let steps = [("element", old, new), ("target", new, old)].into_iter().filter_map(named).collect();
    Misfit { problem, steps }
}

fn changes(loaded: &Loaded, release: &Release, (step, language): (&Step, Language)) -> Vec<MigrationChange> {
    let new = |id: &str| StepName::of(release, language, id);
    let old = |id: &str| StepName::of(&loaded.release, language, id);
    let tasks = step.effects.iter().filter_map(|effect| match effect {
        Effect::ChangeTask(task) => Some(MigrationChange::Task(task.name.clone())),
        _ => None,
    });
    let events = step.events.iter().filter_map(|event| match event {
        Event::Armed { element, .. } | Event::Subscribed { element, .. } => {
            Some(MigrationChange::Waits(new(element)))
        }
        Event::Disarmed { timer } => {
            let armed = loaded.instance.timers().get(timer)?;
            Some(MigrationChange::WaitsNoMore(old(&armed.element)))
        }
        Event::Unsubscribed { subscription } => {
            let open = loaded.instance.subscriptions().get(subscription)?;
            Some(MigrationChange::WaitsNoMore(old(&open.element)))
        }
        _ => None,
    });
    tasks.chain(events).collect()
}
