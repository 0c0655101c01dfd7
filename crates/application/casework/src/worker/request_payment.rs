//! The job `request-payment`: asks the applicant for money.
//! Input: `amount_cents`; `purpose`, in words for the applicant; `way`, one of `online`, `invoice`, `debit` (`online` unless
//! said otherwise); `due`, a date; for a debit `holder` and `iban`. Headers: `result`, the variable that receives what
//! `paying::told` says (`payment` unless said otherwise); `wait`, `yes` or `no`: whether the process waits until it is paid.
//! Unless said otherwise it waits for what is paid online, and goes on with an invoice or a debit, because the notice that
//! names the reference comes after this job.

use super::Performed;
use crate::Casework;
use crate::load::Loaded;
use crate::paying::{Account, nothing_due, told};
use crate::refusal::{Fault, Refusal};
use crate::views::BankSettings;
use cases::PaymentReference;
use engine::Job;
use feel::Value;
use store::{Change, MandateRow, NumberRange, PaymentRow, PaymentState, PaymentWay};
use values::PaymentId;

pub(super) const JOB_TYPE: &str = "request-payment";

/// The most that providers take, in cents (XBezahldienste: 999,999 €).
const MOST_CENTS: i64 = 99_999_900;

/// A payment that can be asked for.
pub(super) struct Wanted {
    wish: Wish,
    /// Whether the process waits until it is paid.
    waits: bool,
    bank: BankSettings,
}

/// What the input asks for.
struct Wish {
    amount_cents: i64,
    purpose: String,
    way: PaymentWay,
    due_day: String,
    holder: String,
    iban: String,
}

impl Casework {
    pub(super) async fn request_payment(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let asked = match self.wanted_payment(loaded, job).await? {
            Ok(Some(asked)) => asked,
            Ok(None) => return Ok(Performed::done(nothing_due(job))),
            Err(failed) => return Ok(failed),
        };
        let reference = self.next_reference(loaded).await?.to_string();
        let (row, mandate) = self.payment_rows(loaded, job, (&asked, reference));
        Ok(self::asked(job, &row, mandate.as_ref()))
    }

    /// What the job asks for; nothing when nothing is due, and else what the job comes to instead.
    pub(super) async fn wanted_payment(
        &self,
        loaded: &Loaded,
        job: &Job,
    ) -> Result<Result<Option<Wanted>, Performed>, Fault> {
        let mut wish = match Wish::read(job) {
            Ok(wish) => wish,
            Err(why) => return Ok(Err(Performed::failed("payment-input", why))),
        };
        if wish.amount_cents == 0 {
            return Ok(Ok(None));
        }
        let waits = waits(job, wish.way);
        // Without a provider people pay by transfer; whether the process waits does not depend on it.
        if wish.way == PaymentWay::Online && self.parts().payments.online().is_none() {
            wish.way = PaymentWay::Invoice;
        }
        let town = self.town_of_case(loaded).await?;
        let Some(bank) = town.authority(&loaded.case.authority).map(|authority| &authority.bank) else {
            return Ok(Err(Performed::failed("no-authority", "the authority of the case is not set")));
        };
        if let Err(why) = wish.fits(bank) {
            return Ok(Err(Performed::failed("no-account", why)));
        }
        Ok(Ok(Some(Wanted { wish, waits, bank: bank.clone() })))
    }

    /// The payment under this reference, with the mandate of a debit.
    pub(super) fn payment_rows(
        &self,
        loaded: &Loaded,
        job: &Job,
        (asked, reference): (&Wanted, String),
    ) -> (PaymentRow, Option<MandateRow>) {
        let Wanted { wish, waits, bank } = asked;
        let row = self.payment_row(loaded, job, (wish, *waits), (Account::from(bank), reference));
        let mandate = (wish.way == PaymentWay::Debit).then(|| self.mandate(loaded, &row, wish, bank));
        (row, mandate)
    }

    /// The next payment reference of the tenant.
    async fn next_reference(&self, loaded: &Loaded) -> Result<PaymentReference, Fault> {
        let year = self.world().now().date().year();
        let next = self.0.numbers.next(self.store(), NumberRange::Payments, loaded.case.tenant, year).await;
        let running = next.map_err(|refusal| match refusal {
            Refusal::Fault(fault) => fault,
            other => Fault::while_doing("reserving payment references", other),
        })?;
        Ok(PaymentReference { year, running })
    }

    fn payment_row(
        &self,
        loaded: &Loaded,
        job: &Job,
        (wish, waits): (&Wish, bool),
        (account, reference): (Account, String),
    ) -> PaymentRow {
        PaymentRow {
            tenant: loaded.case.tenant,
            id: PaymentId::derived(&[b"payment", job.id.as_bytes()]),
            case: loaded.case.id,
            effect: job.id,
            way: wish.way,
            waits,
            amount_cents: wish.amount_cents,
            purpose: wish.purpose.clone(),
            reference,
            due_day: wish.due_day.clone(),
            account: account.to_json(),
            state: PaymentState::Open,
            paid_cents: 0,
            opened_at: self.world().now(),
            settled_at: None,
            version: 1,
        }
    }

    /// The mandate that the applicant gave with the application.
    fn mandate(&self, loaded: &Loaded, row: &PaymentRow, wish: &Wish, bank: &BankSettings) -> MandateRow {
        MandateRow {
            tenant: row.tenant,
            id: row.id,
            case: row.case,
            reference: format!("M{}", row.reference),
            creditor_id: bank.creditor_id.clone(),
            holder: wish.holder.clone(),
            iban: wish.iban.clone(),
            given_at: loaded.case.opened_at,
        }
    }
}

/// What the job comes to once it has asked.
pub(super) fn asked(job: &Job, row: &PaymentRow, mandate: Option<&MandateRow>) -> Performed {
    let mut changes = vec![Change::insert(row)];
    changes.extend(mandate.map(Change::insert));
    if row.waits {
        return Performed::awaiting(changes);
    }
    let mut performed = Performed::done(told(job, row, mandate));
    performed.changes = changes;
    performed
}

fn waits(job: &Job, way: PaymentWay) -> bool {
    match job.headers.get("wait").map(String::as_str) {
        Some("yes") => true,
        Some("no") => false,
        _ => way == PaymentWay::Online,
    }
}

impl Wish {
    fn read(job: &Job) -> Result<Self, String> {
        let text = |name: &str| match job.input.get(name) {
            Some(Value::Text(text)) => text.trim().to_owned(),
            _ => String::new(),
        };
        let way = match text("way").as_str() {
            "" | "online" => PaymentWay::Online,
            "invoice" => PaymentWay::Invoice,
            "debit" => PaymentWay::Debit,
            other => return Err(format!("“{other}” is no way to pay")),
        };
        let due_day = match job.input.get("due") {
            Some(Value::Date(date)) => date.to_civil().map(|day| day.to_string()).unwrap_or_default(),
            _ => String::new(),
        };
        let iban = text("iban").split_whitespace().collect::<String>().to_ascii_uppercase();
        let amount_cents = amount(job)?;
        Ok(Self { amount_cents, purpose: text("purpose"), way, due_day, holder: text("holder"), iban })
    }

    /// What this way needs of the authority and of the applicant.
    fn fits(&self, bank: &BankSettings) -> Result<(), &'static str> {
        match self.way {
            PaymentWay::Online => Ok(()),
            PaymentWay::Invoice if bank.iban.is_empty() => Err("the authority has set no account"),
            PaymentWay::Invoice => Ok(()),
            PaymentWay::Debit if bank.creditor_id.is_empty() => {
                Err("the authority has set no creditor identifier")
            }
            PaymentWay::Debit if self.holder.is_empty() || !forms::is_iban(&self.iban) => {
                Err("a debit needs holder and IBAN")
            }
            PaymentWay::Debit => Ok(()),
        }
    }
}

fn amount(job: &Job) -> Result<i64, String> {
    let given = match job.input.get("amount_cents") {
        Some(Value::Number(number)) => number.to_i64(),
        _ => None,
    };
    match given {
        Some(cents) if (0..=MOST_CENTS).contains(&cents) => Ok(cents),
        Some(cents) => Err(format!("{cents} cents cannot be asked for")),
        None => Err("amount_cents is no whole number".to_owned()),
    }
}
