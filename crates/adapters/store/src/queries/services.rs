//! Questions about what a tenant offers.

use crate::error::StoreError;
use crate::rows::{ReleaseRow, ServiceRow};
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::Hash;

impl Snapshot {
    /// All services of the tenant, by key.
    pub async fn services(&self) -> Result<Vec<ServiceRow>, StoreError> {
        self.rows("WHERE tenant = ?1 ORDER BY service_key", vec![self.own_tenant()?.to_value()]).await
    }

    /// One service.
    pub async fn service(&self, key: &str) -> Result<Option<ServiceRow>, StoreError> {
        self.by_key(ServiceRow::key(self.own_tenant()?, key.to_owned())).await
    }

    /// One release.
    pub async fn release(&self, hash: Hash) -> Result<Option<ReleaseRow>, StoreError> {
        self.by_key(ReleaseRow::key(self.own_tenant()?, hash)).await
    }

    /// All releases of the tenant, oldest first.
    pub async fn releases(&self) -> Result<Vec<ReleaseRow>, StoreError> {
        self.rows("WHERE tenant = ?1 ORDER BY published_at, hash", vec![self.own_tenant()?.to_value()]).await
    }
}
