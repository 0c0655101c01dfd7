//! Services of the library in the towns of the demo, as the tests of `dog_tax` and `suspicion` use them.

use crate::office::{Office, package, typed};
use cases::Actor;
use casework::{Completed, PageAsked, Refusal, ShowProblems, StatusPage, TaskAnswers, Town};
use feel::Context;
use forms::RawAnswers;
use values::{CaseId, DraftId, Language, TaskId};

/// Offers a service of the library in a town, with the values of a parameter file.
pub(crate) async fn offer(office: &Office, town: &Town, service: &str, values: Option<&str>) {
    let library = package(&format!("../../../library/{service}"));
    let values = values.map(|text| library.manifest().read_parameters("values.toml", text));
    let values = values.unwrap_or(Ok(Context::new())).unwrap_or_else(|problems| panic!("{problems:#?}"));
    office.casework.install_package(&library).await.expect("the package fits");
    office.casework.publish_service(town.tenant, &library, &values).await.expect("the service is live");
}

/// Answers with some of them changed; an empty text takes one away.
pub(crate) fn with(mut answers: RawAnswers, changes: &[(&str, &str)]) -> RawAnswers {
    for (path, text) in changes {
        answers.0.remove(*path);
        if !text.is_empty() {
            answers.0.extend(typed(&[(path, text)]).0);
        }
    }
    answers
}

/// A draft with these answers on all its pages.
pub(crate) async fn filled(
    office: &Office,
    (actor, town): (Option<&Actor>, &Town),
    asked: (&str, &str),
    answers: &RawAnswers,
) -> (Actor, DraftId) {
    let casework = &office.casework;
    let nobody = casework.visitor(None, None).await.expect("a visitor");
    let opened = casework.open_draft(actor.unwrap_or(&nobody), town, asked).await.expect("a draft");
    let actor = match actor {
        Some(known) => known.clone(),
        None => casework.visitor(opened.session.as_deref(), None).await.expect("the guest"),
    };
    for index in 0..20 {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::Yes };
        match casework.save_page(&actor, town, opened.draft, asked, answers.clone()).await {
            Ok(saved) => assert_eq!(saved.problems, [], "page {index}"),
            Err(refusal) => {
                assert_eq!(refusal, Refusal::NotFound, "the form has no more pages");
                break;
            }
        }
    }
    (actor, opened.draft)
}

/// An application that was sent, and what the worker then did; its applicant and number.
pub(crate) async fn sent(
    office: &Office,
    (actor, town): (Option<&Actor>, &Town),
    asked: (&str, &str),
    answers: &RawAnswers,
) -> (Actor, String) {
    let (actor, draft) = filled(office, (actor, town), asked, answers).await;
    let casework = &office.casework;
    casework.submit_application(&actor, town, draft, Language::De).await.expect("it is sent");
    let receipt = casework.receipt(&actor, town, draft, Language::De).await.expect("a receipt");
    office.work().await;
    (actor, receipt.number)
}

/// The open task of this name.
pub(crate) async fn task(office: &Office, town: &Town, number: &str, name: &str) -> (CaseId, TaskId) {
    let head = office.casework.case_head(town.tenant, number).await.expect("the case");
    assert_eq!(head.incidents, []);
    let found = head.open_tasks.iter().find(|(_, known)| known == name);
    let (id, _) = found.unwrap_or_else(|| panic!("no {name} in {:?}", head.open_tasks));
    (head.id, id.parse().expect("an id"))
}

/// Takes and completes the open task of this name.
pub(crate) async fn complete(
    office: &Office,
    (clerk, town): (&Actor, &Town),
    (number, name): (&str, &str),
    answers: &[(&str, &str)],
) {
    let (case, task) = task(office, town, number, name).await;
    office.casework.take_task(clerk, town, case, task).await.expect("the task is free");
    let asked = TaskAnswers { case, task, answers: typed(answers), language: Language::De };
    let completed = office.casework.complete_task(clerk, town, &asked).await.expect("done");
    assert!(matches!(completed, Completed::Done), "{completed:?}");
    office.work().await;
}

/// What the applicant sees.
pub(crate) async fn status(office: &Office, (actor, town): (&Actor, &Town), number: &str) -> StatusPage {
    office.casework.status_page(actor, town, number, Language::De).await.expect("the status")
}

/// The newest letter as the applicant reads it, with plain spaces and without marks.
pub(crate) async fn letter(office: &Office, (actor, town): (&Actor, &Town), number: &str) -> String {
    let page = status(office, (actor, town), number).await;
    let document = page.documents.first().expect("a letter").id;
    let letter = office.casework.delivered_page(actor, town, number, document).await.expect("it is there");
    let mut text = String::new();
    let mut is_mark = false;
    for sign in letter.html.replace("</td>", " ").chars() {
        match sign {
            '<' => is_mark = true,
            '>' => is_mark = false,
            sign if !is_mark => text.push(if sign.is_whitespace() { ' ' } else { sign }),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every part stands in the text.
pub(crate) fn assert_says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "“{part}” is missing in: {text}");
    }
}
