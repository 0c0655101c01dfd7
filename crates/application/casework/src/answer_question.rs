//! The applicant answers a question of the office. The answer is kept with the question and tells the process that it has
//! come; when the process has stopped waiting, the office still reads it.

use crate::Casework;
use crate::publish_message::Message;
use crate::refusal::{Refusal, Undecided};
use crate::uploads::{self, ReceivedFile};
use crate::views::Town;
use cases::{Action, Actor};
use feel::Context;
use store::{Change, CommandKey, QuestionRow, Scope};
use values::{CaseId, DocumentId, Hash, Problem, QuestionId, TenantId};

/// The message that an answer is, as models wait for it.
const ANSWERED: &str = "answered";
/// The longest answer, in letters.
pub const LONGEST_ANSWER: usize = 8_000;

/// What the applicant answers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reply<'a> {
    /// What they wrote; may be empty when there are files.
    pub text: &'a str,
    /// What they sent along.
    pub files: &'a [ReceivedFile],
}

impl Casework {
    /// Answers a question; answering it twice keeps the first answer and is a conflict. Files become documents of the case.
    pub async fn answer_question(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        (question, reply): (QuestionId, Reply<'_>),
    ) -> Result<(), Refusal> {
        let (_, case, _) = self.visible_case(actor, town, number, Action::SendMessage).await?;
        let reply = Reply { text: reply.text.trim(), ..reply };
        if let Some(problem) = problem(reply) {
            return Err(Refusal::Problems(vec![problem]));
        }
        self.decide(|| self.try_answer_question(actor, town.tenant, case.id, (question, reply))).await
    }

    /// How many files of the applicant the case has, if this question waits for an answer.
    pub(crate) async fn room_beside_answer(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        question: QuestionId,
    ) -> Result<usize, Refusal> {
        let (snapshot, case, _) = self.visible_case(actor, town, number, Action::SendMessage).await?;
        let asked = snapshot.question(question).await?.filter(|row| row.case == case.id);
        if asked.ok_or(Refusal::NotFound)?.answered_at.is_some() {
            return Err(Refusal::Conflict);
        }
        let documents = snapshot.documents_of_case(case.id).await?;
        Ok(documents.iter().filter(|row| row.kind == uploads::KIND).count())
    }

    async fn try_answer_question(
        &self,
        actor: &Actor,
        tenant: TenantId,
        case: CaseId,
        (question, reply): (QuestionId, Reply<'_>),
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let asked = snapshot.question(question).await?.filter(|row| row.case == case);
        let asked = asked.ok_or(Refusal::NotFound)?;
        let is_waiting =
            snapshot.subscriptions_of_case(case).await?.iter().any(|row| row.message == ANSWERED);
        if asked.answered_at.is_some() {
            // Whoever is told that it was answered must find all of it there, not only the same words.
            let kept = snapshot.documents_of_case(case).await?;
            let is_kept = |file: &ReceivedFile| kept.iter().any(|row| row.content == file.content());
            let is_the_same = asked.answer == reply.text && reply.files.iter().all(is_kept);
            return if is_the_same { Ok(()) } else { Err(Refusal::Conflict.into()) };
        }
        drop(snapshot);
        let loaded = self.load_case(tenant, case).await?;
        let now = self.world().now();
        let documents: Vec<_> =
            reply.files.iter().map(|file| uploads::answer_document(file, &loaded.case, now)).collect();
        let ids: Vec<DocumentId> = documents.iter().map(|row| row.id).collect();
        let row = QuestionRow {
            answer: reply.text.to_owned(),
            answered_at: Some(now),
            documents: serde_json::to_string(&ids).expect("ids are texts"),
            ..asked
        };
        let key = key(question, reply);
        let mut changes = vec![Change::update(&row)];
        changes.extend(documents.iter().map(Change::insert));
        if is_waiting {
            let (name, variables, expects) = (ANSWERED, Context::new(), Vec::new());
            let message = Message { name, variables, key, expects, changes };
            self.try_publish_message(actor, tenant, case, &message).await?;
            return Ok(());
        }
        let mut commit = self.beside(actor, loaded, "answer-late").once(key, "answered");
        commit.changes.extend(changes);
        self.store().apply(commit).await?;
        Ok(())
    }
}

/// Another answer to the same question is another command: of two at once the later one is refused, not silently dropped.
fn key(question: QuestionId, reply: Reply<'_>) -> CommandKey {
    let files: Vec<Hash> = reply.files.iter().map(ReceivedFile::content).collect();
    let mut parts: Vec<&[u8]> = vec![b"answer", question.as_bytes(), reply.text.as_bytes()];
    parts.extend(files.iter().map(|hash| hash.as_bytes().as_slice()));
    CommandKey(Hash::of_parts(&parts))
}

fn problem(reply: Reply<'_>) -> Option<Problem> {
    let answer = reply.text;
    if answer.is_empty() && reply.files.is_empty() {
        return Some(Problem::in_answer("answer", "reply-missing"));
    }
    let is_long = answer.chars().count() > LONGEST_ANSWER;
    is_long.then(|| Problem::in_answer("answer", "reply-long").with("most", LONGEST_ANSWER))
}
