//! A page of the wizard at the desk: shows what is asked, stores what is typed, leads on. A session that has ended loses
//! nothing: what was typed waits in the draft until the officer has signed in again.

use crate::clerk::{Clerk, Turned};
use crate::places;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Actor, Guest};
use casework::{DraftPage, PageAsked, Refusal};
use kit::wizard::{self, Sender, SentForm, Wishes, WizardPage};
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
    let answer = Answer { clerk: &clerk, sender, sent: &sent, visitor: &visitor };
    match sent.to_be_parked() {
        Some(key) => answer.parked(key).await,
        None if wants_fields => answer.fields().await,
        None => answer.page().await,
    }
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
    Ok(Redirect::to(&way).into_response())
}

/// A page that has come in and is to be answered.
struct Answer<'a> {
    clerk: &'a Clerk,
    sender: Sender<'a>,
    sent: &'a SentForm,
    visitor: &'a Visitor,
}

impl Answer<'_> {
    /// Stores everything, then leads on. Files that were not kept are named on the page that sent them.
    async fn page(&self) -> Result<Response, Turned> {
        let Sender { web, actor, town, draft, .. } = self.sender;
        let asked = self.sent.asked(self.visitor.language);
        let places = places::entry(&town.slug, draft);
        let next = match web.casework.save_page(actor, town, draft, asked, self.sent.page()).await {
            Err(Refusal::Conflict) => places.done(),
            Ok(_) if !self.sent.problems().is_empty() => return self.refused_files().await,
            saved => self.sent.way_on(&places, &saved?),
        };
        Ok(Redirect::to(&next).into_response())
    }

    /// The form was made for another session of this desk: it is stored all the same, and shown again.
    async fn parked(&self, key: &str) -> Result<Response, Turned> {
        let Sender { web, town, draft, .. } = self.sender;
        let asked = self.sent.asked(self.visitor.language);
        let parked = web.casework.park_page(town, (draft, key), asked, &self.sent.page().page).await;
        parked.map_err(|_| Failure::FormExpired)?;
        Ok(Redirect::to(&self.sent.again(&places::entry(&town.slug, draft))).into_response())
    }

    async fn refused_files(&self) -> Result<Response, Turned> {
        let Sender { web, town, draft, .. } = self.sender;
        let page = self.stored_page().await?;
        let words = web.frame.words(self.visitor.language);
        let page = WizardPage::new(words, &page, places::entry(&town.slug, draft), self.clerk.token())
            .back_to(&self.sent.wishes());
        let mut response = web.page(self.clerk.shell(self.visitor.clone()), &page);
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(response)
    }

    async fn stored_page(&self) -> Result<DraftPage, Turned> {
        let Sender { web, actor, town, draft, .. } = self.sender;
        let asked = (self.sent.asked(self.visitor.language), self.sent.problems());
        Ok(web.casework.draft_page_with(actor, town, draft, asked).await?)
    }

    /// The fields as they are with these answers, for the script that exchanges them. Only files are stored at once.
    async fn fields(&self) -> Result<Response, Turned> {
        let Sender { web, actor, town, draft, .. } = self.sender;
        let asked = self.sent.asked(self.visitor.language);
        let page = if self.sent.changes_files() {
            web.casework.save_page(actor, town, draft, asked, self.sent.page()).await?;
            self.stored_page().await?
        } else {
            web.casework.preview_page(actor, town, draft, asked, self.sent.page().page).await?
        };
        let words = web.frame.words(self.visitor.language);
        Ok(kit::fields_alone([wizard::fields(&page, &words, &places::entry(&town.slug, draft))]))
    }
}
