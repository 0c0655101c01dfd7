//! A task is left another way than by doing it.

use crate::choices::{Asked, asked, begin, choice, complete, names, page};
use crate::office::{Office, on_both_databases};
use cases::Actor;
use casework::{Consequence, Refusal, ThrownFromTask, ThrownSort};
use values::{CaseId, Language, TaskId};

on_both_databases!(broken_off_and_handed_on, only_by_whoever_has_the_task);

const WHY: &str = "Der Lageplan ist nicht lesbar.";

/// A case that waits for its decision; Weber has called the host and must not decide too.
async fn to_be_decided(office: &Office, weber: &Actor) -> (Asked, TaskId) {
    let asked = asked(office).await;
    let steps = choice(office, weber, &asked).await.expect("a choice").steps;
    begin(office, weber, &asked, ("call_host", steps)).await.expect("it begins");
    complete(office, weber, asked.case, "Veranstalter anrufen").await;
    let steps = choice(office, weber, &asked).await.expect("a choice").steps;
    let finished = office.casework.finish_steps(weber, &office.town, (asked.case, asked.task), steps).await;
    finished.expect("nothing more is to be done");
    let decide = page(office, weber, asked.case).await.tasks[0].id;
    (asked, decide)
}

async fn throw(
    office: &Office,
    actor: &Actor,
    (case, task): (CaseId, TaskId),
    (element, reason): (&str, &str),
) -> Result<(), Refusal> {
    let steps = 1;
    let asked = ThrownFromTask { case, task, element: element.into(), reason: reason.into(), steps };
    office.casework.throw_from_task(actor, &office.town, &asked).await
}

/// Whoever has the task reads its other ways and what would follow. They call in the head of office and keep the task; then they
/// break it off. Each time once, with a reason that everybody in the office can read.
async fn broken_off_and_handed_on(office: Office) {
    let weber = office.staff("weber", &["steueramt"], &[]).await;
    let kraemer = office.staff("kraemer", &["steueramt"], &[]).await;
    let (asked, decide) = to_be_decided(&office, &weber).await;
    let (casework, town, place) = (&office.casework, &office.town, (asked.case, decide));
    assert!(page(&office, &kraemer, asked.case).await.tasks[0].throws.is_empty());
    casework.take_task(&kraemer, town, asked.case, decide).await.expect("the task is free");
    let ways = page(&office, &kraemer, asked.case).await.tasks.remove(0).throws;
    let shown: Vec<_> = ways.iter().map(|way| (way.name.as_str(), way.sort)).collect();
    let both = [("Unterlagen unbrauchbar", ThrownSort::Error), ("Amtsleitung", ThrownSort::EscalationBeside)];
    assert_eq!(shown, both);
    let opens = |name: &str, follows: &[Consequence]| {
        follows.iter().any(|one| matches!(one, Consequence::Task { name: opened, .. } if opened == name))
    };
    let drops =
        |follows: &[Consequence]| follows.iter().any(|one| matches!(one, Consequence::TaskDropped { .. }));
    assert!(opens("Unterlagen nachfordern", &ways[0].follows) && drops(&ways[0].follows), "{ways:?}");
    assert!(opens("Rat geben", &ways[1].follows) && !drops(&ways[1].follows), "{ways:?}");

    let silent = throw(&office, &kraemer, place, ("head_called", " ")).await;
    assert!(matches!(&silent, Err(Refusal::Problems(why)) if why[0].key == "reason-missing"), "{silent:?}");
    for _ in 0..2 {
        throw(&office, &kraemer, place, ("head_called", WHY)).await.expect("a double click");
    }
    let shown = page(&office, &kraemer, asked.case).await;
    assert_eq!(names(&shown), ["Rat geben", "Über das Fest entscheiden"]);
    for _ in 0..2 {
        throw(&office, &kraemer, place, ("unusable", WHY)).await.expect("a double click");
    }
    let shown = page(&office, &weber, asked.case).await;
    assert_eq!(names(&shown), ["Rat geben", "Unterlagen nachfordern"]);
    let notes: Vec<_> = shown.notes.iter().map(|note| (note.author.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("Frau kraemer", WHY); 2]);
    let told: Vec<_> = shown
        .journal
        .iter()
        .rev()
        .take(2)
        .map(|line| (line.command.as_str(), line.actor_name.as_str()))
        .collect();
    assert_eq!(told, [("fail-task", "Frau kraemer"), ("escalate-task", "Frau kraemer")]);
    let verified = casework.verify_case(town.tenant, &asked.number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// Who must not do a task must not break it off or call others in either, and nobody does who has not taken it; what the
/// process does not catch there is refused.
async fn only_by_whoever_has_the_task(office: Office) {
    let weber = office.staff("weber", &["steueramt"], &[]).await;
    let kraemer = office.staff("kraemer", &["steueramt"], &[]).await;
    let stranger = office.staff("fremd", &["sozialamt"], &[]).await;
    let (asked, decide) = to_be_decided(&office, &weber).await;
    let (casework, town, place) = (&office.casework, &office.town, (asked.case, decide));
    let refused = [
        (&weber, Refusal::FourEyes),
        (&kraemer, Refusal::NotAllowed),
        (&stranger, Refusal::NotFound),
        (&asked.guest, Refusal::NotFound),
    ];
    for (actor, why) in refused {
        for way in ["unusable", "head_called"] {
            assert_eq!(throw(&office, actor, place, (way, WHY)).await, Err(why.clone()));
        }
    }
    casework.take_task(&kraemer, town, asked.case, decide).await.expect("the task is free");
    assert_eq!(throw(&office, &kraemer, place, ("nothing", WHY)).await, Err(Refusal::Conflict));
    let english = casework.case_page(&kraemer, town, asked.case, Language::En).await.expect("the page");
    let shown: Vec<_> = english.tasks[0].throws.iter().map(|way| way.name.as_str()).collect();
    assert_eq!(shown, ["Papers of no use", "Head of office"]);
    throw(&office, &kraemer, place, ("unusable", WHY)).await.expect("it is theirs");
    let late = throw(&office, &kraemer, place, ("unusable", "Noch ein Grund")).await;
    assert_eq!(late, Err(Refusal::Conflict));
}
