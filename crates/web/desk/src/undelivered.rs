//! "Liegengebliebene Nachrichten und Signale": the list, and one of them with what can be done about it. What was typed
//! comes back when it cannot be done.

mod list;
mod page;

use crate::clerk::{Clerk, Turned, Written};
use crate::places;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{DealWith, Refusal, WayOut};
use kit::{Submitted, Visitor, Web};
#[cfg(test)]
pub(crate) use list::UndeliveredList;
pub(crate) use page::TypedDeal;
#[cfg(test)]
pub(crate) use page::UndeliveredFile;
use serde::Deserialize;
use values::EffectId;

/// What has just happened, as the address says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Told {
    /// It is offered once more.
    #[serde(rename = "angeboten")]
    Offered,
    /// A case was given it.
    #[serde(rename = "uebergeben")]
    Given,
    /// It is gone.
    #[serde(rename = "verworfen")]
    LetGo,
    /// It has arrived, or somebody else was faster.
    #[serde(rename = "ueberholt")]
    Overtaken,
}

/// What the address says beside the town.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    hinweis: Option<Told>,
    /// After which the list begins.
    nach: Option<String>,
}

/// `GET /amt/{slug}/liegengeblieben`.
pub(crate) async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let after = asked.nach.unwrap_or_default();
    let from = (after.as_str(), visitor.language);
    let found = web.casework.undelivered(&clerk.actor, &clerk.town, from).await?;
    let words = web.frame.words(visitor.language);
    let page = list::UndeliveredList::new(words, &slug, (found, !after.is_empty(), asked.hinweis));
    Ok(web.page(clerk.shell(visitor), &page))
}

/// `GET /amt/{slug}/liegengeblieben/{event}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, event)): Path<(String, EffectId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    shown(&web, &clerk, visitor, (event, None)).await
}

/// `POST /amt/{slug}/liegengeblieben/{event}`.
pub(crate) async fn deal(
    State(web): State<Web>,
    Path((slug, event)): Path<(String, EffectId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, written) = Clerk::enter_writing(&web, &slug, &visitor, form).await?;
    let (Written::Now(form) | Written::Before(form)) = &written;
    let (way, told) = match form.action() {
        "anbieten" => (WayOut::Again, "angeboten"),
        "uebergeben" => (WayOut::To(form.get("nummer").to_owned()), "uebergeben"),
        "verwerfen" => (WayOut::LetGo, "verworfen"),
        _ => return Err(Refusal::NotFound.into()),
    };
    let asked = DealWith { way, reason: form.get("grund").to_owned() };
    if matches!(written, Written::Before(_)) {
        return shown(&web, &clerk, visitor, (event, Some(TypedDeal { asked, problems: Vec::new() }))).await;
    }
    let told = match web.casework.deal_with_undelivered(&clerk.actor, &clerk.town, (event, &asked)).await {
        Ok(()) => told,
        Err(Refusal::Conflict) => "ueberholt",
        Err(Refusal::Problems(problems)) => {
            let typed = TypedDeal { asked, problems };
            let mut response = shown(&web, &clerk, visitor, (event, Some(typed))).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response);
        }
        Err(refusal) => return Err(refusal.into()),
    };
    Ok(Redirect::to(&format!("{}?hinweis={told}", places::undelivered(&slug))).into_response())
}

async fn shown(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (event, typed): (EffectId, Option<TypedDeal>),
) -> Result<Response, Turned> {
    let asked = (event, visitor.language);
    let found = web.casework.undelivered_page(&clerk.actor, &clerk.town, asked).await?;
    let words = web.frame.words(visitor.language);
    let page = page::UndeliveredFile::new(words, &clerk.town.slug, (found, typed), clerk.token());
    Ok(web.page(clerk.shell(visitor), &page))
}
