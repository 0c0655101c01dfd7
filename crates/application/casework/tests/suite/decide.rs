//! What a caseworker sees before deciding: the letter, and what else will happen; with the packages of the library.

use crate::office::{Office, on_both_databases, package, typed};
use cases::Actor;
use casework::{Completed, Foreseen, FourEyes, PageAsked, Refusal, ShowProblems, TaskAnswers};
use feel::Context;
use jiff::SignedDuration;
use std::fmt::Write;
use values::{CaseId, Language, TaskId};

on_both_databases!(everything_is_foreseen, the_letter_is_the_one_shown, another_person_releases);

const DOGS: &str = "hundesteuer";
const REPORTS: &str = "verdachtsmeldung";
const GRANT: &[(&str, &str)] = &[("decision.outcome", "approve"), ("decision.relief", "grant")];
const REFUSE: &[(&str, &str)] = &[
    ("decision.outcome", "approve"),
    ("decision.relief", "refuse"),
    ("decision.reason", "Ihr Haus liegt im Ort und nicht abgelegen."),
];
const REJECT: &[(&str, &str)] =
    &[("decision.outcome", "reject"), ("decision.reason", "Der Hund lebt in einer anderen Gemeinde.")];
const ASK: &[(&str, &str)] =
    &[("decision.outcome", "ask"), ("decision.question", "Bitte schicken Sie uns den Ausweis.")];
const TEST: &[(&str, &str)] = &[
    ("answer.outcome", "test_date"),
    ("answer.text", "Bleiben Sie bis zum Test zu Hause."),
    ("answer.test_on", "30.11.2026"),
    ("answer.test_time", "10:30"),
    ("answer.test_place", "Gesundheitsamt, Eingang B"),
];

/// A case that was opened with the answers of a scenario; its number.
async fn sent(office: &Office, service: &str, scenario: &str) -> String {
    let library = package(&format!("../../../library/{service}"));
    let story = &library.scenarios()[&format!("scenarios/{scenario}.toml")];
    let (casework, town) = (&office.casework, &office.town);
    casework.install_package(&library).await.expect("the package fits");
    casework.publish_service(town.tenant, &library, &Context::new()).await.expect("the service is live");
    let nobody = casework.visitor(None, None).await.expect("a visitor");
    let asked = (service, story.procedure.as_str());
    let opened = casework.open_draft(&nobody, town, asked).await.expect("a draft");
    let guest = casework.visitor(opened.session.as_deref(), None).await.expect("the guest");
    for index in 0..20 {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::Yes };
        if casework.save_page(&guest, town, opened.draft, asked, story.answers.clone()).await.is_err() {
            break;
        }
    }
    casework.submit_application(&guest, town, opened.draft, Language::De).await.expect("it is sent");
    let receipt = casework.receipt(&guest, town, opened.draft, Language::De).await.expect("a receipt");
    office.work().await;
    receipt.number
}

fn answers(case: CaseId, task: TaskId, typed_in: &[(&str, &str)]) -> TaskAnswers {
    TaskAnswers { case, task, answers: typed(typed_in), language: Language::De }
}

async fn take(office: &Office, clerk: &Actor, number: &str) -> (CaseId, TaskId) {
    let (case, task) = office.open_task(number).await;
    office.casework.take_task(clerk, &office.town, case, task).await.expect("the task is free");
    (case, task)
}

async fn foresee(
    office: &Office,
    clerk: &Actor,
    (case, task): (CaseId, TaskId),
    typed_in: &[(&str, &str)],
) -> Option<Foreseen> {
    let asked = answers(case, task, typed_in);
    office.casework.foresee_task(clerk, &office.town, &asked).await.expect("it can be foreseen")
}

async fn complete(office: &Office, clerk: &Actor, (case, task): (CaseId, TaskId), typed_in: &[(&str, &str)]) {
    let asked = answers(case, task, typed_in);
    let completed = office.casework.complete_task(clerk, &office.town, &asked).await.expect("done");
    assert!(matches!(completed, Completed::Done), "{completed:?}");
    office.work().await;
}

/// What would happen, one line each.
async fn told(
    office: &Office,
    clerk: &Actor,
    (number, at): (&str, (CaseId, TaskId)),
    typed_in: &[(&str, &str)],
) -> String {
    let page = office.casework.case_page(clerk, &office.town, at.0, Language::De).await.expect("the page");
    let shown = page.tasks.iter().find(|task| task.id == at.1).expect("the task");
    let choices: Vec<&str> = typed_in.iter().map(|(_, value)| *value).take(2).collect();
    let mut told = format!("{} ({})\n", shown.name, choices.join(", "));
    let Some(foreseen) = foresee(office, clerk, at, typed_in).await else { return format!("{told}  ?\n\n") };
    for consequence in &foreseen.consequences {
        writeln!(told, "  {consequence:?}").expect("a text");
    }
    for letter in &foreseen.letters {
        writeln!(told, "  shown: {} {:?}", letter.title, foreseen.letters_after).expect("a text");
    }
    told.replace(number, "NUMBER") + "\n"
}

/// Before a caseworker decides, she reads what will happen: which letter goes which way, what is to be paid, which task
/// opens for whom, what is waited for. While no choice is made, nothing is claimed.
async fn everything_is_foreseen(office: Office) {
    let clerk = office.staff("weber", &["steueramt", "gesundheitsamt"], &[]).await;
    let head = office.staff("vogt", &["steueramt"], &[]).await;
    let mut all = String::new();

    let number = sent(&office, DOGS, "exemption_released").await;
    let at = take(&office, &clerk, &number).await;
    for choice in [&[], GRANT, REFUSE, REJECT, ASK] {
        all += &told(&office, &clerk, (&number, at), choice).await;
    }
    complete(&office, &clerk, at, GRANT).await;
    let at = take(&office, &head, &number).await;
    let back = [("release.outcome", "return"), ("release.reason", "Der Ausweis ist abgelaufen.")];
    for choice in [&[("release.outcome", "release")][..], &back] {
        all += &told(&office, &head, (&number, at), choice).await;
    }
    complete(&office, &head, at, &[("release.outcome", "release")]).await;
    let at = take(&office, &clerk, &number).await;
    all += &told(&office, &clerk, (&number, at), &[("tag_sent", "true")]).await;

    let number = sent(&office, DOGS, "not_found").await;
    let at = take(&office, &clerk, &number).await;
    let wrong = [("decision.outcome", "reject"), ("decision.reason", "Unter der Nummer steht kein Hund.")];
    for choice in [&wrong[..], &[("decision.outcome", "approve")]] {
        all += &told(&office, &clerk, (&number, at), choice).await;
    }

    office.wait(SignedDuration::from_hours(80));
    let number = sent(&office, REPORTS, "positive_test").await;
    let at = take(&office, &clerk, &number).await;
    let advice = [("answer.outcome", "advice"), ("answer.text", "Bleiben Sie zu Hause.")];
    let ask = [("answer.outcome", "ask"), ("answer.question", "Was ergab der Test?")];
    for choice in [&advice[..], &[("answer.outcome", "call_back")], &ask, TEST] {
        all += &told(&office, &clerk, (&number, at), choice).await;
    }
    complete(&office, &clerk, at, TEST).await;
    let at = take(&office, &clerk, &number).await;
    let positive = [("finding.result", "positive"), ("finding.text", "Bleiben Sie zu Hause.")];
    all += &told(&office, &clerk, (&number, at), &positive).await;
    assert_eq!(all, include_str!("../golden/foreseen.txt"));
}

/// The letter beside the form is the letter that is written afterwards, but for the numbers that are given only then; and
/// looking at it, however often, uses up no number and leaves nothing behind.
async fn the_letter_is_the_one_shown(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    for (typed_in, numbers) in [(REFUSE, &["1001", "2026000000011"][..]), (REJECT, &[])] {
        let number = sent(&office, DOGS, "exemption_refused").await;
        let at = take(&office, &clerk, &number).await;
        let before = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
        for _ in 0..3 {
            foresee(&office, &clerk, at, typed_in).await.expect("it is decided");
        }
        let foreseen = foresee(&office, &clerk, at, typed_in).await.expect("it is decided");
        let after = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
        assert_eq!(format!("{before:?}"), format!("{after:?}"));
        let [shown] = foreseen.letters.as_slice() else { panic!("one letter: {:?}", foreseen.letters) };

        complete(&office, &clerk, at, typed_in).await;
        let page =
            office.casework.case_page(&clerk, &office.town, at.0, Language::De).await.expect("the page");
        let written = page.documents.iter().find(|document| document.has_page).expect("a letter");
        let letter = office.casework.case_letter(&clerk, &office.town, at.0, written.id).await;
        let letter = letter.expect("the letter");
        let html = numbers.iter().fold(without_code(&letter.html), |html, number| {
            assert!(html.contains(number), "{number} in {html}");
            html.replace(number, "…")
        });
        assert_eq!((&shown.title, &shown.page), (&letter.title, &html));
    }
}

/// The letter without its GiroCode, which holds a number.
fn without_code(html: &str) -> String {
    let Some(start) = html.find("<img") else { return html.to_owned() };
    let end = html[start..].find("</p>").map_or(html.len(), |end| start + end + "</p>\n".len());
    format!("{}{}", &html[..start], &html[end..])
}

/// Who has checked an application reads why she cannot release it herself, is not offered it, and is refused in the same
/// words when she tries; somebody else can.
async fn another_person_releases(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let head = office.staff("vogt", &["steueramt"], &[]).await;
    let number = sent(&office, DOGS, "exemption_released").await;
    let at = take(&office, &clerk, &number).await;
    complete(&office, &clerk, at, GRANT).await;
    let (case, task) = office.open_task(&number).await;
    let did = vec!["Anmeldung prüfen".to_owned()];
    for (actor, expected) in [
        (&clerk, FourEyes::You { did: did.clone() }),
        (&head, FourEyes::Others { who: vec!["Frau weber".to_owned()], did }),
    ] {
        let page = office.casework.case_page(actor, &office.town, case, Language::De).await.expect("a page");
        let [shown] = page.tasks.as_slice() else { panic!("one task: {:?}", page.tasks) };
        assert_eq!(shown.may_take, matches!(expected, FourEyes::Others { .. }));
        assert_eq!(shown.four_eyes, Some(expected));
    }
    let taken = office.casework.take_task(&clerk, &office.town, case, task).await;
    assert_eq!(taken, Err(Refusal::FourEyes));
    let at = take(&office, &head, &number).await;
    let stranger = foresee(&office, &head, at, &[("release.outcome", "release")]).await;
    assert!(stranger.is_some_and(|foreseen| foreseen.letters.len() == 1));
    let asked = answers(case, task, &[("release.outcome", "release")]);
    let pried = office.casework.foresee_task(&clerk, &office.town, &asked).await;
    assert_eq!(pried, Err(Refusal::NotAllowed));
    complete(&office, &head, at, &[("release.outcome", "release")]).await;
}
