//! One application from form to notice.

use crate::office::{ADDRESS, Office, on_both_databases};
use cases::CaseStatus;
use casework::{Refusal, WorkQuery};
use jiff::SignedDuration;
use values::Language;

on_both_databases!(approved, rejected);

/// A citizen registers a dog, a caseworker decides, and the notice is there to read, with the right amount and remedy.
async fn approved(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    office.work().await;
    let list = office.casework.work_list(&clerk, &office.town, &WorkQuery::default(), Language::De).await;
    let rows = list.expect("the work list").rows;
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].number.as_str(), rows[0].applicant.as_str()), (number.as_str(), "Erika Beispiel"));
    assert_eq!(rows[0].subject, "Hund Bello");

    office.decide(&clerk, &number, "approve").await;
    office.work().await;
    let page =
        office.casework.status_page(&guest, &office.town, &number, Language::De).await.expect("the status");
    assert_eq!(page.status, CaseStatus::Decided);
    assert_eq!(page.documents.len(), 1, "{page:#?}");
    let file = office.casework.delivered_document(&guest, &office.town, &number, page.documents[0].id).await;
    let file = file.expect("the notice");
    assert!(file.bytes.starts_with(b"%PDF-1.7"), "a PDF");

    office.wait(SignedDuration::from_hours(24 * 60));
    office.work().await;
    let page =
        office.casework.status_page(&guest, &office.town, &number, Language::De).await.expect("the status");
    assert_eq!(page.status, CaseStatus::Ended);
    let verified = office.casework.verify_case(office.town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// A citizen who is refused reads why, and the code from the receipt opens the status in any browser.
async fn rejected(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, draft) = office.filled_draft("Rex").await;
    let casework = &office.casework;
    casework.submit_application(&guest, &office.town, draft, Language::De).await.expect("it is sent");
    let receipt = casework.receipt(&guest, &office.town, draft, Language::De).await.expect("a receipt");
    office.work().await;
    office.decide(&clerk, &receipt.number, "reject").await;
    office.work().await;

    let typed = receipt.code.to_lowercase().replace('-', " ");
    let opened =
        casework.open_status(&office.town, &receipt.number, &typed, ADDRESS).await.expect("the code fits");
    let elsewhere = casework.visitor(None, Some(&opened.session)).await.expect("another browser");
    let page = casework.status_page(&elsewhere, &office.town, &opened.number, Language::En).await;
    assert_eq!(page.expect("the status").documents.len(), 1);
    let wrong = casework.open_status(&office.town, &receipt.number, "AAAA-AAAA-AAAA-AAAA", ADDRESS).await;
    assert_eq!(wrong, Err(Refusal::NotFound));
}
