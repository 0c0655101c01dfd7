//! My drafts and cases in all towns; what waits for me comes first.

use super::sign_in;
use crate::guest;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::CaseStatus;
use casework::{Mine, MyCase, Refusal};
use kit::{Audience, Failure, Page, Shell, Submitted, Visitor, Web, Words};
use values::Moment;

/// `GET /meine`.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    asked(&web, visitor, Added::default()).await
}

/// A case that was to be added: what was typed, and why it could not be. The code is typed anew.
#[derive(Debug, Default)]
struct Added {
    town: String,
    number: String,
    problem: Option<String>,
}

/// `POST /meine/vorgang`: adds a case that was sent without an account.
pub(crate) async fn add(
    State(web): State<Web>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    web.check_form(&form, &visitor, kit::CITIZEN)?;
    let actor = guest::actor(&web, &visitor).await?;
    let town = web.town(form.get("town")).await?;
    let named = (form.get("number"), form.get("code"));
    let words = web.frame.words(visitor.language);
    let problem = match web.casework.add_case(&actor, &town, named, &visitor.address).await {
        Ok(_) => return Ok(Redirect::to("/meine").into_response()),
        Err(Refusal::NotFound) => words.of("portal-status-unknown"),
        Err(Refusal::Taken { .. }) => words.of("portal-mine-add-taken"),
        Err(Refusal::Throttled { until }) => {
            words.fill("portal-status-wait", &[("time", kit::time_of_day(until))])
        }
        Err(other) => return sign_in::when_over(other, "/meine"),
    };
    let (town, number) = (form.get("town").to_owned(), form.get("number").to_owned());
    asked(&web, visitor, Added { town, number, problem: Some(problem) }).await
}

async fn asked(web: &Web, visitor: Visitor, added: Added) -> Result<Response, Failure> {
    let actor = guest::actor(web, &visitor).await?;
    let mine = match web.casework.mine(&actor, visitor.language).await {
        Err(refusal) => return sign_in::when_over(refusal, "/meine"),
        Ok(mine) => mine,
    };
    let towns = web.casework.towns().await?.into_iter().map(|town| (town.slug, town.name)).collect();
    let token = kit::token_for(web.cookie(&visitor, kit::CITIZEN).unwrap_or_default());
    let (words, is_refused) = (web.frame.words(visitor.language), added.problem.is_some());
    let page = MinePage { words, mine, towns, token, added };
    let mut response = web.page(Shell::plain(Audience::Portal, visitor), &page);
    if is_refused {
        *response.status_mut() = StatusCode::FORBIDDEN;
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "mine.html")]
pub(crate) struct MinePage {
    words: Words,
    mine: Mine,
    towns: Vec<(String, String)>,
    token: String,
    added: Added,
}

impl MinePage {
    fn postbox(&self) -> String {
        self.words.fill("portal-mine-postbox", &[("count", self.mine.unread.to_string())])
    }

    fn is_chosen(&self, slug: &str) -> bool {
        self.added.town == slug
    }

    fn changed(&self, at: &Moment) -> String {
        self.words.fill("portal-mine-changed", &[("date", kit::date(*at))])
    }

    fn status(&self, case: &MyCase) -> String {
        self.words.of(&format!("kit-status-{}", case.status.key()))
    }

    fn expected(&self, case: &MyCase) -> String {
        self.words.of(&format!("portal-expected-{}", case.status.key()))
    }
}

impl Page for MinePage {
    fn title(&self) -> String {
        self.words.of("portal-mine-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let case = MyCase {
            slug: "musterstadt".into(),
            town: "Stadt Musterstadt".into(),
            number: "2026-00042".into(),
            title: "Hundesteuer".into(),
            status: CaseStatus::Received,
            changed_at: crate::sample::moment(),
        };
        let page = |cases, problem| MinePage {
            words: words.clone(),
            mine: Mine { drafts: Vec::new(), cases, unread: 1 },
            towns: vec![("musterstadt".into(), "Stadt Musterstadt".into())],
            token: "0".into(),
            added: Added { town: "musterstadt".into(), number: "2026-00042".into(), problem },
        };
        vec![page(vec![case], None), page(Vec::new(), Some(words.of("portal-status-unknown")))]
    }
}
