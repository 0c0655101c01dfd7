//! The legal clocks of a case as people see them: where each stands, and by how much it could be extended, which is found by
//! rehearsing it.

use crate::advance::Header;
use crate::load::Loaded;
use crate::refusal::{Fault, Refusal};
use crate::views::{DeadlineStanding, DeadlineView, ExtendedDeadline, ExtensionOffer, StepName};
use cases::{Action, Actor, may};
use engine::{Clock, ClockPhase, Command, Event, Key};
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{JournalRow, Snapshot};
use values::calendar::Term;
use values::{CaseId, Language, Moment};

/// The kind of command that the journal names an extension by.
const EXTENDED: &str = "extend-clock";

/// All clocks that have started, in their order.
pub(crate) fn shown(
    actor: &Actor,
    loaded: &Loaded,
    (reasons, language, now): (&BTreeMap<Key, String>, Language, Moment),
) -> Vec<DeadlineView> {
    let may_extend = may(actor, Action::ExtendDeadline, &loaded.facts(None));
    let view = |(key, clock): (&Key, &Clock)| DeadlineView {
        clock: key.0,
        name: loaded.release.element_name(language, &clock.clock).unwrap_or_default().to_owned(),
        step: step_of(loaded, *key, language),
        standing: standing(clock),
        extended: clock.extended.then(|| reasons.get(key).cloned().unwrap_or_default()),
        offer: extension(loaded, (*key, None), now).filter(|_| may_extend).map(|most| ExtensionOffer {
            most: most.by.amount(),
            unit: most.by.unit_key(),
            until: most.last_day,
        }),
    };
    loaded.instance.clocks().iter().map(view).collect()
}

/// What an extension makes of a clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lengthened {
    /// By how much.
    pub(crate) by: Term,
    /// What the last day was.
    pub(crate) from: Date,
    /// The last day then.
    pub(crate) last_day: Date,
}

/// What extending a clock by this, or by the most, would make of it; `None` when it cannot be extended so.
pub(crate) fn extension(
    loaded: &Loaded,
    (clock, by): (Key, Option<Term>),
    now: Moment,
) -> Option<Lengthened> {
    let command = Command::ExtendClock { clock, by, reason: EXTENDED.to_owned() };
    let step = engine::step(loaded.procedure.program(), &loaded.instance, command, loaded.at(now)).ok()?;
    step.events.iter().find_map(|event| match event {
        Event::ClockExtended { by, from, last_day, .. } => {
            Some(Lengthened { by: *by, from: *from, last_day: *last_day })
        }
        _ => None,
    })
}

/// The step that a clock belongs to; none for the whole case.
fn step_of(loaded: &Loaded, key: Key, language: Language) -> Option<StepName> {
    let live = loaded.instance.elements().get(&key)?;
    Some(StepName::of(&loaded.release, language, &live.element))
}

fn standing(clock: &Clock) -> DeadlineStanding {
    match clock.phase {
        ClockPhase::Running { last_day } => DeadlineStanding::Running(last_day),
        ClockPhase::Suspended { since, .. } => DeadlineStanding::Suspended(since),
        ClockPhase::Met { on } => DeadlineStanding::Met(on),
        ClockPhase::RanOut { last_day } => DeadlineStanding::RanOut(last_day),
    }
}

/// Why clocks of a case were extended, as far as the journal still tells. Most cases have none, and nothing is read for that.
pub(crate) async fn reasons(
    snapshot: &Snapshot,
    case: CaseId,
    journal: &[JournalRow],
) -> Result<BTreeMap<Key, String>, Refusal> {
    let is_extension =
        |row: &&JournalRow| Header::read(&row.header).is_some_and(|header| header.command == EXTENDED);
    let steps: Vec<i64> = journal.iter().filter(is_extension).map(|row| row.step).collect();
    let mut reasons = BTreeMap::new();
    if steps.is_empty() {
        return Ok(reasons);
    }
    let payloads = snapshot.journal_payloads(*case.as_bytes()).await?;
    for payload in payloads.iter().filter(|payload| steps.contains(&payload.step)) {
        let events: Vec<Event> = serde_json::from_str(&payload.payload)
            .map_err(|error| Fault::while_doing("reading the journal", error))?;
        reasons.extend(events.into_iter().filter_map(|event| match event {
            Event::ClockExtended { key, reason, .. } => Some((key, reason)),
            _ => None,
        }));
    }
    Ok(reasons)
}

/// What the applicant is told of the clocks that were extended, as long as they are not over.
pub(crate) fn extended(loaded: &Loaded, reasons: &BTreeMap<Key, String>) -> Vec<ExtendedDeadline> {
    let told = |(key, reason): (&Key, &String)| {
        let last_day = match loaded.instance.clocks().get(key)?.phase {
            ClockPhase::Running { last_day } => Some(last_day),
            ClockPhase::Suspended { .. } => None,
            ClockPhase::Met { .. } | ClockPhase::RanOut { .. } => return None,
        };
        Some(ExtendedDeadline { last_day, reason: reason.clone() })
    };
    reasons.iter().filter_map(told).collect()
}
