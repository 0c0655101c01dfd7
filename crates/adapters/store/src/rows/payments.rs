//! Money that cases ask for: the request, each try to pay it at a provider, and mandates for direct debits.

use crate::table::row;
use crate::value::words;
use values::{AttemptId, CaseId, EffectId, Moment, PaymentId, TenantId};

words! {
    /// How a payment is to be made.
    PaymentWay {
        /// At a provider, at once.
        Online = "online",
        /// By transfer, with the reference.
        Invoice = "invoice",
        /// We collect it under a mandate.
        Debit = "debit",
    }
}

words! {
    /// How a payment stands.
    PaymentState {
        /// The money has not come.
        Open = "open",
        /// It has come.
        Paid = "paid",
    }
}

row! {
    /// Money that a case asks its applicant for (Forderung).
    PaymentRow in "payment" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id; follows from the job that asked.
        id: PaymentId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// The job that asked.
    effect: EffectId,
    /// How it is to be paid.
    way: PaymentWay,
    /// Whether the job waits until it is paid; if not, the case goes on meanwhile.
    waits: bool,
    /// How much.
    amount_cents: i64,
    /// For what, in words for the applicant.
    purpose: String,
    /// The payment reference (Kassenzeichen); unique in the tenant.
    reference: String,
    /// The day on which it is due, such as `2026-12-15`; empty for at once.
    due_day: String,
    /// The account it goes to, as it was set when the case asked: JSON.
    account: String,
    /// Open or paid.
    state: PaymentState,
    /// What has come in so far; more than the amount when somebody has paid twice.
    paid_cents: i64,
    /// When the case asked.
    opened_at: Moment,
    /// When it was paid.
    settled_at: Option<Moment> as ZeroIfNone,
    /// Raised by every update.
    version: i64,
}

words! {
    /// How a try to pay stands: the states of XBezahldienste, and one of our own.
    AttemptState {
        /// The provider has not told a result.
        Initial = "initial",
        /// The provider has the money.
        Paid = "paid",
        /// The provider broke it off.
        Failed = "failed",
        /// The person broke it off.
        Cancelled = "cancelled",
        /// The provider tells another amount, currency or request than ours; a person must look.
        Differs = "differs",
    }
}

row! {
    /// One try to pay at a provider.
    AttemptRow in "payment_attempt" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id, and the key under which the provider knows it as the same request again.
        id: AttemptId,
    }
    /// What is paid.
    payment("payment_id"): PaymentId,
    /// Its case.
    case("case_id"): CaseId,
    /// The provider's key.
    provider: String,
    /// The provider's name for it; empty until the provider has answered.
    transaction("transaction_id"): String,
    /// Where the person pays; empty until the provider has answered.
    checkout: String,
    /// How it stands.
    state: AttemptState,
    /// When it began.
    started_at: Moment,
    /// When the provider told a result.
    settled_at: Option<Moment> as ZeroIfNone,
    /// Raised by every update.
    version: i64,
}

row! {
    /// A mandate for direct debits (SEPA-Lastschriftmandat).
    MandateRow in "mandate" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id: that of the payment it was first given for.
        id: PaymentId,
    }
    /// The case it was given in.
    case("case_id"): CaseId,
    /// The mandate reference; unique in the tenant.
    reference: String,
    /// The creditor's identifier (Gläubiger-Identifikationsnummer).
    creditor_id: String,
    /// Whose account it is.
    holder: String,
    /// The account.
    iban: String,
    /// When the applicant agreed.
    given_at: Moment,
}

row! {
    /// The next free payment reference of a tenant and year.
    PaymentNumberRow in "payment_number" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Which year.
        year: i64,
    }
    /// The next number.
    next("next_number"): i64,
}
