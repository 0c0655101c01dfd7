//! Questions about the people who work for a tenant.

use crate::error::StoreError;
use crate::rows::{SecondFactorRow, StaffRow};
use crate::snapshot::Snapshot;
use crate::value::{Cell, Value};
use values::StaffId;

impl Snapshot {
    /// One person.
    pub async fn staff(&self, id: StaffId) -> Result<Option<StaffRow>, StoreError> {
        self.by_key(StaffRow::key(self.own_tenant()?, id)).await
    }

    /// The person who signs in with this name, active or not.
    pub async fn staff_by_login(&self, login: &str) -> Result<Option<StaffRow>, StoreError> {
        let tenant = self.own_tenant()?.to_value();
        self.row("WHERE tenant = ?1 AND login = ?2", vec![tenant, Value::Text(login.to_owned())]).await
    }

    /// Everybody, by login.
    pub async fn staff_list(&self) -> Result<Vec<StaffRow>, StoreError> {
        self.rows("WHERE tenant = ?1 ORDER BY login", vec![self.own_tenant()?.to_value()]).await
    }

    /// The second factor of a person.
    pub async fn second_factor(&self, staff: StaffId) -> Result<Option<SecondFactorRow>, StoreError> {
        self.by_key(SecondFactorRow::key(self.own_tenant()?, staff)).await
    }
}
