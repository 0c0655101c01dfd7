//! A service begins by its timer: no moment opens two cases, and none is forgotten. Of those that passed while nobody was at
//! work the first opens a case, late.

use super::Findings;
use super::rows::{Case, Database};
use engine::Event;
use jiff::SignedDuration;
use values::Moment;

/// The start in `packages/listener.bpmn`, its first moment, how many there are and how far apart.
const STARTS: &str = "by_day";
const FIRST: &str = "2026-11-27T08:00:00Z";
const MOMENTS: i64 = 3;
const APART: SignedDuration = SignedDuration::from_hours(48);

/// Every moment that has come has opened a case, or was passed over by one that opened later.
pub(super) fn have_happened(database: &Database<'_>, now: Moment, findings: &mut Findings) {
    let last = opened(database).into_iter().max();
    for moment in moments().filter(|moment| *moment <= now) {
        if last.is_none_or(|last| last < moment) {
            findings.push(format!("the moment {} has opened no case", moment.civil()));
        }
    }
}

/// Each case is for a moment of its own, which had come.
pub(super) fn happened_once(database: &Database<'_>, findings: &mut Findings) {
    let mut opened = opened(database);
    opened.sort();
    let mut moments = moments();
    for at in opened {
        if moments.next().is_none_or(|moment| at < moment) {
            findings.push(format!("a case was opened at {} for no moment of its own", at.civil()));
        }
    }
}

/// When the cases were opened that nobody sent and no signal opened.
pub(super) fn opened(database: &Database<'_>) -> Vec<Moment> {
    database.cases().iter().filter_map(|case| opened_at(case, database)).collect()
}

fn opened_at(case: &Case, database: &Database<'_>) -> Option<Moment> {
    let events = database.events(case).iter();
    let first_step = events.scan(0, |steps, dated| {
        *steps += usize::from(matches!(dated.event, Event::Began { .. }));
        (*steps <= 1).then_some(dated)
    });
    let mut passed = first_step.filter(|dated| is_start(&dated.event));
    passed.next().map(|dated| dated.at)
}

fn is_start(event: &Event) -> bool {
    matches!(event, Event::Passed { element } if **element == *STARTS)
}

fn moments() -> impl Iterator<Item = Moment> {
    let first: jiff::Timestamp = FIRST.parse().expect("a moment");
    let first = Moment::from_micros(first.as_microsecond());
    (0..MOMENTS).map(move |place| first.plus(APART * place as i32))
}
