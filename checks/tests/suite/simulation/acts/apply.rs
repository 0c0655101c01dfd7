//! Somebody applies: at home without account, with one, or at the counter with paper.

use super::{files, told};
use crate::simulation::answers;
use crate::simulation::dice::Dice;
use crate::simulation::story::{Application, Story};
use cases::Actor;
use casework::{Casework, FilePlace, PageAsked, PageSent, ReceivedFile, Refusal, ShowProblems, Wish};
use forms::RawAnswers;
use std::rc::Rc;
use values::{DraftId, Language};

/// More pages than any form has.
const PAGES: usize = 20;

/// Fills a draft and sends it.
pub(super) async fn apply(story: &Story<'_>, casework: Rc<Casework>) -> String {
    if story.known.borrow().applications.len() >= story.most {
        return "enough".to_owned();
    }
    match begun(story, &casework).await {
        Ok(application) => {
            let index = remembered(story, application);
            sent(story, &casework, index).await
        }
        Err(refusal) => format!("gives up: {refusal}"),
    }
}

/// Sends once more what somebody has filled: a second click, or after a page that said something broke.
pub(super) async fn send_again(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let count = story.known.borrow().applications.len();
    if count == 0 {
        return "nothing to send".to_owned();
    }
    sent(story, &casework, story.dice().below(count)).await
}

/// Sends it and takes the receipt.
pub(crate) async fn sent(story: &Story<'_>, casework: &Casework, index: usize) -> String {
    let known = story.known.borrow().applications[index].clone();
    let town = &story.template.offices[known.office].town;
    let answer = casework.submit_application(&known.actor, town, known.draft, Language::De).await;
    if answer.is_err() {
        return told(answer);
    }
    story.known.borrow_mut().applications[index].is_sent = true;
    let receipt = casework.receipt(&known.actor, town, known.draft, Language::De).await;
    let Ok(receipt) = receipt else { return told(receipt) };
    let mut knowledge = story.known.borrow_mut();
    let held = &mut knowledge.applications[index].number;
    let number = receipt.number;
    let told_before = held.replace(number.clone());
    drop(knowledge);
    if told_before.is_some_and(|before| before != number) {
        story.wrong(format!("one application has two numbers, the second is {number}"));
    }
    format!("{:?} is {number}", known.service)
}

/// Sends again what was told to have been sent before, and what was not.
pub(crate) async fn entered_whole(story: &Story<'_>, casework: &Casework) {
    let count = story.known.borrow().applications.len();
    for index in 0..count {
        let said = sent(story, casework, index).await;
        if story.known.borrow().applications[index].number.is_none() {
            story.wrong(format!("an application cannot be sent although all is well: {said}"));
        }
    }
}

fn remembered(story: &Story<'_>, application: Application) -> usize {
    let mut known = story.known.borrow_mut();
    known.applications.push(application);
    known.applications.len() - 1
}

async fn begun(story: &Story<'_>, casework: &Casework) -> Result<Application, Refusal> {
    let dice = story.dice();
    let office = story.somewhere();
    let at = &story.template.offices[office];
    let service = procedure(at.services[dice.below(at.services.len())], dice);
    let who = who(story, office);
    let answers = answers::application(service, dice, story.stage.now().date());
    let by_post = dice.once_in(3);
    let asked_by = match &who {
        Some(known) => known.clone(),
        None => casework.visitor(None, None).await?,
    };
    let opened = casework.open_draft(&asked_by, &at.town, service).await?;
    let actor = match &opened.session {
        Some(session) => casework.visitor(Some(session), None).await?,
        None => asked_by,
    };
    let owner = (&actor, &at.town);
    let proof = match files::proof_of(service, &answers).filter(|_| dice.once_in(2)) {
        Some(path) => {
            let place = (&at.town, FilePlace::Draft(opened.draft));
            Some(files::sent(casework, &actor, place, (path, dice)).await?)
        }
        None => None,
    };
    let proofs: Vec<ReceivedFile> = proof.into_iter().collect();
    filled(casework, owner, opened.draft, (&answers, &proofs)).await?;
    if by_post && matches!(actor, Actor::Citizen(_)) {
        casework.wish_delivery(&actor, &at.town, opened.draft, Wish::ByPost).await?;
    }
    let proofs = proofs.iter().filter_map(files::id_of).collect();
    let draft = opened.draft;
    Ok(Application { office, service, actor, brought_to: None, draft, proofs, is_sent: false, number: None })
}

/// One of the procedures of a service.
fn procedure(service: &'static str, dice: &Dice) -> (&'static str, &'static str) {
    match service {
        "hundesteuer" if dice.once_in(4) => (service, "deregister"),
        "hundesteuer" => (service, "register"),
        "verdachtsmeldung" => (service, "report"),
        "examination" => (service, "apply"),
        _ => (service, "pay"),
    }
}

/// Somebody with an account, somebody of the office for a person with paper, or a person nobody knows yet.
fn who(story: &Story<'_>, office: usize) -> Option<Actor> {
    let dice = story.dice();
    match dice.below(4) {
        0 => dice.pick(&story.template.citizens).cloned(),
        1 => dice.pick(&story.template.offices[office].clerks).cloned(),
        _ => None,
    }
}

async fn filled(
    casework: &Casework,
    (actor, town): (&Actor, &casework::Town),
    draft: DraftId,
    (answers, proofs): (&RawAnswers, &[ReceivedFile]),
) -> Result<(), Refusal> {
    for index in 0..PAGES {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::Yes };
        let page = PageSent { files: proofs.to_vec(), ..PageSent::from(answers.clone()) };
        match casework.save_page(actor, town, draft, asked, page).await {
            Ok(saved) if saved.problems.is_empty() => {}
            Ok(saved) => return Err(Refusal::Problems(saved.problems)),
            // The form has no more pages.
            Err(Refusal::NotFound) if index > 0 => return Ok(()),
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(())
}
