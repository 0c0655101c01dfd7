//! What people of an office do beside the tasks of their list: note that money has come in, write a note, extend a period,
//! and what only the head of office does.

use super::told;
use crate::simulation::checks;
use crate::simulation::story::Story;
use crate::simulation::towns::Office;
use cases::Actor;
use casework::{Casework, Extension, MailWords, PaymentStanding, Refusal, SetRight, WayOn};
use std::rc::Rc;
use values::{CaseId, Language, PaymentId};

/// One of the cases of an office that somebody has sent.
async fn some_case<'s>(
    story: &'s Story<'_>,
    casework: &Casework,
) -> Result<(usize, &'s Office, String, CaseId), String> {
    let office = story.somewhere();
    let at = &story.template.offices[office];
    let numbers = casework.case_numbers(at.town.tenant).await.map_err(|refusal| refusal.to_string())?;
    let number = story.dice().pick(&numbers).cloned().ok_or("no case")?;
    let head = casework.case_head(at.town.tenant, &number).await.map_err(|refusal| refusal.to_string())?;
    Ok((office, at, number, head.id))
}

/// A clerk notes that a transfer has come in, or money at the counter; perhaps the applicant pays online at the same moment.
/// Now and then the page is an old one, on which the payment stands open still.
pub(super) async fn note_money(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let seen = story.known.borrow().seen_open.clone();
    let is_old = story.dice().once_in(2);
    if let Some(&(office, case, payment)) = story.dice().pick(&seen).filter(|_| is_old) {
        return format!("from an old page: {}", noted(story, &casework, office, (case, payment)).await);
    }
    let (office, at, number, case) = match some_case(story, &casework).await {
        Ok(found) => found,
        Err(why) => return why,
    };
    let page = match casework.case_page(&at.clerks[0], &at.town, case, Language::De).await {
        Ok(page) => page,
        Err(refusal) => return format!("{number}: no page: {refusal}"),
    };
    let open = page.payments.iter().find(|one| matches!(one.standing, PaymentStanding::Open(_)));
    let Some(payment) = open.map(|one| one.id) else { return format!("{number}: nothing to pay") };
    story.known.borrow_mut().seen_open.push((office, case, payment));
    if story.dice().once_in(2) {
        return format!("{number}: a payment is open");
    }
    format!("{number}: money has come in: {}", noted(story, &casework, office, (case, payment)).await)
}

/// In the end clerks send pages on which a payment stands open that has come in since.
pub(crate) async fn note_from_old_pages(story: &Story<'_>, casework: &Casework) {
    for (tenant, case, payment) in checks::paid(story) {
        let mut offices = story.template.offices.iter();
        let office = offices.position(|at| at.town.tenant == tenant).expect("a town of the story");
        let said = noted(story, casework, office, (case, payment)).await;
        story.note(format!("from an old page: {said}"));
    }
}

async fn noted(
    story: &Story<'_>,
    casework: &Casework,
    office: usize,
    (case, payment): (CaseId, PaymentId),
) -> String {
    let at = &story.template.offices[office];
    // What has come in is the same money, whoever notes it.
    let is_known = checks::is_paid(story, payment);
    if !is_known {
        story.known.borrow_mut().noted.entry((office, payment)).or_default();
    }
    let noted = casework.mark_payment_paid(&at.clerks[0], &at.town, case, payment).await;
    if noted.is_ok() && !is_known {
        story.known.borrow_mut().noted.insert((office, payment), true);
    }
    told(noted)
}

/// A clerk writes a note, or extends a period that runs.
pub(super) async fn note_or_extend(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let (office, at, number, case) = match some_case(story, &casework).await {
        Ok(found) => found,
        Err(why) => return why,
    };
    let clerk = &at.clerks[story.dice().below(at.clerks.len())];
    if story.dice().once_in(2) {
        let (text, form) = ("Die Anlage kommt mit der Post.", format!("{}", story.dice().throw()));
        let noted = casework.add_note(clerk, &at.town, case, (text, &form)).await;
        if noted.is_ok() {
            *story.known.borrow_mut().notes.entry((office, number.clone())).or_default() += 1;
        }
        return format!("{number}: a note: {}", told(noted));
    }
    let page = match casework.case_page(clerk, &at.town, case, Language::De).await {
        Ok(page) => page,
        Err(refusal) => return format!("{number}: no page: {refusal}"),
    };
    let Some(deadline) = page.deadlines.iter().find(|one| one.offer.is_some()) else {
        return format!("{number}: nothing to extend");
    };
    let words = MailWords { subject: "Ein Brief ist da".to_owned(), text: "{link}".to_owned() };
    let reason = "Ein Gutachten fehlt noch.";
    let asked = Extension { clock: deadline.clock, amount: "2", reason, words: &words };
    format!("{number}: extended: {}", told(casework.extend_deadline(clerk, &at.town, case, asked).await))
}

/// The head of office takes a case in hand: one that is stuck, or one that should end or go on elsewhere.
pub(super) async fn set_right(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let (office, at, number, case) = match some_case(story, &casework).await {
        Ok(found) => found,
        Err(why) => return why,
    };
    let page = match casework.stuck_case(&at.head, &at.town, case, Language::De).await {
        Ok(page) => page,
        Err(refusal) => return format!("{number}: no page: {refusal}"),
    };
    let dice = story.dice();
    let Some(place) = dice.pick(&page.places) else { return format!("{number}: rests nowhere") };
    let target = dice.pick(&place.targets).map(|step| WayOn::At(step.id.clone()));
    let way = match dice.below(4) {
        0 if page.may_cancel => WayOn::Cancelled,
        1 if place.may_end => WayOn::Ended,
        2 if place.may_retry => WayOn::Again,
        _ => target.unwrap_or(WayOn::Again),
    };
    let (step, chosen) = (place.step.id.clone(), format!("{way:?}"));
    // Whatever becomes of it: the case may go the same way twice from now on.
    story.known.borrow_mut().led.insert((office, number.clone()));
    let whole = way == WayOn::Cancelled;
    let place = if whole { String::new() } else { place.place.clone() };
    let reason = "Der Antrag ist überholt.".to_owned();
    let asked = SetRight { place, way, reason, steps: page.steps.to_string() };
    let done = casework.set_right(&at.head, &at.town, case, &asked).await;
    format!("{number} at {step}: {chosen}: {}", told(done))
}

/// A newer release of a service is published, or the head of office lets a case go on in it, or takes that back.
pub(super) async fn renew(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let dice = story.dice();
    if dice.once_in(3) {
        let office = story.somewhere();
        let at = &story.template.offices[office];
        let Some((package, values)) = dice.pick(&at.newer) else { return "nothing newer".to_owned() };
        if let Err(refusal) = casework.install_package(package).await {
            return format!("not installed: {refusal}");
        }
        return format!(
            "published: {}",
            told(casework.publish_service(at.town.tenant, package, values).await.map(drop))
        );
    }
    let (_, at, number, case) = match some_case(story, &casework).await {
        Ok(found) => found,
        Err(why) => return why,
    };
    if dice.once_in(3) {
        return format!(
            "{number}: back again: {}",
            told(casework.undo_migration(&at.head, &at.town, case).await)
        );
    }
    format!("{number}: goes on anew: {}", told(goes_on(&casework, (at, &at.head), case).await))
}

async fn goes_on(
    casework: &Casework,
    (at, head): (&Office, &Actor),
    case: CaseId,
) -> Result<&'static str, Refusal> {
    let page = casework.migration_page(head, &at.town, case, (None, Language::De)).await?;
    if page.is_newest {
        return Ok("it is there already");
    }
    casework.migrate_case(head, &at.town, case, &page.agreed()).await?;
    Ok("done")
}
