//! What has run out and is removed without anybody asking.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use jiff::SignedDuration;
use store::Scope;
use values::TenantId;

/// Bytes may be stored before the commit that names them; what nobody has named after this time was never meant to stay.
const UNNAMED_STAY: SignedDuration = SignedDuration::from_hours(48);

impl Casework {
    /// Deletes sessions and waits that have run out.
    pub async fn forget_expired(&self) -> Result<(), Refusal> {
        self.store().forget_expired(self.world().now()).await?;
        Ok(())
    }

    /// Removes bytes that no row has named for two days, such as those of uploads that were broken off. Answers how many.
    pub async fn forget_unnamed_bytes(&self) -> Result<usize, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let tenants = snapshot.tenants().await?;
        drop(snapshot);
        let mut removed = 0;
        for tenant in tenants {
            removed += self.forget_unnamed_of(tenant.id).await?;
        }
        Ok(removed)
    }

    async fn forget_unnamed_of(&self, tenant: TenantId) -> Result<usize, Refusal> {
        let fault = |error| Fault::while_doing("tidying the documents", error);
        let until = self.world().now().plus(-UNNAMED_STAY);
        let documents = &self.parts().documents;
        let mut removed = 0;
        for stored in documents.stored_until(tenant, until).await.map_err(fault)? {
            let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
            let is_named = snapshot.names_content(stored.hash).await?;
            drop(snapshot);
            if !is_named {
                documents.remove(tenant, stored).await.map_err(fault)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}
