//! Which answers of a provider count.

use super::*;
use store::PaymentWay;
use values::{CaseId, EffectId, Moment, Money, PaymentId};

fn moment() -> Moment {
    Moment::from_micros(1_795_440_720_000_000)
}

fn payment() -> PaymentRow {
    PaymentRow {
        tenant: TenantId::from_bytes([1; 16]),
        id: PaymentId::from_bytes([2; 16]),
        case: CaseId::from_bytes([3; 16]),
        effect: EffectId::from_bytes([4; 16]),
        way: PaymentWay::Online,
        waits: true,
        amount_cents: 9_000,
        purpose: "Hundesteuer".into(),
        reference: "2026000000421".into(),
        due_day: String::new(),
        account: "{}".into(),
        state: PaymentState::Open,
        paid_cents: 0,
        opened_at: moment(),
        settled_at: None,
        version: 1,
    }
}

fn tried(state: AttemptState) -> AttemptRow {
    AttemptRow {
        tenant: TenantId::from_bytes([1; 16]),
        id: AttemptId::from_bytes([5; 16]),
        payment: payment().id,
        case: payment().case,
        provider: "demo".into(),
        transaction: "1".into(),
        checkout: "https://pay.example/1".into(),
        state,
        started_at: moment(),
        settled_at: None,
        version: 1,
    }
}

fn report(state: TransactionState) -> Report {
    Report {
        request: AttemptId::from_bytes([5; 16]).to_string(),
        amount: Money::from_cents(9_000),
        currency: "EUR".into(),
        state,
        asked_at: moment(),
    }
}

/// Ninety euros are paid by ninety euros of this very request, and a result once told is not told anew.
#[test]
fn only_the_very_payment_settles() {
    let open = tried(AttemptState::Initial);
    let paid = report(TransactionState::Paid);
    assert_eq!(result_of(&open, &payment(), &paid), Some(AttemptState::Paid));
    assert_eq!(result_of(&open, &payment(), &report(TransactionState::Initial)), None);
    assert_eq!(
        result_of(&open, &payment(), &report(TransactionState::Cancelled)),
        Some(AttemptState::Cancelled)
    );
    let wrong = [
        Report { amount: Money::from_cents(8_999), ..paid.clone() },
        Report { currency: "USD".into(), ..paid.clone() },
        Report { request: "another".into(), ..paid.clone() },
    ];
    for report in wrong {
        assert_eq!(result_of(&open, &payment(), &report), Some(AttemptState::Differs), "{report:?}");
    }
    for settled in [AttemptState::Paid, AttemptState::Failed, AttemptState::Cancelled, AttemptState::Differs]
    {
        assert_eq!(result_of(&tried(settled), &payment(), &paid), None, "{settled:?}");
    }
}
