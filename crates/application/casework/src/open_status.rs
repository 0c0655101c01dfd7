//! Somebody opens the status of a case with its number and code. A wrong number and a wrong code look the same, in
//! words and in time.

use crate::Casework;
use crate::refusal::Refusal;
use crate::throttle::Guess;
use crate::views::Town;
use cases::{CaseNumber, StatusCode};
use store::{CaseRow, Change, Commit, Scope};

/// A case that number and code have opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedStatus {
    /// The number, as it is written.
    pub number: String,
    /// Token of the session; it belongs into the cookie that number and code give.
    pub session: String,
}

impl Casework {
    /// Opens the case with this number and code. `address` is where the person comes from, to slow down guessing.
    pub async fn open_status(
        &self,
        town: &Town,
        number: &str,
        code: &str,
        address: &str,
    ) -> Result<OpenedStatus, Refusal> {
        let guess = Guess::new("status", number.trim().as_bytes(), address);
        self.check_throttle(&guess).await?;
        let Some(case) = self.case_opened_by(town, number, code).await? else {
            self.note_failure(&guess).await?;
            return Err(Refusal::NotFound);
        };
        let session = self.status_session(case.citizen, case.id);
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::insert(&session.row));
        self.store().apply(commit).await?;
        self.forget_failures(&guess).await?;
        Ok(OpenedStatus { number: case.number, session: session.token })
    }

    async fn case_opened_by(
        &self,
        town: &Town,
        number: &str,
        code: &str,
    ) -> Result<Option<CaseRow>, Refusal> {
        let (Ok(number), Ok(code)) = (number.parse::<CaseNumber>(), code.parse::<StatusCode>()) else {
            return Ok(None);
        };
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let case = snapshot.case_by_number(&number.to_string()).await?;
        // Hashes of secrets are compared, so the time of the comparison says nothing about the code.
        Ok(case.filter(|case| case.code_hash == code.hash()))
    }
}
