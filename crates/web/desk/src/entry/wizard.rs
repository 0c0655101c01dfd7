//! A page of the wizard at the desk: shows what is asked, stores what is typed, leads on. A session that has ended loses
//! nothing: what was typed waits in the draft until the officer has signed in again.

use crate::clerk::{Clerk, Turned};
use crate::places;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Actor, Guest};
use casework::PageAsked;
use kit::wizard::{self, Answer, Sender, SentForm, Wishes, WizardPage};
use kit::{Failure, Visitor, Web};
use values::DraftId;

/// A page of a draft of a town.
type PagePath = Path<(String, DraftId, usize)>;

/// `GET /amt/{slug}/aufnehmen/{draft}/{page}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft, number)): PagePath,
    Query(wishes): Query<Wishes>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let index = number.checked_sub(1).ok_or(Failure::NotFound)?;
    let asked = PageAsked { index, language: visitor.language, problems: wishes.problems() };
    let page = web.casework.draft_page(&clerk.actor, &clerk.town, draft, asked).await?;
    let places = places::entry(&slug, draft);
    if let Some(other) = wizard::elsewhere(&page, &places) {
        return Ok(Redirect::to(&other).into_response());
    }
    let words = web.frame.words(visitor.language);
    let page = WizardPage::new(words, &page, places, clerk.token()).back_to(&wishes);
    Ok(web.page(clerk.shell(visitor), &page))
}

/// `POST /amt/{slug}/aufnehmen/{draft}/{page}`: stores the answers, then follows the button.
pub(crate) async fn answer(
    State(web): State<Web>,
    Path((slug, draft, number)): PagePath,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Turned> {
    let wants_fields = kit::asks_for_fields(request.headers());
    let clerk = match Clerk::enter(&web, &slug, &visitor).await {
        Err(Turned::ToSignIn(way)) if !wants_fields => {
            return over(&web, (&slug, draft, number), &visitor, request, way).await;
        }
        entered => entered?,
    };
    let session = clerk.session(&web, &visitor).to_owned();
    let sender = Sender { web: &web, actor: &clerk.actor, town: &clerk.town, draft, session: &session };
    let sent = SentForm::receive(sender, number, request).await?;
    if let Some(key) = sent.to_be_parked() {
        return parked(sender, &sent, &visitor, key).await;
    }
    let places = |_: &str| places::entry(&slug, draft);
    let (shell, token) = (clerk.shell(visitor.clone()), clerk.token());
    let answer = Answer { sender, sent: &sent, visitor: &visitor, places: &places, shell, token };
    Ok(if wants_fields { answer.fields().await? } else { answer.page().await? })
}

/// Nobody is signed in any more: what was typed waits in the draft, and the way leads past signing in back to the page.
async fn over(
    web: &Web,
    (slug, draft, number): (&str, DraftId, usize),
    visitor: &Visitor,
    request: Request,
    way: String,
) -> Result<Response, Turned> {
    let town = web.town(slug).await?;
    let nobody = Actor::Guest(Guest::default());
    let sender = Sender { web, actor: &nobody, town: &town, draft, session: "" };
    let sent = SentForm::receive(sender, number, request).await?;
    let asked = sent.asked(visitor.language);
    let key = sent.to_be_parked().unwrap_or_default();
    let parked = web.casework.park_page(&town, (draft, key), asked, &sent.page().page).await;
    parked.map_err(|_| Failure::FormExpired)?;
    let told = if sent.files_let_by() > 0 { "datei" } else { "ja" };
    Ok(Redirect::to(&format!("{way}&abgelaufen={told}")).into_response())
}

/// The form was made for another session of this desk: it is stored all the same, and shown again.
async fn parked(
    sender: Sender<'_>,
    sent: &SentForm,
    visitor: &Visitor,
    key: &str,
) -> Result<Response, Turned> {
    let Sender { web, town, draft, .. } = sender;
    let parked =
        web.casework.park_page(town, (draft, key), sent.asked(visitor.language), &sent.page().page).await;
    parked.map_err(|_| Failure::FormExpired)?;
    Ok(Redirect::to(&sent.again(&places::entry(&town.slug, draft))).into_response())
}
