//! A case that nobody has applied for wants to ask something.

use super::small_services::{asker, caller, checked, live, others, sent};
use crate::office::{Office, on_both_databases};
use cases::Role;
use casework::{Corrections, SetRight, WayOn};
use values::Language;

on_both_databases!(nobody_can_be_asked);

/// A question that nobody would ever read is told to the office; once it has said who is to be asked, the question lies in
/// the print tray with their name.
async fn nobody_can_be_asked(office: Office) {
    let (casework, town) = (&office.casework, &office.town);
    live(&office, &[asker(), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let head = office.staff("leitung", &[], &[Role::Head]).await;
    let calling = [sent(&office, "caller", "Ada").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    office.work().await;
    let [number]: [String; 1] = others(&office, &[&calling]).await.try_into().expect("one case was opened");
    let case = casework.case_head(town.tenant, &number).await.expect("the case").id;
    let stuck = casework.stuck_case(&head, town, case, Language::De).await.expect("the page");
    let incident = stuck.places[0].incident.as_ref().expect("what is stuck");
    assert_eq!(&*incident.problem.key, "incident-nobody-to-ask");
    let payer = ("payer".to_owned(), "{name: \"Ada Beispiel\", way: \"\"}".to_owned());
    let corrected = SetRight {
        place: stuck.places[0].place.clone(),
        way: WayOn::Corrected(Corrections { other: payer, ..Corrections::default() }),
        reason: "Frau Beispiel hat angerufen.".to_owned(),
        steps: stuck.steps.to_string(),
    };
    casework.set_right(&head, town, case, &corrected).await.expect("it goes on");
    office.work().await;
    let letters = casework.print_tray(&head, town).await.expect("the tray").letters;
    let [letter] = letters.as_slice() else { panic!("one letter: {letters:?}") };
    assert_eq!(letter.recipient, "Ada Beispiel");
    assert!(letter.title.starts_with("Rückfrage – "), "{letter:?}");
    let page = casework.case_page(&clerk, town, case, Language::De).await.expect("the case");
    assert_eq!(page.questions.len(), 1);
}
