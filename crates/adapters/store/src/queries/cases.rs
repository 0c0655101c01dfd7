//! Questions about cases and their state, and about commands already carried out.

use crate::commit::CommandKey;
use crate::error::StoreError;
use crate::rows::{CaseRow, ClaimRow, CommandRow, InstanceRow};
use crate::snapshot::Snapshot;
use crate::value::{Cell, Value};
use values::{CaseId, Hash};

impl Snapshot {
    /// One case.
    pub async fn case(&self, id: CaseId) -> Result<Option<CaseRow>, StoreError> {
        self.by_key(CaseRow::key(self.own_tenant()?, id)).await
    }

    /// The case with this number.
    pub async fn case_by_number(&self, number: &str) -> Result<Option<CaseRow>, StoreError> {
        let tenant = self.own_tenant()?.to_value();
        self.row("WHERE tenant = ?1 AND number = ?2", vec![tenant, Value::Text(number.to_owned())]).await
    }

    /// A page of all cases by number, from after the number given.
    pub async fn cases_after(&self, number: &str, limit: i64) -> Result<Vec<CaseRow>, StoreError> {
        let parameters =
            vec![self.own_tenant()?.to_value(), Value::Text(number.to_owned()), Value::I64(limit)];
        self.rows("WHERE tenant = ?1 AND number > ?2 ORDER BY number LIMIT ?3", parameters).await
    }

    /// A page of the cases that still run, but not in the newest release of their service; by number, from after the
    /// number given.
    pub async fn outdated_cases_after(&self, number: &str, limit: i64) -> Result<Vec<CaseRow>, StoreError> {
        let parameters =
            vec![self.own_tenant()?.to_value(), Value::Text(number.to_owned()), Value::I64(limit)];
        let is_left = "EXISTS (SELECT 1 FROM service s WHERE s.tenant = ?1 \
             AND s.service_key = case_head.service_key AND s.release_hash <> case_head.release_hash)";
        let rest = format!(
            "WHERE tenant = ?1 AND is_running = 1 AND number > ?2 AND {is_left} ORDER BY number LIMIT ?3"
        );
        self.rows(&rest, parameters).await
    }

    /// The state of a case, part by part.
    pub async fn instance(&self, case: CaseId) -> Result<Vec<InstanceRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY part", parameters).await
    }

    /// The answer that was given to a command, if it has been carried out.
    pub async fn answer(&self, key: CommandKey) -> Result<Option<String>, StoreError> {
        let row: Option<CommandRow> = self.by_key(CommandRow::key(self.own_tenant()?, key.0)).await?;
        Ok(row.map(|row| row.answer))
    }

    /// Who holds what may exist only once.
    pub async fn holder(&self, kind: &str, key: Hash) -> Result<Option<[u8; 16]>, StoreError> {
        let key = ClaimRow::key(self.own_tenant()?, kind.to_owned(), key);
        let row: Option<ClaimRow> = self.by_key(key).await?;
        Ok(row.map(|row| row.holder))
    }
}
