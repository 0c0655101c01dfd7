//! Notes of the office about a case.

use crate::office::{Office, on_both_databases, town};
use casework::Refusal;
use values::Language;

on_both_databases!(a_note_stays_in_the_office,);

/// A caseworker finds her note again with name and time, once although she clicked twice; the journal proves it; nobody
/// of another office or town reads or writes there, and neither does the applicant.
async fn a_note_stays_in_the_office(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let stranger = office.staff("fremd", &["ordnungsamt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    let (case, _) = office.open_task(&number).await;
    let casework = &office.casework;
    let note = |actor, town, text| casework.add_note(actor, town, case, (text, "1"));
    for _ in 0..2 {
        note(&clerk, &office.town, " Halterin hat angerufen. ").await.expect("the note is kept");
    }
    assert_eq!(note(&stranger, &office.town, "Hallo").await, Err(Refusal::NotFound));
    assert_eq!(note(&guest, &office.town, "Hallo").await, Err(Refusal::NotAllowed));
    let elsewhere = town(casework, "anderswo").await;
    assert_eq!(note(&clerk, &elsewhere, "Hallo").await, Err(Refusal::NotFound));
    assert!(matches!(note(&clerk, &office.town, "  ").await, Err(Refusal::Problems(_))));
    let long = "x".repeat(4_001);
    assert!(matches!(note(&clerk, &office.town, &long).await, Err(Refusal::Problems(_))));
    let page = casework.case_page(&clerk, &office.town, case, Language::De).await.expect("the page");
    let notes: Vec<(&str, &str)> =
        page.notes.iter().map(|note| (note.author.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("Frau weber", "Halterin hat angerufen.")]);
    assert_eq!(page.changed_by, "Frau weber");
    assert_eq!(page.journal.last().map(|line| line.command.as_str()), Some("add-note"));
    let proof = casework.verify_case(office.town.tenant, &number).await.expect("verified");
    assert_eq!(proof.breaks, Vec::<String>::new());
}
