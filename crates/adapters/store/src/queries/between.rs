//! Questions about what reaches across cases: who waits for a message or signal, and what has been thrown and not arrived.

use crate::error::{Fault, StoreError};
use crate::rows::{DueRow, PublicationRow, ServiceStartRow, SignalRow, Sort, SubscriptionRow};
use crate::snapshot::{Snapshot, columns_of};
use crate::table::{Cells, Row};
use crate::value::{Cell, Value};
use values::{CaseId, EffectId, Hash, Moment, SubscriptionId};

/// Which of the messages that lie still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Those that a case waited for and could not take.
    BySomebody,
    /// Those for which nobody waited.
    ByNobody,
}

/// A published message, and how it stands with looking for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its place among those of the same name.
    pub place: (Hash, Moment, EffectId),
    /// When it was published.
    pub sent_at: Moment,
    /// The cases that could not take it: JSON.
    pub missed: String,
    /// When it looks for somebody next.
    pub due: DueRow,
}

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

    /// Who has waited longest for a message of this name and key, or longest after somebody.
    pub async fn waits_longest(
        &self,
        (message, key): (&str, Hash),
        after: Option<&SubscriptionRow>,
    ) -> Result<Option<SubscriptionRow>, StoreError> {
        let first = (Value::I64(i64::MIN), Value::Bytes(Vec::new()));
        let (since, id) = after.map_or(first, |row| (row.since.to_value(), row.id.to_value()));
        let tenant = self.own_tenant()?.to_value();
        let parameters = vec![tenant, Value::Text(message.to_owned()), key.to_value(), since, id];
        let clause = "WHERE tenant = ?1 AND message = ?2 AND key_hash = ?3 AND sort = 'message' \
                      AND (since, id) > (?4, ?5) ORDER BY since, id LIMIT 1";
        self.row(clause, parameters).await
    }

    /// What the next cases, by id, wait for that waited for a signal already when it was stored.
    pub async fn waiting_for_signal(
        &self,
        signal: &SignalRow,
        cases: i64,
    ) -> Result<Vec<SubscriptionRow>, StoreError> {
        let waiting = "tenant = ?1 AND message = ?2 AND case_id > ?3 AND sort = 'signal' \
                       AND place <= (SELECT place FROM signal WHERE tenant = ?1 AND id = ?4)";
        let clause = format!(
            "WHERE {waiting} AND case_id IN (SELECT DISTINCT case_id FROM subscription WHERE {waiting} \
             ORDER BY case_id LIMIT ?5) ORDER BY case_id, id"
        );
        let parameters = vec![
            self.own_tenant()?.to_value(),
            Value::Text(signal.name.clone()),
            signal.reached.unwrap_or(CaseId::from_bytes([0; 16])).to_value(),
            signal.id.to_value(),
            Value::I64(cases),
        ];
        self.rows(&clause, parameters).await
    }

    /// One signal on its way.
    pub async fn signal(&self, id: EffectId) -> Result<Option<SignalRow>, StoreError> {
        self.by_key(SignalRow::key(self.own_tenant()?, id)).await
    }

    /// One published message that nobody has received.
    pub async fn publication(&self, id: EffectId) -> Result<Option<PublicationRow>, StoreError> {
        self.by_key(PublicationRow::key(self.own_tenant()?, id)).await
    }

    /// The due rows of messages of this name and key that lie still at a moment, because nobody waited when they were looked
    /// at: in the order in which their time ends, those that somebody could not take or those that nobody has refused.
    pub async fn lying_still(
        &self,
        waiting: &SubscriptionRow,
        (now, refused): (Moment, Refused),
        limit: i64,
    ) -> Result<Vec<DueRow>, StoreError> {
        let condition = match refused {
            Refused::BySomebody => "p.missed <> '[]'",
            Refused::ByNobody => "p.missed = '[]'",
        };
        let mut parameters = self.published_for(waiting, now)?;
        parameters.push(Value::I64(limit));
        let sql = format!(
            "SELECT {} FROM publication p JOIN due d ON d.tenant = p.tenant AND d.id = p.id \
             WHERE p.tenant = ?1 AND p.message = ?2 AND p.key_hash = ?3 AND p.kept_until > ?4 AND {condition} \
             AND d.due > ?4 ORDER BY p.kept_until, p.id LIMIT ?5",
            columns_of(DueRow::TABLE, Some("d"))
        );
        let rows = self.values(sql, parameters).await?.into_iter();
        rows.map(|row| Ok(DueRow::from_values(&mut row.into_iter())?)).collect()
    }

    /// The messages of this name that were published by a moment and may still be received, after a place among them.
    pub async fn published(
        &self,
        message: &str,
        (since, now): (Moment, Moment),
        (after, limit): (Option<(Hash, Moment, EffectId)>, i64),
    ) -> Result<Vec<Published>, StoreError> {
        let (key, kept, id) =
            after.unwrap_or((Hash::from_bytes([0; 32]), now, EffectId::from_bytes([0; 16])));
        let parameters = vec![
            self.own_tenant()?.to_value(),
            Value::Text(message.to_owned()),
            since.to_value(),
            now.to_value(),
            key.to_value(),
            kept.to_value(),
            id.to_value(),
            Value::I64(limit),
        ];
        let sql = format!(
            "SELECT p.key_hash, p.kept_until, p.id, p.sent_at, p.missed, {} \
             FROM publication p JOIN due d ON d.tenant = p.tenant AND d.id = p.id \
             WHERE p.tenant = ?1 AND p.message = ?2 AND p.sent_at <= ?3 AND p.kept_until > ?4 \
             AND (p.key_hash, p.kept_until, p.id) > (?5, ?6, ?7) \
             ORDER BY p.key_hash, p.kept_until, p.id LIMIT ?8",
            columns_of(DueRow::TABLE, Some("d"))
        );
        let rows = self.values(sql, parameters).await?.into_iter();
        rows.map(|row| Ok(published_from(&mut row.into_iter())?)).collect()
    }

    /// Whether there is a message of this name and key that may still be received and that nobody has refused.
    pub async fn may_receive(&self, waiting: &SubscriptionRow, now: Moment) -> Result<bool, StoreError> {
        let sql = "SELECT id FROM publication WHERE tenant = ?1 AND message = ?2 AND key_hash = ?3 \
                   AND kept_until > ?4 AND missed = '[]' ORDER BY kept_until, id LIMIT 1";
        Ok(!self.values(sql.to_owned(), self.published_for(waiting, now)?).await?.is_empty())
    }

    fn published_for(&self, waiting: &SubscriptionRow, now: Moment) -> Result<Vec<Value>, StoreError> {
        let name = Value::Text(waiting.message.clone());
        Ok(vec![self.own_tenant()?.to_value(), name, waiting.key_hash.to_value(), now.to_value()])
    }

    /// The services that begin by a message or signal.
    pub async fn started_by(&self, sort: Sort, name: &str) -> Result<Vec<ServiceStartRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), sort.to_value(), Value::Text(name.to_owned())];
        let clause = "WHERE tenant = ?1 AND sort = ?2 AND name = ?3 ORDER BY service_key, procedure";
        self.rows(clause, parameters).await
    }

    /// The services of the tenant that begin by a message, whichever it is.
    pub async fn started_by_messages(&self) -> Result<Vec<ServiceStartRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), Sort::Message.to_value()];
        let clause = "WHERE tenant = ?1 AND sort = ?2 ORDER BY name, service_key, procedure";
        self.rows(clause, parameters).await
    }

    /// The procedures that began by a signal already when it was stored.
    pub async fn started_by_signal(&self, signal: &SignalRow) -> Result<Vec<ServiceStartRow>, StoreError> {
        let parameters =
            vec![self.own_tenant()?.to_value(), Value::Text(signal.name.clone()), signal.id.to_value()];
        let clause = "WHERE tenant = ?1 AND sort = 'signal' AND name = ?2 \
                      AND place <= (SELECT place FROM signal WHERE tenant = ?1 AND id = ?3) \
                      ORDER BY service_key, procedure";
        self.rows(clause, parameters).await
    }

    /// By what the procedures of a service begin.
    pub async fn starts_of_service(&self, service: &str) -> Result<Vec<ServiceStartRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), Value::Text(service.to_owned())];
        let clause = "WHERE tenant = ?1 AND service_key = ?2 ORDER BY sort, name, procedure";
        self.rows(clause, parameters).await
    }
}

fn published_from(values: &mut dyn Iterator<Item = Value>) -> Result<Published, Fault> {
    let mut cells = Cells::new(PublicationRow::TABLE.name, values);
    let place = (cells.take("key_hash")?, cells.take("kept_until")?, cells.take("id")?);
    let (sent_at, missed) = (cells.take("sent_at")?, cells.take("missed")?);
    Ok(Published { place, sent_at, missed, due: DueRow::from_values(values)? })
}
