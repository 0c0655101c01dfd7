//! A page of the wizard: shows what was asked and typed, stores what is typed, leads on. How it is drawn and where a button
//! leads is the kit's; which answers are right is decided by the form.

use crate::{guest, places};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{PageAsked, Refusal};
use kit::wizard::{self, SentForm, Wishes, WizardPage};
use kit::{Failure, FormPart, Submitted, Visitor, Web};
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
    let page = web.casework.draft_page(&actor, &town, draft, asked).await.map_err(guest::draft_refused)?;
    let places = places::wizard(&slug, draft, &page.draft.service);
    if let Some(other) = wizard::elsewhere(&page, &places) {
        return Ok(Redirect::to(&other).into_response());
    }
    let token = guest::form_token(&web, &visitor);
    let words = web.frame.words(visitor.language);
    let page = WizardPage::new(words, &page, places, token).back_to(&wishes);
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// `POST /{slug}/antrag/{draft}/{page}`: stores the answers, then follows the button. A draft that was sent stays as it is.
pub(crate) async fn answer(
    State(web): State<Web>,
    Path((slug, draft, number)): PagePath,
    visitor: Visitor,
    headers: HeaderMap,
    form: Submitted,
) -> Result<Response, Failure> {
    web.check_form(&form, &visitor, guest::DRAFTS)?;
    let sent = SentForm::new(number, form)?;
    if kit::asks_for_fields(&headers) {
        return refresh(&web, (&slug, draft), &visitor, &sent).await;
    }
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let asked = sent.asked(visitor.language);
    let next = match web.casework.save_page(&actor, &town, draft, asked, sent.page()).await {
        Err(Refusal::Conflict) => places::wizard(&slug, draft, "").done(),
        saved => {
            let saved = saved.map_err(guest::draft_refused)?;
            sent.way_on(&places::wizard(&slug, draft, &saved.draft.service), &saved)
        }
    };
    Ok(Redirect::to(&next).into_response())
}

/// The fields as they are with these answers, for the script that exchanges them; nothing is stored.
async fn refresh(
    web: &Web,
    (slug, draft): (&str, DraftId),
    visitor: &Visitor,
    sent: &SentForm,
) -> Result<Response, Failure> {
    let town = web.town(slug).await?;
    let actor = guest::actor(web, visitor).await?;
    let asked = sent.asked(visitor.language);
    let page = web.casework.preview_page(&actor, &town, draft, asked, sent.page()).await?;
    let part = FormPart::new(&page.page, &web.frame.words(visitor.language));
    Ok(kit::fields_alone([part]))
}
