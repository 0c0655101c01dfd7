//! Files that people add to a draft: bytes are taken in piece by piece and judged by their content, read again by whoever
//! owns the draft, become documents of the case when it is sent. How a page sends them is the web's business.

use crate::Casework;
use crate::draft_pages::OpenDraft;
use crate::refusal::{Fault, Refusal};
use crate::status_page::File;
use crate::views::Town;
use cases::Actor;
use documents::{Arrived, Incoming};
use forms::{FileAnswer, FileRules, RawAnswers, SentPage};
use std::collections::BTreeSet;
use store::{CaseRow, Change, DocumentRow, Scope, Snapshot, UploadRow};
use values::{DocumentId, DraftId, Hash, Language, Problem, QuestionId};

/// What kind of document an upload becomes.
pub(crate) const KIND: &str = "upload";
/// Characters of a file's name that are kept.
const NAME_LENGTH: usize = 150;

/// What the installation allows of files, whatever a form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadLimits {
    /// Bytes of one file at most.
    pub max_bytes: u64,
    /// Media types that are welcome.
    pub types: Vec<String>,
    /// Files of one draft at most.
    pub max_files: usize,
}

impl Default for UploadLimits {
    fn default() -> Self {
        let types = ["application/pdf", "image/jpeg", "image/png", "image/heic", "image/tiff", "image/webp"];
        Self { max_bytes: 10_000_000, types: types.map(str::to_owned).to_vec(), max_files: 30 }
    }
}

/// A page of a draft as it was sent, with the files that came with it.
#[derive(Debug, Clone, Default)]
pub struct PageSent {
    /// What was typed and what the button changes.
    pub page: SentPage,
    /// The files.
    pub files: Vec<ReceivedFile>,
}

impl<P: Into<SentPage>> From<P> for PageSent {
    fn from(page: P) -> Self {
        Self { page: page.into(), files: Vec::new() }
    }
}

impl PageSent {
    /// The page with its files as answers.
    pub(crate) fn with_files(&self) -> SentPage {
        let files = self.files.iter().map(|file| (file.path.clone(), file.answer.clone()));
        SentPage { files: files.collect(), ..self.page.clone() }
    }
}

/// A file whose bytes are kept; the draft does not name it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedFile {
    /// Path of the question.
    pub path: String,
    /// What the answer will say.
    pub answer: FileAnswer,
    id: DocumentId,
    content: Hash,
}

impl ReceivedFile {
    /// What its bytes are kept under.
    pub(crate) fn content(&self) -> Hash {
        self.content
    }
}

/// What a file is added to.
#[derive(Debug, Clone, Copy)]
pub enum FilePlace<'a> {
    /// A draft; the path of the file says under which question.
    Draft(DraftId),
    /// An answer to a question of the office, in the case with this number.
    Answer(&'a str, QuestionId),
}

/// A file on its way. Once it is refused, the rest of it is let go by.
#[derive(Debug)]
pub struct IncomingFile {
    path: String,
    name: String,
    id: DocumentId,
    rules: FileRules,
    limits: UploadLimits,
    state: State,
}

#[derive(Debug)]
enum State {
    Taking(Incoming),
    Refused(Problem),
}

impl Casework {
    /// What files may be sent.
    pub fn upload_limits(&self) -> &UploadLimits {
        &self.parts().settings.uploads
    }

    /// Makes room for a file: under a question of a draft that the actor owns, or beside an answer to the office. `before` are
    /// the files that came with the same form.
    pub async fn receive_file(
        &self,
        actor: &Actor,
        (town, place): (&Town, FilePlace<'_>),
        (path, name): (&str, &str),
        before: usize,
    ) -> Result<IncomingFile, Refusal> {
        let (rules, there) = match place {
            FilePlace::Draft(draft) => self.room_in_draft(actor, (town, draft), path).await?,
            FilePlace::Answer(number, question) => {
                (any_file(), self.room_beside_answer(actor, town, number, question).await?)
            }
        };
        let limits = self.parts().settings.uploads.clone();
        let (path, name) = (path.to_owned(), plain_name(name));
        let state = if there + before >= limits.max_files {
            State::Refused(too_many(&path, &name, limits.max_files))
        } else {
            State::Taking(self.parts().documents.receive(town.tenant).await.map_err(stored)?)
        };
        let id = DocumentId::from_bytes(self.world().random());
        Ok(IncomingFile { path, name, id, rules, limits, state })
    }

    /// What the question allows, and how many files the draft has.
    async fn room_in_draft(
        &self,
        actor: &Actor,
        (town, draft): (&Town, DraftId),
        path: &str,
    ) -> Result<(FileRules, usize), Refusal> {
        let open = self.own_draft(actor, town, draft, Language::De).await?;
        let rules = open.form.file_rules(path).ok_or(Refusal::NotFound)?;
        if open.row.submitted_case.is_some() {
            return Err(Refusal::Conflict);
        }
        Ok((rules, open.form.files(&open.content.answers).len()))
    }

    /// A file of a draft, or of the case it became, for whoever owns it.
    pub async fn draft_file(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        file: DocumentId,
    ) -> Result<File, Refusal> {
        let open = self.own_draft(actor, town, draft, Language::De).await?;
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let upload = snapshot.uploads_of_draft(draft).await?.into_iter().find(|row| row.id == file);
        let row = match (upload, open.row.submitted_case) {
            (Some(upload), _) => Some(upload),
            (None, Some(case)) => snapshot
                .document(file)
                .await?
                .filter(|row| row.case == case && row.kind == KIND)
                .map(|row| upload_of(row, draft)),
            (None, None) => None,
        };
        drop(snapshot);
        let row = row.ok_or(Refusal::NotFound)?;
        let bytes = self.parts().documents.get(row.tenant, row.content).await.map_err(stored)?;
        Ok(File { title: row.name.clone(), file_name: row.name, media_type: row.media_type, bytes })
    }

    /// Makes the rows of a draft's files those that its answers name.
    pub(crate) async fn upload_changes(
        &self,
        snapshot: &Snapshot,
        open: &OpenDraft,
        received: &[ReceivedFile],
    ) -> Result<Vec<Change>, Refusal> {
        let named = open.form.files(&open.content.answers);
        let stored = snapshot.uploads_of_draft(open.row.id).await?;
        let is_named = |id: DocumentId| named.contains(&id.to_string());
        let gone = stored.iter().filter(|row| !is_named(row.id));
        let come = received
            .iter()
            .filter(|file| is_named(file.id) && stored.iter().all(|row| row.id != file.id))
            .map(|file| Change::insert(&upload_row(open, file, self.world().now())));
        Ok(gone.map(|row| Change::clear(UploadRow::key(row.tenant, row.id))).chain(come).collect())
    }

    /// The files of a draft become documents of its case; those whose question is hidden go.
    pub(crate) async fn uploads_to_case(
        &self,
        open: &OpenDraft,
        case: &CaseRow,
    ) -> Result<Vec<Change>, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(case.tenant)).await?;
        let rows = snapshot.uploads_of_draft(open.row.id).await?;
        drop(snapshot);
        let counting: BTreeSet<String> =
            open.form.files_that_count(&open.content.answers, &self.environment());
        let documents = rows.iter().filter(|row| counting.contains(&row.id.to_string()));
        let inserted = documents.map(|row| Change::insert(&document_row(row, case)));
        let cleared = rows.iter().map(|row| Change::clear(UploadRow::key(row.tenant, row.id)));
        Ok(inserted.chain(cleared).collect())
    }
}

impl IncomingFile {
    /// Takes the next piece. Beyond the limit nothing more is kept.
    pub async fn push(&mut self, piece: impl AsRef<[u8]> + Send + 'static) -> Result<(), Refusal> {
        let limit = self.limit();
        let State::Taking(incoming) = &mut self.state else { return Ok(()) };
        if incoming.size() + piece.as_ref().len() as u64 > limit {
            let problem = self.problem("forms-file-too-large").with("limit", megabytes(limit));
            self.state = State::Refused(problem);
            return Ok(());
        }
        incoming.write(piece).await.map_err(stored)?;
        Ok(())
    }

    /// All of it has come: it is kept if it is what the question asks for.
    pub async fn finish(mut self) -> Result<Result<ReceivedFile, Problem>, Refusal> {
        let refused = self.problem("forms-file-empty");
        let incoming = match std::mem::replace(&mut self.state, State::Refused(refused)) {
            State::Refused(problem) => return Ok(Err(problem)),
            State::Taking(incoming) => incoming,
        };
        if incoming.size() == 0 {
            return Ok(Err(self.problem("forms-file-empty")));
        }
        let arrived = incoming.finish().await.map_err(stored)?;
        Ok(match arrived.media_type.filter(|kind| self.is_welcome(kind)) {
            Some(kind) => Ok(self.received(arrived, kind)),
            None => Err(self.problem("forms-file-not-welcome").with("kinds", kinds(&self.rules.accept))),
        })
    }

    fn received(self, arrived: Arrived, kind: &str) -> ReceivedFile {
        let answer = FileAnswer {
            id: self.id.to_string(),
            name: self.name,
            size: arrived.size,
            media_type: kind.to_owned(),
        };
        ReceivedFile { path: self.path, answer, id: self.id, content: arrived.hash }
    }

    fn is_welcome(&self, kind: &str) -> bool {
        self.rules.accept.contains(&kind) && self.limits.types.iter().any(|allowed| allowed == kind)
    }

    fn limit(&self) -> u64 {
        self.rules.max_bytes.map_or(self.limits.max_bytes, |own| own.min(self.limits.max_bytes))
    }

    fn problem(&self, key: &'static str) -> Problem {
        let problem = Problem::in_answer(self.path.clone(), key);
        problem.with("label", &self.rules.label).with("name", &self.name)
    }
}

/// What may stand beside an answer: whatever the installation takes.
fn any_file() -> FileRules {
    FileRules { label: String::new(), accept: forms::file_kinds().collect(), max_bytes: None }
}

fn stored(error: documents::DocumentsFault) -> Fault {
    Fault::while_doing("keeping a file", error)
}

fn too_many(path: &str, name: &str, limit: usize) -> Problem {
    Problem::in_answer(path, "forms-too-many-files").with("name", name).with("limit", limit)
}

/// What a sentence calls the kinds of file that a question accepts.
fn kinds(accept: &[&str]) -> &'static str {
    let pdf = accept.contains(&"application/pdf");
    let photo = accept.iter().any(|kind| kind.starts_with("image/"));
    match (pdf, photo) {
        (true, false) => "pdf",
        (false, true) => "photo",
        _ => "both",
    }
}

/// `10 MB`; a limit is always named in the unit people know.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    let (whole, rest) = (tenths / 10, tenths % 10);
    if rest == 0 { format!("{whole}\u{a0}MB") } else { format!("{whole},{rest}\u{a0}MB") }
}

/// The last part of a name without what a page or a disk would read as something else.
fn plain_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |sign: &char| {
        !sign.is_control() && !matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let name: String = last.chars().filter(is_plain).take(NAME_LENGTH).collect();
    let name = name.trim().trim_start_matches('.').to_owned();
    if name.is_empty() { "Datei".to_owned() } else { name }
}

fn upload_row(open: &OpenDraft, file: &ReceivedFile, now: values::Moment) -> UploadRow {
    UploadRow {
        tenant: open.row.tenant,
        id: file.id,
        draft: open.row.id,
        name: file.answer.name.clone(),
        media_type: file.answer.media_type.clone(),
        content: file.content,
        size: i64::try_from(file.answer.size).unwrap_or(i64::MAX),
        created_at: now,
    }
}

/// A file that came with an answer, as a document of its case.
pub(crate) fn answer_document(file: &ReceivedFile, case: &CaseRow, now: values::Moment) -> DocumentRow {
    DocumentRow {
        tenant: case.tenant,
        id: file.id,
        case: case.id,
        kind: KIND.to_owned(),
        title: file.answer.name.clone(),
        media_type: file.answer.media_type.clone(),
        content: file.content,
        size: i64::try_from(file.answer.size).unwrap_or(i64::MAX),
        page: None,
        created_at: now,
        delivered_at: None,
    }
}

fn document_row(upload: &UploadRow, case: &CaseRow) -> DocumentRow {
    DocumentRow {
        tenant: upload.tenant,
        id: upload.id,
        case: case.id,
        kind: KIND.to_owned(),
        title: upload.name.clone(),
        media_type: upload.media_type.clone(),
        content: upload.content,
        size: upload.size,
        page: None,
        created_at: upload.created_at,
        delivered_at: None,
    }
}

fn upload_of(row: DocumentRow, draft: DraftId) -> UploadRow {
    UploadRow {
        tenant: row.tenant,
        id: row.id,
        draft,
        name: row.title,
        media_type: row.media_type,
        content: row.content,
        size: row.size,
        created_at: row.created_at,
    }
}

/// Whether the answers of this draft name files at all; most drafts do not, and then nothing is looked up.
pub(crate) fn names_files(open: &OpenDraft, before: &RawAnswers) -> bool {
    !open.form.files(&open.content.answers).is_empty() || !open.form.files(before).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file keeps a name that people recognise and that cannot point anywhere or read as another.
    #[test]
    fn names_are_plain() {
        assert_eq!(plain_name("C:\\Users\\erika\\Foto Bello.jpg"), "Foto Bello.jpg");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("Rechnung\u{202e}fdp.exe\r\n"), "Rechnungfdp.exe");
        assert_eq!(plain_name("..\u{7}"), "Datei");
        assert_eq!(
            (megabytes(10_000_000), megabytes(2_500_000)),
            ("10\u{a0}MB".into(), "2,5\u{a0}MB".into())
        );
    }
}
