//! The job `ask`: puts a question to the applicant. The question stands with the case and in the postbox; the mail says only
//! that there is one. Headers: `subject` and `text` of the mail, as for `mail`. Input: `question`, what is asked; `until`, the
//! day by which an answer is wanted (may be missing); `to`, the address of the mail (may be missing).

use super::Performed;
use crate::Casework;
use crate::load::Loaded;
use crate::refusal::Fault;
use engine::Job;
use feel::{Context, Value};
use store::{Change, PostboxKind, PostboxRow, QuestionRow};
use values::{Language, Moment, QuestionId};

pub(super) const JOB_TYPE: &str = "ask";

impl Casework {
    pub(super) async fn ask(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let question = job.input.get("question").and_then(Value::as_text).unwrap_or_default().trim();
        if question.is_empty() {
            return Ok(Performed::failed("no-question", "the input holds no question"));
        }
        self.mail_sent(loaded, job).await?;
        let row = self.question_row(loaded, job, question);
        let mut performed = Performed::done(Context::new());
        performed.changes.push(Change::put(&postbox_row(loaded, &row)));
        performed.changes.push(Change::put(&row));
        Ok(performed)
    }

    fn question_row(&self, loaded: &Loaded, job: &Job, question: &str) -> QuestionRow {
        let official = loaded.instance.variables();
        let asked_by = official.get_path("official.name").and_then(Value::as_text).unwrap_or_default();
        QuestionRow {
            tenant: loaded.case.tenant,
            // Follows from the job, so that carrying it out twice asks once.
            id: QuestionId::derived(&[b"question", job.id.as_bytes()]),
            case: loaded.case.id,
            asked_by: asked_by.to_owned(),
            asked_at: self.world().now(),
            text: question.to_owned(),
            answer_by: until(job),
            answered_at: None,
            answer: String::new(),
            documents: "[]".to_owned(),
            version: 1,
        }
    }
}

/// The day until which an answer is wanted.
pub(super) fn until(job: &Job) -> Option<Moment> {
    let written = match job.input.get("until")? {
        Value::Date(day) => day.to_string(),
        Value::Text(text) => text.to_string(),
        _ => return None,
    };
    written.parse().ok().map(Moment::start_of)
}

fn postbox_row(loaded: &Loaded, question: &QuestionRow) -> PostboxRow {
    PostboxRow {
        citizen: loaded.case.citizen,
        tenant: loaded.case.tenant,
        id: *question.id.as_bytes(),
        case: loaded.case.id,
        number: loaded.case.number.clone(),
        kind: PostboxKind::Question,
        title: loaded.procedure.about().title(Language::De).to_owned(),
        document: None,
        at: question.asked_at,
        opened_at: None,
    }
}
