//! The work list: a dense table of tasks, in several views, filtered and sorted by what the address says; several tasks can
//! be taken or given back at once.

mod address;
mod columns;
mod page;
mod resubmitted;

use crate::clerk::{Clerk, Turned};
use crate::places;
use address::Asked;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use cases::Actor;
use casework::{TaskAct, TaskAnswer, WorkView};
use kit::{Submitted, Visitor, Web};
pub(crate) use page::WorkListPage;
use values::{CaseId, TaskId};

/// `GET /amt/{slug}`.
pub(crate) async fn lead_in(Path(slug): Path<String>) -> Redirect {
    Redirect::to(&places::work_list(&slug))
}

/// `GET /amt/{slug}/aufgaben`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    page(&web, &clerk, visitor, (asked, Vec::new())).await
}

/// `POST /amt/{slug}/aufgaben/mehrere`: the list again, with what became of each task.
pub(crate) async fn several(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let asked = Asked::of_form(&form);
    let (act, tasks) = wanted(&form);
    if tasks.is_empty() {
        let query = asked.query(home_view(&clerk.actor));
        return Ok(Redirect::to(&address::of(&slug, &query)).into_response());
    }
    let answers = web.casework.act_on_tasks(&clerk.actor, &clerk.town, act, &tasks).await?;
    let told = answers.into_iter().map(|answer| (act, answer)).collect();
    page(&web, &clerk, visitor, (asked, told)).await
}

/// One button stands beside a row and means that row alone; the others mean all rows that are ticked.
fn wanted(form: &Submitted) -> (TaskAct, Vec<(CaseId, TaskId)>) {
    let alone = form.get("uebernehmen");
    if !alone.is_empty() {
        return (TaskAct::Take, pair(alone).into_iter().collect());
    }
    let act = if form.action() == "abgeben" { TaskAct::GiveBack } else { TaskAct::Take };
    let ticked = form.answers().remove("aufgabe").unwrap_or_default();
    (act, ticked.iter().filter_map(|text| pair(text)).collect())
}

fn pair(text: &str) -> Option<(CaseId, TaskId)> {
    let (case, task) = text.split_once('.')?;
    Some((case.parse().ok()?, task.parse().ok()?))
}

async fn page(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (asked, told): (Asked, Vec<(TaskAct, TaskAnswer)>),
) -> Result<Response, Turned> {
    let query = asked.query(home_view(&clerk.actor));
    let list = web.casework.work_list(&clerk.actor, &clerk.town, &query, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    let page = WorkListPage::new(words, clerk.town.slug.clone(), query, list)
        .for_session(clerk.token())
        .telling(told);
    Ok(web.page(clerk.shell(visitor), &page))
}

/// The view that opens first: who belongs to no group has tasks of their own nowhere.
fn home_view(actor: &Actor) -> WorkView {
    match actor {
        Actor::Staff(staff) if staff.groups.is_empty() => WorkView::All,
        _ => WorkView::Groups,
    }
}
