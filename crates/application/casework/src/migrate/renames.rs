//! What is called differently in the newer release: steps, ways into a join, legal clocks and events of which the case speaks and
//! that the release does not know. Each comes with what it could be, found by rehearsing the migration with it.

use super::preview::step;
use crate::load::Loaded;
use crate::views::{Rename, StepName};
use engine::{Event, Step};
use services::{Release, StepKind};
use std::collections::{BTreeMap, BTreeSet};
use values::{Language, Moment, Problem};

/// What the engine says of a step that the new release does not know.
const MISSING: &str = "migration-missing";
/// Of a way that waits at a join for the others.
const TOKENS: &str = "migration-tokens";
/// Of a legal clock.
const CLOCK: &str = "migration-clock";

/// A plan on its way.
struct Planning<'a> {
    loaded: &'a Loaded,
    release: &'a Release,
    now: Moment,
    language: Language,
    /// What was chosen on the page; without it the plan is a proposal.
    chosen: Option<&'a BTreeMap<String, String>>,
    /// What is planned so far.
    plan: BTreeMap<String, String>,
    renames: Vec<Rename>,
}

/// Everything that is called differently, in the order in which it is asked for.
pub(super) fn renames(
    loaded: &Loaded,
    release: &Release,
    (chosen, language, now): (Option<&BTreeMap<String, String>>, Language, Moment),
) -> Vec<Rename> {
    let (plan, renames) = (BTreeMap::new(), Vec::new());
    let mut planning = Planning { loaded, release, now, language, chosen, plan, renames };
    // Something missing can hide something else: the ways into a join are looked at once the join is found.
    while let Some(old) = planning.next_missing() {
        planning.ask(&old, Sought::Missing);
    }
    for old in planning.lost_events() {
        planning.ask(&old, Sought::Event);
    }
    planning.renames
}

impl Planning<'_> {
    fn step(&self, plan: &BTreeMap<String, String>) -> Result<Step, Vec<Problem>> {
        step(self.loaded, self.release, plan, self.now)
    }

    fn with(&self, old: &str, new: &str) -> BTreeMap<String, String> {
        let mut plan = self.plan.clone();
        plan.insert(old.to_owned(), new.to_owned());
        plan
    }

    /// The next of which nobody was asked yet.
    fn next_missing(&self) -> Option<String> {
        let problems = self.step(&self.plan).err()?;
        let named = problems.iter().flat_map(|problem| {
            let args: &[&str] = match &*problem.key {
                MISSING | CLOCK => &["element"],
                TOKENS => &["element", "flow"],
                _ => &[],
            };
            args.iter().filter_map(|name| problem.arg(name))
        });
        let is_new = |old: &&str| {
            self.loaded.release.element(old).is_some()
                && self.release.element(old).is_none()
                && self.renames.iter().all(|rename| rename.step.id != *old)
        };
        named.into_iter().find(is_new).map(str::to_owned)
    }

    /// Events that the case would no longer wait for because the release does not know them.
    fn lost_events(&self) -> BTreeSet<String> {
        let Ok(step) = self.step(&self.plan) else { return BTreeSet::new() };
        let instance = &self.loaded.instance;
        let lost = step.events.iter().filter_map(|event| match event {
            Event::Disarmed { timer } => Some(instance.timers().get(timer)?.element.to_string()),
            Event::Unsubscribed { subscription } => {
                Some(instance.subscriptions().get(subscription)?.element.to_string())
            }
            _ => None,
        });
        lost.filter(|old| self.release.element(old).is_none()).collect()
    }

    fn ask(&mut self, old: &str, sought: Sought) {
        let fitting = self.release.element_ids().filter(|new| self.fits(sought, old, new));
        let mut choices: Vec<_> = fitting.map(|id| StepName::of(self.release, self.language, id)).collect();
        choices.sort_by(|one, other| one.sort_key().cmp(&other.sort_key()));
        let step = StepName::of(&self.loaded.release, self.language, old);
        let chosen = match self.chosen {
            Some(chosen) => chosen.get(old).cloned().unwrap_or_default(),
            None => proposed(&step, &choices, sought),
        };
        if !chosen.is_empty() {
            self.plan.insert(old.to_owned(), chosen.clone());
        }
        self.renames.push(Rename { step, choices, chosen });
    }

    fn fits(&self, sought: Sought, old: &str, new: &str) -> bool {
        let (before, after) = (self.step(&self.plan), self.step(&self.with(old, new)));
        match (sought, before, after) {
            (Sought::Missing, Err(_), Ok(_)) => true,
            (Sought::Missing, Err(before), Err(after)) => {
                after.len() < before.len() || self.may_be_join(old, new)
            }
            (Sought::Event, Ok(before), Ok(after)) => waits(&after) < waits(&before),
            _ => false,
        }
    }

    /// A join whose ways are called differently as well is not mended by its own name alone.
    fn may_be_join(&self, old: &str, new: &str) -> bool {
        let is_join = |release: &Release, id: &str| {
            release.element(id).is_some_and(|element| element.kind == StepKind::Gateway)
        };
        is_join(&self.loaded.release, old)
            && is_join(self.release, new)
            && self.loaded.release.element(new).is_none()
    }
}

/// What a new name is sought for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// Something without which the case does not fit.
    Missing,
    /// An event that would only be waited for no longer.
    Event,
}

/// How much would be waited for anew or no longer.
fn waits(step: &Step) -> usize {
    let is_change = |event: &&Event| {
        matches!(
            event,
            Event::Armed { .. }
                | Event::Subscribed { .. }
                | Event::Disarmed { .. }
                | Event::Unsubscribed { .. }
        )
    };
    step.events.iter().filter(is_change).count()
}

/// What is called the same, or else the only one; an event that merely fits may be another one.
fn proposed(step: &StepName, choices: &[StepName], sought: Sought) -> String {
    let same = choices.iter().find(|choice| !step.name.is_empty() && choice.name == step.name);
    let only = choices.first().filter(|_| choices.len() == 1 && sought == Sought::Missing);
    same.or(only).map(|choice| choice.id.clone()).unwrap_or_default()
}
