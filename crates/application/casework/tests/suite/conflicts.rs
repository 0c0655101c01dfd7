//! Two at once: nothing is done twice, and nobody's work is lost without a word.

use crate::office::{Office, decision, on_both_databases};
use cases::Actor;
use casework::{Completed, Refusal, TaskAnswers};
use values::Language;

on_both_databases!(sent_once, two_clerks, one_click_twice, decided_anew);

/// A citizen who clicks eight times on "send", in two processes, has sent one application.
async fn sent_once(office: Office) {
    let (guest, draft) = office.filled_draft("Bello").await;
    let other = office.second_process().await;
    let clicks = (0..8).map(|click| {
        let (casework, guest, town) = (
            if click % 2 == 0 { office.casework.clone() } else { other.clone() },
            guest.clone(),
            office.town.clone(),
        );
        tokio::spawn(async move { casework.submit_application(&guest, &town, draft, Language::De).await })
    });
    for click in clicks.collect::<Vec<_>>() {
        assert_eq!(click.await.expect("the click ends"), Ok(()));
    }
    let numbers = office.casework.case_numbers(office.town.tenant).await.expect("the cases");
    assert_eq!(numbers.len(), 1, "{numbers:?}");
    let receipt =
        office.casework.receipt(&guest, &office.town, draft, Language::De).await.expect("a receipt");
    assert_eq!(numbers, [receipt.number]);
}

/// Of two clerks who take a task at the same moment one has it, and the other reads who.
async fn two_clerks(office: Office) {
    let first = office.staff("weber", &["steueramt"], &[]).await;
    let second = office.staff("kaya", &["steueramt"], &[]).await;
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let (case, task) = office.open_task(&number).await;
    let take = |clerk: &Actor| {
        let (casework, town, clerk) = (office.casework.clone(), office.town.clone(), clerk.clone());
        tokio::spawn(async move { casework.take_task(&clerk, &town, case, task).await })
    };
    let (one, other) = (take(&first), take(&second));
    let answers = [one.await.expect("it ends"), other.await.expect("it ends")];
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    assert!(
        answers
            .iter()
            .any(|answer| matches!(answer, Err(Refusal::TaskTaken { by }) if by.starts_with("Frau ")))
    );
}

/// A clerk who double-clicks on "decide" has decided once, and is told that it is done both times.
async fn one_click_twice(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let (case, task) = office.open_task(&number).await;
    office.casework.take_task(&clerk, &office.town, case, task).await.expect("the task is free");
    let asked = TaskAnswers { case, task, answers: decision("approve"), language: Language::De };
    for _ in 0..2 {
        let completed =
            office.casework.complete_task(&clerk, &office.town, &asked).await.expect("it is done");
        assert!(matches!(completed, Completed::Done));
    }
    office.work().await;
    let page = office.casework.case_page(&clerk, &office.town, case, Language::De).await.expect("the case");
    assert_eq!(page.documents.len(), 1, "one notice: {:?}", page.documents);
    let decided = page.journal.iter().filter(|line| line.command == "complete-task").count();
    assert_eq!(decided, 1);
}

/// Results that arrive while a clerk decides do not cost the clerk the work: what has changed is decided anew.
async fn decided_anew(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut numbers = Vec::new();
    for dog in ["Ada", "Ben", "Cleo", "Dora"] {
        numbers.push(office.sent(dog).await.1);
    }
    office.work().await;
    let other = office.second_process().await;
    for number in &numbers {
        let (case, task) = office.open_task(number).await;
        office.casework.take_task(&clerk, &office.town, case, task).await.expect("the task is free");
        let asked = TaskAnswers { case, task, answers: decision("approve"), language: Language::De };
        let (casework, town, clerk) = (office.casework.clone(), office.town.clone(), clerk.clone());
        let deciding = tokio::spawn(async move { casework.complete_task(&clerk, &town, &asked).await });
        let working = tokio::spawn({
            let other = other.clone();
            async move { other.work_once().await }
        });
        assert!(matches!(deciding.await.expect("it ends"), Ok(Completed::Done)));
        working.await.expect("it ends").expect("a round of the worker");
    }
    office.work().await;
    for number in &numbers {
        let verified = office.casework.verify_case(office.town.tenant, number).await.expect("verified");
        assert_eq!(verified.breaks, Vec::<String>::new());
    }
}
