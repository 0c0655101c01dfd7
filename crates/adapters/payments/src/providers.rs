//! The registry: which providers are set up here. One file per vendor beside this one; the demo vendor also serves tests.

use crate::demo::{self, Demo, DemoCheckout, DemoChoice};
use crate::{Order, PaymentError, Report, Started};
use values::Moment;

/// The providers of this installation. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Payments {
    demo: Option<Demo>,
}

impl Payments {
    /// No provider: people pay by transfer only.
    pub fn none() -> Self {
        Self::default()
    }

    /// The demo provider. Nothing is ever paid there.
    pub fn demo(demo: Demo) -> Self {
        Self { demo: Some(demo) }
    }

    /// The key of the provider at which new payments begin; `None` where nobody can pay online.
    pub fn online(&self) -> Option<&'static str> {
        self.demo.as_ref().map(|_| demo::KEY)
    }

    /// Begins a payment; beginning it again under the same request finds the first one.
    pub async fn start(&self, provider: &str, order: &Order) -> Result<Started, PaymentError> {
        self.provider(provider)?.start(order).await
    }

    /// Asks how a payment stands at this moment.
    pub async fn status(
        &self,
        provider: &str,
        transaction: &str,
        now: Moment,
    ) -> Result<Report, PaymentError> {
        self.provider(provider)?.status(transaction, now).await
    }

    /// What the checkout page of the demo provider shows.
    pub async fn demo_checkout(&self, transaction: &str, now: Moment) -> Result<DemoCheckout, PaymentError> {
        self.provider(demo::KEY)?.checkout(transaction, now).await
    }

    /// What a person does on the checkout page of the demo provider; where they go on.
    pub async fn demo_choose(
        &self,
        transaction: &str,
        choice: DemoChoice,
        now: Moment,
    ) -> Result<String, PaymentError> {
        self.provider(demo::KEY)?.choose(transaction, choice, now).await
    }

    fn provider(&self, key: &str) -> Result<&Demo, PaymentError> {
        let known = self.demo.as_ref().filter(|_| key == demo::KEY);
        known.ok_or_else(|| PaymentError::UnknownProvider(key.to_owned()))
    }
}
