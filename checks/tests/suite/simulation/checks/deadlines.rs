//! No deadline is missed: from the journal alone it follows which timers and statutory periods should have happened by now.
//! The rows that wake the worker are not asked.

use super::Findings;
use super::rows::{Case, Database};
use engine::Event;
use jiff::SignedDuration;
use jiff::civil::Date;
use std::collections::BTreeMap;
use values::{Moment, TimerId};

/// How much later than it was due a timer may happen while all is well: a worker that died holds it so long.
const SLACK: SignedDuration = SignedDuration::from_mins(5);

/// What the journal of a case says about time.
#[derive(Default, Clone)]
struct Told {
    /// Timers that are waited for, with their elements and moments.
    armed: BTreeMap<TimerId, (String, Moment)>,
    /// Timers that happened or were given up: element, when it was due, and when that was.
    over: Vec<(String, Moment, Moment)>,
    /// The last days of statutory periods that run.
    running: BTreeMap<u32, Date>,
    /// The same before a step that is taken back by the next one.
    before: Option<Box<Told>>,
}

/// Everything that was due by this moment has happened.
pub(crate) fn are_kept(database: &Database<'_>, now: Moment) -> Findings {
    let mut findings = Findings::new();
    for case in database.cases() {
        let told = told(case, database);
        for (element, due) in told.armed.values().filter(|(_, due)| *due <= now) {
            findings.push(format!("{}: {element} was due {} and has not happened", case.number, due.civil()));
        }
        for last_day in told.running.values().filter(|last_day| **last_day < now.date()) {
            findings.push(format!("{}: a period that ended on {last_day} still runs", case.number));
        }
    }
    findings
}

/// What became due since it is calm happened at its moment.
pub(super) fn were_kept(database: &Database<'_>, calm_since: Moment, findings: &mut Findings) {
    for case in database.cases() {
        for (element, due, over) in told(case, database).over {
            if due >= calm_since && over > due.plus(SLACK) {
                let (due, over) = (due.civil(), over.civil());
                findings.push(format!("{}: {element} was due {due} and happened {over}", case.number));
            }
        }
    }
}

fn told(case: &Case, database: &Database<'_>) -> Told {
    let mut told = Told::default();
    let events = database.events(case);
    let mut begins =
        events.iter().enumerate().filter(|(_, dated)| opens(&dated.event)).map(|(place, _)| place);
    begins.next();
    for dated in events {
        let next = opens(&dated.event).then(|| begins.next()).flatten();
        if next.is_some_and(|next| matches!(events[next].event, Event::Undone { .. })) {
            told.before = Some(Box::new(told.clone()));
        }
        told.hear(&dated.event, dated.at);
    }
    told
}

/// Whether a step begins with this.
fn opens(event: &Event) -> bool {
    matches!(event, Event::Began { .. } | Event::Undone { .. })
}

impl Told {
    fn hear(&mut self, event: &Event, now: Moment) {
        match event {
            // Whatever the last step did is as if it had not been.
            Event::Undone { .. } => *self = *self.before.take().expect("a step to take back"),
            Event::Armed { timer, element, due, .. } => {
                self.armed.insert(*timer, (element.to_string(), *due));
            }
            Event::Disarmed { timer } => {
                let over = self.armed.remove(timer);
                self.over.extend(over.map(|(element, due)| (element, due, now)));
            }
            Event::ClockStarted { key, last_day, .. }
            | Event::ClockResumed { key, last_day, .. }
            | Event::ClockExtended { key, last_day, .. } => {
                self.running.insert(key.0, *last_day);
            }
            Event::ClockSuspended { key, .. }
            | Event::ClockMet { key, .. }
            | Event::ClockRanOut { key, .. } => {
                self.running.remove(&key.0);
            }
            // A clock goes with what it belongs to.
            Event::Left { key } | Event::Cancelled { key } => {
                self.running.remove(&key.0);
            }
            Event::Ended | Event::Aborted { .. } => self.running.clear(),
            _ => {}
        }
    }
}
