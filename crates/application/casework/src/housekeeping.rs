//! What has run out and is removed without anybody asking.

use crate::Casework;
use crate::refusal::Refusal;

impl Casework {
    /// Deletes sessions and waits that have run out.
    pub async fn forget_expired(&self) -> Result<(), Refusal> {
        self.store().forget_expired(self.world().now()).await?;
        Ok(())
    }
}
