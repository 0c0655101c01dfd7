//! Worlds that are broken on purpose. What looks at the stories must see each of them, or it would be no proof.

use super::stage::Template;
use super::story::Story;
use super::{calm, checks};
use jiff::SignedDuration;
use rusqlite::OpenFlags;

/// Stories to look through for one in which there is something to break.
const STORIES: u64 = 40;

/// What breaks, how, and what must be said about it.
const BROKEN: [Broken; 24] = [
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
    ("UPDATE document SET content_hash = page_hash WHERE kind = 'notice'", "a letter is not whole"),
    ("UPDATE citizen_case SET citizen = zeroblob(16)", "a case stands in a list of somebody"),
    ("DELETE FROM citizen_case", "a case stands in no list"),
    ("UPDATE postbox_item SET citizen = zeroblob(16)", "a letter lies in the postbox of somebody"),
    ("UPDATE draft SET citizen = zeroblob(16)", "is not in the account"),
    ("DELETE FROM journal WHERE header LIKE '%\"activate\"%'", "was begun 0 times"),
];

/// What breaks, and what must be said about it.
type Broken = (&'static str, &'static str);

/// Rows that are lost, doubled, moved or changed are found, each by what looks for it. A story is told once and broken in
/// every way that nobody has noticed yet.
pub(super) fn are_found(template: &Template) {
    let mut unnoticed = BROKEN.to_vec();
    for seed in 0..STORIES {
        let mut story = Story::new(template, seed);
        story.run();
        notice(&mut story, &mut unnoticed, breaks_a_job);
        calm::work_off(&story, &story.started());
        notice(&mut story, &mut unnoticed, |sql| !breaks_a_job(sql));
        if unnoticed.is_empty() {
            break;
        }
    }
    assert!(unnoticed.is_empty(), "nobody noticed {unnoticed:#?}");
    let mut late = (0..STORIES).flat_map(|seed| overslept(template, seed));
    assert!(late.any(|one| one.contains("has not happened")), "nobody noticed that the worker overslept");
}

/// Whether there is something to break only before the worker has done its work.
fn breaks_a_job(sql: &str) -> bool {
    sql.contains("'job'") || sql.contains("outbox")
}

/// Breaks the story as it stands in each of these ways, one at a time, and strikes off what is noticed.
fn notice(story: &mut Story<'_>, unnoticed: &mut Vec<Broken>, is_meant: fn(&str) -> bool) {
    unnoticed.retain(|(sql, wanted)| {
        !is_meant(sql) || !findings(story, sql).iter().any(|finding| finding.contains(wanted))
    });
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

/// The findings in a story that was broken; none when there was nothing to break. Afterwards it is whole again.
fn findings(story: &mut Story<'_>, sql: &str) -> Vec<String> {
    let whole = story.in_a_copy();
    let file = story.stage.home.file(OpenFlags::SQLITE_OPEN_READ_WRITE).expect("it is a file");
    let changed = file.execute(sql, []).expect("the statement runs");
    let findings = if changed > 0 { checks::always(story, &story.started()) } else { Vec::new() };
    story.back_in(whole);
    findings
}
