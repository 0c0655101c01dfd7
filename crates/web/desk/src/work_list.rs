//! The work list: a dense table of tasks, in four views, with the deadline first.

mod columns;
mod page;

use crate::clerk::{Clerk, Turned};
use crate::places;
use axum::extract::{Path, Query, State};
use axum::response::{Redirect, Response};
use casework::{WorkQuery, WorkView};
use columns::Column;
use kit::{Visitor, Web};
pub(crate) use page::WorkListPage;
use serde::Deserialize;

/// What the address says: which view, sorted how, from where on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    sicht: String,
    #[serde(default)]
    sortierung: String,
    nach: Option<String>,
}

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
    let view = view_of(&asked.sicht);
    let query = WorkQuery { view, after: asked.nach };
    let list = web.casework.work_list(&clerk.actor, &clerk.town, &query, visitor.language).await?;
    let page = WorkListPage::new(web.frame.words(visitor.language), slug, query, list)
        .sorted(Column::of_word(&asked.sortierung));
    Ok(web.page(clerk.shell(visitor), &page))
}

/// The views in the order in which they are offered.
const VIEWS: [WorkView; 4] = [WorkView::Mine, WorkView::Groups, WorkView::Free, WorkView::Overdue];

/// The word of a view in the address.
fn word_of(view: WorkView) -> &'static str {
    match view {
        WorkView::Mine => "meine",
        WorkView::Groups => "gruppen",
        WorkView::Free => "frei",
        WorkView::Overdue => "ueberfaellig",
    }
}

fn view_of(word: &str) -> WorkView {
    VIEWS.into_iter().find(|view| word_of(*view) == word).unwrap_or_default()
}
