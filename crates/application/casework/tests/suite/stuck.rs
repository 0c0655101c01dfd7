//! A case does not go on by itself, and a person takes it in hand.

use crate::office::{Office, dog_tax_edited, on_both_databases};
use cases::{Actor, CaseStatus, Role};
use casework::{Corrections, Refusal, SetRight, StuckCase, WayOn, in_vain};
use jiff::SignedDuration;
use store::DueKind;
use values::{CaseId, Language};

on_both_databases!(
    corrected_and_tried_again,
    gone_on_elsewhere,
    ended_early,
    ended_branch_by_branch,
    only_by_the_head,
    refused_for_ever,
    damaged
);

const WHY: &str = "Der Vermerk fehlt im Antrag.";

/// An office whose process asks for something that no form yields; a case that is stuck at it, and the head of office.
async fn stuck(office: &Office) -> (Actor, Actor, String, CaseId) {
    let condition = ("=decision.outcome = \"approve\"", "=decision.outcome = \"approve\" and tax.checked");
    office.publish(&dog_tax_edited("process.bpmn", &[condition])).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let head = office.staff("leitung", &[], &[Role::Head]).await;
    let (guest, number) = office.sent("Bello").await;
    office.work().await;
    office.decide(&clerk, &number, "approve").await;
    let case = office.casework.case_head(office.town.tenant, &number).await.expect("the case").id;
    (guest, head, number, case)
}

async fn page(office: &Office, actor: &Actor, case: CaseId) -> StuckCase {
    office.casework.stuck_case(actor, &office.town, case, Language::De).await.expect("the page")
}

fn asked(page: &StuckCase, way: WayOn) -> SetRight {
    let place = page.places.first().map(|place| place.place.clone()).unwrap_or_default();
    SetRight { place, way, reason: WHY.to_owned(), steps: page.steps.to_string() }
}

fn corrected(typed: &[(&str, &str)], other: (&str, &str)) -> WayOn {
    let typed = typed.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let other = (other.0.to_owned(), other.1.to_owned());
    WayOn::Corrected(Corrections { typed, other, ..Corrections::default() })
}

async fn is_proven(office: &Office, number: &str) {
    let verified = office.casework.verify_case(office.town.tenant, number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// The head of office reads where the case is stuck and what it knows, corrects a value and adds the missing one; the case
/// goes on to its notice, and the note and the journal say who did that and why.
async fn corrected_and_tried_again(office: Office) {
    let (_, head, number, case) = stuck(&office).await;
    let (casework, town) = (&office.casework, &office.town);
    let found = page(&office, &head, case).await;
    let place = found.places.first().expect("a place");
    let incident = place.incident.as_ref().expect("what is stuck");
    assert_eq!((place.step.name.as_str(), &*incident.problem.key), ("Hund anmelden?", "incident-unfit"));
    let dog = place.values.iter().find(|value| value.path == "dog.name").expect("the name of the dog");
    assert_eq!((dog.label.as_str(), dog.shown.as_str()), ("Name des Hundes", "Bello"));

    let wrong = asked(&found, corrected(&[("tax.rank", "viel")], ("", "")));
    let refused = casework.set_right(&head, town, case, &wrong).await;
    assert!(
        matches!(&refused, Err(Refusal::Problems(why)) if why[0].key == "correction-unreadable"),
        "{refused:?}"
    );
    let parameter = asked(&found, corrected(&[], ("parameters", "1")));
    let refused = casework.set_right(&head, town, case, &parameter).await;
    assert!(
        matches!(&refused, Err(Refusal::Problems(why)) if why[0].key == "rejected-sets-parameter"),
        "{refused:?}"
    );
    let silent =
        SetRight { reason: " ".to_owned(), ..asked(&found, corrected(&[], ("tax.checked", "true"))) };
    let refused = casework.set_right(&head, town, case, &silent).await;
    assert!(matches!(&refused, Err(Refusal::Problems(why)) if why[0].key == "reason-missing"), "{refused:?}");

    let right = asked(&found, corrected(&[("dog.name", "Rex")], ("tax.checked", "true")));
    for _ in 0..2 {
        casework.set_right(&head, town, case, &right).await.expect("the same click twice");
    }
    office.work().await;
    let shown = casework.case_page(&head, town, case, Language::De).await.expect("the case");
    assert_eq!((shown.subject.as_str(), shown.incidents.len(), shown.documents.len()), ("Hund Rex", 0, 1));
    let notes: Vec<_> = shown.notes.iter().map(|note| (note.author.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("Frau leitung", WHY)]);
    assert!(
        shown
            .journal
            .iter()
            .any(|line| line.command == "resolve-incident" && line.actor_name == "Frau leitung")
    );
    is_proven(&office, &number).await;
}

/// The case goes on at the step that was chosen; what no way leads to is not offered, and refused when it is asked for.
async fn gone_on_elsewhere(office: Office) {
    let (_, head, number, case) = stuck(&office).await;
    let (casework, town) = (&office.casework, &office.town);
    let found = page(&office, &head, case).await;
    let targets: Vec<&str> = found.places[0].targets.iter().map(|step| step.name.as_str()).collect();
    assert!(targets.contains(&"Ablehnung schreiben"), "{targets:?}");
    let lost = asked(&found, WayOn::At("nowhere".to_owned()));
    let refused = casework.set_right(&head, town, case, &lost).await;
    assert!(
        matches!(&refused, Err(Refusal::Problems(why)) if why[0].key == "rejected-no-way-there"),
        "{refused:?}"
    );
    let back = asked(&found, WayOn::At("check_registration".to_owned()));
    casework.set_right(&head, town, case, &back).await.expect("it goes on");
    let old = SetRight { reason: "Noch einmal".to_owned(), ..back };
    assert_eq!(casework.set_right(&head, town, case, &old).await, Err(Refusal::Conflict));
    let open = casework.case_head(town.tenant, &number).await.expect("the case");
    assert_eq!((open.open_tasks.len(), open.incidents.len()), (1, 0));
    is_proven(&office, &number).await;
}

/// A branch ends, and then the whole case: nothing waits any more, and the applicant sees that it has ended.
async fn ended_early(office: Office) {
    let (guest, head, number, case) = stuck(&office).await;
    let (casework, town) = (&office.casework, &office.town);
    let found = page(&office, &head, case).await;
    casework.set_right(&head, town, case, &asked(&found, WayOn::Ended)).await.expect("the branch ends");
    let shown = casework.case_page(&head, town, case, Language::De).await.expect("the case");
    assert_eq!(
        (shown.incidents.len(), shown.may_retry),
        (1, false),
        "what waits for the branch waits for nothing"
    );
    let found = page(&office, &head, case).await;
    let cancel = SetRight { place: String::new(), ..asked(&found, WayOn::Cancelled) };
    casework.set_right(&head, town, case, &cancel).await.expect("the case ends");
    let status = casework.status_page(&guest, town, &number, Language::De).await.expect("the status");
    let last = status.timeline.last().map(|entry| entry.status);
    assert_eq!((status.status, last), (CaseStatus::Ended, Some(CaseStatus::Ended)));
    let found = page(&office, &head, case).await;
    assert!(found.places.is_empty() && !found.may_cancel, "{found:?}");
    is_proven(&office, &number).await;
}

/// With its last branch a case has ended, for the applicant as well.
async fn ended_branch_by_branch(office: Office) {
    let (guest, head, number, case) = stuck(&office).await;
    let (casework, town) = (&office.casework, &office.town);
    for _ in 0..10 {
        let found = page(&office, &head, case).await;
        let Some(open) = found.places.iter().find(|place| place.may_end) else { break };
        let end = SetRight { place: open.place.clone(), ..asked(&found, WayOn::Ended) };
        casework.set_right(&head, town, case, &end).await.expect("the branch ends");
    }
    assert!(page(&office, &head, case).await.places.is_empty());
    let status = casework.status_page(&guest, town, &number, Language::De).await.expect("the status");
    let last = status.timeline.last().map(|entry| entry.status);
    assert_eq!((status.status, last), (CaseStatus::Ended, Some(CaseStatus::Ended)));
    is_proven(&office, &number).await;
}

/// Clerks see what is stuck and try again; values and other ways are for the head of office alone, and nobody else sees
/// anything.
async fn only_by_the_head(office: Office) {
    let (guest, _, _, case) = stuck(&office).await;
    let colleague = office.staff("kraemer", &["steueramt"], &[]).await;
    let administrator = office.staff("technik", &[], &[Role::Administrator]).await;
    let (casework, town) = (&office.casework, &office.town);
    let found = page(&office, &colleague, case).await;
    let place = &found.places[0];
    assert!(place.may_retry && place.values.is_empty() && place.targets.is_empty() && !found.may_cancel);
    let again = SetRight { reason: String::new(), ..asked(&found, WayOn::Again) };
    casework.set_right(&colleague, town, case, &again).await.expect("it is tried again");
    for way in [WayOn::Ended, WayOn::Cancelled, corrected(&[], ("x", "1"))] {
        let refused = casework.set_right(&colleague, town, case, &asked(&found, way.clone())).await;
        assert_eq!(refused, Err(Refusal::NotAllowed));
        let refused = casework.set_right(&administrator, town, case, &asked(&found, way.clone())).await;
        assert_eq!(refused, Err(Refusal::NotFound));
        let refused = casework.set_right(&guest, town, case, &asked(&found, way)).await;
        assert_eq!(refused, Err(Refusal::NotFound));
    }
    let hidden = casework.stuck_case(&administrator, town, case, Language::De).await;
    assert!(matches!(hidden, Err(Refusal::NotFound)));
}

/// A result that a case never takes is not brought for ever: the office sees it, and who tries it again is told again.
async fn refused_for_ever(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (_, number) = office.sent("Bello").await;
    // A job that the case does not know.
    office.tamper("UPDATE outbox SET id = (SELECT id FROM tenant ORDER BY id LIMIT 1)").await;
    office.tamper("UPDATE due SET id = (SELECT id FROM tenant ORDER BY id LIMIT 1) WHERE kind = 'job'").await;
    assert_eq!(office.tries().await, 8);
    let (casework, town) = (&office.casework, &office.town);
    let case = casework.case_head(town.tenant, &number).await.expect("the case").id;
    let found = page(&office, &clerk, case).await;
    let keys: Vec<_> = found.places.iter().filter_map(|place| place.incident.as_ref()).collect();
    assert_eq!(keys.iter().map(|one| &*one.problem.key).collect::<Vec<_>>(), ["incident-not-taken"]);
    let again = SetRight { reason: String::new(), ..asked(&found, WayOn::Again) };
    for _ in 0..2 {
        casework.set_right(&clerk, town, case, &again).await.expect("the same click twice");
    }
    assert_eq!(office.tries().await, 8, "in vain again");
    assert_eq!(page(&office, &clerk, case).await.places.len(), 1);
    is_proven(&office, &number).await;
}

/// The notice of a damaged case is not tried every few minutes for ever, nor forgotten: the operator reads of it, and when the
/// case is mended the applicant gets it by itself.
async fn damaged(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (guest, number) = office.sent("Bello").await;
    office.work().await;
    office.decide(&clerk, &number, "approve").await;
    let case = office.casework.case_head(office.town.tenant, &number).await.expect("the case").id;
    office.tamper("UPDATE case_head SET release_hash = tenant").await;
    let store = office.store().await;
    let found = async || in_vain(&store).await.expect("what is tried in vain");
    assert_eq!(found().await, []);
    let mut tries = 0;
    for _ in 0..10 * 24 {
        tries += office.casework.work_once().await.expect("a round of the worker").again;
        office.wait(SignedDuration::from_hours(1));
    }
    assert!((10..70).contains(&tries), "{tries} tries in ten days");
    let told: Vec<_> = found().await.into_iter().map(|one| (one.tenant, one.kind, one.of)).collect();
    assert_eq!(told, [("musterstadt".to_owned(), DueKind::Job, Some(case.to_string()))]);
    office.tamper("UPDATE case_head SET release_hash = (SELECT release_hash FROM service)").await;
    office.wait(SignedDuration::from_hours(8));
    office.work().await;
    assert_eq!(found().await, []);
    let page = office.casework.status_page(&guest, &office.town, &number, Language::De).await;
    assert_eq!(page.expect("the status").documents.len(), 1);
    is_proven(&office, &number).await;
}
