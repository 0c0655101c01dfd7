//! The job `ask`: puts a question to the applicant. The question stands with the case, and in the postbox of an account; who
//! can only be reached on paper gets it as a letter, and where nobody is known that is an incident, or the error
//! `nobody-to-ask` for a model that catches it. The mail says only that there is a question. Headers: `subject` and `text` of the mail, as for `mail`. Input: `question`, what is asked; `until`, the
//! day by which an answer is wanted (may be missing); `to`, the address of the mail (may be missing).

use super::Performed;
use super::deliver::to_be_posted;
use crate::Casework;
use crate::letter_content::NoLetter;
use crate::load::Loaded;
use crate::refusal::Fault;
use engine::Job;
use feel::{Context, Value};
use serde_json::json;
use store::{Change, PostboxKind, PostboxRow, QuestionRow};
use values::{Language, Moment, QuestionId};

pub(super) const JOB_TYPE: &str = "ask";

/// The code of the failure when nobody can be asked.
pub(crate) const NOBODY: &str = "nobody-to-ask";

impl Casework {
    pub(super) async fn ask(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let question = job.input.get("question").and_then(Value::as_text).unwrap_or_default().trim();
        if question.is_empty() {
            return Ok(Performed::failed("no-question", "the input holds no question"));
        }
        let recipient = self.recipient(loaded).await?;
        let row = self.question_row(loaded, job, question);
        let mut performed = Performed::done(Context::new());
        if recipient.wants_paper && !recipient.has_postbox {
            match self.asked_by_post(loaded, job, &row).await? {
                Ok(changes) => performed.changes.extend(changes),
                Err(none) => return Ok(Performed::failed(none.code, none.message)),
            }
        } else {
            performed.postbox.push(postbox_row(loaded, &row));
        }
        self.mail_sent(loaded, job).await?;
        performed.changes.push(Change::put(&row));
        Ok(performed)
    }

    /// The letter with the question.
    async fn asked_by_post(
        &self,
        loaded: &Loaded,
        job: &Job,
        question: &QuestionRow,
    ) -> Result<Result<Vec<Change>, NoLetter>, Fault> {
        let now = self.world().now();
        let shown = loaded.procedure.case_texts(&loaded.instance.variables(), now);
        if shown.recipient.iter().all(|line| line.trim().is_empty()) {
            return Ok(Err(NoLetter::new(NOBODY, "no account and no address of an applicant is known")));
        }
        let town = self.town_of_case(loaded).await?;
        let until = question.answer_by.map(|day| day.date().to_string());
        let content = json!({ "question": question.text, "until": until });
        let variables = content.as_object().cloned().unwrap_or_default();
        let draft = match self.question_draft(loaded, &town, variables) {
            Ok(draft) => draft,
            Err(none) => return Ok(Err(none)),
        };
        let written = self.letter_of_platform(loaded, job, draft).await?;
        Ok(written.map(|document| to_be_posted(loaded, job, document, now)))
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
            entered_by: String::new(),
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
