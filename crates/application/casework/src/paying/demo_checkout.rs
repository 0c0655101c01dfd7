//! The checkout of the demo provider. It exists only where that provider is set up; elsewhere there is no such page.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use payments::{DemoCheckout, DemoChoice, PaymentError};

impl Casework {
    /// What the demo provider's checkout page shows.
    pub async fn demo_checkout(&self, transaction: &str) -> Result<DemoCheckout, Refusal> {
        let now = self.world().now();
        self.parts().payments.demo_checkout(transaction, now).await.map_err(refused)
    }

    /// What a person does there; the address they go back to.
    pub async fn demo_choose(&self, transaction: &str, choice: DemoChoice) -> Result<String, Refusal> {
        let now = self.world().now();
        self.parts().payments.demo_choose(transaction, choice, now).await.map_err(refused)
    }
}

fn refused(error: PaymentError) -> Refusal {
    match error {
        PaymentError::UnknownProvider(_) | PaymentError::UnknownTransaction(_) => Refusal::NotFound,
        other => Fault::while_doing("asking the demo provider", other).into(),
    }
}
