//! Questions about the journal and about who looked at a case.

use crate::error::StoreError;
use crate::rows::{AccessRow, JournalPayloadRow, JournalRow};
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::CaseId;

impl Snapshot {
    /// All entries of a chain, from the first.
    pub async fn journal(&self, chain: [u8; 16]) -> Result<Vec<JournalRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), chain.to_value()];
        self.rows("WHERE tenant = ?1 AND chain = ?2 ORDER BY step", parameters).await
    }

    /// The last entry of a chain, which the next one continues.
    pub async fn journal_end(&self, chain: [u8; 16]) -> Result<Option<JournalRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), chain.to_value()];
        self.row("WHERE tenant = ?1 AND chain = ?2 ORDER BY step DESC LIMIT 1", parameters).await
    }

    /// The payloads of a chain that have not been erased, from the first.
    pub async fn journal_payloads(&self, chain: [u8; 16]) -> Result<Vec<JournalPayloadRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), chain.to_value()];
        self.rows("WHERE tenant = ?1 AND chain = ?2 ORDER BY step", parameters).await
    }

    /// Who looked at a case, oldest first.
    pub async fn accesses_of_case(&self, case: CaseId) -> Result<Vec<AccessRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY at, id", parameters).await
    }
}
