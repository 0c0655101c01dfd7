//! A caseworker opens a document of a case, delivered or not.

use crate::Casework;
use crate::load::{Loaded, require};
use crate::refusal::Refusal;
use crate::status_page::File;
use crate::views::{LetterPage, Town};
use cases::{Action, Actor};
use store::{DocumentRow, Scope};
use values::{CaseId, DocumentId};

impl Casework {
    /// A document of a case the actor works on.
    pub async fn case_document(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        document: DocumentId,
    ) -> Result<File, Refusal> {
        let (row, loaded) = self.read_document(actor, town, case, document).await?;
        self.file(row, &loaded.case.number).await
    }

    /// A letter of a case the actor works on, for the screen.
    pub async fn case_letter(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        document: DocumentId,
    ) -> Result<LetterPage, Refusal> {
        let (row, loaded) = self.read_document(actor, town, case, document).await?;
        let html = self.letter_html(&row).await?;
        self.letter_page(row, &loaded.release, html).await
    }

    /// The row of a document with its case, which the actor may read.
    async fn read_document(
        &self,
        actor: &Actor,
        town: &Town,
        case: CaseId,
        document: DocumentId,
    ) -> Result<(DocumentRow, Loaded), Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let loaded = self.load_from(&snapshot, case).await?;
        require(actor, Action::ReadCase, &loaded.facts(None))?;
        let row = snapshot.document(document).await?.filter(|row| row.case == case);
        Ok((row.ok_or(Refusal::NotFound)?, loaded))
    }
}
