//! What a letter says of money that a job has asked for.

use super::*;
use crate::views::BankSettings;

fn authority() -> AuthoritySettings {
    let bank = BankSettings {
        holder: "Stadtkasse Musterstadt".into(),
        iban: "DE02120300000000202051".into(),
        ..BankSettings::default()
    };
    AuthoritySettings { bank, ..AuthoritySettings::default() }
}

fn requested_payment(status: &str, cents: i64) -> Context {
    let day = feel::Date::parse("2026-12-15").expect("a date");
    Context::new()
        .with("reference", "2026000000421")
        .with("amount_cents", cents)
        .with("status", status)
        .with("due", Value::from(day))
}

fn due(variables: &Context, amount: &str) -> Option<PaymentDue> {
    let input = Context::new();
    let asked = LetterAsked {
        template: "notice",
        title: None,
        input: &input,
        variables,
        amount: Some(amount),
        due: None,
    };
    payment(&asked, &authority())
}

/// A notice asks for an amount with the code that pays it, until the day the payment is due; what is paid is not asked
/// for again, and the code of another amount does not stand beside this one.
#[test]
fn the_notice_shows_how_to_pay() {
    let open = Context::new().with("payment", requested_payment("open", 9_000));
    let told = due(&open, "payment.amount_cents").expect("it is due");
    assert_eq!((told.cents, told.due.as_deref()), (9_000, Some("2026-12-15")));
    assert!(told.giro_code.is_some_and(|svg| svg.starts_with("<svg")) && told.mandate.is_none());
    let paid = Context::new().with("payment", requested_payment("paid", 9_000));
    assert_eq!(due(&paid, "payment.amount_cents"), None);
    let another = open.with("tax", Context::new().with("due_cents", 4_500_i64));
    let told = due(&another, "tax.due_cents").expect("it is due");
    assert_eq!((told.cents, told.giro_code), (4_500, None));
}

/// Who gave a mandate is told from which account money is collected, and is asked for no transfer.
#[test]
fn the_notice_announces_a_debit() {
    let payment = requested_payment("debit", 9_000)
        .with("mandate_reference", "M2026000000421")
        .with("creditor_id", "DE98ZZZ09999999999")
        .with("debtor_account", "DE02 … 2051");
    let told = due(&Context::new().with("payment", payment), "payment.amount_cents").expect("it is due");
    assert_eq!(told.giro_code, None);
    assert_eq!(told.mandate.map(|mandate| mandate.account), Some("DE02 … 2051".to_owned()));
}
