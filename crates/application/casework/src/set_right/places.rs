//! Where the tokens of a case rest, and what could be done there; what is possible is found by rehearsing it.

use super::corrections;
use crate::Casework;
use crate::case_page::shown_incident;
use crate::load::{Loaded, require};
use crate::refusal::Refusal;
use crate::views::{StepName, StuckCase, StuckPlace, Town};
use cases::{Action, Actor, may};
use engine::{Cause, Command, Instance, Key, LiveElement, Resting, Wait};
use feel::Context;
use std::collections::BTreeMap;
use store::{IncidentRow, Scope};
use values::{CaseId, IncidentId, Language, Moment};

/// How many places are shown: what could be done is rehearsed for each, step by step.
const MOST: usize = 50;

impl Casework {
    /// The page on which somebody takes a case in hand.
    pub async fn stuck_case(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        language: Language,
    ) -> Result<StuckCase, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        require(actor, Action::RetryJob, &loaded.facts(None))?;
        let rows = snapshot.incidents_of_case(case).await?;
        drop(snapshot);
        let now = self.world().now();
        let may_set_right = may(actor, Action::SetRight, &loaded.facts(None));
        let mut places = shown(&loaded, rows, (language, now));
        if !may_set_right {
            places.retain(|place| place.incident.is_some());
            places.iter_mut().for_each(StuckPlace::only_again);
        }
        let has_more = places.len() > MOST;
        places.truncate(MOST);
        let cancel = Command::Cancel { reason: String::new() };
        Ok(StuckCase {
            case,
            service_title: loaded.procedure.about().title(language).to_owned(),
            steps: loaded.case.steps,
            may_cancel: may_set_right && is_possible(&loaded, cancel, now),
            number: loaded.case.number,
            places,
            has_more,
            may_set_right,
        })
    }
}

impl StuckPlace {
    /// Without what only those see who may do more than try again.
    fn only_again(&mut self) {
        self.values.clear();
        self.targets.clear();
        self.may_end = false;
    }
}

/// What is stuck, and then what waits.
fn shown(loaded: &Loaded, rows: Vec<IncidentRow>, (language, now): (Language, Moment)) -> Vec<StuckPlace> {
    let labels = labels(loaded, language, now);
    let stuck: Vec<Key> = loaded.instance.incidents().values().map(|incident| incident.key).collect();
    let incidents = rows.into_iter().filter_map(|row| {
        let Some(incident) = loaded.instance.incidents().get(&row.id) else {
            return Some(given_up(loaded, row, language));
        };
        let may_retry = incident.cause != Cause::DeadEnd;
        let known = if may_retry { known_at(loaded, row.id)? } else { Context::new() };
        Some(StuckPlace {
            incident: Some(shown_incident(row, (&loaded.release, language))),
            may_retry,
            values: corrections::known_values(&known, &labels),
            ..place(loaded, (Resting::Stuck(incident.id), &incident.element), (language, now))
        })
    });
    let waits = |(key, live): &(&Key, &LiveElement)| {
        let surrounds =
            matches!(live.wait, Wait::Children | Wait::Reset) || loaded.instance.is_reopened(**key);
        !surrounds && !stuck.contains(key)
    };
    let waiting = loaded.instance.elements().iter().filter(waits);
    let waiting =
        waiting.map(|(key, live)| place(loaded, (Resting::On(*key), &live.element), (language, now)));
    incidents.chain(waiting).take(MOST + 1).collect()
}

/// A job that was given up: no token rests there, so it can only be tried again.
fn given_up(loaded: &Loaded, row: IncidentRow, language: Language) -> StuckPlace {
    StuckPlace {
        place: format!("i{}", row.id),
        step: StepName::of(&loaded.release, language, &row.element),
        incident: Some(shown_incident(row, (&loaded.release, language))),
        may_retry: true,
        values: Vec::new(),
        targets: Vec::new(),
        may_end: false,
    }
}

fn place(
    loaded: &Loaded,
    (from, element): (Resting, &str),
    (language, now): (Language, Moment),
) -> StuckPlace {
    let is_step = |id: &&str| loaded.release.element(id).is_some_and(|element| element.kind.is_step());
    let steps = loaded.release.element_ids().filter(is_step);
    let may_go_on = |id: &&str| is_possible(loaded, Command::MoveToken { from, to: (*id).to_owned() }, now);
    let targets = steps.filter(may_go_on).map(|id| StepName::of(&loaded.release, language, id));
    let mut targets: Vec<_> = targets.collect();
    targets.sort_by(|one, other| one.sort_key().cmp(&other.sort_key()));
    StuckPlace {
        place: match from {
            Resting::On(key) => format!("e{key}"),
            Resting::Stuck(incident) => format!("i{incident}"),
        },
        step: StepName::of(&loaded.release, language, element),
        incident: None,
        may_retry: false,
        values: Vec::new(),
        targets,
        may_end: is_possible(loaded, Command::DropToken { from }, now),
    }
}

/// The place that a form names.
pub(super) fn resting(place: &str) -> Option<Resting> {
    let (kind, id) = place.split_at_checked(1)?;
    match kind {
        "e" => Some(Resting::On(Key(id.parse().ok()?))),
        "i" => Some(Resting::Stuck(id.parse().ok()?)),
        _ => None,
    }
}

fn is_possible(loaded: &Loaded, command: Command, now: Moment) -> bool {
    engine::step(loaded.procedure.program(), &loaded.instance, command, loaded.at(now)).is_ok()
}

/// The variables that what is stuck sees: its own hide those of what surrounds it.
pub(super) fn known_at(loaded: &Loaded, incident: IncidentId) -> Option<Context> {
    let key = loaded.instance.incidents().get(&incident)?.key;
    let mut known = Context::new();
    for scope in outwards(&loaded.instance, key) {
        for (name, value) in loaded.instance.local_variables(scope).iter() {
            if !known.contains(name) {
                known.insert(name.clone(), value.clone());
            }
        }
    }
    Some(known)
}

fn outwards(instance: &Instance, key: Key) -> impl Iterator<Item = Key> {
    let outer = |key: &Key| instance.elements().get(key).map(|live| live.scope);
    std::iter::successors(Some(key), move |key| (*key != Key::ROOT).then(|| outer(key)).flatten())
}

/// What the form of the application calls each of its answers.
fn labels(loaded: &Loaded, language: Language, now: Moment) -> BTreeMap<String, String> {
    let form = loaded.procedure.start_form(language);
    let raw = form.raw_from(&loaded.instance.variables());
    let sections = form.summary(&raw, &feel::Environment { now });
    sections.into_iter().flat_map(|section| section.rows).map(|row| (row.path, row.label)).collect()
}
