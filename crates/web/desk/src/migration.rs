//! "Umstieg auf die neuere Fassung": for one case with its plan and preview, and the list of all cases that are left behind.

mod list;
mod page;

use crate::clerk::{Clerk, Turned, Written};
use crate::places;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{Migration, Previewed, Refusal};
use kit::{Submitted, Visitor, Web};
pub(crate) use list::OutdatedPage;
pub(crate) use page::MigrationFile;
pub use page::{migration_change, migration_problem};
use serde::Deserialize;
use std::collections::BTreeMap;
use values::CaseId;

/// How the names of fields begin that say what a step is called now.
const STEP: &str = "neu.";

/// What has just happened, as the address says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Told {
    /// The case goes on in the newest release.
    #[serde(rename = "umgestellt")]
    Migrated,
    /// It was taken back.
    #[serde(rename = "zurueckgenommen")]
    Undone,
    /// Something has happened in the case since the preview, or there is a newer release by now.
    #[serde(rename = "ueberholt")]
    Overtaken,
    /// The plan was changed after the preview.
    #[serde(rename = "ohne-vorschau")]
    NotPreviewed,
    /// Something else has happened since.
    #[serde(rename = "zu-spaet")]
    TooLate,
}

/// What the address says beside the case.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    hinweis: Option<Told>,
    /// How many cases went on together.
    umgestellt: Option<usize>,
    /// The number after which the list begins.
    nach: Option<String>,
}

/// `GET /amt/{slug}/vorgang/{case}/umstieg`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    shown(&web, &clerk, visitor, (case, None, asked.hinweis)).await
}

/// `POST /amt/{slug}/vorgang/{case}/umstieg`.
pub(crate) async fn decide(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, form) = match Clerk::enter_writing(&web, &slug, &visitor, form).await? {
        (clerk, Written::Now(form)) => (clerk, form),
        (clerk, Written::Before(form)) => {
            return shown(&web, &clerk, visitor, (case, Some(form.beginning_with(STEP)), None)).await;
        }
    };
    let (actor, town) = (&clerk.actor, &clerk.town);
    let renamed = form.beginning_with(STEP);
    let (outcome, told) = match form.action() {
        "umstellen" => {
            let asked = Migration { previewed: previewed(&form), renamed: renamed.clone() };
            (web.casework.migrate_case(actor, town, case, &asked).await, "umgestellt")
        }
        "zuruecknehmen" => (web.casework.undo_migration(actor, town, case).await, "zurueckgenommen"),
        _ => return shown(&web, &clerk, visitor, (case, Some(renamed), None)).await,
    };
    let told = match outcome {
        Ok(()) => told,
        Err(Refusal::Conflict | Refusal::Problems(_)) if told == "zurueckgenommen" => "zu-spaet",
        // The page says what does not fit or what has changed: it shows the same plan anew.
        Err(Refusal::Conflict) => {
            return again(&web, &clerk, visitor, (case, renamed, Some(Told::Overtaken))).await;
        }
        Err(Refusal::Problems(problems)) => {
            let told = problems.iter().any(casework::is_not_previewed).then_some(Told::NotPreviewed);
            return again(&web, &clerk, visitor, (case, renamed, told)).await;
        }
        Err(refusal) => return Err(refusal.into()),
    };
    Ok(Redirect::to(&format!("{}?hinweis={told}", places::migration(&slug, case))).into_response())
}

fn previewed(form: &Submitted) -> Previewed {
    let get = |field: &str| form.get(field).to_owned();
    Previewed { release: get("fassung"), steps: get("stand"), plan: get("plan") }
}

/// The page with the plan that was not carried out.
async fn again(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, renamed, told): (CaseId, BTreeMap<String, String>, Option<Told>),
) -> Result<Response, Turned> {
    let mut response = shown(web, clerk, visitor, (case, Some(renamed), told)).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn shown(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, renamed, told): (CaseId, Option<BTreeMap<String, String>>, Option<Told>),
) -> Result<Response, Turned> {
    let asked = (renamed.as_ref(), visitor.language);
    let found = web.casework.migration_page(&clerk.actor, &clerk.town, case, asked).await?;
    let words = web.frame.words(visitor.language);
    let page = MigrationFile::new(words, &clerk.town.slug, (found, told), clerk.token());
    Ok(web.page(clerk.shell(visitor), &page))
}

/// `GET /amt/{slug}/umstieg`.
pub(crate) async fn list(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let after = asked.nach.unwrap_or_default();
    let from = (after.as_str(), visitor.language);
    let found = web.casework.outdated_cases(&clerk.actor, &clerk.town, from).await?;
    let words = web.frame.words(visitor.language);
    let page = OutdatedPage::new(words, &slug, (found, after, asked.umgestellt), clerk.token());
    Ok(web.page(clerk.shell(visitor), &page))
}

/// `POST /amt/{slug}/umstieg`.
pub(crate) async fn all(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let migrated = web.casework.migrate_fitting(&clerk.actor, &clerk.town, form.get("nach")).await?;
    Ok(Redirect::to(&format!("{}?umgestellt={migrated}", places::migrations(&slug))).into_response())
}
