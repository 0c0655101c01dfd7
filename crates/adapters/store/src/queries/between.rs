//! Questions about what reaches across cases: who waits for a message or signal, and what has been thrown and not arrived.

use crate::error::{Fault, StoreError};
use crate::rows::{DueRow, PublicationRow, ServiceStartRow, SignalRow, Sort, SubscriptionRow};
use crate::snapshot::Snapshot;
use crate::table::Row;
use crate::value::{Cell, Value};
use values::{CaseId, EffectId, Hash, Moment, SubscriptionId};

impl Snapshot {
    /// The messages and signals that a case waits for.
    pub async fn subscriptions_of_case(&self, case: CaseId) -> Result<Vec<SubscriptionRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY message, id", parameters).await
    }

    /// One message or signal that is waited for.
    pub async fn subscription(&self, id: SubscriptionId) -> Result<Option<SubscriptionRow>, StoreError> {
        self.by_key(SubscriptionRow::key(self.own_tenant()?, id)).await
    }

    /// Who has waited longest for a message of this name and key.
    pub async fn waits_longest(
        &self,
        message: &str,
        key: Hash,
    ) -> Result<Option<SubscriptionRow>, StoreError> {
        let tenant = self.own_tenant()?.to_value();
        let parameters = vec![tenant, Value::Text(message.to_owned()), key.to_value()];
        let clause = "WHERE tenant = ?1 AND message = ?2 AND key_hash = ?3 AND sort = 'message' \
                      ORDER BY since, id LIMIT 1";
        self.row(clause, parameters).await
    }

    /// A page of the cases, by id, that have waited for a signal since it was thrown or longer.
    pub async fn cases_waiting_for_signal(
        &self,
        signal: &SignalRow,
        limit: i64,
    ) -> Result<Vec<CaseId>, StoreError> {
        let sql = "SELECT DISTINCT case_id FROM subscription WHERE tenant = ?1 AND message = ?2 \
                   AND case_id > ?3 AND since <= ?4 AND sort = 'signal' ORDER BY case_id LIMIT ?5";
        let parameters = vec![
            self.own_tenant()?.to_value(),
            Value::Text(signal.name.clone()),
            signal.reached.unwrap_or(CaseId::from_bytes([0; 16])).to_value(),
            signal.thrown_at.to_value(),
            Value::I64(limit),
        ];
        let impossible = Fault::ImpossibleRow { table: SubscriptionRow::TABLE.name, column: "case_id" };
        let rows = self.values(sql.to_owned(), parameters).await?.into_iter().flatten();
        rows.map(|cell| CaseId::from_value(cell).ok_or_else(|| impossible.clone().into())).collect()
    }

    /// One signal on its way.
    pub async fn signal(&self, id: EffectId) -> Result<Option<SignalRow>, StoreError> {
        self.by_key(SignalRow::key(self.own_tenant()?, id)).await
    }

    /// One published message that nobody has received.
    pub async fn publication(&self, id: EffectId) -> Result<Option<PublicationRow>, StoreError> {
        self.by_key(PublicationRow::key(self.own_tenant()?, id)).await
    }

    /// The due rows of published messages of this name and key that lie still at a moment, because nobody waited for them
    /// when they were looked at, and of those that a worker has claimed: it may have looked already and be about to lay
    /// them still. Oldest first.
    pub async fn lying_still(
        &self,
        waiting: &SubscriptionRow,
        now: Moment,
        limit: i64,
    ) -> Result<Vec<DueRow>, StoreError> {
        let parameters = vec![
            self.own_tenant()?.to_value(),
            Value::Text(waiting.message.clone()),
            waiting.key_hash.to_value(),
            now.to_value(),
            Value::I64(limit),
        ];
        let clause = "WHERE tenant = ?1 AND (due > ?4 OR lease_until > 0) AND id IN (SELECT id FROM publication \
                      WHERE tenant = ?1 AND message = ?2 AND key_hash = ?3) ORDER BY due, id LIMIT ?5";
        self.rows(clause, parameters).await
    }

    /// The services that begin by a message or signal.
    pub async fn started_by(&self, sort: Sort, name: &str) -> Result<Vec<ServiceStartRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), sort.to_value(), Value::Text(name.to_owned())];
        let clause = "WHERE tenant = ?1 AND sort = ?2 AND name = ?3 ORDER BY service_key, procedure";
        self.rows(clause, parameters).await
    }

    /// By what the procedures of a service begin.
    pub async fn starts_of_service(&self, service: &str) -> Result<Vec<ServiceStartRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), Value::Text(service.to_owned())];
        let clause = "WHERE tenant = ?1 AND service_key = ?2 ORDER BY sort, name, procedure";
        self.rows(clause, parameters).await
    }
}
