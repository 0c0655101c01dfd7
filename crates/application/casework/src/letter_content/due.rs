//! What a letter says of money: how much is due until when, under which reference, with which code or mandate.

use super::LetterAsked;
use crate::paying::Account;
use crate::rehearsal::NOT_YET;
use crate::views::AuthoritySettings;
use feel::{Context, Value};
use letters::{Mandate, PaymentDue};
use values::Money;

/// The payment reference of what the letter asks for, if a job has asked for it.
pub(super) fn reference(asked: &LetterAsked<'_>) -> Option<String> {
    requested(asked).and_then(|payment| text_of(payment, "reference"))
}

/// What the letter asks for, where its model names the variable that holds the amount. Where a job has asked for that
/// very amount, its reference, GiroCode and mandate stand beside it; what is paid already is not asked for again.
pub(super) fn payment(asked: &LetterAsked<'_>, deciding: &AuthoritySettings) -> Option<PaymentDue> {
    let number = match asked.variables.get_path(asked.amount?) {
        Some(Value::Number(number)) => number.to_string(),
        _ => return None,
    };
    let cents = number.parse().ok()?;
    let due = asked.due.and_then(|path| asked.variables.get_path(path)).and_then(|value| match value {
        Value::Date(date) => Some(date.to_string()),
        _ => None,
    });
    let Some(asked_for) = requested(asked) else {
        return Some(PaymentDue { cents, due, giro_code: None, mandate: None });
    };
    if text_of(asked_for, "status").as_deref() == Some("paid") {
        return None;
    }
    let reference = text_of(asked_for, "reference").filter(|reference| reference != NOT_YET);
    let giro_code = reference.and_then(|reference| {
        let code = Account::from(&deciding.bank).giro_code(Money::from_cents(cents), &reference).ok()?;
        Some(code.svg())
    });
    let mandate = mandate(asked_for);
    let due = due.or_else(|| match asked_for.get("due") {
        Some(Value::Date(date)) => Some(date.to_string()),
        _ => None,
    });
    Some(PaymentDue { cents, due, giro_code: giro_code.filter(|_| mandate.is_none()), mandate })
}

/// What the job `request-payment` has told the process about the amount of this letter: the variable that the amount
/// stands in, else `payment`, if it is about the same amount.
fn requested<'a>(asked: &LetterAsked<'a>) -> Option<&'a Context> {
    let path = asked.amount?;
    let amount = asked.variables.get_path(path);
    let around = path.rsplit_once('.').map(|(variable, _)| variable);
    around.into_iter().chain(["payment"]).find_map(|variable| match asked.variables.get_path(variable) {
        Some(Value::Context(payment)) => {
            let is_about_it = payment.contains("reference") && payment.get("amount_cents") == amount;
            is_about_it.then_some(&**payment)
        }
        _ => None,
    })
}

fn mandate(payment: &Context) -> Option<Mandate> {
    Some(Mandate {
        reference: text_of(payment, "mandate_reference")?,
        creditor_id: text_of(payment, "creditor_id")?,
        account: text_of(payment, "debtor_account")?,
    })
}

fn text_of(context: &Context, name: &str) -> Option<String> {
    match context.get(name) {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
