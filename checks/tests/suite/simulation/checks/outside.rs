//! What the world outside has seen: mails, payments and bytes of letters fit what the cases know.

use super::Findings;
use super::rows::{Database, Id};
use crate::simulation::acts::Surroundings;
use crate::simulation::story::Story;
use std::collections::BTreeSet;
use std::path::Path;
use values::Hash;

pub(super) fn check(story: &Story<'_>, database: &Database, findings: &mut Findings) {
    Surroundings::of(story).all_well();
    mails(story, database, findings);
    bytes(story, database, findings);
}

/// Nobody gets a mail about something that did not happen: a step that was not stored has sent nothing.
fn mails(story: &Story<'_>, database: &Database, findings: &mut Findings) {
    let mut jobs = BTreeSet::new();
    for case in database.cases() {
        let sql = "SELECT payload FROM journal_payload WHERE tenant = ?1 AND chain = ?2";
        let payloads: Vec<String> = database.column(sql, (case.tenant, case.id));
        jobs.extend(payloads.iter().flat_map(|payload| jobs_in(payload)));
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

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Every letter and file that a case or a draft has can be read.
fn bytes(story: &Story<'_>, database: &Database, findings: &mut Findings) {
    let folder = story.stage.folder.documents();
    for at in &story.template.offices {
        let tenant: Id = *at.town.tenant.as_bytes();
        let sql = "SELECT content_hash FROM document WHERE tenant = ?1 UNION SELECT page_hash FROM document
                   WHERE tenant = ?1 AND page_hash IS NOT NULL
                   UNION SELECT content_hash FROM upload WHERE tenant = ?1";
        for hash in database.column::<[u8; 32]>(sql, [tenant]) {
            let hash = Hash::from_bytes(hash).to_string();
            let path = folder.join(at.town.tenant.to_string()).join(&hash[..2]).join(&hash);
            if std::fs::read(&path).map(|bytes| Hash::of(&bytes).to_string()).ok() != Some(hash) {
                findings.push(format!("{}: a letter cannot be read", at.town.slug));
            }
        }
    }
}

/// What was paid at the provider has come to the case, once.
pub(super) fn check_in_the_end(story: &Story<'_>, database: &Database, findings: &mut Findings) {
    for (office, attempt, transaction) in &story.known.borrow().attempts {
        let tenant = *story.template.offices[*office].town.tenant.as_bytes();
        let file = story.stage.folder.payments().join(format!("{transaction}.json"));
        let kept = std::fs::read_to_string(file).unwrap_or_default();
        let is_paid = kept.contains("\"paid");
        let sql = "SELECT count(*) FROM payment_attempt a JOIN payment p ON p.tenant = a.tenant AND p.id = a.payment_id
                   WHERE a.tenant = ?1 AND a.id = ?2 AND a.state = 'paid' AND p.state = 'paid'";
        let is_known = database.count(sql, (tenant, *attempt.as_bytes())) == 1;
        if is_paid != is_known {
            findings.push(format!("the try {attempt} is paid at the provider: {is_paid}, here: {is_known}"));
        }
    }
    let sql = "SELECT count(*) FROM payment p WHERE p.paid_cents <> p.amount_cents * (SELECT count(*) FROM payment_attempt a
               WHERE a.tenant = p.tenant AND a.payment_id = p.id AND a.state = 'paid')";
    let wrong = database.count(sql, []);
    if wrong > 0 {
        findings.push(format!("{wrong} payments do not hold what the provider was paid"));
    }
}
