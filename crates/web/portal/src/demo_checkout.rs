//! The checkout page of the demo provider. It stands for a page of somebody else: no town, no case, nothing is paid. It
//! exists only where the demo provider is set up.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Redirect, Response};
use casework::{DemoCheckout, DemoChoice};
use kit::{Audience, Failure, Page, Shell, Submitted, Visitor, Web, Words};

/// The buttons: what they send, what they do, and the stem of their texts.
const CHOICES: [(&str, DemoChoice, &str); 5] = [
    ("pay", DemoChoice::Pay, "portal-demo-pay-pay"),
    ("later", DemoChoice::Later, "portal-demo-pay-later"),
    ("fail", DemoChoice::Fail, "portal-demo-pay-fail"),
    ("cancel", DemoChoice::Cancel, "portal-demo-pay-cancel"),
    ("never", DemoChoice::Never, "portal-demo-pay-never"),
];

/// `GET /bezahldienst-demo/{transaction}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(transaction): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let order = web.casework.demo_checkout(&transaction).await?;
    let words = web.frame.words(visitor.language);
    let page = DemoCheckoutPage { words, order, here: place(&transaction) };
    Ok(web.page(Shell::plain(Audience::Portal, visitor), &page))
}

/// `POST /bezahldienst-demo/{transaction}`.
pub(crate) async fn choose(
    State(web): State<Web>,
    Path(transaction): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let chosen = CHOICES.into_iter().find(|(word, ..)| *word == form.action());
    let (_, choice, _) = chosen.ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&web.casework.demo_choose(&transaction, choice).await?))
}

fn place(transaction: &str) -> String {
    format!("/bezahldienst-demo/{transaction}")
}

#[derive(Template)]
#[template(path = "demo_checkout.html")]
pub(crate) struct DemoCheckoutPage {
    words: Words,
    order: DemoCheckout,
    here: String,
}

impl DemoCheckoutPage {
    fn choices(&self) -> Vec<(&'static str, String, String)> {
        let shown = |(word, _, stem): (&'static str, DemoChoice, &str)| {
            (word, self.words.of(stem), self.words.of(&format!("{stem}-hint")))
        };
        CHOICES.into_iter().map(shown).collect()
    }
}

impl Page for DemoCheckoutPage {
    fn title(&self) -> String {
        self.words.of("portal-demo-pay-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |state| DemoCheckoutPage {
            words: words.clone(),
            order: crate::sample::demo_checkout(state),
            here: place("0"),
        };
        vec![page(casework::TransactionState::Initial), page(casework::TransactionState::Paid)]
    }
}
