//! The page of the demo's provider of identity cards: invented persons to choose from. It exists in demo folders only.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::EidPerson;
use kit::{Audience, Failure, Page, Shell, Submitted, Visitor, Web, Words};
use serde::Deserialize;

/// What a visit carries.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Visit {
    #[serde(default)]
    state: String,
    #[serde(default)]
    nonce: String,
}

/// `GET /ausweis-demo`.
pub(crate) async fn show(
    State(web): State<Web>,
    Query(visit): Query<Visit>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let persons = web.casework.demo_persons()?;
    let words = web.frame.words(visitor.language);
    let page = EidDemoPage { words, state: visit.state, nonce: visit.nonce, persons };
    Ok(web.page(Shell::plain(Audience::Portal, visitor), &page))
}

/// `POST /ausweis-demo`.
pub(crate) async fn choose(
    State(web): State<Web>,
    _visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let person = form.get("person").parse().map_err(|_| Failure::NotFound)?;
    let to = web.casework.demo_show_card(person, (form.get("state"), form.get("nonce"))).await?;
    Ok(Redirect::to(&to).into_response())
}

#[derive(Template)]
#[template(path = "eid_demo.html")]
pub(crate) struct EidDemoPage {
    words: Words,
    state: String,
    nonce: String,
    persons: Vec<EidPerson>,
}

impl Page for EidDemoPage {
    fn title(&self) -> String {
        self.words.of("portal-eid-demo-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let person =
            EidPerson { first_name: "Erika".into(), last_name: "Beispiel".into(), ..EidPerson::default() };
        vec![EidDemoPage {
            words: words.clone(),
            state: "a".into(),
            nonce: "b".into(),
            persons: vec![person],
        }]
    }
}
