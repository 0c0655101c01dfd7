//! Questions about what cases ask money for, and how it is paid.

use crate::error::StoreError;
use crate::rows::{AttemptRow, MandateRow, PaymentRow};
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::{AttemptId, CaseId, PaymentId};

impl Snapshot {
    /// One payment.
    pub async fn payment(&self, id: PaymentId) -> Result<Option<PaymentRow>, StoreError> {
        self.by_key(PaymentRow::key(self.own_tenant()?, id)).await
    }

    /// What a case asks money for, oldest first.
    pub async fn payments_of_case(&self, case: CaseId) -> Result<Vec<PaymentRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY opened_at, id", parameters).await
    }

    /// One try to pay.
    pub async fn attempt(&self, id: AttemptId) -> Result<Option<AttemptRow>, StoreError> {
        self.by_key(AttemptRow::key(self.own_tenant()?, id)).await
    }

    /// The tries to pay in a case, oldest first.
    pub async fn attempts_of_case(&self, case: CaseId) -> Result<Vec<AttemptRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY started_at, id", parameters).await
    }

    /// The mandates given in a case, oldest first.
    pub async fn mandates_of_case(&self, case: CaseId) -> Result<Vec<MandateRow>, StoreError> {
        let parameters = vec![self.own_tenant()?.to_value(), case.to_value()];
        self.rows("WHERE tenant = ?1 AND case_id = ?2 ORDER BY given_at, id", parameters).await
    }
}
