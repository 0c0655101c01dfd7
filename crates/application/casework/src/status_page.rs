//! What an applicant sees of a case: where it stands, what happened, what was delivered.

use crate::advance::Header;
use crate::delivery::shown;
use crate::letter_name::letter_name;
use crate::load::{facts_of, procedure_of, require};
use crate::refusal::{Fault, Refusal};
use crate::views::{DeliveredDocument, ExtendedDeadline, LetterPage, StatusPage, TimelineEntry, Town};
use crate::{Casework, case_talk, deadlines, uploads, withdraw};
use cases::{Action, Actor, CaseNumber, CaseStatus, may};
use services::Release;
use std::sync::Arc;
use store::{CaseRow, DeliveryRow, DocumentRow, JournalRow, Scope, Snapshot};
use values::{DocumentId, Language};

/// A file to hand over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Title for people.
    pub title: String,
    /// Name to save it under.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// The bytes; they have the hash they were stored under.
    pub bytes: Vec<u8>,
}

impl Casework {
    /// Whether the case with this number is open to somebody.
    pub async fn reads_case(&self, actor: &Actor, town: &Town, number: &str) -> Result<bool, Refusal> {
        match self.visible_case(actor, town, number, Action::ReadStatus).await {
            Ok(_) => Ok(true),
            Err(Refusal::NotFound | Refusal::NotAllowed) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// The status page of the case with this number, for whoever applied or holds the code.
    pub async fn status_page(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        language: Language,
    ) -> Result<StatusPage, Refusal> {
        let (snapshot, case, release) = self.visible_case(actor, town, number, Action::ReadStatus).await?;
        let journal = snapshot.journal(*case.id.as_bytes()).await?;
        let documents = snapshot.documents_of_case(case.id).await?;
        let deliveries = snapshot.deliveries_of_case(case.id).await?;
        let payments = self.payments_shown(&snapshot, case.id, (&release, language)).await?;
        let is_withdrawable = withdraw::is_possible(&snapshot, case.id).await?;
        let may_send = may(actor, Action::SendMessage, &facts_of(&case, &release, None));
        let questions = case_talk::questions(snapshot.questions_of_case(case.id).await?, &documents)?;
        let extended = self.extended(&snapshot, &case, &journal).await?;
        Ok(StatusPage {
            extended,
            town: town.clone(),
            service_title: procedure_of(&release, &case)?.about().title(language).to_owned(),
            number: case.number,
            subject: release.phrase(language, &case.subject).into_owned(),
            status: status_of(&case.status)?,
            received_at: case.opened_at,
            timeline: timeline(&journal),
            documents: delivered(documents, &deliveries, (&release, language)),
            payments,
            questions,
            may_withdraw: may_send && is_withdrawable,
        })
    }

    /// The legal clocks that were extended. Most cases have none, and their state is not read for that.
    async fn extended(
        &self,
        snapshot: &Snapshot,
        case: &CaseRow,
        journal: &[JournalRow],
    ) -> Result<Vec<ExtendedDeadline>, Refusal> {
        let reasons = deadlines::reasons(snapshot, case.id, journal).await?;
        if reasons.is_empty() {
            return Ok(Vec::new());
        }
        let loaded = self.load_from(snapshot, case.id).await?;
        Ok(deadlines::extended(&loaded, &reasons))
    }

    /// A document that was delivered to the applicant; the first opening is noted.
    pub async fn delivered_document(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        document: DocumentId,
    ) -> Result<File, Refusal> {
        let (snapshot, case, _) = self.visible_case(actor, town, number, Action::ReadDelivered).await?;
        let row = snapshot.document(document).await?;
        let row =
            row.filter(|row| row.case == case.id && row.delivered_at.is_some()).ok_or(Refusal::NotFound)?;
        drop(snapshot);
        // What cannot be read was not opened.
        let file = self.file(row, &case.number).await?;
        self.note_opening(actor, &case, document).await?;
        Ok(file)
    }

    /// A letter that was delivered to the applicant, for the screen; the first opening is noted.
    pub async fn delivered_page(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        document: DocumentId,
    ) -> Result<LetterPage, Refusal> {
        let (snapshot, case, release) = self.visible_case(actor, town, number, Action::ReadDelivered).await?;
        let row = snapshot.document(document).await?;
        let row =
            row.filter(|row| row.case == case.id && row.delivered_at.is_some()).ok_or(Refusal::NotFound)?;
        drop(snapshot);
        let html = self.letter_html(&row).await?;
        self.note_opening(actor, &case, document).await?;
        self.letter_page(row, &release, html).await
    }

    /// A letter as a fragment of a page.
    pub(crate) async fn letter_html(&self, row: &DocumentRow) -> Result<String, Refusal> {
        let page = row.page.ok_or(Refusal::NotFound)?;
        let fault = |error: String| Fault::while_doing("reading a letter", error);
        let read = self.parts().documents.get(row.tenant, page).await;
        let bytes = read.map_err(|error| fault(error.to_string()))?;
        Ok(String::from_utf8(bytes).map_err(|error| fault(error.to_string()))?)
    }

    /// A letter on screen, with how it was delivered.
    pub(crate) async fn letter_page(
        &self,
        row: DocumentRow,
        release: &Release,
        html: String,
    ) -> Result<LetterPage, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(row.tenant)).await?;
        let deliveries = snapshot.deliveries_of_document(row.id).await?;
        drop(snapshot);
        let delivery = shown(&deliveries, row.id, release);
        Ok(LetterPage { title: row.title, html, document: row.id, delivery })
    }

    /// The case behind a number, if the actor may do this with it; otherwise there is none.
    pub(crate) async fn visible_case(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        action: Action,
    ) -> Result<(Snapshot, CaseRow, Arc<Release>), Refusal> {
        let number: CaseNumber = number.parse().map_err(|_| Refusal::NotFound)?;
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let case = snapshot.case_by_number(&number.to_string()).await?.ok_or(Refusal::NotFound)?;
        let release = self.release(town.tenant, case.release).await?;
        require(actor, action, &facts_of(&case, &release, None))?;
        Ok((snapshot, case, release))
    }

    /// The bytes behind a document's row.
    pub(crate) async fn file(&self, row: DocumentRow, number: &str) -> Result<File, Refusal> {
        let read = self.parts().documents.get(row.tenant, row.content).await;
        let bytes = read.map_err(|error| Fault::while_doing("reading a document", error))?;
        Ok(File { file_name: saved_as(&row, number), title: row.title, media_type: row.media_type, bytes })
    }
}

/// What people sent in keeps its name.
fn saved_as(row: &DocumentRow, number: &str) -> String {
    if row.kind == uploads::KIND { row.title.clone() } else { file_name(&row.title, number) }
}

/// A file name that every system accepts: letters, digits and hyphens.
fn file_name(title: &str, number: &str) -> String {
    let kept = |sign: char| if sign.is_alphanumeric() { sign } else { '-' };
    let name: String = title.chars().map(kept).collect();
    format!("{number}-{}.pdf", name.trim_matches('-'))
}

/// The status a row speaks of.
pub(crate) fn status_of(key: &str) -> Result<CaseStatus, Fault> {
    CaseStatus::from_key(key)
        .ok_or_else(|| Fault::while_doing("reading a case", format!("unknown status {key}")))
}

/// The milestones in the order in which they were reached.
fn timeline(journal: &[JournalRow]) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = Vec::new();
    for row in journal {
        let milestones = Header::read(&row.header).map(|header| header.milestones).unwrap_or_default();
        for status in milestones.iter().filter_map(|key| CaseStatus::from_key(key)) {
            if entries.last().map(|entry| entry.status) != Some(status) {
                entries.push(TimelineEntry { at: row.at, status });
            }
        }
    }
    entries
}

fn delivered(
    documents: Vec<DocumentRow>,
    deliveries: &[DeliveryRow],
    (release, language): (&Release, Language),
) -> Vec<DeliveredDocument> {
    let mut delivered: Vec<DeliveredDocument> = documents
        .into_iter()
        .filter_map(|row| {
            row.delivered_at.map(|delivered_at| DeliveredDocument {
                id: row.id,
                title: letter_name(&row.title, (release, language)),
                delivered_at,
                size_bytes: row.size,
                has_page: row.page.is_some(),
                delivery: shown(deliveries, row.id, release),
            })
        })
        .collect();
    delivered.sort_by_key(|document| std::cmp::Reverse(document.delivered_at));
    delivered
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A citizen saves the notice under a name that says what it is and opens everywhere.
    #[test]
    fn file_names_are_plain() {
        assert_eq!(
            file_name("Bescheid: „Hundesteuer“ / 2026", "2026-00042"),
            "2026-00042-Bescheid---Hundesteuer----2026.pdf"
        );
    }
}
