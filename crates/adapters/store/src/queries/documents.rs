//! Questions about documents and their deliveries.

use crate::error::StoreError;
use crate::rows::{DeliveryRow, DocumentRow};
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::{CaseId, DocumentId};

impl Snapshot {
    /// One document, delivered or not.
    pub async fn document(&self, id: DocumentId) -> Result<Option<DocumentRow>, StoreError> {
        self.by_key(DocumentRow::key(self.own_tenant()?, id)).await
    }

    /// The documents of a case, oldest first.
    pub async fn documents_of_case(&self, case: CaseId) -> Result<Vec<DocumentRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY created_at, id", parameters).await
    }

    /// The deliveries of a case, oldest first.
    pub async fn deliveries_of_case(&self, case: CaseId) -> Result<Vec<DeliveryRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY made_available_at, id", parameters).await
    }

    /// The deliveries of one document, oldest first.
    pub async fn deliveries_of_document(&self, document: DocumentId) -> Result<Vec<DeliveryRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), document.to_value()];
        self.rows("WHERE tenant = ?1 AND document_id = ?2 ORDER BY made_available_at, id", parameters).await
    }
}
