//! Every answer before it is sent: each page can still be changed, then one button sends.

use crate::guest;
use crate::places::DraftPlace;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::Summary;
use forms::Section;
use kit::{Failure, Page, Visitor, Web, Words};
use values::DraftId;

/// `GET /{slug}/antrag/{draft}/pruefen`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let summary = web.casework.summary(&actor, &town, draft, visitor.language).await;
    let summary = summary.map_err(guest::draft_refused)?;
    if summary.draft.sent_as.is_some() {
        return Ok(Redirect::to(&DraftPlace { slug: &slug, draft }.done()).into_response());
    }
    let token = guest::form_token(&web, &visitor);
    let words = web.frame.words(visitor.language);
    Ok(web.page(guest::shell(visitor, &town), &SummaryPage { words, summary, token }))
}

#[derive(Template)]
#[template(path = "summary.html")]
pub(crate) struct SummaryPage {
    words: Words,
    summary: Summary,
    token: String,
}

impl SummaryPage {
    fn place(&self) -> DraftPlace<'_> {
        DraftPlace { slug: &self.summary.draft.town.slug, draft: self.summary.draft.id }
    }

    fn change(&self, section: &Section) -> String {
        format!("{}?aendern=ja", self.place().page(section.page_index + 1))
    }

    fn change_label(&self, section: &Section) -> String {
        self.words.fill("portal-summary-change-of", &[("section", &section.title)])
    }

    fn incomplete_text(&self, index: &usize) -> String {
        let title = self.summary.draft.page_titles.get(*index).map_or("", String::as_str);
        self.words.fill("portal-summary-incomplete-text", &[("page", title)])
    }

    fn complete(&self, index: &usize) -> String {
        format!("{}?hinweise=ja&aendern=ja", self.place().page(index + 1))
    }

    fn back(&self) -> String {
        self.place().page(self.summary.draft.page_titles.len())
    }
}

impl Page for SummaryPage {
    fn title(&self) -> String {
        format!("{} – {}", self.words.of("portal-summary-title"), self.summary.draft.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |incomplete_page| SummaryPage {
            words: words.clone(),
            summary: crate::sample::summary(incomplete_page),
            token: "0".into(),
        };
        vec![page(None), page(Some(1))]
    }
}
