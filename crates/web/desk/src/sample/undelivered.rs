//! Messages and signals that have not arrived, and what could not be done about one.

use super::moment;
use crate::undelivered::TypedDeal;
use casework::{
    DealWith, MissedBy, Undelivered, UndeliveredEvent, UndeliveredPage, UndeliveredStanding, WayOut,
};
use values::{CaseId, EffectId, Place, Problem};

fn event(name: &str, standing: UndeliveredStanding, missed: usize) -> UndeliveredEvent {
    UndeliveredEvent {
        id: EffectId::derived(&[name.as_bytes()]),
        name: name.into(),
        case: CaseId::derived(&[b"sample"]),
        number: "2026-00042".into(),
        service_title: "Hund anmelden".into(),
        at: moment(),
        standing,
        missed,
        may_read: true,
        may_act: true,
    }
}

/// One of each kind, and one that whoever looks may only see.
fn events() -> [UndeliveredEvent; 4] {
    let kept = || UndeliveredStanding::Kept { until: moment(), key: Some("HU-1204".into()) };
    let over = UndeliveredStanding::Over { since: moment(), key: None };
    let foreign = event("gebuehr bezahlt", kept(), 0);
    [
        event("hund abgemeldet", kept(), 2),
        event("hochwasser", UndeliveredStanding::Missed, 31),
        event("umzug gemeldet", over, 0),
        UndeliveredEvent { may_read: false, may_act: false, ..foreign },
    ]
}

/// A page of the list with more after it.
pub(crate) fn undelivered() -> Undelivered {
    Undelivered { events: events().to_vec(), next: Some("0-0".into()) }
}

/// Each of them by itself.
pub(crate) fn undelivered_pages() -> [UndeliveredPage; 4] {
    events().map(|event| {
        let others = event.missed.saturating_sub(1);
        let missed = (event.missed > 0).then(|| MissedBy {
            case: CaseId::derived(&[b"missed"]),
            number: "2026-00043".into(),
            may_read: event.may_read,
        });
        UndeliveredPage { event, missed: missed.into_iter().collect(), others }
    })
}

/// Each way with something to mend.
pub(crate) fn typed_deals() -> [TypedDeal; 3] {
    let problem = |field: &str| Problem::in_answer(field, "desk-nobody");
    let typed = |way, problems| TypedDeal { asked: DealWith { way, reason: "Weil".into() }, problems };
    [
        typed(WayOut::Again, vec![Problem::new(Place::Whole, "desk-nobody")]),
        typed(WayOut::To("2026-1".into()), vec![problem("nummer"), problem("grund")]),
        typed(WayOut::LetGo, vec![problem("grund")]),
    ]
}
