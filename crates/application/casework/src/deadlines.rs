//! The legal clocks of a case as people see them: where each stands, and by how much it could be extended, which is found by
//! rehearsing it.

use crate::advance::Header;
use crate::load::Loaded;
use crate::refusal::Fault;
use crate::views::{DeadlineStanding, DeadlineView, ExtendedDeadline, ExtensionOffer};
use cases::{Action, Actor, may};
use engine::{Clock, ClockPhase, Command, Event, Key};
use jiff::civil::Date;
use store::JournalRow;
use values::Moment;
use values::calendar::Term;

/// The kind of command that the journal names an extension by.
const EXTENDED: &str = "extend-clock";

/// All clocks that have started, in their order.
pub(crate) fn shown(actor: &Actor, loaded: &Loaded, now: Moment) -> Vec<DeadlineView> {
    let may_extend = may(actor, Action::ExtendDeadline, &loaded.facts(None));
    let view = |(key, clock): (&Key, &Clock)| DeadlineView {
        clock: key.0,
        step: element_of(loaded, *key),
        standing: standing(clock),
        was_extended: clock.extended,
        offer: extension(loaded, *key, now).filter(|_| may_extend).map(|(most, until)| ExtensionOffer {
            most: most.amount(),
            unit: most.unit_key(),
            until,
        }),
    };
    loaded.instance.clocks().iter().map(view).collect()
}

/// The most that a clock can be extended by, and its last day then; `None` when it cannot be.
pub(crate) fn extension(loaded: &Loaded, clock: Key, now: Moment) -> Option<(Term, Date)> {
    let command = Command::ExtendClock { clock, by: None, reason: EXTENDED.to_owned() };
    let step = engine::step(loaded.procedure.program(), &loaded.instance, command, now).ok()?;
    step.events.iter().find_map(|event| match event {
        Event::ClockExtended { by, last_day, .. } => Some((*by, *last_day)),
        _ => None,
    })
}

/// The name of the step that a clock belongs to; empty for the whole case.
fn element_of(loaded: &Loaded, key: Key) -> String {
    let live = loaded.instance.elements().get(&key);
    live.and_then(|live| loaded.release.element_name(&live.element)).unwrap_or_default().to_owned()
}

fn standing(clock: &Clock) -> DeadlineStanding {
    match clock.phase {
        ClockPhase::Running { last_day } => DeadlineStanding::Running(last_day),
        ClockPhase::Suspended { since } => DeadlineStanding::Suspended(since),
        ClockPhase::Met { on } => DeadlineStanding::Met(on),
        ClockPhase::RanOut { last_day } => DeadlineStanding::RanOut(last_day),
    }
}

/// The steps in which a clock was extended.
pub(crate) fn extensions(journal: &[JournalRow]) -> Vec<i64> {
    let is_extension =
        |row: &&JournalRow| Header::read(&row.header).is_some_and(|header| header.command == EXTENDED);
    journal.iter().filter(is_extension).map(|row| row.step).collect()
}

/// What the applicant is told of an extension, as long as its clock runs. `payload` is what the journal kept of the step.
pub(crate) fn extended(loaded: &Loaded, payload: &str) -> Result<Option<ExtendedDeadline>, Fault> {
    let events: Vec<Event> =
        serde_json::from_str(payload).map_err(|error| Fault::while_doing("reading the journal", error))?;
    Ok(events.into_iter().find_map(|event| {
        let Event::ClockExtended { key, reason, .. } = event else { return None };
        let ClockPhase::Running { last_day } = loaded.instance.clocks().get(&key)?.phase else { return None };
        Some(ExtendedDeadline { last_day, reason })
    }))
}
