//! How a notice reaches its recipient, and from which day it counts.

use crate::office::{Office, on_both_databases};
use cases::{Actor, CaseStatus, Role, Way};
use casework::{ChangedTenant, DeliveryView, PostedLetters, Refusal, StatusPage, TenantSettings};
use jiff::SignedDuration;
use jiff::civil::Date;
use values::Language;

on_both_databases!(opened_online, added_holiday, not_readable, never_opened, several_letters, receipt);

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

async fn status(office: &Office, actor: &Actor, number: &str) -> StatusPage {
    office.casework.status_page(actor, &office.town, number, Language::De).await.expect("the status")
}

fn told(delivery: &DeliveryView) -> (Option<Way>, &str, Option<Date>, Option<Date>) {
    (delivery.way, &delivery.rule, delivery.deemed_on, delivery.objection_ends)
}

/// Who opens the notice on the status page is told that it counts from the next day, and the last day to object; opening
/// it again changes neither. The page says what the PDF says.
async fn opened_online(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    office.work().await;
    office.decide(&clerk, &number, "approve").await;
    office.work().await;
    let document = status(&office, &guest, &number).await.documents[0].clone();
    assert_eq!(told(&document.delivery), (Some(Way::StatusPage), "", None, None));

    for _ in 0..2 {
        let letter = office.casework.delivered_page(&guest, &office.town, &number, document.id).await;
        let html = letter.expect("the letter").html;
        for part in ["<h2>Entscheidung</h2>", "„Bello“", "<h2>Rechtsbehelfsbelehrung</h2>", "Frau weber"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
        office.wait(SignedDuration::from_hours(48));
    }
    let page = status(&office, &guest, &number).await;
    let known = (Some(Way::StatusPage), "retrieval", Some(day("2026-11-24")), Some(day("2026-12-24")));
    assert_eq!(told(&page.documents[0].delivery), known);
    let tray = office.casework.print_tray(&clerk, &office.town).await.expect("the tray");
    assert_eq!(tray.letters, Vec::new());
}

/// A day that the government makes a holiday while a case runs gives its citizen until the next working day to object.
async fn added_holiday(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    office.work().await;
    office.decide(&clerk, &number, "approve").await;
    office.work().await;
    let settings = TenantSettings { holidays: vec!["2026-12-24".into()], ..office.town.settings.clone() };
    let changed = ChangedTenant { name: None, settings, crest: None };
    office.casework.change_tenant(&office.town.slug, changed).await.expect("changed");
    let document = status(&office, &guest, &number).await.documents[0].id;
    let opened = office.casework.delivered_page(&guest, &office.town, &number, document).await;
    opened.expect("the letter");
    let delivery = &status(&office, &guest, &number).await.documents[0].delivery;
    let known = (Some(Way::StatusPage), "retrieval", Some(day("2026-11-24")), Some(day("2026-12-28")));
    assert_eq!(told(delivery), known);
}

/// Who wanted to read the notice while the disk was away has not read it: no day to object begins to run.
async fn not_readable(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    office.work().await;
    office.decide(&clerk, &number, "approve").await;
    office.work().await;
    let document = status(&office, &guest, &number).await.documents[0].clone();
    let (kept, away) = (office.folder.join("documents"), office.folder.join("away"));
    std::fs::rename(&kept, &away).expect("the disk goes away");
    let casework = &office.casework;
    let page = casework.delivered_page(&guest, &office.town, &number, document.id).await;
    assert!(matches!(page, Err(Refusal::Fault(_))), "{page:?}");
    let file = casework.delivered_document(&guest, &office.town, &number, document.id).await;
    assert!(matches!(file, Err(Refusal::Fault(_))), "{file:?}");
    let delivery = &status(&office, &guest, &number).await.documents[0].delivery;
    assert_eq!((delivery.opened_at, delivery.deemed_on), (None, None));
    std::fs::rename(&away, &kept).expect("and comes back");
    casework.delivered_document(&guest, &office.town, &number, document.id).await.expect("now it is read");
    assert!(status(&office, &guest, &number).await.documents[0].delivery.deemed_on.is_some());
}

/// Whoever did not open the notice online within ten days gets it by post. It counts from the fourth day after posting,
/// only the office and the mail room may post it, and a wrong day or a second click does no harm.
async fn never_opened(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mail_room = office.staff("post", &[], &[Role::MailRoom]).await;
    let stranger = office.staff("vogt", &["ordnungsamt"], &[]).await;
    let (guest, number) = office.sent("Rex").await;
    office.work().await;
    office.decide(&clerk, &number, "approve").await;
    office.work().await;
    let casework = &office.casework;
    assert_eq!(casework.print_tray(&mail_room, &office.town).await.expect("the tray").letters.len(), 0);
    office.wait(SignedDuration::from_hours(11 * 24));
    assert_eq!(casework.print_tray(&stranger, &office.town).await.expect("the tray").letters.len(), 0);
    let letters = casework.print_tray(&mail_room, &office.town).await.expect("the tray").letters;
    let [letter] = letters.as_slice() else { panic!("one letter: {letters:?}") };
    assert!(letter.was_offered && letter.recipient == "Erika Beispiel", "{letter:?}");
    let file = casework.tray_file(&mail_room, &office.town, &letter.delivery).await.expect("the letter");
    assert!(file.bytes.starts_with(b"%PDF-1.7"));

    let post = |actor, on| casework.mark_posted(actor, &office.town, &letter.delivery, on);
    assert_eq!(post(&stranger, day("2026-12-04")).await, Err(Refusal::NotFound));
    for wrong in ["2026-12-05", "2026-11-20"] {
        assert!(matches!(post(&mail_room, day(wrong)).await, Err(Refusal::Problems(_))), "{wrong}");
    }
    post(&mail_room, day("2026-12-04")).await.expect("it is posted");
    assert_eq!(post(&mail_room, day("2026-12-04")).await, Err(Refusal::Conflict));

    let page = status(&office, &guest, &number).await;
    let known = (Some(Way::Post), "post-ao", Some(day("2026-12-08")), Some(day("2027-01-08")));
    assert_eq!(told(&page.documents[0].delivery), known);
    office.wait(SignedDuration::from_hours(60 * 24));
    office.work().await;
    assert_eq!(status(&office, &guest, &number).await.status, CaseStatus::Ended);
    let verified = casework.verify_case(office.town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// The mail room enters a pile of letters at once; one that is not theirs, or a wrong day, keeps none of the others.
async fn several_letters(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    for dog in ["Bello", "Rex"] {
        let (_, number) = office.sent(dog).await;
        office.work().await;
        office.decide(&clerk, &number, "approve").await;
    }
    office.work().await;
    office.wait(SignedDuration::from_hours(11 * 24));
    let (casework, town) = (&office.casework, &office.town);
    let letters = casework.print_tray(&clerk, town).await.expect("the tray").letters;
    let mut pile: Vec<String> = letters.iter().map(|letter| letter.delivery.clone()).collect();
    assert_eq!(pile.len(), 2);
    pile.insert(1, "nothing".to_owned());
    let early = casework.mark_several_posted(&clerk, town, &pile, day("2026-11-20")).await;
    assert_eq!(early, Ok(PostedLetters { posted: 0, refused: 3 }));
    for _ in 0..2 {
        let posted = casework.mark_several_posted(&clerk, town, &pile, day("2026-12-04")).await;
        assert_eq!(posted, Ok(PostedLetters { posted: 2, refused: 1 }));
    }
    assert_eq!(casework.print_tray(&clerk, town).await.expect("the tray").letters, Vec::new());
}

/// Who has applied keeps a receipt: what was sent, when and under which number; a stranger gets none.
async fn receipt(office: Office) {
    let (guest, number) = office.sent("Bello").await;
    for (language, title) in [(Language::De, "Eingangsbestätigung"), (Language::En, "Receipt")] {
        let file = office.casework.receipt_file(&guest, &office.town, &number, language).await;
        let file = file.expect("a receipt");
        assert!(file.title.starts_with(title), "{}", file.title);
        assert!(file.bytes.starts_with(b"%PDF-1.7") && file.bytes.len() > 10_000, "a PDF");
    }
    let (stranger, _) = office.filled_draft("Rex").await;
    let file = office.casework.receipt_file(&stranger, &office.town, &number, Language::De).await;
    assert_eq!(file, Err(Refusal::NotFound));
}
