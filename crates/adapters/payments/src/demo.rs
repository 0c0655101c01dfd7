//! The demo provider: a checkout of its own where nothing is paid, with every way a payment can go. Its payments are files
//! in a folder of the demo's data, so that the pages and a worker in another process see the same.

use crate::notify;
use crate::{Order, PaymentError, Report, Started, TransactionState};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::time::Duration;
use tokio::fs;
use values::{Hash, Moment, Money};

/// The provider's key in rows and addresses.
pub(crate) const KEY: &str = "demo";

/// How long the money takes that comes later.
const LATER: Duration = Duration::from_secs(10);

/// The demo provider.
#[derive(Debug, Clone)]
pub struct Demo {
    folder: PathBuf,
    checkout: String,
    calls_back: bool,
}

/// What a person can do on the checkout page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoChoice {
    /// Pays.
    Pay,
    /// Pays, but the provider learns of it only after the person has gone back.
    Later,
    /// The provider refuses.
    Fail,
    /// Breaks it off.
    Cancel,
    /// Goes back without any result, ever.
    Never,
}

/// What the checkout page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCheckout {
    /// How much.
    pub amount: Money,
    /// The payment reference.
    pub reference: String,
    /// For what.
    pub description: String,
    /// How it stands.
    pub state: TransactionState,
    /// Whether a person can still choose.
    pub is_open: bool,
    /// Where the person goes back to.
    pub return_url: String,
}

/// A payment as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    request: String,
    amount_cents: i64,
    reference: String,
    description: String,
    return_url: String,
    callback_url: String,
    course: Course,
}

/// How far a payment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Course {
    Open,
    Paid,
    PaidFrom { micros: i64 },
    Failed,
    Cancelled,
    Abandoned,
}

impl Course {
    /// What a person's choice makes of an open payment; one that is decided stays as it is.
    fn chosen(self, choice: DemoChoice, now: Moment) -> Self {
        match (self, choice) {
            (Course::Open, DemoChoice::Pay) => Course::Paid,
            (Course::Open, DemoChoice::Later) => Course::PaidFrom { micros: later(now).micros() },
            (Course::Open, DemoChoice::Fail) => Course::Failed,
            (Course::Open, DemoChoice::Cancel) => Course::Cancelled,
            (Course::Open, DemoChoice::Never) => Course::Abandoned,
            (decided, _) => decided,
        }
    }

    fn state(self, now: Moment) -> TransactionState {
        match self {
            Course::Paid => TransactionState::Paid,
            Course::PaidFrom { micros } if micros <= now.micros() => TransactionState::Paid,
            Course::Open | Course::Abandoned | Course::PaidFrom { .. } => TransactionState::Initial,
            Course::Failed => TransactionState::Failed,
            Course::Cancelled => TransactionState::Cancelled,
        }
    }
}

fn later(now: Moment) -> Moment {
    now.plus(SignedDuration::try_from(LATER).expect("ten seconds fit"))
}

impl Demo {
    /// Keeps its payments in this folder; its checkout pages lie under this address, without a slash at the end.
    pub fn in_folder(folder: impl Into<PathBuf>, checkout: impl Into<String>) -> Self {
        Self { folder: folder.into(), checkout: checkout.into(), calls_back: false }
    }

    /// The same, telling results on this machine without being asked, as most providers do.
    #[must_use]
    pub fn calling_back(mut self) -> Self {
        self.calls_back = true;
        self
    }

    pub(crate) async fn start(&self, order: &Order) -> Result<Started, PaymentError> {
        let transaction =
            Hash::of_parts(&[b"demo transaction", order.request.as_bytes()]).to_string()[..32].to_owned();
        if !self.path(&transaction)?.exists() {
            let kept = Kept {
                request: order.request.clone(),
                amount_cents: order.amount.cents(),
                reference: order.reference.clone(),
                description: order.description.clone(),
                return_url: order.return_url.clone(),
                callback_url: order.callback_url.clone(),
                course: Course::Open,
            };
            self.keep(&transaction, &kept).await?;
        }
        let checkout = format!("{}/{transaction}", self.checkout);
        Ok(Started { transaction, checkout })
    }

    pub(crate) async fn status(&self, transaction: &str, now: Moment) -> Result<Report, PaymentError> {
        let kept = self.kept(transaction).await?;
        Ok(Report {
            state: kept.course.state(now),
            request: kept.request,
            amount: Money::from_cents(kept.amount_cents),
            currency: "EUR".to_owned(),
            asked_at: now,
        })
    }

    pub(crate) async fn checkout(
        &self,
        transaction: &str,
        now: Moment,
    ) -> Result<DemoCheckout, PaymentError> {
        let kept = self.kept(transaction).await?;
        Ok(DemoCheckout {
            amount: Money::from_cents(kept.amount_cents),
            state: kept.course.state(now),
            is_open: kept.course == Course::Open,
            reference: kept.reference,
            description: kept.description,
            return_url: kept.return_url,
        })
    }

    pub(crate) async fn choose(
        &self,
        transaction: &str,
        choice: DemoChoice,
        now: Moment,
    ) -> Result<String, PaymentError> {
        let mut kept = self.kept(transaction).await?;
        let course = kept.course.chosen(choice, now);
        if course != kept.course {
            kept.course = course;
            self.keep(transaction, &kept).await?;
        }
        self.call_back(course, kept.callback_url);
        Ok(kept.return_url)
    }

    fn call_back(&self, course: Course, url: String) {
        match course {
            _ if !self.calls_back => {}
            Course::Open | Course::Abandoned => {}
            Course::PaidFrom { .. } => notify::after(LATER, url),
            Course::Paid | Course::Failed | Course::Cancelled => notify::after(Duration::ZERO, url),
        }
    }

    async fn kept(&self, transaction: &str) -> Result<Kept, PaymentError> {
        let path = self.path(transaction)?;
        let bytes = fs::read(&path).await.map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => PaymentError::UnknownTransaction(transaction.to_owned()),
            _ => self.trouble(source),
        })?;
        serde_json::from_slice(&bytes).map_err(|_| PaymentError::Damaged(transaction.to_owned()))
    }

    /// Whoever reads sees a whole payment, the old one or the new one.
    async fn keep(&self, transaction: &str, kept: &Kept) -> Result<(), PaymentError> {
        let path = self.path(transaction)?;
        let bytes = serde_json::to_vec_pretty(kept).expect("texts and numbers");
        let aside = path.with_extension("part");
        fs::create_dir_all(&self.folder).await.map_err(|source| self.trouble(source))?;
        fs::write(&aside, bytes).await.map_err(|source| self.trouble(source))?;
        fs::rename(&aside, &path).await.map_err(|source| self.trouble(source))
    }

    /// A name from an address becomes a path only when it is one of ours.
    fn path(&self, transaction: &str) -> Result<PathBuf, PaymentError> {
        let is_ours = transaction.len() == 32 && transaction.bytes().all(|byte| byte.is_ascii_hexdigit());
        let path = self.folder.join(format!("{transaction}.json"));
        is_ours.then_some(path).ok_or_else(|| PaymentError::UnknownTransaction(transaction.to_owned()))
    }

    fn trouble(&self, source: std::io::Error) -> PaymentError {
        PaymentError::Folder { place: self.folder.display().to_string(), source }
    }
}

#[cfg(test)]
mod tests;
