//! A case of which much is open at once lies in the database in parts.

use crate::office::{Office, decision, dog_tax_checked_by, on_both_databases};
use cases::{Actor, Role, journal};
use casework::{Completed, Refusal, TaskAnswers};
use engine::{Instance, StoredPart};
use feel::Context;
use values::{CaseId, Hash, Language, Moment, TaskId};

on_both_databases!(one_answer_of_many, a_stale_part);

const OFFICES: usize = 150;
const PARTS: &str = "SELECT COUNT(*) FROM instance";

/// A sent registration that many check, its id, and the tasks that are open.
async fn checked_by_many(office: &Office) -> (CaseId, String, Vec<TaskId>) {
    let package = dog_tax_checked_by(OFFICES);
    office.casework.install_package(&package).await.expect("the package fits");
    let published = office.casework.publish_service(office.town.tenant, &package, &Context::new()).await;
    published.expect("the service is live");
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let head = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
    let tasks = head.open_tasks.iter().map(|(task, _)| task.parse().expect("an id")).collect();
    (head.id, number, tasks)
}

async fn answer(office: &Office, clerk: &Actor, case: CaseId, task: TaskId) -> Result<Completed, Refusal> {
    office.casework.take_task(clerk, &office.town, case, task).await?;
    let asked = TaskAnswers { case, task, answers: decision("approve"), language: Language::De };
    office.casework.complete_task(clerk, &office.town, &asked).await
}

async fn breaks(office: &Office, number: &str) -> Vec<String> {
    office.casework.verify_case(office.town.tenant, number).await.expect("verified").breaks
}

/// A town whose case waits for 150 answers writes a few rows with each of them and not all of the case; the journal
/// proves every step, and in the end the case is small again. The page on which it is taken in hand stays short.
async fn one_answer_of_many(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (case, number, tasks) = checked_by_many(&office).await;
    assert_eq!(tasks.len(), OFFICES);
    let head = office.staff("leitung", &[], &[Role::Head]).await;
    let places = office.casework.stuck_case(&head, &office.town, case, Language::De).await.expect("the page");
    assert_eq!((places.places.len(), places.has_more), (50, true));
    let parts = office.count(PARTS).await;
    assert!(parts > 8, "{parts} parts");
    let written = "SELECT COUNT(*) FROM instance i JOIN kept k ON i.case_id = k.case_id AND i.part = k.part
                   WHERE i.version > k.version";
    office.keep_states().await;
    for (answered, task) in tasks.iter().enumerate() {
        let done = answer(&office, &clerk, case, *task).await;
        assert!(matches!(done, Ok(Completed::Done)), "{done:?}");
        if answered == 0 {
            let written = office.count(written).await;
            assert!((2..=4).contains(&written), "{written} rows of {parts} are written");
            assert_eq!(breaks(&office, &number).await, Vec::<String>::new());
        }
    }
    office.work().await;
    assert_eq!(breaks(&office, &number).await, Vec::<String>::new());
    assert_eq!(office.count(PARTS).await, 1, "what is done is not kept in parts");
}

/// An office does not decide on a case of which one row was put back from an earlier step: the step is refused and the
/// proof says why.
async fn a_stale_part(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (case, number, tasks) = checked_by_many(&office).await;
    office.keep_states().await;
    let done = answer(&office, &clerk, case, tasks[70]).await;
    assert!(matches!(done, Ok(Completed::Done)), "{done:?}");
    let put_back = "UPDATE instance SET bytes = (SELECT bytes FROM kept k WHERE k.part = instance.part)
                    WHERE part = (SELECT MAX(i.part) FROM instance i JOIN kept k ON i.part = k.part
                                  WHERE i.version > k.version)";
    office.tamper(put_back).await;
    let refused = answer(&office, &clerk, case, tasks[71]).await;
    assert!(matches!(refused, Err(Refusal::Fault(_))), "{refused:?}");
    let breaks = breaks(&office, &number).await;
    assert!(breaks[0].starts_with("the stored state is not that of step "), "{breaks:?}");
}

/// A large case that an older version stored as one row goes on: its next step stores it in parts, and nothing is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_one_row_goes_on() {
    let office = Office::on_sqlite("what_was_one_row_goes_on").await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (case, number, tasks) = checked_by_many(&office).await;
    store_as_one_row(&office, case);
    assert_eq!(office.count(PARTS).await, 1);
    assert_eq!(breaks(&office, &number).await, Vec::<String>::new());
    let done = answer(&office, &clerk, case, tasks[3]).await;
    assert!(matches!(done, Ok(Completed::Done)), "{done:?}");
    assert!(office.count(PARTS).await > 8);
    assert_eq!(breaks(&office, &number).await, Vec::<String>::new());
    let head = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
    assert_eq!(head.open_tasks.len(), OFFICES - 1);
}

/// Rewrites the state of a case and the end of its journal to what they were before there were parts.
fn store_as_one_row(office: &Office, case: CaseId) {
    let file = rusqlite::Connection::open(office.folder.join("fachwerk.sqlite")).expect("the database");
    let mut parts = file.prepare("SELECT part, format, bytes FROM instance").expect("a statement");
    let rows = parts.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("it runs");
    let rows: Vec<(u32, u32, Vec<u8>)> = rows.map(|row| row.expect("a part")).collect();
    let parts =
        rows.iter().map(|(number, format, bytes)| StoredPart { number: *number, format: *format, bytes });
    let whole = Instance::from_parts(parts).expect("a readable state").to_bytes();
    file.execute("DELETE FROM instance WHERE part > 0", []).expect("the parts go");
    file.execute("UPDATE instance SET bytes = ?1", [&whole]).expect("one is left");
    let mut last = last_entry(&file, case);
    last.snapshot_hash = Hash::of(&whole);
    let hashes = (last.snapshot_hash.as_bytes(), last.computed_hash());
    let sql = "UPDATE journal SET snapshot_hash = ?1, hash = ?2 WHERE chain = ?3 AND step = ?4";
    file.execute(sql, (hashes.0, hashes.1.as_bytes(), last.chain, last.step))
        .expect("the journal ends otherwise");
}

fn last_entry(file: &rusqlite::Connection, case: CaseId) -> journal::Entry {
    let sql = "SELECT step, at, header, previous, payload_hash, snapshot_hash, hash FROM journal
               WHERE chain = ?1 ORDER BY step DESC LIMIT 1";
    let entry = |row: &rusqlite::Row<'_>| {
        Ok(journal::Entry {
            chain: *case.as_bytes(),
            step: row.get(0)?,
            at: Moment::from_micros(row.get(1)?),
            header: row.get(2)?,
            previous: Hash::from_bytes(row.get(3)?),
            payload_hash: Hash::from_bytes(row.get(4)?),
            snapshot_hash: Hash::from_bytes(row.get(5)?),
            hash: Hash::from_bytes(row.get(6)?),
        })
    };
    file.query_row(sql, [case.as_bytes()], entry).expect("the last entry")
}
