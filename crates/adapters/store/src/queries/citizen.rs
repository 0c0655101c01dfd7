//! Questions about drafts and cases as their citizen sees them: asked by the citizen across all tenants, or by one
//! tenant about its own.

use crate::error::StoreError;
use crate::rows::{CitizenCaseRow, DraftRow, PostboxRow};
use crate::snapshot::Snapshot;
use crate::value::Cell;
use values::{CitizenId, DraftId, StaffId};

impl Snapshot {
    /// One draft, submitted or not.
    pub async fn draft(&self, id: DraftId) -> Result<Option<DraftRow>, StoreError> {
        let (column, value) = self.side()?;
        self.row(&format!("WHERE {column} = ?1 AND id = ?2"), vec![value, id.to_value()]).await
    }

    /// The drafts of a citizen, newest first.
    pub async fn drafts_of_citizen(&self, citizen: CitizenId) -> Result<Vec<DraftRow>, StoreError> {
        self.about(citizen)?;
        let (column, value) = self.side()?;
        let rest = format!("WHERE citizen = ?1 AND {column} = ?2 ORDER BY changed_at DESC, id");
        self.rows(&rest, vec![citizen.to_value(), value]).await
    }

    /// The drafts that somebody of the office has begun for others and not sent, newest first.
    pub async fn drafts_entered_by(&self, staff: StaffId) -> Result<Vec<DraftRow>, StoreError> {
        let rest =
            "WHERE tenant = ?1 AND entered_by = ?2 AND submitted_case IS NULL ORDER BY changed_at DESC, id";
        self.rows(rest, vec![self.own_tenant()?.to_value(), staff.to_value()]).await
    }

    /// The cases of a citizen, newest first.
    pub async fn citizen_cases(&self, citizen: CitizenId) -> Result<Vec<CitizenCaseRow>, StoreError> {
        self.about(citizen)?;
        let (column, value) = self.side()?;
        let rest = format!("WHERE citizen = ?1 AND {column} = ?2 ORDER BY changed_at DESC, case_id");
        self.rows(&rest, vec![citizen.to_value(), value]).await
    }

    /// What lies in the postbox of a citizen, newest first.
    pub async fn postbox(&self, citizen: CitizenId) -> Result<Vec<PostboxRow>, StoreError> {
        self.about(citizen)?;
        let (column, value) = self.side()?;
        let rest = format!("WHERE citizen = ?1 AND {column} = ?2 ORDER BY at DESC, id");
        self.rows(&rest, vec![citizen.to_value(), value]).await
    }
}
