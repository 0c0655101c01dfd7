//! The job `letter`: writes a letter of the package as PDF and for the screen, and keeps both as one document of the case.
//! Headers: `template`, key of the letter; `title`, key of its title; `result`, the variable that receives the
//! document's id (`document` unless said otherwise); `amount` and `due`, paths of the variables that hold what is to be
//! paid in cents and until when, for letters that ask for money.

use super::Performed;
use crate::Casework;
use crate::delivery::way_to;
use crate::letter_content::{Draft, LetterAsked, NoLetter, decides};
use crate::load::Loaded;
use crate::refusal::Fault;
use engine::Job;
use feel::{Context, Value};
use letters::WrittenLetter;
use store::{Change, DocumentRow};
use values::{DocumentId, Hash, Moment};

pub(crate) const JOB_TYPE: &str = "letter";

/// The kind of a document that decides something.
pub(crate) const NOTICE: &str = "notice";
/// The kind of a document that only tells something.
const LETTER: &str = "letter";

impl Casework {
    pub(super) async fn write_letter(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let town = self.town_of_case(loaded).await?;
        let recipient = self.recipient(loaded).await?;
        let variables = loaded.instance.variables();
        let asked = asked(job, &variables);
        let draft = match self.letter_draft(loaded, &town, &asked, Some(way_to(loaded, &recipient))) {
            Ok(draft) => draft,
            Err(none) => return Ok(Performed::failed(none.code, none.message)),
        };
        let (title, at) = (draft.title.clone(), draft.at);
        let letter = match self.typeset(loaded, draft).await? {
            Ok(letter) => letter,
            Err(failure) => return Ok(Performed::failed(failure.code, failure.message)),
        };
        let kind = kind(loaded, asked.template);
        let kept = self.keep(loaded, letter).await?;
        Ok(written(loaded, job, (kind, title), kept, at))
    }

    /// Keeps a letter that a job has the platform write as a document of the case.
    pub(super) async fn letter_of_platform(
        &self,
        loaded: &Loaded,
        job: &Job,
        draft: Draft,
    ) -> Result<Result<DocumentRow, NoLetter>, Fault> {
        let (title, at) = (draft.title.clone(), draft.at);
        let letter = match self.typeset(loaded, draft).await? {
            Ok(letter) => letter,
            Err(none) => return Ok(Err(none)),
        };
        let kept = self.keep(loaded, letter).await?;
        Ok(Ok(document_row(loaded, job, (LETTER, title), kept, at)))
    }

    async fn keep(&self, loaded: &Loaded, letter: WrittenLetter) -> Result<Kept, Fault> {
        let (tenant, documents) = (loaded.case.tenant, &self.parts().documents);
        let fault = |error| Fault::while_doing("keeping a letter", error);
        let size = letter.pdf.len() as i64;
        let page = documents.put(tenant, letter.page.into_bytes()).await.map_err(fault)?;
        let content = documents.put(tenant, letter.pdf).await.map_err(fault)?;
        Ok(Kept { content, page, size })
    }
}

/// Where the bytes of a letter are.
struct Kept {
    content: Hash,
    page: Hash,
    size: i64,
}

/// What a job asks to be written.
pub(crate) fn asked<'a>(job: &'a Job, variables: &'a Context) -> LetterAsked<'a> {
    let header = |name: &str| job.headers.get(name).map(String::as_str);
    LetterAsked {
        template: header("template").unwrap_or_default(),
        title: header("title"),
        input: &job.input,
        variables,
        amount: header("amount"),
        due: header("due"),
    }
}

/// The document of a letter that is only rehearsed, and what the process would be told; there are no bytes behind it.
pub(super) fn unwritten(loaded: &Loaded, job: &Job, draft: &Draft) -> (DocumentRow, Context) {
    let nothing = Hash::of(b"");
    let kept = Kept { content: nothing, page: nothing, size: 0 };
    let template = job.headers.get("template").map(String::as_str).unwrap_or_default();
    let row = document_row(loaded, job, (kind(loaded, template), draft.title.clone()), kept, draft.at);
    let result = result(job, row.id);
    (row, result)
}

fn kind(loaded: &Loaded, template: &str) -> &'static str {
    if decides(loaded, template) { NOTICE } else { LETTER }
}

fn result(job: &Job, document: DocumentId) -> Context {
    let variable = job.headers.get("result").map(String::as_str).unwrap_or("document");
    Context::new().with(variable, Value::from(document.to_string().as_str()))
}

fn written(loaded: &Loaded, job: &Job, about: (&str, String), kept: Kept, at: Moment) -> Performed {
    let row = document_row(loaded, job, about, kept, at);
    let mut performed = Performed::done(result(job, row.id));
    performed.changes.push(Change::put(&row));
    performed
}

fn document_row(
    loaded: &Loaded,
    job: &Job,
    (kind, title): (&str, String),
    kept: Kept,
    at: Moment,
) -> DocumentRow {
    DocumentRow {
        tenant: loaded.case.tenant,
        id: DocumentId::derived(&[b"document", job.id.as_bytes()]),
        case: loaded.case.id,
        kind: kind.to_owned(),
        title,
        media_type: "application/pdf".to_owned(),
        content: kept.content,
        page: Some(kept.page),
        size: kept.size,
        created_at: at,
        delivered_at: None,
    }
}
