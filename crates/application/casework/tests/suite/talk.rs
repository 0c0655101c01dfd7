//! The office asks, the applicant answers or withdraws: with the real dog-tax package of the library.

use crate::accounts::citizen_with_card;
use crate::office::{Office, on_both_databases, package, typed};
use cases::Actor;
use casework::{FilePlace, PageAsked, ReceivedFile, Refusal, Reply, ShowProblems, TaskAnswers};
use feel::Context;
use forms::RawAnswers;
use values::{CaseId, DraftId, Language, Problem, QuestionId};

on_both_databases!(a_question_is_answered, a_question_follows_the_case, an_application_is_withdrawn,);

/// Everything an application for relief needs, as typed.
pub(crate) fn application() -> RawAnswers {
    typed(&[
        ("keeper.first_name", "Erika"),
        ("keeper.last_name", "Mustermann"),
        ("keeper.born", "12.08.1984"),
        ("keeper.street", "Lindenweg 4"),
        ("keeper.postcode", "35999"),
        ("keeper.city", "Musterstadt"),
        ("keeper.email", "erika@example.org"),
        ("dogs[0].name", "Luna"),
        ("dogs[0].breed", "labrador"),
        ("dogs[0].born", "01.02.2025"),
        ("dogs[0].sex", "female"),
        ("dogs[0].colour", "schwarz"),
        ("dogs[0].chip_number", "276098104123456"),
        ("dogs[0].kept_since", "03.11.2026"),
        ("household.moved_here", "no"),
        ("household.other_dogs", "0"),
        ("relief.kind", "assistance"),
        ("relief.dog", "1"),
        ("relief.reason", "Luna ist ein ausgebildeter Assistenzhund."),
        ("pay.way", "invoice"),
        ("declaration", "on"),
    ])
}

/// A case that a person has to look at; its applicant with the draft, its number and its id.
async fn looked_at(office: &Office) -> ((Actor, DraftId), String, CaseId) {
    let casework = &office.casework;
    let library = package("../../../library/hundesteuer");
    casework.install_package(&library).await.expect("the package fits");
    let published = casework.publish_service(office.town.tenant, &library, &Context::new()).await;
    published.expect("the service is live");
    let nobody = casework.visitor(None, None).await.expect("a visitor");
    let asked = ("hundesteuer", "register");
    let opened = casework.open_draft(&nobody, &office.town, asked).await.expect("a draft");
    let guest = casework.visitor(opened.session.as_deref(), None).await.expect("the guest");
    for index in 0..20 {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::Yes };
        if casework.save_page(&guest, &office.town, opened.draft, asked, application()).await.is_err() {
            break;
        }
    }
    let sent = casework.submit_application(&guest, &office.town, opened.draft, Language::De).await;
    sent.expect("it is sent");
    let receipt = casework.receipt(&guest, &office.town, opened.draft, Language::De).await;
    let number = receipt.expect("a receipt").number;
    office.work().await;
    let head = casework.case_head(office.town.tenant, &number).await.expect("the case");
    ((guest, opened.draft), number, head.id)
}

async fn complete(office: &Office, clerk: &Actor, number: &str, answers: &[(&str, &str)]) {
    decide(office, clerk, number, answers).await;
    office.work().await;
}

async fn decide(office: &Office, clerk: &Actor, number: &str, answers: &[(&str, &str)]) {
    let (case, task) = office.open_task(number).await;
    office.casework.take_task(clerk, &office.town, case, task).await.expect("the task is free");
    let asked = TaskAnswers { case, task, answers: typed(answers), language: Language::De };
    let completed = office.casework.complete_task(clerk, &office.town, &asked).await.expect("done");
    assert!(matches!(completed, casework::Completed::Done), "{completed:?}");
}

/// Sends a file beside an answer; whoever may not gets "not found" as a problem.
async fn receive(
    office: &Office,
    actor: &Actor,
    (number, question): (&str, QuestionId),
    bytes: &[u8],
) -> Result<ReceivedFile, Problem> {
    let place = (&office.town, FilePlace::Answer(number, question));
    let incoming = office.casework.receive_file(actor, place, ("files", "Ausweis.pdf"), 0).await;
    let mut incoming = incoming.map_err(|_| Problem::in_answer("files", "not-found"))?;
    incoming.push(bytes.to_vec()).await.expect("a piece");
    incoming.finish().await.expect("kept or refused")
}

/// A question that is on its way while the applicant takes the case into an account lies in the postbox of that account.
async fn a_question_follows_the_case(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let ((guest, draft), number, _) = looked_at(&office).await;
    let ask = [("decision.outcome", "ask"), ("decision.question", "Bitte schicken Sie uns den Ausweis.")];
    decide(&office, &clerk, &number, &ask).await;
    let casework = &office.casework;
    let mut on_its_way = Vec::new();
    for due in casework.claim_work().await.expect("the question is due") {
        on_its_way.push(casework.carry_out(&due).await.expect("it is carried out"));
    }
    let erika = citizen_with_card(&office).await;
    casework.bring_draft((&guest, &erika), &office.town, draft).await.expect("brought");
    for finished in &on_its_way {
        casework.bring(finished).await.expect("it arrives");
    }
    let items = casework.my_postbox(&erika).await.expect("the postbox");
    assert_eq!(items.iter().map(|item| item.number.as_str()).collect::<Vec<_>>(), [number.as_str()]);
}

/// A caseworker asks; the applicant reads the question with its day, answers once with a file, and the caseworker goes on with
/// both before her. Nobody else answers, an empty answer is no answer, and the mail tells nothing of it.
async fn a_question_is_answered(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let ((guest, _), number, case) = looked_at(&office).await;
    let question = "Bitte schicken Sie uns den Ausweis.";
    let ask = [("decision.outcome", "ask"), ("decision.question", question)];
    complete(&office, &clerk, &number, &ask).await;
    let casework = &office.casework;
    let page = casework.status_page(&guest, &office.town, &number, Language::De).await.expect("the page");
    let [asked] = page.questions.as_slice() else { panic!("one question: {:?}", page.questions) };
    assert_eq!((asked.text.as_str(), asked.asked_by.as_str()), (question, "Frau weber"));
    assert!(asked.answer_by.is_some() && asked.answered_at.is_none());
    let proof = receive(&office, &guest, (&number, asked.id), b"%PDF-1.7\nAusweis").await.expect("welcome");
    let fake = receive(&office, &guest, (&number, asked.id), b"<script>").await.expect_err("no document");
    assert_eq!(fake.key, "forms-file-not-welcome");
    let other = receive(&office, &guest, (&number, asked.id), b"%PDF-1.7\nImpfpass").await.expect("welcome");
    let files = [proof];
    let answer = |actor, text| {
        let reply = Reply { text, files: &files, received: "" };
        casework.answer_question(actor, &office.town, &number, (asked.id, reply))
    };
    let empty = casework.answer_question(&guest, &office.town, &number, (asked.id, Reply::default())).await;
    assert!(matches!(empty, Err(Refusal::Problems(_))));
    let stranger = casework.visitor(None, None).await.expect("a visitor");
    assert_eq!(answer(&stranger, "Hallo").await, Err(Refusal::NotFound));
    let foreign = receive(&office, &stranger, (&number, asked.id), b"%PDF-1.7");
    assert!(matches!(foreign.await, Err(problem) if problem.key == "not-found"), "nobody else sends files");
    for _ in 0..2 {
        answer(&guest, "Anbei der Ausweis.").await.expect("answered, and once more by the back button");
    }
    assert_eq!(answer(&guest, "Etwas anderes.").await, Err(Refusal::Conflict));
    let day = Reply { text: "Hallo", files: &[], received: "2026-11-20" };
    let early = casework.answer_question(&guest, &office.town, &number, (asked.id, day)).await;
    assert_eq!(early, Err(Refusal::NotAllowed), "only the office says when something came");
    let with_other = Reply { text: "Anbei der Ausweis.", files: &[other], received: "" };
    let lost = casework.answer_question(&guest, &office.town, &number, (asked.id, with_other)).await;
    assert_eq!(lost, Err(Refusal::Conflict), "nobody is told that a file was taken that is not kept");
    let page = casework.case_page(&clerk, &office.town, case, Language::De).await.expect("the page");
    assert_eq!(page.questions[0].answer, "Anbei der Ausweis.");
    let [(id, title)] = page.questions[0].documents.as_slice() else {
        panic!("one file: {:?}", page.questions)
    };
    assert_eq!(title, "Ausweis.pdf");
    assert!(page.documents.iter().any(|document| document.id == *id && document.is_upload));
    let opened = casework.case_document(&clerk, &office.town, case, *id).await.expect("readable");
    assert_eq!(opened.bytes, b"%PDF-1.7\nAusweis");
    assert_eq!(page.tasks.len(), 1, "the office goes on");
    let proof = casework.verify_case(office.town.tenant, &number).await.expect("verified");
    assert_eq!(proof.breaks, Vec::<String>::new());
}

/// An applicant who has thought better of it withdraws, once; the office has nothing more to do, and nobody else can.
async fn an_application_is_withdrawn(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let ((guest, _), number, case) = looked_at(&office).await;
    let casework = &office.casework;
    let page = casework.status_page(&guest, &office.town, &number, Language::De).await.expect("the page");
    assert!(page.may_withdraw);
    let stranger = casework.visitor(None, None).await.expect("a visitor");
    assert_eq!(casework.withdraw(&stranger, &office.town, &number).await, Err(Refusal::NotFound));
    for _ in 0..2 {
        casework.withdraw(&guest, &office.town, &number).await.expect("withdrawn");
    }
    office.work().await;
    let page = casework.status_page(&guest, &office.town, &number, Language::De).await.expect("the page");
    assert!(!page.may_withdraw);
    let page = casework.case_page(&clerk, &office.town, case, Language::De).await.expect("the page");
    assert!(page.tasks.is_empty(), "nothing is left to do");
}
