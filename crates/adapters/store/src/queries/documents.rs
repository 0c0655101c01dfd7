//! Questions about documents and their deliveries.

use crate::error::StoreError;
use crate::rows::{DeliveryRow, DeliveryState, DocumentRow, UploadRow};
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::{CaseId, DeliveryId, DocumentId, DraftId, Hash, Moment};

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
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY created_at, id", parameters).await
    }

    /// The deliveries of one document, oldest first.
    pub async fn deliveries_of_document(&self, document: DocumentId) -> Result<Vec<DeliveryRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), document.to_value()];
        self.rows("WHERE tenant = ?1 AND document_id = ?2 ORDER BY created_at, id", parameters).await
    }

    /// One delivery.
    pub async fn delivery(&self, id: DeliveryId) -> Result<Option<DeliveryRow>, StoreError> {
        self.by_key(DeliveryRow::key(self.own_tenant()?, id)).await
    }

    /// What has to be printed and posted, oldest first, a hundred at most: what lies in the print tray, and what was
    /// offered before this moment and not retrieved.
    pub async fn deliveries_to_post(&self, offered_before: Moment) -> Result<Vec<DeliveryRow>, StoreError> {
        let parameters = vec![
            self.own_tenant()?.to_value(),
            DeliveryState::ToPrint.to_value(),
            DeliveryState::Offered.to_value(),
            offered_before.to_value(),
        ];
        let clause = "WHERE tenant = ?1 AND state <> 'known' AND (state = ?2 OR (state = ?3 AND created_at < ?4)) \
                      ORDER BY created_at, id LIMIT 100";
        self.rows(clause, parameters).await
    }

    /// The files added to a draft, oldest first.
    pub async fn uploads_of_draft(&self, draft: DraftId) -> Result<Vec<UploadRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), draft.to_value()];
        self.rows("WHERE tenant = ?1 AND draft_id = ?2 ORDER BY created_at, id", parameters).await
    }

    /// Whether any row names these bytes; what none names may be removed. A table that gets a column with a content hash
    /// has to be asked here.
    pub async fn names_content(&self, content: Hash) -> Result<bool, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), content.to_value()];
        let clause = "WHERE tenant = ?1 AND content_hash = ?2 LIMIT 1";
        let documents: Vec<DocumentRow> = self.rows(clause, parameters.clone()).await?;
        let pages: Vec<DocumentRow> =
            self.rows("WHERE tenant = ?1 AND page_hash = ?2 LIMIT 1", parameters.clone()).await?;
        let uploads: Vec<UploadRow> = self.rows(clause, parameters).await?;
        Ok(!documents.is_empty() || !pages.is_empty() || !uploads.is_empty())
    }
}
