//! A payment among the facts of a case: how it stands, what staff must know about it, and the button for money that came
//! in at the counter or on the account.

use crate::places;
use askama::Template;
use casework::{CasePage, LastTry, PaymentStanding, PaymentView};
use kit::Words;
use values::Moment;

/// A payment, ready to be shown.
#[derive(Template)]
#[template(path = "payment.html")]
pub(super) struct PaymentFacts<'a> {
    words: &'a Words,
    payment: &'a PaymentView,
    paid: Option<String>,
    token: &'a str,
}

impl<'a> PaymentFacts<'a> {
    /// All payments of a case, as HTML.
    pub(super) fn html(words: &Words, slug: &str, case: &CasePage, token: &str) -> askama::Result<String> {
        let shown = |payment: &PaymentView| {
            let is_open = matches!(payment.standing, PaymentStanding::Open(_) | PaymentStanding::Over);
            let paid =
                (is_open && case.may_settle_payments).then(|| places::mark_paid(slug, case.case, payment.id));
            PaymentFacts { words, payment, paid, token }.render()
        };
        case.payments.iter().map(shown).collect()
    }

    fn standing(&self) -> String {
        let key = match self.payment.standing {
            PaymentStanding::Paid(at) => {
                return self.words.fill("desk-pay-paid", &[("date", kit::date_time(at))]);
            }
            PaymentStanding::Over => "desk-pay-over",
            PaymentStanding::Open(_) if self.payment.debit.is_some() => "desk-pay-debit",
            PaymentStanding::Open(LastTry::None) => "desk-pay-open",
            PaymentStanding::Open(LastTry::Pending) => "desk-pay-pending",
            PaymentStanding::Open(LastTry::Failed | LastTry::Cancelled) => "desk-pay-broken-off",
        };
        self.words.of(key)
    }

    fn due(&self) -> Option<String> {
        let day = self.payment.due?;
        Some(self.words.fill("desk-pay-due", &[("date", kit::date(Moment::start_of(day)))]))
    }

    /// What a person must look at.
    fn trouble(&self) -> Vec<String> {
        let surplus = (self.payment.surplus.cents() > 0)
            .then(|| self.words.fill("desk-pay-surplus", &[("amount", self.payment.surplus.to_string())]));
        let differs = self.payment.differs.then(|| self.words.of("desk-pay-differs"));
        surplus.into_iter().chain(differs).collect()
    }
}
