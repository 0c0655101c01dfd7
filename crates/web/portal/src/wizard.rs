//! A page of the wizard: shows what was asked and typed, stores what is typed, leads on. Which answers are right is decided
//! by the form.

mod groups;
mod page;

use crate::guest;
use crate::places::DraftPlace;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{PageAsked, SavedPage, ShowProblems, Town};
use forms::RawAnswers;
use kit::{Failure, FormPart, Submitted, Visitor, Web};
pub(crate) use page::WizardPage;
use serde::Deserialize;
use values::{DraftId, Language};

/// How a page is shown.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wishes {
    /// With what has to be mended.
    hinweise: Option<String>,
    /// The person came from the summary and goes back there.
    aendern: Option<String>,
}

/// `GET /{slug}/antrag/{draft}/{page}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft, number)): Path<(String, DraftId, usize)>,
    Query(wishes): Query<Wishes>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let problems = if wishes.hinweise.is_some() { ShowProblems::Yes } else { ShowProblems::No };
    let asked = PageAsked { index: index(number)?, language: visitor.language, problems };
    let page = web.casework.draft_page(&actor, &town, draft, asked).await.map_err(guest::draft_refused)?;
    if page.draft.sent_as.is_some() {
        return Ok(Redirect::to(&DraftPlace { slug: &slug, draft }.done()).into_response());
    }
    let token = guest::form_token(&web, &visitor);
    let page = WizardPage::new(web.frame.words(visitor.language), &page, token).back_to(&wishes);
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// `POST /{slug}/antrag/{draft}/{page}`: what to do is said by the button.
pub(crate) async fn answer(
    State(web): State<Web>,
    Path((slug, draft, number)): Path<(String, DraftId, usize)>,
    visitor: Visitor,
    headers: HeaderMap,
    form: Submitted,
) -> Result<Response, Failure> {
    web.check_form(&form, &visitor, guest::DRAFTS)?;
    let town = web.town(&slug).await?;
    let index = index(number)?;
    let sent = Sent { web: &web, town, visitor: &visitor, draft, index, form };
    if kit::asks_for_fields(&headers) { sent.refresh().await } else { sent.save().await }
}

/// A page as the browser sent it.
struct Sent<'a> {
    web: &'a Web,
    town: Town,
    visitor: &'a Visitor,
    draft: DraftId,
    index: usize,
    form: Submitted,
}

impl Sent<'_> {
    /// Stores the answers, then follows the button.
    async fn save(&self) -> Result<Response, Failure> {
        let actor = guest::actor(self.web, self.visitor).await?;
        let sent = RawAnswers(self.form.answers());
        let edit = groups::edited(self.form.action(), &sent);
        let (typed, list) = edit.map_or((sent, None), |(typed, list)| (typed, Some(list)));
        let asked = asked(self.index, self.visitor.language);
        let saved = self.web.casework.save_page(&actor, &self.town, self.draft, asked, typed).await;
        let place = DraftPlace { slug: &self.town.slug, draft: self.draft };
        Ok(match saved {
            Err(casework::Refusal::Conflict) => Redirect::to(&place.done()),
            saved => Redirect::to(&self.way_on(&place, &saved.map_err(guest::draft_refused)?, list)),
        }
        .into_response())
    }

    /// "Zurück" and "Später" lead away even from a page with gaps; "Weiter" does not.
    fn way_on(&self, place: &DraftPlace<'_>, saved: &SavedPage, list: Option<String>) -> String {
        let number = self.index + 1;
        if let Some(list) = list {
            return format!("{}#{list}", place.page(number));
        }
        let changes = !self.form.get("_aendern").is_empty();
        match (self.form.action(), saved) {
            ("back", _) => place.page(number.saturating_sub(1).max(1)),
            ("later", _) => place.later(),
            (_, SavedPage::Problems(_)) if changes => {
                format!("{}?hinweise=ja&aendern=ja", place.page(number))
            }
            (_, SavedPage::Problems(_)) => format!("{}?hinweise=ja", place.page(number)),
            _ if changes || self.form.get("_letzte") == "ja" => place.summary(),
            _ => place.page(number + 1),
        }
    }

    /// The fields as they are with these answers, for the script that exchanges them; nothing is stored.
    async fn refresh(&self) -> Result<Response, Failure> {
        let actor = guest::actor(self.web, self.visitor).await?;
        let typed = RawAnswers(self.form.answers());
        let asked = asked(self.index, self.visitor.language);
        let page = self.web.casework.preview_page(&actor, &self.town, self.draft, asked, typed).await?;
        let part = FormPart::new(&page.page, &self.web.frame.words(self.visitor.language));
        Ok(kit::fields_alone([part]))
    }
}

fn asked(index: usize, language: Language) -> PageAsked {
    PageAsked { index, language, problems: ShowProblems::No }
}

/// People count pages from 1.
fn index(number: usize) -> Result<usize, Failure> {
    number.checked_sub(1).ok_or(Failure::NotFound)
}
