//! The applicant answers a question of the office, or somebody of the office enters what they answered on paper or by word.
//! The answer is kept with the question and tells the process that it has
//! come; when the process has stopped waiting, the office still reads it.

use crate::Casework;
use crate::publish_message::Message;
use crate::refusal::{Refusal, Undecided};
use crate::submit_application::RECEIVED;
use crate::uploads::{self, ReceivedFile};
use crate::views::Town;
use cases::{Action, Actor};
use feel::Context;
use jiff::civil::Date;
use store::{Change, CommandKey, QuestionRow, Scope};
use values::{CaseId, DocumentId, Hash, Moment, Problem, QuestionId, TenantId};

/// The message that an answer is, as models wait for it.
const ANSWERED: &str = "answered";
/// The longest answer, in letters.
pub const LONGEST_ANSWER: usize = 8_000;

/// What is answered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reply<'a> {
    /// What they wrote; may be empty when there are files.
    pub text: &'a str,
    /// What they sent along.
    pub files: &'a [ReceivedFile],
    /// The day on which it came to the office, `2026-11-20`, as typed; nothing for today. Only the office can say so.
    pub received: &'a str,
}

/// A reply that is in order.
#[derive(Clone, Copy)]
struct Given<'a> {
    reply: Reply<'a>,
    /// When it came, if not today.
    day: Option<Date>,
}

impl Casework {
    /// Answers a question; answering it twice keeps the first answer and is a conflict. Files become documents of the case.
    /// A clock that stood still while papers were missing goes on from the day on which the answer came (§ 209 BGB).
    pub async fn answer_question(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        (question, reply): (QuestionId, Reply<'_>),
    ) -> Result<(), Refusal> {
        let (_, case, _) = self.visible_case(actor, town, number, Action::SendMessage).await?;
        // Browsers send two letters for each line break, and count one.
        let text = reply.text.trim().replace("\r\n", "\n");
        let reply = Reply { text: &text, ..reply };
        let (day, mut problems) = match self.received_day(actor, reply.received.trim()) {
            Err(Refusal::Problems(problems)) => (None, problems),
            day => (day?, Vec::new()),
        };
        problems.extend(problem(reply));
        if !problems.is_empty() {
            return Err(Refusal::Problems(problems));
        }
        let given = Given { reply, day };
        self.decide(|| self.try_answer_question(actor, town.tenant, case.id, (question, given))).await
    }

    /// How many files of the applicant the case has, if this is one of its questions.
    pub(crate) async fn room_beside_answer(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        question: QuestionId,
    ) -> Result<usize, Refusal> {
        let (snapshot, case, _) = self.visible_case(actor, town, number, Action::SendMessage).await?;
        // Whether it is answered already is judged with the answer: what was typed beside the file must arrive.
        snapshot.question(question).await?.filter(|row| row.case == case.id).ok_or(Refusal::NotFound)?;
        let documents = snapshot.documents_of_case(case.id).await?;
        Ok(documents.iter().filter(|row| row.kind == uploads::KIND).count())
    }

    async fn try_answer_question(
        &self,
        actor: &Actor,
        tenant: TenantId,
        case: CaseId,
        (question, Given { reply, day }): (QuestionId, Given<'_>),
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
            let is_that_day = |day: Date| asked.answered_at.is_some_and(|at| at.date() == day);
            let is_the_same =
                asked.answer == reply.text && reply.files.iter().all(is_kept) && day.is_none_or(is_that_day);
            return if is_the_same { Ok(()) } else { Err(Refusal::Conflict.into()) };
        }
        drop(snapshot);
        if day.is_some_and(|day| day < asked.asked_at.date()) {
            let date = asked.asked_at.date().strftime("%d.%m.%Y").to_string();
            let problem = Problem::in_answer(RECEIVED, "reply-before-question").with("date", date);
            return Err(Refusal::Problems(vec![problem]).into());
        }
        let loaded = self.load_case(tenant, case).await?;
        let now = self.world().now();
        let documents: Vec<_> =
            reply.files.iter().map(|file| uploads::answer_document(file, &loaded.case, now)).collect();
        let ids: Vec<DocumentId> = documents.iter().map(|row| row.id).collect();
        let row = QuestionRow {
            answer: reply.text.to_owned(),
            answered_at: Some(day.map_or(now, Moment::start_of)),
            entered_by: if let Actor::Staff(staff) = actor { staff.name.clone() } else { String::new() },
            documents: serde_json::to_string(&ids).expect("ids are texts"),
            ..asked
        };
        let key = key(question, reply, day);
        let mut changes = vec![Change::update(&row)];
        changes.extend(documents.iter().map(Change::insert));
        if is_waiting {
            let (name, variables, expects) = (ANSWERED, Context::new(), Vec::new());
            let received = day.unwrap_or_else(|| now.date());
            let message = Message { name, received, variables, key, expects, changes };
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
fn key(question: QuestionId, reply: Reply<'_>, day: Option<Date>) -> CommandKey {
    let files: Vec<Hash> = reply.files.iter().map(ReceivedFile::content).collect();
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let mut parts: Vec<&[u8]> = vec![b"answer", question.as_bytes(), reply.text.as_bytes(), day.as_bytes()];
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
