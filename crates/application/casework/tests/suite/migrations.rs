//! A running case goes on in a newer release of its service.

use crate::office::{Office, dog_tax_edited, dog_tax_renamed, on_both_databases};
use cases::{Actor, Role};
use casework::{
    Migration, MigrationChange, MigrationOffer, MigrationPage, OutdatedStanding, Previewed, Refusal,
    StepKind, is_not_previewed,
};
use services::Package;
use std::collections::BTreeMap;
use values::{CaseId, Language};

on_both_databases!(goes_on_and_comes_back, what_does_not_fit, what_else_is_renamed, all_that_fit);

async fn page(office: &Office, actor: &Actor, case: CaseId) -> MigrationPage {
    let page = office.casework.migration_page(actor, &office.town, case, (None, Language::De)).await;
    page.expect("the page")
}

async fn page_of(
    office: &Office,
    actor: &Actor,
    case: CaseId,
    renamed: &BTreeMap<String, String>,
) -> MigrationPage {
    let asked = (Some(renamed), Language::De);
    office.casework.migration_page(actor, &office.town, case, asked).await.expect("the page")
}

async fn publish(office: &Office, words: &[(&str, &str)]) {
    office.publish(&dog_tax_renamed(words)).await;
}

/// A clerk has taken a task whose step is called differently in the newer release: the head of office reads what would
/// change, agrees, and the clerk still has the task under its new name; taken back, it is as it was.
async fn goes_on_and_comes_back(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let head = office.staff("leitung", &[], &[Role::Head]).await;
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let (case, task) = office.open_task(&number).await;
    let (casework, town) = (&office.casework, &office.town);
    casework.take_task(&clerk, town, case, task).await.expect("the task is free");
    assert!(page(&office, &head, case).await.is_newest);
    let offered = casework.case_page(&head, town, case, Language::De).await.expect("the case").migration;
    assert_eq!(offered, None, "there is nothing newer");

    publish(&office, &[("check_registration", "examine"), ("Anmeldung prüfen", "Antrag ansehen")]).await;
    let found = page(&office, &head, case).await;
    let [rename] = found.renames.as_slice() else { panic!("{:?}", found.renames) };
    assert_eq!((rename.step.name.as_str(), rename.chosen.as_str()), ("Anmeldung prüfen", "examine"));
    assert_eq!(found.problems, []);
    assert_eq!(found.changes, [MigrationChange::Task("Antrag ansehen".to_owned())]);
    assert!(!found.may_undo);
    for _ in 0..2 {
        casework.migrate_case(&head, town, case, &found.agreed()).await.expect("the same click twice");
    }
    let offered =
        async || casework.case_page(&head, town, case, Language::De).await.expect("the case").migration;
    assert_eq!(offered().await, Some(MigrationOffer::Undo));
    let shown = async || {
        let page = casework.case_page(&clerk, town, case, Language::De).await.expect("the case");
        let [task] = <[_; 1]>::try_from(page.tasks).expect("one task");
        let last = page.journal.last().expect("an entry").command.clone();
        (task.name, task.assignee, task.is_mine, last)
    };
    let weber = Some("Frau weber".to_owned());
    assert_eq!(shown().await, ("Antrag ansehen".to_owned(), weber.clone(), true, "migrate".to_owned()));

    assert!(page(&office, &head, case).await.may_undo);
    for _ in 0..2 {
        casework.undo_migration(&head, town, case).await.expect("the same click twice");
    }
    assert_eq!(shown().await, ("Anmeldung prüfen".to_owned(), weber, true, "undo-migration".to_owned()));

    let found = page(&office, &head, case).await;
    casework.migrate_case(&head, town, case, &found.agreed()).await.expect("it goes on again");
    office.decide_mine(&clerk, &number, "approve").await;
    office.work().await;
    assert!(!page(&office, &head, case).await.may_undo, "another step was taken");
    let late = casework.undo_migration(&head, town, case).await;
    assert!(
        matches!(&late, Err(Refusal::Problems(why)) if why[0].key == "rejected-nothing-to-undo"),
        "{late:?}"
    );
    let verified = casework.verify_case(town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// What would not fit is told in the names of the steps, and nothing changes; nobody agrees to a release they have not seen.
async fn what_does_not_fit(office: Office) {
    let head = office.staff("leitung", &[], &[Role::Head]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let (case, _) = office.open_task(&number).await;
    let (casework, town) = (&office.casework, &office.town);
    publish(&office, &[("check_registration", "examine")]).await;
    let found = page(&office, &head, case).await;
    let unnamed = page_of(&office, &head, case, &BTreeMap::new()).await.agreed();
    let refused = casework.migrate_case(&head, town, case, &unnamed).await;
    let Err(Refusal::Problems(problems)) = refused else { panic!("{refused:?}") };
    let told: Vec<_> =
        problems.iter().map(|one| (&*one.key, one.arg("element").unwrap_or_default())).collect();
    assert_eq!(told, [("migration-missing", "check_registration")]);
    let wrong = BTreeMap::from([("check_registration".to_owned(), "write_notice".to_owned())]);
    let shown = page_of(&office, &head, case, &wrong).await;
    assert_eq!(&*shown.problems[0].problem.key, "migration-other-kind");
    let steps = shown.problems[0].steps.iter().map(|(of, step)| (*of, step.kind, &*step.id));
    let task = ("element", StepKind::Task, "check_registration");
    assert_eq!(steps.collect::<Vec<_>>(), [task, ("target", StepKind::Automatic, "write_notice")]);
    let unseen = Migration { renamed: wrong, ..found.agreed() };
    let refused = casework.migrate_case(&head, town, case, &unseen).await;
    assert!(matches!(&refused, Err(Refusal::Problems(why)) if is_not_previewed(&why[0])), "{refused:?}");
    casework.add_note(&clerk, town, case, ("Rückruf am Montag", "1")).await.expect("noted");
    let earlier = Previewed { steps: "1".to_owned(), ..found.previewed.clone() };
    let overtaken = Migration { previewed: earlier, ..found.agreed() };
    let refused = casework.migrate_case(&head, town, case, &overtaken).await;
    assert_eq!(refused, Err(Refusal::Conflict), "the case stands elsewhere than it was shown");
    publish(&office, &[("Anmeldung prüfen", "Antrag ansehen")]).await;
    assert_eq!(casework.migrate_case(&head, town, case, &found.agreed()).await, Err(Refusal::Conflict));
    let found = page(&office, &head, case).await;
    assert_eq!(casework.migrate_case(&clerk, town, case, &found.agreed()).await, Err(Refusal::NotAllowed));
    let hidden = casework.migration_page(&clerk, town, case, (None, Language::De)).await;
    assert!(matches!(hidden, Err(Refusal::NotAllowed)));
}

/// A statutory period and a reminder keep what they have counted under new names.
async fn what_else_is_renamed(office: Office) {
    let head = office.staff("leitung", &[], &[Role::Head]).await;
    office.publish(&with_clock(["decision", "reminder"])).await;
    let (_, number) = office.sent("Bello").await;
    office.work().await;
    let (case, _) = office.open_task(&number).await;
    let (casework, town) = (&office.casework, &office.town);
    office.publish(&with_clock(["answer", "nudge"])).await;
    let found = page(&office, &head, case).await;
    let asked: Vec<_> =
        found.renames.iter().map(|one| (one.step.id.as_str(), one.step.kind, one.chosen.as_str())).collect();
    let expected = [("decision", StepKind::Clock, "answer"), ("reminder", StepKind::Waiting, "nudge")];
    assert_eq!(asked, expected);
    assert_eq!((found.problems.as_slice(), found.changes.as_slice()), (&[][..], &[][..]));
    let deadline = async || {
        casework.case_page(&head, town, case, Language::De).await.expect("the case").deadlines[0].standing
    };
    let before = deadline().await;
    casework.migrate_case(&head, town, case, &found.agreed()).await.expect("it goes on");
    assert_eq!(deadline().await, before);

    let forgotten = BTreeMap::from([("answer".to_owned(), "decision".to_owned())]);
    office.publish(&with_clock(["decision", "another"])).await;
    let found = page_of(&office, &head, case, &forgotten).await;
    let waits: Vec<_> = found.changes.iter().map(|change| format!("{change:?}")).collect();
    assert_eq!(waits.len(), 2, "what nobody names is waited for anew: {waits:?}");
    let verified = casework.verify_case(town.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// The dog tax with a statutory period and a reminder at its task, of these ids.
fn with_clock([clock, reminder]: [&str; 2]) -> Package {
    let clock = format!(
        "isExecutable=\"true\"><bpmn:extensionElements><fachwerk:legalClock id=\"{clock}\" term=\"P3M\" />\
         </bpmn:extensionElements>"
    );
    let event = format!(
        "<bpmn:boundaryEvent id=\"{reminder}\" name=\"Erinnerung\" attachedToRef=\"check_registration\" \
         cancelActivity=\"false\"><bpmn:outgoing>from_{reminder}</bpmn:outgoing><bpmn:timerEventDefinition>\
         <bpmn:timeDuration>P7D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>\
         <bpmn:sequenceFlow id=\"from_{reminder}\" sourceRef=\"{reminder}\" targetRef=\"reminded\" />\
         <bpmn:endEvent id=\"reminded\"><bpmn:incoming>from_{reminder}</bpmn:incoming></bpmn:endEvent></bpmn:process>"
    );
    dog_tax_edited("process.bpmn", &[("isExecutable=\"true\">", &clock), ("</bpmn:process>", &event)])
}

/// An administrator lets all cases go on that fit, by their numbers, without reading any.
async fn all_that_fit(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let administrator = office.staff("technik", &[], &[Role::Administrator]).await;
    let (casework, town) = (&office.casework, &office.town);
    let (_, open) = office.sent("Bello").await;
    let (_, decided) = office.sent("Rex").await;
    office.work().await;
    office.decide(&clerk, &decided, "approve").await;
    office.work().await;
    publish(&office, &[("check_registration", "examine")]).await;
    let listed = casework.outdated_cases(&administrator, town, ("", Language::De)).await.expect("the list");
    let found: Vec<_> = listed.cases.iter().map(|case| (case.number.as_str(), case.standing)).collect();
    assert_eq!(
        found,
        [(open.as_str(), OutdatedStanding::Unfit), (decided.as_str(), OutdatedStanding::Fits),]
    );
    let after = (open.as_str(), Language::De);
    let further = casework.outdated_cases(&administrator, town, after).await.expect("the list");
    assert_eq!(further.cases.iter().map(|case| case.number.as_str()).collect::<Vec<_>>(), [decided.as_str()]);
    assert_eq!(casework.migrate_fitting(&administrator, town, &open).await, Ok(1));
    let listed = casework.outdated_cases(&administrator, town, ("", Language::De)).await.expect("the list");
    assert_eq!(listed.cases.iter().map(|case| case.number.as_str()).collect::<Vec<_>>(), [open.as_str()]);
    let case = casework.case_page(&administrator, town, listed.cases[0].case, Language::De).await;
    assert!(matches!(case, Err(Refusal::NotFound)));
    office.tamper("UPDATE instance SET format = 99 WHERE part = 0").await;
    let listed = casework.outdated_cases(&administrator, town, ("", Language::De)).await.expect("the list");
    let found: Vec<_> = listed.cases.iter().map(|case| (case.number.as_str(), case.standing)).collect();
    assert_eq!(found, [(open.as_str(), OutdatedStanding::Unreadable)]);
    let hidden = casework.outdated_cases(&clerk, town, ("", Language::De)).await;
    assert!(matches!(hidden, Err(Refusal::NotFound)));
}
