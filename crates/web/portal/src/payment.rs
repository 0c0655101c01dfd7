//! Paying: what is to be paid on the page of a case, and the ways to the provider and back.

use crate::{guest, places, way_in};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::{DebitView, LastTry, PaymentStanding, PaymentView, Refusal, TransferView};
use kit::{Failure, Submitted, Visitor, Web, Words};
use values::{AttemptId, Moment, PaymentId};

/// `POST /{slug}/vorgang/{number}/zahlung/{payment}/bezahlen`. What is paid meanwhile is said on the page of the case.
pub(crate) async fn pay(
    State(web): State<Web>,
    Path((slug, number, payment)): Path<(String, String, PaymentId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    guest::check_case_form(&web, &form, &visitor)?;
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    match web.casework.start_payment(&actor, &town, &number, payment).await {
        Err(Refusal::Conflict) => Ok(Redirect::to(&places::payments(&slug, &number)).into_response()),
        Err(refusal) => way_in::instead(&web, &visitor, (&actor, &town, &number), refusal).await,
        Ok(provider) => Ok(Redirect::to(&provider).into_response()),
    }
}

/// `GET /{slug}/vorgang/{number}/zahlung/{attempt}`: back from the provider. Whose session ended meanwhile is asked for
/// the code, and finds the result afterwards.
pub(crate) async fn returned(
    State(web): State<Web>,
    Path((slug, number, attempt)): Path<(String, String, AttemptId)>,
    visitor: Visitor,
) -> Result<Redirect, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    match web.casework.payment_returned(&actor, &town, &number, attempt).await {
        Ok(()) | Err(Refusal::NotFound) => Ok(Redirect::to(&places::payments(&slug, &number))),
        Err(refusal) => Err(refusal.into()),
    }
}

/// One payment on the page of a case.
#[derive(Template)]
#[template(path = "payment.html")]
pub(crate) struct PaymentBox<'a> {
    pub(crate) words: &'a Words,
    pub(crate) payment: &'a PaymentView,
    pub(crate) pay: String,
    pub(crate) token: &'a str,
    /// Whether a letter has come that says until when to pay.
    pub(crate) has_letter: bool,
}

impl PaymentBox<'_> {
    fn amount(&self) -> String {
        self.payment.amount.to_string()
    }

    fn is_open(&self) -> bool {
        matches!(self.payment.standing, PaymentStanding::Open(_))
    }

    /// When it came in; nothing as long as it has not.
    fn paid(&self) -> Option<String> {
        match self.payment.standing {
            PaymentStanding::Paid(at) => Some(self.words.fill("portal-pay-paid", &[("date", kit::date(at))])),
            _ => None,
        }
    }

    fn due(&self) -> String {
        match self.payment.due {
            Some(day) => self.words.fill("portal-pay-due", &[("date", kit::date(Moment::start_of(day)))]),
            None if self.has_letter => self.words.of("portal-pay-as-the-letter-says"),
            None => self.words.of("portal-pay-at-once"),
        }
    }

    /// What became of the last try: the class of the alert, and the sentence.
    fn last_try(&self) -> Option<(&'static str, String)> {
        let PaymentStanding::Open(last) = self.payment.standing else { return None };
        let (class, key) = match last {
            LastTry::None => return None,
            LastTry::Pending => ("info", "portal-pay-pending"),
            LastTry::Failed => ("danger", "portal-pay-failed"),
            LastTry::Cancelled => ("warning", "portal-pay-cancelled"),
        };
        Some((class, self.words.of(key)))
    }

    fn button(&self) -> String {
        match self.payment.standing {
            PaymentStanding::Open(LastTry::Failed | LastTry::Cancelled) => self.words.of("portal-pay-again"),
            PaymentStanding::Open(LastTry::Pending) => self.words.of("portal-pay-back"),
            _ => self.words.fill("portal-pay-now", &[("amount", self.amount())]),
        }
    }

    /// What stands beside the account.
    fn transfer_rows(&self, transfer: &TransferView) -> Vec<(String, String)> {
        let row = |key: &str, value: &str| (self.words.of(key), value.to_owned());
        let rows = [
            row("portal-pay-holder", &transfer.holder),
            row("portal-pay-iban", &transfer.iban),
            row("portal-pay-bic", &transfer.bic),
            row("portal-pay-bank", &transfer.bank),
            row("portal-pay-amount", &self.amount()),
            row("portal-pay-statement", &self.payment.reference),
        ];
        rows.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn debit_sentence(&self, debit: &DebitView) -> String {
        let day = self.payment.due.map(|day| kit::date(Moment::start_of(day)));
        let key = if day.is_some() { "portal-pay-debit-on" } else { "portal-pay-debit" };
        let values =
            [("date", day.unwrap_or_default()), ("amount", self.amount()), ("iban", debit.iban.clone())];
        self.words.fill(key, &values)
    }
}
