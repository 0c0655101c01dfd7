//! After sending: the number, the code, what happens next and until when; and the ways to keep the number.

use crate::account::way::to_sign_in;
use crate::account::{mails, said};
use crate::{demo_post, guest, places};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::Actor;
use casework::Receipt;
use kit::{Failure, Page, Submitted, Visitor, Web, Words};
use serde::Deserialize;
use values::DraftId;

/// What has just happened, as the address says it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    gesendet: String,
}

/// `GET /{slug}/antrag/{draft}/fertig`. Only the browser that sent the application sees the code.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    Query(told): Query<Told>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let mailing = Mailing { is_sent: !told.gesendet.is_empty(), ..Mailing::default() };
    page(&web, (slug, draft), visitor, mailing).await
}

/// `POST /{slug}/antrag/{draft}/fertig`: the number goes to a mail address. The answer is the same whoever reads there.
pub(crate) async fn send_number(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    form.made_for(guest::session(&web, &visitor))?;
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let words = web.frame.words(visitor.language);
    let (to, mail) = (form.get("mail").to_owned(), mails::number(&words, &town.name));
    match web.casework.send_number(&actor, (&town, draft), &to, &mail).await {
        Ok(()) => {
            let done = places::wizard(&slug, draft, "").done();
            Ok(Redirect::to(&format!("{done}?gesendet=ja#merken")).into_response())
        }
        Err(refusal) => {
            let problem = Some(said(&words, guest::unless_unknown(refusal)?)?);
            let mut shown =
                page(&web, (slug, draft), visitor, Mailing { to, problem, is_sent: false }).await?;
            *shown.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(shown)
        }
    }
}

async fn page(
    web: &Web,
    (slug, draft): (String, DraftId),
    visitor: Visitor,
    mailing: Mailing,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(web, &visitor).await?;
    let receipt = web.casework.receipt(&actor, &town, draft, visitor.language).await;
    let receipt = receipt.map_err(guest::draft_refused)?;
    let words = web.frame.words(visitor.language);
    let account = match actor {
        Actor::Citizen(_) => Account::Signed,
        _ => Account::Offered,
    };
    let (token, demo) = (guest::form_token(web, &visitor), demo_post::link(web, &words));
    let page = DonePage { words, slug, draft, receipt, account, token, mailing, demo };
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// Whether the application is in an account already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Account {
    Signed,
    Offered,
}

/// The number on its way to a mail address.
#[derive(Debug, Clone, Default)]
struct Mailing {
    to: String,
    problem: Option<String>,
    is_sent: bool,
}

#[derive(Template)]
#[template(path = "done.html")]
pub(crate) struct DonePage {
    words: Words,
    slug: String,
    draft: DraftId,
    receipt: Receipt,
    account: Account,
    token: String,
    mailing: Mailing,
    /// Where a demo shows its mails.
    demo: Option<(String, String)>,
}

impl DonePage {
    fn heading(&self) -> String {
        self.receipt.arrived.clone().unwrap_or_else(|| self.words.of("portal-done-title"))
    }

    fn received(&self) -> String {
        let (date, time) = (kit::date(self.receipt.received_at), kit::time_of_day(self.receipt.received_at));
        self.words.fill("portal-done-received", &[("date", date), ("time", time)])
    }

    fn aim(&self) -> String {
        self.words.fill("portal-done-aim", &[("date", kit::day(self.receipt.aim))])
    }

    /// Number and code as a person pastes them into a note.
    fn to_copy(&self) -> String {
        let line = |key: &str, value: &str| format!("{}: {value}", self.words.of(key));
        let number = line("portal-done-number", &self.receipt.number);
        format!("{number}, {}", line("portal-done-code", &self.receipt.code))
    }

    fn receipt_file(&self) -> String {
        places::receipt(&self.slug, &self.receipt.number)
    }

    fn status(&self) -> String {
        places::status(&self.slug, &self.receipt.number)
    }

    fn here(&self) -> String {
        places::wizard(&self.slug, self.draft, "").done()
    }

    /// Signing in from here puts the application into the account.
    fn account_way(&self) -> String {
        to_sign_in(&self.here())
    }

    fn is_signed_in(&self) -> bool {
        self.account == Account::Signed
    }
}

impl Page for DonePage {
    fn title(&self) -> String {
        format!("{} – {}", self.heading(), self.receipt.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |account, mailing| DonePage {
            words: words.clone(),
            slug: "musterstadt".into(),
            draft: DraftId::derived(&[b"sample"]),
            receipt: crate::sample::receipt(),
            account,
            token: "0".into(),
            mailing,
            demo: Some((demo_post::PLACE.into(), words.of("portal-demo-post-link"))),
        };
        let problem = Some(words.of("portal-sign-in-busy"));
        vec![
            page(Account::Offered, Mailing::default()),
            page(Account::Offered, Mailing { is_sent: true, ..Mailing::default() }),
            page(Account::Offered, Mailing { problem, ..Mailing::default() }),
            page(Account::Signed, Mailing::default()),
        ]
    }
}
