//! A page of the wizard: shows what was asked and typed, stores what is typed, leads on. How it is drawn and where a button
//! leads is the kit's; which answers are right is decided by the form.

use crate::account::sign_in;
use crate::account::way::to_sign_in;
use crate::{guest, places};
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Actor, TrustLevel};
use casework::{DraftOwner, PageAsked, Refusal};
use kit::wizard::{self, Answer, Sender, SentForm, Wishes, WizardPage};
use kit::{Failure, Visitor, Web};
use values::DraftId;

/// A page of a draft of a town.
type PagePath = Path<(String, DraftId, usize)>;

/// `GET /{slug}/antrag/{draft}/{page}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft, number)): PagePath,
    Query(wishes): Query<Wishes>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let index = number.checked_sub(1).ok_or(Failure::NotFound)?;
    let asked = PageAsked { index, language: visitor.language, problems: wishes.problems() };
    let page = match web.casework.draft_page(&actor, &town, draft, asked).await {
        Err(Refusal::NotFound) if guest::is_over(&web, &visitor, &actor) => {
            return sign_in::when_over(Refusal::NotSignedIn, &visitor.path);
        }
        page => page.map_err(guest::draft_refused)?,
    };
    let places = places::wizard(&slug, draft, &page.draft.service);
    if let Some(other) = wizard::elsewhere(&page, &places) {
        return Ok(Redirect::to(&other).into_response());
    }
    let token = guest::form_token(&web, &visitor);
    let words = web.frame.words(visitor.language);
    let offer = offer(&web, &actor).map(|key| words.of(key));
    let page = WizardPage::new(words, &page, places, token).back_to(&wishes).offering(offer);
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// What would fill in more by itself: an account, then an identity card.
fn offer(web: &Web, actor: &Actor) -> Option<&'static str> {
    match actor.trust() {
        TrustLevel::None => Some("portal-wizard-sign-in"),
        trust if trust < TrustLevel::Eid && web.casework.takes_cards() => Some("portal-wizard-card"),
        _ => None,
    }
}

/// `POST /{slug}/antrag/{draft}/{page}`: stores the answers, then follows the button. A draft that was sent stays as it is.
pub(crate) async fn answer(
    State(web): State<Web>,
    Path((slug, draft, number)): PagePath,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let is_over = guest::is_over(&web, &visitor, &actor);
    let session = if is_over { "" } else { guest::session(&web, &visitor) };
    let wants_fields = kit::asks_for_fields(request.headers());
    let sender = Sender { web: &web, actor: &actor, town: &town, draft, session };
    let sent = SentForm::receive(sender, number, request).await?;
    if is_over {
        return if wants_fields { Err(Failure::Forbidden) } else { over(sender, &visitor, &sent).await };
    }
    if let Some(key) = sent.to_be_parked() {
        return parked(sender, &sent, &visitor, key).await;
    }
    let places = |service: &str| places::wizard(&slug, draft, service);
    let (shell, token) = (guest::shell(visitor.clone(), &town), guest::form_token(&web, &visitor));
    let answer = Answer { sender, sent: &sent, visitor: &visitor, places: &places, shell, token };
    let answered = if wants_fields { answer.fields().await } else { answer.page().await };
    answered.map_err(guest::draft_refused)
}

/// The session is over: the page to sign in again carries what was typed, and brings it back to the same page. It waits in the
/// draft as well, for whoever signs in with a card: a provider brings nothing back.
async fn over(sender: Sender<'_>, visitor: &Visitor, sent: &SentForm) -> Result<Response, Failure> {
    let Sender { web, town, draft, .. } = sender;
    let key = sent.to_be_parked().unwrap_or_default();
    let parked =
        web.casework.park_page(town, (draft, key), sent.asked(visitor.language), &sent.page().page).await;
    if let Err(Refusal::Fault(fault)) = parked {
        return Err(Refusal::Fault(fault).into());
    }
    let words = web.frame.words(visitor.language);
    let known = sign_in::Known {
        wanted: visitor.path.clone(),
        notice: Some(sign_in::session_over(&words, sent.files_let_by())),
        typed: sent.page().page.answers.0,
        ..sign_in::Known::default()
    };
    sign_in::page(web, &words, known).shown(web, visitor.clone())
}

/// The session has ended: what was typed waits in the draft, and the page says how to get back to it.
async fn parked(
    sender: Sender<'_>,
    sent: &SentForm,
    visitor: &Visitor,
    key: &str,
) -> Result<Response, Failure> {
    let Sender { web, actor, town, draft, .. } = sender;
    let parked =
        web.casework.park_page(town, (draft, key), sent.asked(visitor.language), &sent.page().page).await;
    let owner = parked.map_err(|_| Failure::FormExpired)?;
    let signed_in = matches!(actor, Actor::Citizen(_));
    let to = match owner {
        DraftOwner::Account if !signed_in => format!("{}&abgelaufen=ja", to_sign_in(&visitor.path)),
        _ => sent.again(&places::wizard(&town.slug, draft, "")),
    };
    Ok(Redirect::to(&to).into_response())
}
