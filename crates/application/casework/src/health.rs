//! Whether the parts that every use case needs answer.

use crate::{Casework, Fault};

impl Casework {
    /// Asks the database and the documents once each.
    pub async fn check(&self) -> Result<(), Fault> {
        self.store().check().await.map_err(|error| Fault::while_doing("asking the database", error))?;
        self.parts()
            .documents
            .check()
            .await
            .map_err(|error| Fault::while_doing("asking the documents", error))
    }
}
