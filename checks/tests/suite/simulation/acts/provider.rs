//! The provider where people pay: it tells of a result once, twice, late or never, and people come back or do not.

use super::told;
use crate::simulation::story::{Application, Story};
use casework::{Casework, DemoChoice};
use std::rc::Rc;
use values::AttemptId;

const CHOICES: [DemoChoice; 7] = [
    DemoChoice::Pay,
    DemoChoice::Pay,
    DemoChoice::Pay,
    DemoChoice::Later,
    DemoChoice::Fail,
    DemoChoice::Cancel,
    DemoChoice::Never,
];

/// What a person does on the provider's page, and whether they come back afterwards.
pub(super) async fn decide(
    story: &Story<'_>,
    casework: &Casework,
    (application, number): &(Application, String),
    transaction: String,
) -> String {
    let choice = CHOICES[story.dice().below(CHOICES.len())];
    let back = match casework.demo_choose(&transaction, choice).await {
        Ok(back) => back,
        Err(refusal) => return format!("{number}: the provider: {refusal}"),
    };
    let Some(attempt) = back.rsplit('/').next().and_then(|id| id.parse::<AttemptId>().ok()) else {
        story.wrong(format!("the way back names no try: {back}"));
        return "lost".to_owned();
    };
    story.known.borrow_mut().attempts.push((application.office, attempt, transaction));
    if story.dice().once_in(2) {
        return format!("{number}: {choice:?}, and closes the window");
    }
    let town = &story.template.offices[application.office].town;
    let returned = casework.payment_returned(&application.actor, town, number, attempt).await;
    format!("{number}: {choice:?}, and comes back: {}", told(returned))
}

/// The provider says that there is news of one of the payments; it may have said so before.
pub(super) async fn call(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let attempts = story.known.borrow().attempts.clone();
    let Some((office, attempt, _)) = story.dice().pick(&attempts) else {
        return "nothing to tell".to_owned();
    };
    let slug = &story.template.offices[*office].town.slug;
    format!("{attempt}: {}", told(casework.payment_hint("demo", slug, *attempt).await))
}
