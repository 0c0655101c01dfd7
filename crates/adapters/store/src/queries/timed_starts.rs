//! Questions about what a timer begins.

use crate::error::StoreError;
use crate::rows::TimedStartRow;
use crate::snapshot::Snapshot;
use crate::value::{Cell, Value};
use values::EffectId;

impl Snapshot {
    /// The start that waits for this moment.
    pub async fn timed_start_at(&self, moment: EffectId) -> Result<Option<TimedStartRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), moment.to_value()];
        self.row("WHERE tenant = ?1 AND moment = ?2", parameters).await
    }

    /// The starts of a service that a timer sets going.
    pub async fn timed_starts_of_service(&self, service: &str) -> Result<Vec<TimedStartRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), Value::Text(service.to_owned())];
        let clause = "WHERE tenant = ?1 AND service_key = ?2 ORDER BY procedure, element";
        self.rows(clause, parameters).await
    }
}
