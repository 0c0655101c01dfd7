//! Questions about records.

use crate::error::StoreError;
use crate::rows::RecordRow;
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::RecordId;

impl Snapshot {
    /// One record.
    pub async fn record(&self, id: RecordId) -> Result<Option<RecordRow>, StoreError> {
        self.by_key(RecordRow::key(self.own_tenant()?, id)).await
    }

    /// The records of a service behind this number, by number.
    pub async fn records_after(
        &self,
        service: &str,
        number: i64,
        limit: i64,
    ) -> Result<Vec<RecordRow>, StoreError> {
        let parameters = vec![
            self.own_tenant()?.to_value(),
            service.to_owned().to_value(),
            number.to_value(),
            limit.to_value(),
        ];
        let sql =
            "WHERE tenant = ?1 AND service_key = ?2 AND record_number > ?3 ORDER BY record_number LIMIT ?4";
        self.rows(sql, parameters).await
    }

    /// The record of a service with this number.
    pub async fn record_by_number(
        &self,
        service: &str,
        number: i64,
    ) -> Result<Option<RecordRow>, StoreError> {
        let parameters =
            vec![self.own_tenant()?.to_value(), service.to_owned().to_value(), number.to_value()];
        let sql = "WHERE tenant = ?1 AND service_key = ?2 AND record_number = ?3";
        Ok(self.rows(sql, parameters).await?.pop())
    }

    /// The records of a service with this key, the latest last.
    pub async fn records_by_key(&self, service: &str, key: &str) -> Result<Vec<RecordRow>, StoreError> {
        let parameters =
            vec![self.own_tenant()?.to_value(), service.to_owned().to_value(), key.to_owned().to_value()];
        let sql = "WHERE tenant = ?1 AND service_key = ?2 AND record_key = ?3 ORDER BY record_number";
        self.rows(sql, parameters).await
    }
}
