//! Cases that tell each other something: a signal reaches everybody who has waited for it and opens one case, a message
//! reaches one. The rows that bring them are not asked what has arrived; the journals are.

use super::Findings;
use super::rows::{Case, Database, Dated, Id};
use crate::simulation::story::Story;
use engine::Event;
use jiff::SignedDuration;
use std::collections::BTreeMap;
use values::{Moment, SubscriptionId};

/// The elements of the models of `packages/`.
const THROWS: &str = "call";
const SAYS: &str = "say";
const HEARS: &str = "word";
const OPENED: &str = "by_flood";
/// Hears every signal for as long as its case runs.
const HEARS_ALL: &str = "flood_seen";
/// What the journal calls a step in which a case receives a message.
const RECEIVES: &str = "receive-message";
/// The steps of all cases that receive messages of others.
const STEPS: &str =
    "SELECT j.tenant, j.header FROM journal j JOIN case_head h ON h.tenant = j.tenant AND h.id = j.chain
    WHERE h.service_key = 'listener'";
/// For as long a message that nobody receives is kept and remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(180 * 24);

/// What the cases of one tenant have told each other.
#[derive(Default)]
struct Told {
    /// When each signal was thrown, in the order of storing.
    thrown: Vec<i64>,
    said: Vec<Moment>,
    heard: usize,
    opened: usize,
    /// Who waits for a signal, and since when.
    waiting: Vec<(String, i64)>,
    /// Who waits for a message.
    hearkening: Vec<String>,
    /// Who hears every signal.
    listening: Vec<Listening>,
}

/// A case that hears every signal while it runs.
struct Listening {
    number: String,
    since: i64,
    heard: usize,
    /// Its case runs still.
    is_open: bool,
}

/// Nobody waits for what has been told already. It holds when the worker has found nothing more to do.
pub(super) fn has_arrived(story: &Story<'_>, database: &Database<'_>, now: Moment, findings: &mut Findings) {
    for (tenant, told) in told(story, database) {
        told.once_each(findings);
        for (number, since) in &told.waiting {
            if told.thrown.iter().any(|thrown| thrown > since) {
                findings.push(format!("{number} waited already and has not heard the signal"));
            }
        }
        let kept = database.column::<i64>("SELECT kept_until FROM publication WHERE tenant = ?1", &[tenant]);
        let lies_still = kept.iter().any(|until| Moment::from_micros(*until) > now);
        if let (true, Some(number)) = (lies_still, told.hearkening.first()) {
            findings.push(format!("{number} waits for a message that lies still"));
        }
        let is_remembered = told.said.iter().all(|said| said.plus(REMEMBERED) > now);
        if is_remembered && told.said.len() != told.heard + kept.len() {
            let (said, heard, kept) = (told.said.len(), told.heard, kept.len());
            findings.push(format!("{said} messages were sent, {heard} were heard and {kept} are kept"));
        }
        if told.opened != told.thrown.len() {
            let (thrown, opened) = (told.thrown.len(), told.opened);
            findings.push(format!("{thrown} signals were thrown and opened {opened} cases"));
        }
    }
}

/// How many cases were opened by a signal.
pub(super) fn opened(story: &Story<'_>, database: &Database<'_>) -> i64 {
    told(story, database).values().map(|told| told.opened as i64).sum()
}

fn told(story: &Story<'_>, database: &Database<'_>) -> BTreeMap<Id, Told> {
    let mut tenants: BTreeMap<Id, Told> = BTreeMap::new();
    for row in database.rows(STEPS, &[]) {
        let header: serde_json::Value =
            serde_json::from_str(&row.get::<String>(1)).expect("a header is JSON");
        tenants.entry(row.get(0)).or_default().heard += usize::from(header["command"] == RECEIVES);
    }
    for case in database.cases() {
        let tenant = tenants.entry(case.tenant).or_default();
        tenant.hear(case, database);
        // Whoever leads a case another way may have it hear twice.
        if !super::was_led(story, case) {
            tenant.listening.extend(listening(case, database));
        }
    }
    tenants
}

fn listening(case: &Case, database: &Database<'_>) -> Option<Listening> {
    let mut found: Option<(SubscriptionId, Listening)> = None;
    for dated in database.events(case) {
        match (&dated.event, &mut found) {
            (Event::Subscribed { subscription, element, .. }, None) if **element == *HEARS_ALL => {
                let (number, since) = (case.number.clone(), dated.stored);
                found = Some((*subscription, Listening { number, since, heard: 0, is_open: true }));
            }
            (Event::Passed { element }, Some((_, listening))) if **element == *HEARS_ALL => {
                listening.heard += 1
            }
            (Event::Unsubscribed { subscription }, Some((own, listening))) if *subscription == *own => {
                listening.is_open = false;
            }
            _ => {}
        }
    }
    found.map(|(_, listening)| listening)
}

impl Told {
    /// Whoever hears every signal has heard each once; one that has ended may have missed the last ones.
    fn once_each(&self, findings: &mut Findings) {
        for one in &self.listening {
            let thrown = self.thrown.iter().filter(|thrown| **thrown > one.since).count();
            if one.heard > thrown || (one.is_open && one.heard < thrown) {
                findings.push(format!("{} has heard {} of {thrown} signals", one.number, one.heard));
            }
        }
    }

    fn hear(&mut self, case: &Case, database: &Database<'_>) {
        let mut waits: BTreeMap<SubscriptionId, (bool, i64)> = BTreeMap::new();
        let mut steps = 0;
        for dated in database.events(case) {
            match &dated.event {
                Event::Began { .. } => steps += 1,
                // Only the first step opens it; somebody may lead it there again.
                Event::Passed { element } if **element == *OPENED => self.opened += usize::from(steps == 1),
                Event::Passed { element } => self.pass(element, dated),
                Event::Subscribed { element, .. } if **element == *HEARS_ALL => {}
                Event::Subscribed { subscription, element, signal, .. }
                    if signal.is_some() || **element == *HEARS =>
                {
                    waits.insert(*subscription, (signal.is_some(), dated.stored));
                }
                Event::Unsubscribed { subscription } => drop(waits.remove(subscription)),
                _ => {}
            }
        }
        for (is_signal, since) in waits.into_values() {
            if is_signal {
                self.waiting.push((case.number.clone(), since));
            } else {
                self.hearkening.push(case.number.clone());
            }
        }
    }

    fn pass(&mut self, element: &str, dated: &Dated) {
        match element {
            THROWS => self.thrown.push(dated.stored),
            SAYS => self.said.push(dated.at),
            _ => {}
        }
    }
}
