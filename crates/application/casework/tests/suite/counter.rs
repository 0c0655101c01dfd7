//! Applications that the office enters for people who came with paper.

use crate::office::{Office, application, dog_tax_edited, edited, on_both_databases, package, town, typed};
use crate::talk;
use cases::Actor;
use casework::{DeadlineStanding, PageAsked, Refusal, Reply, ShowProblems, TaskAnswers};
use jiff::SignedDuration;
use values::{CaseId, Language};

on_both_databases!(
    paper_is_entered,
    paper_is_asked_on_paper,
    a_begun_entry_is_the_officers_alone,
    it_counts_from_the_day_of_receipt,
    paper_is_withdrawn_on_paper
);

/// Somebody without a computer gets their application into the same process: the officer enters it, the journal and the
/// case say who did, and the decision goes out by post.
async fn paper_is_entered(office: Office) {
    let (casework, place) = (&office.casework, &office.town);
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let entry = casework.entry_page(&clerk, place, Language::De).await.expect("the services");
    assert_eq!(entry.services.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["hundesteuer"]);
    let opened = casework.open_draft(&clerk, place, ("hundesteuer", "register")).await.expect("a draft");
    assert_eq!(opened.session, None, "the officer's own session is enough");
    for (index, page) in application("Bello").into_iter().enumerate() {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::Yes };
        casework.save_page(&clerk, place, opened.draft, asked, page).await.expect("the page is saved");
    }
    for _ in 0..2 {
        casework.submit_application(&clerk, place, opened.draft, Language::De).await.expect("it is sent");
    }
    let entered = casework.entered(&clerk, place, opened.draft, Language::De).await.expect("the receipt");
    let number = entered.receipt.number.clone();
    let page = casework.case_page(&clerk, place, entered.case, Language::De).await.expect("the case");
    assert_eq!((page.entered_by.as_str(), page.applicant.as_str()), ("Frau weber", "Erika Beispiel"));
    assert_eq!(
        (page.journal[0].actor_kind.as_str(), page.journal[0].actor_name.as_str()),
        ("staff", "Frau weber")
    );
    assert!(casework.receipt_file(&clerk, place, &number, Language::De).await.is_ok(), "a PDF to hand over");
    office.work().await;
    office.decide(&clerk, &number, "approve").await;
    office.work().await;
    let letters = casework.print_tray(&clerk, place).await.expect("the tray").letters;
    let [letter] = letters.as_slice() else { panic!("one letter: {letters:?}") };
    assert!(!letter.was_offered && letter.recipient == "Erika Beispiel", "{letter:?}");
    let opened = casework.open_status(place, &number, &entered.receipt.code, "192.0.2.9").await;
    assert!(opened.is_ok(), "number and code open the status for whoever came with paper");
    let verified = casework.verify_case(place.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// An application for relief that the clerk enters, so that a person looks at it: its number, and the case.
async fn on_paper(office: &Office, clerk: &Actor) -> (String, CaseId) {
    let (casework, place) = (&office.casework, &office.town);
    let opened = casework.open_draft(clerk, place, ("hundesteuer", "register")).await.expect("a draft");
    for index in 0..20 {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::Yes };
        if casework.save_page(clerk, place, opened.draft, asked, talk::application()).await.is_err() {
            break;
        }
    }
    casework.submit_application(clerk, place, opened.draft, Language::De).await.expect("it is sent");
    let entered = casework.entered(clerk, place, opened.draft, Language::De).await.expect("the receipt");
    office.work().await;
    (entered.receipt.number, entered.case)
}

/// Whoever came with paper is asked on paper: the question lies in the print tray as a letter, and stands with the case. What
/// they answer on paper is entered by the office, and a clock that stood still goes on from the day on which it came (§ 209
/// BGB); nobody else says what they answered, and nothing is answered before it was asked.
async fn paper_is_asked_on_paper(office: Office) {
    let (casework, place) = (&office.casework, &office.town);
    let clock = "isExecutable=\"true\"><bpmn:extensionElements><fachwerk:legalClock id=\"decision\" term=\"P3M\" \
                 suspends=\"await_proof\" /></bpmn:extensionElements>";
    let words = [("isExecutable=\"true\">", clock)];
    office.publish(&edited("../../../library/hundesteuer", "processes/register.bpmn", &words)).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (number, _) = on_paper(&office, &clerk).await;
    let (case, task) = office.open_task(&number).await;
    casework.take_task(&clerk, place, case, task).await.expect("the task is free");
    let question = [("decision.outcome", "ask"), ("decision.question", "Seit wann haben Sie Luna?")];
    let asked = TaskAnswers { case, task, answers: typed(&question), language: Language::De };
    casework.complete_task(&clerk, place, &asked).await.expect("it is asked");
    office.work().await;
    let letters = casework.print_tray(&clerk, place).await.expect("the tray").letters;
    let [letter] = letters.as_slice() else { panic!("one letter: {letters:?}") };
    assert_eq!(letter.recipient, "Erika Mustermann");
    assert!(letter.title.starts_with("Rückfrage – "), "{letter:?}");
    assert!(casework.tray_file(&clerk, place, &letter.delivery).await.is_ok(), "a PDF to post");
    let today = casework.print_tray(&clerk, place).await.expect("the tray").today;
    casework.mark_posted(&clerk, place, &letter.delivery, today).await.expect("it is posted");
    let page = casework.case_page(&clerk, place, case, Language::De).await.expect("the case");
    assert_eq!((page.questions.len(), page.incidents.len()), (1, 0));
    assert_eq!(page.deadlines[0].standing, DeadlineStanding::Suspended("2026-11-23".parse().expect("a day")));
    office.wait(SignedDuration::from_hours(24 * 9));
    let question = page.questions[0].id;
    let answered = |actor, received| {
        let reply = Reply { text: "Seit März.", files: &[], received };
        casework.answer_question(actor, place, &number, (question, reply))
    };
    for (who, key) in [("2026-11-22", "reply-before-question"), ("2026-12-03", "casework-received-day")] {
        let refused = answered(&clerk, who).await;
        assert!(matches!(&refused, Err(Refusal::Problems(why)) if why[0].key == key), "{who}: {refused:?}");
    }
    let stranger = office.staff("vogt", &["ordnungsamt"], &[]).await;
    assert_eq!(answered(&stranger, "2026-11-27").await, Err(Refusal::NotFound));
    for _ in 0..2 {
        answered(&clerk, "2026-11-27").await.expect("entered, and once more by the back button");
    }
    let page = casework.case_page(&clerk, place, case, Language::De).await.expect("the case");
    let told = (page.questions[0].answer.as_str(), page.questions[0].entered_by.as_str());
    assert_eq!(told, ("Seit März.", "Frau weber"));
    let came = page.questions[0].answered_at.expect("answered").date().to_string();
    assert_eq!((came.as_str(), page.tasks.len()), ("2026-11-27", 1), "the office goes on");
    let last = "2027-03-01".parse().expect("a day");
    assert_eq!(
        page.deadlines[0].standing,
        DeadlineStanding::Running(last),
        "the days until the answer came were not counted"
    );
}

/// What an officer has begun is seen by no colleague, no citizen and no other town, and only who works on a service may
/// enter it.
async fn a_begun_entry_is_the_officers_alone(office: Office) {
    let (casework, place) = (&office.casework, &office.town);
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let colleague = office.staff("klein", &["steueramt"], &[]).await;
    let stranger = office.staff("vogt", &["ordnungsamt"], &[]).await;
    let elsewhere = town(casework, "nachbarstadt").await;
    let neighbour = office.staff_of(&elsewhere, "nachbar", &["steueramt"], &[]).await;
    let (guest, of_guest) = office.filled_draft("Rex").await;
    let draft = casework.open_draft(&clerk, place, ("hundesteuer", "register")).await.expect("a draft").draft;
    let asked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::No };
    for (who, actor) in
        [("colleague", &colleague), ("stranger", &stranger), ("guest", &guest), ("neighbour", &neighbour)]
    {
        let page = casework.draft_page(actor, place, draft, asked).await;
        assert_eq!(page.err(), Some(Refusal::NotFound), "{who}");
        let sent = casework.submit_application(actor, place, draft, Language::De).await;
        assert_eq!(sent, Err(Refusal::NotFound), "{who}");
    }
    let of_guest = casework.draft_page(&clerk, place, of_guest, asked).await;
    assert_eq!(of_guest.err(), Some(Refusal::NotFound), "an office sees no draft of a citizen");
    let opened = casework.open_draft(&stranger, place, ("hundesteuer", "register")).await;
    assert_eq!(opened, Err(Refusal::NotFound));
    let entry = casework.entry_page(&stranger, place, Language::De).await.expect("an empty page");
    assert!(entry.services.is_empty() && entry.begun.is_empty(), "{entry:?}");
    let opened = casework.open_draft(&neighbour, place, ("hundesteuer", "register")).await;
    assert_eq!(opened, Err(Refusal::NotFound));
    let begun = casework.entry_page(&clerk, place, Language::De).await.expect("the page").begun;
    assert_eq!(begun.iter().map(|one| one.draft).collect::<Vec<_>>(), [draft]);
    assert!(casework.entry_page(&colleague, place, Language::De).await.expect("the page").begun.is_empty());
}

/// A paper that lay for days is received on the day it arrived: receipt, letters and deadlines count from it, while the journal
/// says when it was entered. No day to come, none long ago, and no citizen can say so.
async fn it_counts_from_the_day_of_receipt(office: Office) {
    let clock = "isExecutable=\"true\"><bpmn:extensionElements><fachwerk:legalClock id=\"decision\" term=\"P3M\" />\
                 </bpmn:extensionElements>";
    office.publish(&dog_tax_edited("process.bpmn", &[("isExecutable=\"true\">", clock)])).await;
    let (casework, place) = (&office.casework, &office.town);
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let draft = casework.open_draft(&clerk, place, ("hundesteuer", "register")).await.expect("a draft").draft;
    for (index, page) in application("Bello").into_iter().enumerate() {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::Yes };
        casework.save_page(&clerk, place, draft, asked, page).await.expect("the page is saved");
    }
    for day in ["2026-11-24", "2025-11-22", "gestern"] {
        let refused = casework.submit_received(&clerk, place, draft, (Language::De, day)).await;
        assert!(
            matches!(&refused, Err(Refusal::Problems(why)) if why[0].key == "casework-received-day"),
            "{day}: {refused:?}"
        );
    }
    let (guest, of_guest) = office.filled_draft("Rex").await;
    let by_guest = casework.submit_received(&guest, place, of_guest, (Language::De, "2026-11-18")).await;
    assert_eq!(by_guest, Err(Refusal::NotAllowed));
    casework.submit_received(&clerk, place, draft, (Language::De, "2026-11-18")).await.expect("it is sent");
    let entered = casework.entered(&clerk, place, draft, Language::De).await.expect("the receipt");
    assert_eq!(entered.receipt.received_at.date().to_string(), "2026-11-18");
    let page = casework.case_page(&clerk, place, entered.case, Language::De).await.expect("the case");
    assert_eq!(page.deadlines[0].standing, DeadlineStanding::Running("2027-02-18".parse().expect("a day")));
    assert_eq!(page.journal[0].at.date().to_string(), "2026-11-23", "the journal says when it was entered");
}

/// Whoever withdraws by letter is heard: the office enters it with how it came, once, as long as it is possible; another office
/// cannot.
async fn paper_is_withdrawn_on_paper(office: Office) {
    let (casework, place) = (&office.casework, &office.town);
    office.publish(&package("../../../library/hundesteuer")).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (number, case) = on_paper(&office, &clerk).await;
    let stranger = office.staff("vogt", &["ordnungsamt"], &[]).await;
    let enter = |actor, how| casework.enter_withdrawal(actor, place, case, (how, how));
    assert_eq!(enter(&stranger, "Brief").await, Err(Refusal::NotFound));
    assert!(matches!(enter(&clerk, " ").await, Err(Refusal::Problems(_))));
    let before = casework.case_page(&clerk, place, case, Language::De).await.expect("the case");
    assert!(before.may_withdraw && !before.tasks.is_empty());
    for _ in 0..2 {
        enter(&clerk, "Brief vom 20.11.").await.expect("entered, and once more by the back button");
    }
    assert_eq!(enter(&clerk, "Anruf").await, Err(Refusal::Conflict), "what is not kept is not said to be");
    office.work().await;
    let page = casework.case_page(&clerk, place, case, Language::De).await.expect("the case");
    let notes: Vec<_> = page.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!((notes, page.tasks.len(), page.may_withdraw), (vec!["Brief vom 20.11."], 0, false));
    let shown = casework.status_page(&clerk, place, &number, Language::De).await.expect("the page");
    assert_eq!(shown.status, cases::CaseStatus::Ended);
}
