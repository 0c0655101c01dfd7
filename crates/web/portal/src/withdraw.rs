//! Withdrawing an application: asked once more, then done.

use crate::{guest, places, way_in};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::{Refusal, StatusPage};
use kit::{Failure, Page, Submitted, Visitor, Web, Words};

/// `GET /{slug}/vorgang/{number}/zurueckziehen`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, number)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let case = match web.casework.status_page(&actor, &town, &number, visitor.language).await {
        Err(refusal) => return way_in::instead(&web, &visitor, (&actor, &town, &number), refusal).await,
        Ok(case) => case,
    };
    if !case.may_withdraw {
        return Ok(Redirect::to(&places::status(&slug, &number)).into_response());
    }
    let token = guest::case_token(&web, &visitor);
    let words = web.frame.words(visitor.language);
    Ok(web.page(guest::shell(visitor, &town), &WithdrawPage { words, case, token }))
}

/// `POST /{slug}/vorgang/{number}/zurueckziehen`. Whoever comes too late sees on the page of the case how things stand.
pub(crate) async fn withdraw(
    State(web): State<Web>,
    Path((slug, number)): Path<(String, String)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    guest::check_case_form(&web, &form, &visitor)?;
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let told = match web.casework.withdraw(&actor, &town, &number).await {
        Err(Refusal::Conflict) => "zu-spaet",
        Err(refusal) => return way_in::instead(&web, &visitor, (&actor, &town, &number), refusal).await,
        Ok(()) => "zurueckgezogen",
    };
    let to = format!("{}?hinweis={told}", places::status(&slug, &number));
    Ok(Redirect::to(&to).into_response())
}

/// The question whether this is really meant.
#[derive(Template)]
#[template(path = "withdraw.html")]
pub(crate) struct WithdrawPage {
    words: Words,
    case: StatusPage,
    token: String,
}

impl WithdrawPage {
    fn action(&self) -> String {
        places::withdraw(&self.case.town.slug, &self.case.number)
    }

    fn back(&self) -> String {
        places::status(&self.case.town.slug, &self.case.number)
    }

    fn what(&self) -> String {
        let args = [("number", self.case.number.as_str()), ("service", self.case.service_title.as_str())];
        self.words.fill("portal-withdraw-what", &args)
    }
}

impl Page for WithdrawPage {
    fn title(&self) -> String {
        self.words.of("portal-withdraw-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let case = crate::sample::case(cases::CaseStatus::InProgress);
        vec![WithdrawPage { words: words.clone(), case, token: "0".into() }]
    }
}
