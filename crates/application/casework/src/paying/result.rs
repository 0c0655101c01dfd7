//! What a payment is to the process: one context, the same whether it was paid or only asked for.

use engine::Job;
use feel::{Context, Value};
use store::{MandateRow, PaymentRow, PaymentState, PaymentWay};
use values::Moment;

/// The variable that receives it unless the header `result` says otherwise.
const VARIABLE: &str = "payment";

/// What the process is told: `{reference, creditor_reference, way, amount_cents, due, status, paid_on}`, and with
/// a mandate `{mandate_reference, creditor_id, debtor_account}`.
/// `status` is `paid`, `debit` (we collect it) or `open`.
pub(crate) fn told(job: &Job, row: &PaymentRow, mandate: Option<&MandateRow>) -> Context {
    let mut payment = Context::new();
    payment.insert("id", row.id.to_string().as_str());
    payment.insert("reference", row.reference.as_str());
    let reference = row.reference.parse::<cases::PaymentReference>();
    payment.insert(
        "creditor_reference",
        reference.map_or(Value::Null, |known| known.creditor_reference().into()),
    );
    payment.insert("way", row.way.word());
    payment.insert("amount_cents", row.amount_cents);
    payment.insert("due", feel::Date::parse(&row.due_day).map_or(Value::Null, Value::from));
    payment.insert("status", status(row));
    payment.insert("paid_on", row.settled_at.map_or(Value::Null, day));
    if let Some(mandate) = mandate {
        payment.insert("mandate_reference", mandate.reference.as_str());
        payment.insert("creditor_id", mandate.creditor_id.as_str());
        payment.insert("debtor_account", super::hidden(&mandate.iban));
    }
    named(job, payment)
}

/// Nothing was to be paid.
pub(crate) fn nothing_due(job: &Job) -> Context {
    named(job, Context::new().with("amount_cents", 0_i64).with("status", "none"))
}

fn named(job: &Job, payment: Context) -> Context {
    let variable = job.headers.get("result").map(String::as_str).unwrap_or(VARIABLE);
    Context::new().with(variable, payment)
}

fn status(row: &PaymentRow) -> &'static str {
    match (row.state, row.way) {
        (PaymentState::Paid, _) => "paid",
        (PaymentState::Open, PaymentWay::Debit) => "debit",
        (PaymentState::Open, _) => "open",
    }
}

fn day(moment: Moment) -> Value {
    Value::from(feel::Date::from_civil(moment.date()))
}
