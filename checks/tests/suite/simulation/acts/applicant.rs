//! Whoever has applied: looks where it stands, reads letters, answers questions, pays, withdraws.

use super::{account, files, told};
use crate::simulation::story::{Application, Story};
use cases::Actor;
use casework::{Casework, FilePlace, PaymentStanding, Refusal, Reply, StatusPage};
use std::rc::Rc;
use values::{Language, QuestionId};

/// Who holds a number and can look for themselves; who came with paper waits for letters.
fn holders(story: &Story<'_>) -> Vec<(Application, String)> {
    let known = story.known.borrow();
    let online = known.applications.iter().filter(|one| !matches!(one.actor, Actor::Staff(_)));
    online.filter_map(|one| Some((one.clone(), one.number.clone()?))).collect()
}

fn somebody(story: &Story<'_>) -> Option<(Application, String)> {
    story.dice().pick(&holders(story)).cloned()
}

/// Somebody whose application has a number, online or on paper.
fn numbered(story: &Story<'_>) -> Option<(Application, String)> {
    let known = story.known.borrow().applications.clone();
    let numbered = known.into_iter().filter_map(|one| one.number.clone().map(|number| (one, number)));
    story.dice().pick(&numbered.collect::<Vec<_>>()).cloned()
}

async fn status(
    story: &Story<'_>,
    casework: &Casework,
    who: &(Application, String),
) -> Result<StatusPage, Refusal> {
    let town = &story.template.offices[who.0.office].town;
    casework.status_page(&who.0.actor, town, &who.1, Language::De).await
}

/// Reads what is there and answers what is asked.
pub(super) async fn look_at_status(story: &Story<'_>, casework: Rc<Casework>) -> String {
    match somebody(story) {
        Some(who) => looked(story, &casework, &who).await,
        None => "nobody".to_owned(),
    }
}

/// Some look once more while it is calm; others let the time for an answer pass.
pub(crate) async fn some_look(story: &Story<'_>, casework: &Casework) {
    for who in holders(story) {
        if story.dice().once_in(2) {
            let said = looked(story, casework, &who).await;
            story.note(said);
        }
    }
}

async fn looked(story: &Story<'_>, casework: &Casework, who: &(Application, String)) -> String {
    let page = match status(story, casework, who).await {
        Ok(page) => page,
        Err(Refusal::Fault(fault)) => return format!("no page: {fault}"),
        // A browser has lost what went into an account; the account will have it.
        Err(_) if account::changes_hands(story, &who.0) => return format!("{}: it is the account's", who.1),
        Err(refusal) => {
            story.wrong(format!("the applicant of {} cannot see it: {refusal}", who.1));
            return "no page".to_owned();
        }
    };
    let town = &story.template.offices[who.0.office].town;
    let mut said = format!("{} {:?}", who.1, page.status);
    if let Some(document) = story.dice().pick(&page.documents) {
        let read = casework.delivered_document(&who.0.actor, town, &who.1, document.id).await;
        said += &format!(", reads: {}", told(read.map(|file| file.media_type)));
    }
    for question in page.questions.iter().filter(|question| question.answered_at.is_none()) {
        said += &answer(story, casework, (&who.0.actor, who, ""), question.id).await;
    }
    said
}

/// Answers a question, perhaps with a card; the applicant does, or somebody of the office for them, who says when it came.
async fn answer(
    story: &Story<'_>,
    casework: &Casework,
    (actor, (application, number), received): (&Actor, &(Application, String), &str),
    question: QuestionId,
) -> String {
    let town = &story.template.offices[application.office].town;
    let mut cards = Vec::new();
    if story.dice().once_in(2) {
        let place = (town, FilePlace::Answer(number, question));
        cards.extend(files::sent(casework, actor, place, ("files", story.dice())).await);
    }
    let reply = Reply { text: "Hier ist der Ausweis.", files: &cards, received };
    let answered = casework.answer_question(actor, town, number, (question, reply)).await;
    if answered.is_ok() {
        let ids = cards.iter().filter_map(files::id_of).map(|id| (application.office, id));
        story.known.borrow_mut().answered_with.extend(ids);
    }
    format!(", answers: {}", told(answered))
}

/// Comes to the office with the answer to a question, or sends it by post; it may have lain there since it was asked.
pub(super) async fn answer_on_paper(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let Some(who) = numbered(story) else { return "nobody".to_owned() };
    let office = &story.template.offices[who.0.office];
    let Some(clerk) = story.dice().pick(&office.clerks) else { return "nobody".to_owned() };
    let page = match casework.status_page(clerk, &office.town, &who.1, Language::De).await {
        Ok(page) => page,
        Err(refusal) => return format!("no page: {refusal}"),
    };
    let Some(question) = page.questions.iter().find(|question| question.answered_at.is_none()) else {
        return format!("{}: nothing is asked", who.1);
    };
    let asked = question.asked_at.date().to_string();
    let received = if story.dice().once_in(2) { "" } else { asked.as_str() };
    format!("{}{}", who.1, answer(story, &casework, (clerk, &who, received), question.id).await)
}

/// Begins to pay what can be paid online.
pub(super) async fn pay(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let Some(who) = somebody(story) else { return "nobody".to_owned() };
    let page = match status(story, &casework, &who).await {
        Ok(page) => page,
        Err(refusal) => return format!("no page: {refusal}"),
    };
    let town = &story.template.offices[who.0.office].town;
    let open =
        page.payments.iter().find(|one| one.online && matches!(one.standing, PaymentStanding::Open(_)));
    let Some(payment) = open else { return format!("{}: nothing to pay", who.1) };
    let checkout = match casework.start_payment(&who.0.actor, town, &who.1, payment.id).await {
        Ok(checkout) => checkout,
        Err(refusal) => return format!("{}: not begun: {refusal}", who.1),
    };
    let transaction = checkout.rsplit('/').next().unwrap_or_default().to_owned();
    super::provider::decide(story, &casework, &who, transaction).await
}

/// Withdraws, if that is still possible; who came with paper, and sometimes others, by letter.
pub(super) async fn withdraw(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let Some((application, number)) = numbered(story) else { return "nobody".to_owned() };
    let office = &story.template.offices[application.office];
    if !matches!(application.actor, Actor::Staff(_)) && !story.dice().once_in(3) {
        return format!(
            "{number}: {}",
            told(casework.withdraw(&application.actor, &office.town, &number).await)
        );
    }
    let Some(clerk) = story.dice().pick(&office.clerks) else { return "nobody".to_owned() };
    match casework.case_head(office.town.tenant, &number).await {
        Ok(head) => {
            let how = ("mit Brief", "Antrag zurückgezogen: mit Brief");
            let entered = casework.enter_withdrawal(clerk, &office.town, head.id, how).await;
            format!("{number}, by letter: {}", told(entered))
        }
        Err(refusal) => format!("{number}: not found: {refusal}"),
    }
}
