//! Questions of the worker, once it has entered a tenant: the job, the timer, and what is stuck.

use crate::error::StoreError;
use crate::rows::{DueKind, DueRow, IncidentRow, OutboxRow, TimerRow};
use crate::snapshot::Snapshot;
use crate::value::{Cell, Value};
use values::{CaseId, EffectId, IncidentId, TimerId};

impl Snapshot {
    /// One job that a case has asked for and that is not done.
    pub async fn outbox(&self, id: EffectId) -> Result<Option<OutboxRow>, StoreError> {
        self.by_key(OutboxRow::key(self.own_tenant()?, id)).await
    }

    /// The jobs of a case that are not done, oldest first.
    pub async fn outbox_of_case(&self, case: CaseId) -> Result<Vec<OutboxRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY created_at, id", parameters).await
    }

    /// One timer that has not fired.
    pub async fn timer(&self, id: TimerId) -> Result<Option<TimerRow>, StoreError> {
        self.by_key(TimerRow::key(self.own_tenant()?, id)).await
    }

    /// The timers of a case that have not fired, soonest first.
    pub async fn timers_of_case(&self, case: CaseId) -> Result<Vec<TimerRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY due, id", parameters).await
    }

    /// The due row behind a job or timer of the tenant.
    pub async fn due(&self, id: [u8; 16]) -> Result<Option<DueRow>, StoreError> {
        self.by_key(DueRow::key(self.own_tenant()?, id)).await
    }

    /// Due rows of these kinds that were tried at least so often, the most often first; of all tenants in the scope of the
    /// installation. It reads the whole index.
    pub async fn tried_often(
        &self,
        kinds: &[DueKind],
        (attempts, limit): (i64, i64),
    ) -> Result<Vec<DueRow>, StoreError> {
        let mut parameters = vec![Value::I64(attempts), Value::I64(limit)];
        parameters.extend(kinds.iter().map(Cell::to_value));
        let places: Vec<String> = (3..=parameters.len()).map(|place| format!("?{place}")).collect();
        let places = places.join(", ");
        let clause =
            format!("WHERE attempt >= ?1 AND kind IN ({places}) ORDER BY attempt DESC, tenant, id LIMIT ?2");
        self.rows(&clause, parameters).await
    }

    /// One incident, resolved or not.
    pub async fn incident(&self, id: IncidentId) -> Result<Option<IncidentRow>, StoreError> {
        self.by_key(IncidentRow::key(self.own_tenant()?, id)).await
    }

    /// The open incidents of the tenant, oldest first.
    pub async fn open_incidents(&self, limit: i64) -> Result<Vec<IncidentRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), Value::I64(limit)];
        self.rows("WHERE tenant = ?1 AND resolved_at = 0 ORDER BY raised_at, id LIMIT ?2", parameters).await
    }

    /// The incidents of a case, oldest first.
    pub async fn incidents_of_case(&self, case: CaseId) -> Result<Vec<IncidentRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY raised_at, id", parameters).await
    }
}
