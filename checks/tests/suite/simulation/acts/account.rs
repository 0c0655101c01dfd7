//! Whoever has begun without an account shows a card and takes along what they have begun or sent: it changes hands once,
//! and what the worker and the office do meanwhile is not lost.

use super::told;
use crate::simulation::story::{Application, Story};
use crate::simulation::towns::{self, NEWCOMER};
use cases::Actor;
use casework::{Casework, Refusal};
use std::rc::Rc;

/// Somebody shows a card, and brings an application of theirs into the account.
pub(super) async fn bring(story: &Story<'_>, casework: Rc<Casework>) -> String {
    let guests: Vec<usize> = {
        let known = story.known.borrow();
        let all = known.applications.iter().enumerate();
        all.filter(|(_, one)| matches!(one.actor, Actor::Guest(_))).map(|(index, _)| index).collect()
    };
    let Some(index) = story.dice().pick(&guests).copied() else { return "nobody".to_owned() };
    let card = story.dice().below(NEWCOMER + 1);
    let account = match signed_in(story, &casework, card).await {
        Ok(account) => account,
        Err(refusal) => return format!("not signed in: {refusal}"),
    };
    {
        let mut known = story.known.borrow_mut();
        let one = &mut known.applications[index];
        if !matches!(one.actor, Actor::Guest(_)) {
            return "somebody has brought it meanwhile".to_owned();
        }
        // Who has begun to bring it does not choose another account.
        one.brought_to.get_or_insert(account);
    }
    brought(story, &casework, index).await
}

/// In the end everybody has brought what they had begun to bring.
pub(crate) async fn brought_whole(story: &Story<'_>, casework: &Casework) {
    let count = story.known.borrow().applications.len();
    for index in 0..count {
        let said = brought(story, casework, index).await;
        if story.known.borrow().applications[index].brought_to.is_some() {
            story
                .wrong(format!("an application does not come into the account although all is well: {said}"));
        }
    }
}

/// Whether somebody has brought the application into an account, or is about to.
pub(super) fn changes_hands(story: &Story<'_>, one: &Application) -> bool {
    let known = story.known.borrow();
    let mut now =
        known.applications.iter().filter(|known| (known.office, known.draft) == (one.office, one.draft));
    now.any(|now| now.brought_to.is_some() || now.actor != one.actor)
}

async fn brought(story: &Story<'_>, casework: &Casework, index: usize) -> String {
    let one = story.known.borrow().applications[index].clone();
    let Some(account) = one.brought_to else { return "it stays where it is".to_owned() };
    let town = &story.template.offices[one.office].town;
    let brought = casework.bring_draft((&one.actor, &account), town, one.draft).await;
    if brought.is_ok() {
        let mut known = story.known.borrow_mut();
        let held = &mut known.applications[index];
        (held.actor, held.brought_to) = (account, None);
    }
    format!("{:?}: {}", one.number, told(brought))
}

/// Signs in with one of the cards; the account of the newcomer is made by the first visit.
async fn signed_in(story: &Story<'_>, casework: &Casework, card: usize) -> Result<Actor, Refusal> {
    let account = towns::shows_card(casework, card).await?;
    let known = story.known.borrow().newcomer.clone();
    match known {
        _ if card < NEWCOMER => {}
        Some(known) if known.citizen() != account.citizen() => story.wrong("one card opens two accounts"),
        _ => story.known.borrow_mut().newcomer = Some(account.clone()),
    }
    Ok(account)
}
