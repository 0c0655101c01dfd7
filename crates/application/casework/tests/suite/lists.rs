//! Lists show exactly what the permissions allow.

use crate::office::{Office, on_both_databases};
use cases::{Actor, Role};
use casework::{WorkQuery, WorkView};
use jiff::SignedDuration;
use values::Language;

on_both_databases!(lists_and_permissions_agree, overdue_tasks);

/// Every row that a list shows can be opened, and every task that may be taken or completed stands in a list.
async fn lists_and_permissions_agree(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let colleague = office.staff("kaya", &["steueramt", "bauamt"], &[]).await;
    let head = office.staff("amann", &[], &[Role::Head]).await;
    let other = office.staff("bau", &["bauamt"], &[]).await;
    let mut numbers = Vec::new();
    for dog in ["Ada", "Ben", "Cleo"] {
        numbers.push(office.sent(dog).await.1);
    }
    office.work().await;
    let (case, task) = office.open_task(&numbers[0]).await;
    office.casework.take_task(&clerk, &office.town, case, task).await.expect("the task is free");

    for (actor, shown) in [(&clerk, 3), (&colleague, 3), (&head, 0), (&other, 0)] {
        let listed = listed(&office, actor, WorkView::Groups).await;
        let mut allowed = Vec::new();
        for number in &numbers {
            let (case, task) = office.open_task(number).await;
            let page = office.casework.case_page(actor, &office.town, case, Language::De).await;
            let is_theirs =
                page.is_ok_and(|page| page.tasks.iter().any(|task| task.may_take || task.is_mine));
            // The head sees every case, but takes no task of a group that is not theirs.
            if is_theirs || listed.contains(&task.to_string()) {
                allowed.push(task.to_string());
            }
        }
        allowed.sort();
        assert_eq!(listed.len(), shown, "{actor:?}");
        assert_eq!(listed, allowed, "{actor:?}");
    }
    assert_eq!(listed(&office, &clerk, WorkView::Mine).await, [task.to_string()]);
    assert_eq!(listed(&office, &colleague, WorkView::Free).await.len(), 2);
}

/// A caseworker sees what is late, and the counters say the same.
async fn overdue_tasks(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    office.sent("Ada").await;
    office.work().await;
    assert!(listed(&office, &clerk, WorkView::Overdue).await.is_empty());
    office.wait(SignedDuration::from_hours(24 * 15));
    office.sent("Ben").await;
    office.work().await;
    assert_eq!(listed(&office, &clerk, WorkView::Overdue).await.len(), 1);
    let list = office.casework.work_list(&clerk, &office.town, &WorkQuery::default(), Language::De).await;
    let counts = list.expect("the work list").counts;
    assert_eq!((counts.mine, counts.groups, counts.free, counts.overdue), (0, 2, 2, 1));
}

async fn listed(office: &Office, actor: &Actor, view: WorkView) -> Vec<String> {
    let query = WorkQuery { view, after: None };
    let list =
        office.casework.work_list(actor, &office.town, &query, Language::De).await.expect("the work list");
    let mut tasks: Vec<String> = list.rows.into_iter().map(|row| row.task.to_string()).collect();
    tasks.sort();
    tasks
}
