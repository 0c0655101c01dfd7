//! What belongs to somebody else does not exist.

use crate::office::{Office, decision, on_both_databases, town};
use cases::Role;
use casework::{PageAsked, Refusal, ShowProblems, TaskAnswers};
use values::Language;

on_both_databases!(another_towns_ids, another_guests_draft, other_groups);

/// A clerk of one town who types the ids of another town's case gets the same answer as for ids that never were.
async fn another_towns_ids(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    office.work().await;
    office.decide(&clerk, &number, "approve").await;
    office.work().await;
    let (_, second) = office.sent("Rex").await;
    office.work().await;
    let (case, task) = office.open_task(&second).await;
    let own =
        office.casework.status_page(&guest, &office.town, &number, Language::De).await.expect("the status");
    let document = own.documents[0].id;

    let neighbour = town(&office.casework, "nachbarstadt").await;
    let casework = &office.casework;
    let home = office.town.clone();
    let stranger = office.staff_of(&neighbour, "fremd", &["steueramt"], &[Role::Head]).await;
    for town in [&neighbour, &home] {
        let page = casework.case_page(&stranger, town, case, Language::De).await;
        assert_eq!(page.map(|page| page.number), Err(Refusal::NotFound));
        assert_eq!(casework.take_task(&stranger, town, case, task).await, Err(Refusal::NotFound));
        assert_eq!(casework.give_back_task(&stranger, town, case, task).await, Err(Refusal::NotFound));
        let asked = TaskAnswers { case, task, answers: decision("approve"), language: Language::De };
        let completed = casework.complete_task(&stranger, town, &asked).await;
        assert!(matches!(completed, Err(Refusal::NotFound)), "{completed:?}");
        assert_eq!(casework.case_document(&stranger, town, case, document).await, Err(Refusal::NotFound));
        assert_eq!(casework.retry_jobs(&stranger, town, case).await, Err(Refusal::NotFound));
    }
    let status = casework.status_page(&guest, &neighbour, &number, Language::De).await;
    assert_eq!(status.map(|page| page.number), Err(Refusal::NotFound));
    let file = casework.delivered_document(&guest, &neighbour, &number, document).await;
    assert_eq!(file, Err(Refusal::NotFound));
    assert_eq!(casework.verify_case(neighbour.tenant, &number).await, Err(Refusal::NotFound));
}

/// A guest cannot read, change or send somebody else's draft, nor see where somebody else's case stands.
async fn another_guests_draft(office: Office) {
    let (_, draft) = office.filled_draft("Bello").await;
    let (stranger, _) = office.filled_draft("Rex").await;
    let (_, number) = office.sent("Lumpi").await;
    let casework = &office.casework;
    let asked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::No };
    let page = casework.draft_page(&stranger, &office.town, draft, asked).await;
    assert!(matches!(page, Err(Refusal::NotFound)));
    let saved = casework.save_page(&stranger, &office.town, draft, asked, forms::SentPage::default()).await;
    assert!(matches!(saved, Err(Refusal::NotFound)));
    let sent = casework.submit_application(&stranger, &office.town, draft, Language::De).await;
    assert_eq!(sent, Err(Refusal::NotFound));
    let status = casework.status_page(&stranger, &office.town, &number, Language::De).await;
    assert_eq!(status.map(|page| page.number), Err(Refusal::NotFound));
}

/// Tax secrecy: colleagues of another office of the same town see no dog-tax case.
async fn other_groups(office: Office) {
    let colleague = office.staff("bau", &["bauamt"], &[]).await;
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let (case, task) = office.open_task(&number).await;
    let page = office.casework.case_page(&colleague, &office.town, case, Language::De).await;
    assert_eq!(page.map(|page| page.number), Err(Refusal::NotFound));
    assert_eq!(office.casework.take_task(&colleague, &office.town, case, task).await, Err(Refusal::NotFound));
}
