//! Lists show exactly what the permissions allow.

use crate::office::{Office, on_both_databases};
use cases::{Actor, Role};
use casework::{Refusal, TaskAct, WorkOrder, WorkQuery, WorkView};
use jiff::SignedDuration;
use values::Language;

on_both_databases!(
    lists_and_permissions_agree,
    overdue_tasks,
    names_are_sorted_over_all_pages,
    cases_come_back_on_their_day,
    several_tasks_at_once,
    in_the_language_of_the_reader,
);

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
    assert_eq!(listed(&office, &head, WorkView::All).await.len(), 3, "the head sees all tasks of the office");
    assert_eq!(listed(&office, &clerk, WorkView::All).await.len(), 0, "nobody else does");
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
    let query = WorkQuery { view, ..WorkQuery::default() };
    let list =
        office.casework.work_list(actor, &office.town, &query, Language::De).await.expect("the work list");
    let mut tasks: Vec<String> = list.rows.into_iter().map(|row| row.task.to_string()).collect();
    tasks.sort();
    tasks
}

/// More tasks than a page holds are sorted by name over all pages, and no name stands in an address.
async fn names_are_sorted_over_all_pages(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    for number in 0..53 {
        office.sent(&format!("Hund {number}")).await;
    }
    office.work().await;
    for order in [WorkOrder::Applicant, WorkOrder::Number, WorkOrder::Assignee, WorkOrder::Due] {
        for downwards in [false, true] {
            let mut query = WorkQuery { order, downwards, ..WorkQuery::default() };
            let mut numbers = Vec::new();
            loop {
                let list = office.casework.work_list(&clerk, &office.town, &query, Language::De).await;
                let list = list.expect("the work list");
                numbers.extend(list.rows.into_iter().map(|row| row.number));
                let Some(next) = list.next else { break };
                assert!(!next.contains("beispiel") && !next.contains("weber"), "{next}");
                query.after = Some(next);
            }
            let mut once = numbers.clone();
            once.sort();
            once.dedup();
            assert_eq!((numbers.len(), once.len()), (53, 53), "{order:?} {downwards}");
            if order == WorkOrder::Number {
                let (first, last) = (numbers.first().cloned(), numbers.last().cloned());
                assert_eq!(first < last, !downwards);
            }
        }
    }
}

/// A caseworker puts a case away with a reason; it is out of the way until its day, and then comes back by itself. Only those
/// who may read the case may do it and see it.
async fn cases_come_back_on_their_day(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let head = office.staff("amann", &[], &[Role::Head]).await;
    let other = office.staff("bau", &["bauamt"], &[]).await;
    let number = office.sent("Ada").await.1;
    office.work().await;
    let (case, _) = office.open_task(&number).await;
    let day = |text: &str| text.parse().ok();
    let (town, casework) = (&office.town, &office.casework);
    for (wrong, reason) in
        [(day("2026-11-23"), "x"), (day("2040-01-01"), "x"), (None, "x"), (day("2026-11-26"), " ")]
    {
        let refused = casework.put_away(&clerk, town, case, (wrong, reason)).await;
        assert!(matches!(refused, Err(Refusal::Problems(_))), "{wrong:?}");
    }
    let refused = casework.put_away(&other, town, case, (day("2026-11-26"), "x")).await;
    assert_eq!(refused, Err(Refusal::NotFound));
    casework.put_away(&clerk, town, case, (day("2026-11-25"), "Antwort abwarten")).await.expect("put away");
    casework.put_away(&clerk, town, case, (day("2026-11-26"), "Meldebehörde")).await.expect("another day");

    let counts = |actor: Actor| {
        let office = &office;
        async move {
            let asked = WorkQuery { view: WorkView::Resubmitted, ..WorkQuery::default() };
            let list = office.casework.work_list(&actor, &office.town, &asked, Language::De).await;
            let list = list.expect("the list");
            let reasons: Vec<String> = list.resubmitted.into_iter().map(|row| row.reason).collect();
            (list.counts.groups, list.counts.resubmitted, list.counts.put_away, reasons)
        }
    };
    assert_eq!(counts(clerk.clone()).await, (0, 0, 1, vec![]));
    assert_eq!(
        counts(head.clone()).await,
        (0, 0, 1, vec![]),
        "the head is in no group and sees it all the same"
    );
    assert_eq!(counts(other.clone()).await, (0, 0, 0, vec![]));
    // From noon of the 23rd to the first minutes of the 26th in Germany.
    office.wait(SignedDuration::from_hours(60));
    assert_eq!(counts(clerk.clone()).await, (1, 1, 0, vec!["Meldebehörde".to_owned()]));
    assert_eq!(counts(other.clone()).await, (0, 0, 0, vec![]));
    let page = casework.case_page(&clerk, town, case, Language::De).await.expect("the case");
    let told: Vec<&str> = page.journal.iter().rev().take(2).map(|line| line.command.as_str()).collect();
    assert_eq!(told, ["put-away", "put-away"]);
    assert_eq!(page.resubmission.map(|set| set.set_by), Some("Frau weber".to_owned()));
    for _ in 0..2 {
        casework.take_up_again(&head, town, case).await.expect("taken up");
    }
    assert_eq!(counts(clerk).await, (1, 0, 0, vec![]));
    let proof = casework.verify_case(town.tenant, &number).await.expect("the journal");
    assert_eq!(proof.breaks, Vec::<String>::new());
}

/// Of several tasks each is taken or not for a reason of its own; what somebody else has stops nothing.
async fn several_tasks_at_once(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let colleague = office.staff("kaya", &["steueramt"], &[]).await;
    let other = office.staff("bau", &["bauamt"], &[]).await;
    let mut tasks = Vec::new();
    for dog in ["Ada", "Ben", "Cleo"] {
        let number = office.sent(dog).await.1;
        office.work().await;
        tasks.push(office.open_task(&number).await);
    }
    let (case, task) = tasks[1];
    office.casework.take_task(&colleague, &office.town, case, task).await.expect("the task is free");
    let act = async |actor: &Actor, act| {
        let answers = office.casework.act_on_tasks(actor, &office.town, act, &tasks).await.expect("answers");
        answers.into_iter().map(|answer| (answer.number.is_empty(), answer.refusal)).collect::<Vec<_>>()
    };
    let by = "Frau kaya".to_owned();
    let expected = [(false, None), (false, Some(Refusal::TaskTaken { by })), (false, None)];
    assert_eq!(act(&clerk, TaskAct::Take).await, expected);
    let expected = [(false, None), (false, Some(Refusal::NotAllowed)), (false, None)];
    assert_eq!(act(&clerk, TaskAct::GiveBack).await, expected);
    assert_eq!(act(&other, TaskAct::Take).await, vec![(true, Some(Refusal::NotFound)); 3]);
}

/// A colleague who reads English reads in every list what a case is about, as on the page of the case.
async fn in_the_language_of_the_reader(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let (case, _) = office.open_task(&number).await;
    let (casework, town) = (&office.casework, &office.town);
    for (language, subject) in [(Language::De, "Hund Bello"), (Language::En, "Dog Bello")] {
        let list = casework.work_list(&clerk, town, &WorkQuery::default(), language).await;
        let list = list.expect("the work list");
        let found = casework.search(&clerk, town, "Bello", language).await.expect("searched");
        let page = casework.case_page(&clerk, town, case, language).await.expect("the page");
        assert_eq!([&list.rows[0].subject, &found.cases[0].subject, &page.subject], [subject; 3]);
    }
}
