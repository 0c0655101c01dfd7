//! What has run out and is removed without anybody asking.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use crate::throttle::QUIET;
use crate::towns::town_of;
use jiff::SignedDuration;
use store::Scope;
use values::TenantId;

/// Bytes may be stored before the commit that names them; what nobody has named after this time was never meant to stay.
const UNNAMED_STAY: SignedDuration = SignedDuration::from_hours(48);

impl Casework {
    /// Deletes sessions that have run out, and wrong attempts that count no more.
    pub async fn forget_expired(&self) -> Result<(), Refusal> {
        let now = self.world().now();
        self.store().forget_expired(now, now.plus(-QUIET)).await?;
        Ok(())
    }

    /// Removes bytes that no row has named for two days, such as those of uploads that were broken off. Answers how many.
    pub async fn forget_unnamed_bytes(&self) -> Result<usize, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let tenants = snapshot.tenants().await?;
        drop(snapshot);
        let mut removed = 0;
        for tenant in tenants {
            let town = town_of(tenant)?;
            removed += self.forget_unnamed_of(town.tenant, &town.settings.crest).await?;
        }
        Ok(removed)
    }

    /// Removes what neither a document nor a draft nor the letterhead names. A crest that is chosen meanwhile is young.
    async fn forget_unnamed_of(&self, tenant: TenantId, crest: &str) -> Result<usize, Refusal> {
        let fault = |error| Fault::while_doing("tidying the documents", error);
        let until = self.world().now().plus(-UNNAMED_STAY);
        let documents = &self.parts().documents;
        let mut removed = 0;
        let old = documents.stored_until(tenant, until).await.map_err(fault)?;
        for stored in old.into_iter().filter(|stored| stored.hash.to_string() != crest) {
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
