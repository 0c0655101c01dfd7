//! What the world outside has seen: mails, payments and bytes of letters fit what the cases know.

use super::Findings;
use super::rows::{Database, Id, Row};
use crate::simulation::acts::Surroundings;
use crate::simulation::story::Story;
use engine::Event;
use std::collections::BTreeSet;
use std::path::Path;
use values::{EffectId, Hash};

pub(super) fn check(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    Surroundings::of(story).all_well(story);
    mails(story, database, findings);
    bytes(story, database, findings);
    letters(story, database, findings);
}

/// Nobody gets a mail about something that did not happen: a step that was not stored has sent nothing.
fn mails(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    let mut jobs = BTreeSet::new();
    for case in database.cases() {
        let sql = "SELECT payload FROM journal_payload WHERE tenant = ?1 AND chain = ?2";
        let payloads: Vec<String> = database.column(sql, &[case.tenant, case.id]);
        jobs.extend(payloads.iter().flat_map(|payload| jobs_in(payload)));
        jobs.extend(database.events(case).iter().filter_map(|dated| announcement(case.id, &dated.event)));
    }
    for name in names(&story.stage.folder.mails()) {
        let job = name.split('@').next().unwrap_or_default();
        if !jobs.contains(job) {
            findings.push(format!("a mail was sent for a job that was never asked for: {name}"));
        }
    }
}

/// The ids of jobs that a step asked for: what elements began to wait for.
fn jobs_in(payload: &str) -> Vec<String> {
    let events: Vec<serde_json::Value> = serde_json::from_str(payload).unwrap_or_default();
    let waits =
        events.iter().filter_map(|event| event.pointer("/waits/wait/job")?.as_str().map(str::to_owned));
    waits.collect()
}

/// The job by which the platform announces that a deadline was extended.
fn announcement(case: Id, event: &Event) -> Option<String> {
    let Event::ClockExtended { key, .. } = event else { return None };
    let id = EffectId::derived(&[b"announced extension", &case, &key.0.to_be_bytes()]);
    Some(id.to_string())
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Every letter and file that a case or a draft has can be read.
fn bytes(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    let folder = story.stage.folder.documents();
    for at in &story.template.offices {
        let tenant: Id = *at.town.tenant.as_bytes();
        let sql = "SELECT content_hash FROM document WHERE tenant = ?1 UNION SELECT page_hash FROM document
                   WHERE tenant = ?1 AND page_hash IS NOT NULL
                   UNION SELECT content_hash FROM upload WHERE tenant = ?1";
        for hash in database.column::<[u8; 32]>(sql, &[tenant]) {
            let hash = Hash::from_bytes(hash).to_string();
            let path = folder.join(at.town.tenant.to_string()).join(&hash[..2]).join(&hash);
            if std::fs::read(&path).map(|bytes| Hash::of(&bytes).to_string()).ok() != Some(hash) {
                findings.push(format!("{}: a letter cannot be read", at.town.slug));
            }
        }
    }
}

/// No letter is half of one, whoever has written it.
fn letters(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    let folder = story.stage.folder.documents();
    for at in &story.template.offices {
        let tenant: Id = *at.town.tenant.as_bytes();
        let sql = "SELECT content_hash FROM document WHERE tenant = ?1 AND kind IN ('notice', 'letter')";
        for hash in database.column::<[u8; 32]>(sql, &[tenant]) {
            let hash = Hash::from_bytes(hash).to_string();
            let path = folder.join(at.town.tenant.to_string()).join(&hash[..2]).join(&hash);
            let bytes = std::fs::read(path).unwrap_or_default();
            if !bytes.starts_with(b"%PDF") || !bytes.trim_ascii_end().ends_with(b"%%EOF") {
                findings.push(format!("{}: a letter is not whole", at.town.slug));
            }
        }
    }
}

/// What was paid at the provider has come to the case, once.
pub(super) fn check_in_the_end(story: &Story<'_>, database: &Database<'_>, findings: &mut Findings) {
    for (office, attempt, transaction) in &story.known.borrow().attempts {
        let tenant = *story.template.offices[*office].town.tenant.as_bytes();
        let file = story.stage.folder.payments().join(format!("{transaction}.json"));
        let kept = std::fs::read_to_string(file).unwrap_or_default();
        let is_paid = kept.contains("\"paid");
        let sql = "SELECT count(*) FROM payment_attempt a JOIN payment p ON p.tenant = a.tenant AND p.id = a.payment_id
                   WHERE a.tenant = ?1 AND a.id = ?2 AND a.state = 'paid' AND p.state = 'paid'";
        let is_known = database.count(sql, &[tenant, *attempt.as_bytes()]) == 1;
        if is_paid != is_known {
            findings.push(format!("the try {attempt} is paid at the provider: {is_paid}, here: {is_known}"));
        }
    }
    for row in &database.rows(PAID, &[]) {
        is_what_came_in(story, row, findings);
    }
}

/// What has come in for each payment, how often it was paid online, and whether that settled it: then both rows have the
/// moment of one clock. Moments of different machines say nothing about who came first.
const PAID: &str = "SELECT p.tenant, p.id, p.amount_cents, p.paid_cents, p.state, count(a.id),
    coalesce(sum(CASE WHEN a.settled_at = p.settled_at THEN 1 ELSE 0 END), 0)
    FROM payment p LEFT JOIN payment_attempt a ON a.tenant = p.tenant AND a.payment_id = p.id
    AND a.state = 'paid' GROUP BY p.tenant, p.id, p.amount_cents, p.paid_cents, p.state ORDER BY p.tenant, p.id";

/// A payment holds what was paid online, and what a clerk has noted, once.
fn is_what_came_in(story: &Story<'_>, row: &Row, findings: &mut Findings) {
    let (tenant, id): (Id, Id) = (row.get(0), row.get(1));
    let (amount, paid, state): (i64, i64, String) = (row.get(2), row.get(3), row.get(4));
    let known = story.known.borrow();
    let noted = known.noted.iter().find(|((office, payment), _)| {
        (*story.template.offices[*office].town.tenant.as_bytes(), *payment.as_bytes()) == (tenant, id)
    });
    let (online, settled_online): (i64, i64) = (row.get(5), row.get(6));
    // Who notes money of a payment that is settled already has seen the same money.
    let by_clerk = match noted {
        Some(_) if settled_online == 0 => i64::from(state == "paid"),
        // Perhaps both at one moment: who came first is not seen.
        Some(_) => (paid - amount * online).signum(),
        None => 0,
    };
    if paid != amount * (online + by_clerk) {
        findings.push(format!("a payment of {amount} holds {paid}, paid online {online} times"));
    }
    if noted.is_some_and(|(_, was_told)| *was_told) && state != "paid" {
        findings.push("money that was noted has not come in".to_owned());
    }
}
