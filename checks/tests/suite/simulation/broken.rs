//! Worlds that are broken on purpose. What looks at the stories must see each of them, or it would be no proof.

use super::stage::Template;
use super::story::Story;
use super::{calm, checks};
use jiff::SignedDuration;
use rusqlite::OpenFlags;

/// Stories to look through for one in which there is something to break.
const STORIES: u64 = 40;

/// What breaks, how, and what must be said about it.
const BROKEN: [(&str, &str); 18] = [
    ("DELETE FROM task WHERE rowid = (SELECT min(rowid) FROM task)", "task rows for"),
    ("DELETE FROM outbox WHERE rowid = (SELECT min(rowid) FROM outbox)", "job rows for"),
    ("DELETE FROM due WHERE kind = 'timer'", "a timer without a due row"),
    ("DELETE FROM due WHERE kind = 'job'", "an open job without a due row"),
    ("DELETE FROM subscription", "subscription rows for"),
    ("DELETE FROM timer", "timer rows for"),
    ("DELETE FROM task_candidate", "a task that nobody may take"),
    ("UPDATE journal SET at = at + 1 WHERE step = 2", "2026-"),
    ("UPDATE case_head SET steps = steps + 1", "the case speaks of"),
    ("UPDATE draft SET submitted_case = NULL", "was sent and has no case"),
    (
        "INSERT INTO payment SELECT tenant, zeroblob(16), case_id, effect, way, waits, amount_cents, purpose, reference || '1',
         due_day, account, state, paid_cents, opened_at, settled_at, version FROM payment LIMIT 1",
        "2 payments",
    ),
    (
        "INSERT INTO document SELECT tenant, zeroblob(16), case_id, kind, title, media_type, content_hash, size_bytes, created_at,
         delivered_at, page_hash FROM document WHERE kind = 'notice' LIMIT 1",
        "2 notices",
    ),
    (
        "INSERT INTO record SELECT tenant, zeroblob(16), service_key, kind, record_number + 1, record_key, title, fields, valid_from,
         valid_to, opened_by, ended_by, version FROM record WHERE valid_to = '' AND record_key <> '' LIMIT 1",
        "stands in the register twice",
    ),
    ("UPDATE task SET tenant = (SELECT id FROM tenant WHERE slug = 'musterstadt')", "belong to no case of their tenant"),
    ("DELETE FROM search_entry", "a search for"),
    ("UPDATE citizen_case SET status = 'received' WHERE status <> 'received'", "an account shows"),
    ("DELETE FROM document WHERE kind = 'upload'", "a proof is no document"),
    ("UPDATE document SET content_hash = zeroblob(32)", "a letter cannot be read"),
];

/// Rows that are lost, doubled, moved or changed are found, each by what looks for it.
pub(super) fn are_found(template: &Template) {
    for (sql, wanted) in BROKEN {
        let mut findings = (0..STORIES).filter_map(|seed| broken(template, seed, sql)).flatten();
        assert!(findings.any(|one| one.contains(wanted)), "nobody noticed {sql}");
    }
    let mut late = (0..STORIES).flat_map(|seed| overslept(template, seed));
    assert!(late.any(|one| one.contains("has not happened")), "nobody noticed that the worker overslept");
}

/// The rows that wake the worker are moved, and then time passes.
fn overslept(template: &Template, seed: u64) -> Vec<String> {
    let story = Story::new(template, seed);
    story.run();
    let casework = story.started();
    calm::work_off(&story, &casework);
    let file = story.stage.home.file(OpenFlags::SQLITE_OPEN_READ_WRITE).expect("it is a file");
    file.execute("UPDATE due SET due = due * 2 WHERE kind = 'timer'", []).expect("the statement runs");
    story.stage.wait(SignedDuration::from_hours(24 * 400));
    calm::work_off(&story, &casework);
    checks::nothing_is_late(&story)
}

/// The findings in a story that was broken; nothing when there was nothing to break.
fn broken(template: &Template, seed: u64, sql: &str) -> Option<Vec<String>> {
    let story = Story::new(template, seed);
    story.run();
    let casework = story.started();
    if !sql.contains("'job'") && !sql.contains("outbox") {
        calm::work_off(&story, &casework);
    }
    let file = story.stage.home.file(OpenFlags::SQLITE_OPEN_READ_WRITE).expect("it is a file");
    let changed = file.execute(sql, []).expect("the statement runs");
    (changed > 0).then(|| checks::always(&story, &casework))
}
