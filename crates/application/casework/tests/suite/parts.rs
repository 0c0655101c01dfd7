//! A case of which much is open at once lies in the database in parts.

use crate::office::{Office, decision, dog_tax_checked_by, on_both_databases};
use cases::Actor;
use casework::{Completed, Refusal, TaskAnswers};
use feel::Context;
use values::{CaseId, Language, TaskId};

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
/// proves every step, and in the end the case is small again.
async fn one_answer_of_many(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (case, number, tasks) = checked_by_many(&office).await;
    assert_eq!(tasks.len(), OFFICES);
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
