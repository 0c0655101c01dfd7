//! The applicant answers a question of the office. The answer is kept with the question and tells the process that it has
//! come; when the process has stopped waiting, the office still reads it.

use crate::Casework;
use crate::publish_message::Message;
use crate::refusal::{Refusal, Undecided};
use crate::views::Town;
use cases::{Action, Actor};
use feel::Context;
use store::{Change, CommandKey, QuestionRow, Scope};
use values::{CaseId, Hash, Problem, QuestionId, TenantId};

/// The message that an answer is, as models wait for it.
const ANSWERED: &str = "answered";
/// The longest answer, in letters.
const LONGEST: usize = 8_000;

impl Casework {
    /// Answers a question; answering it twice keeps the first answer and is a conflict.
    pub async fn answer_question(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        (question, answer): (QuestionId, &str),
    ) -> Result<(), Refusal> {
        let (_, case, _) = self.visible_case(actor, town, number, Action::SendMessage).await?;
        let answer = answer.trim();
        if let Some(problem) = problem(answer) {
            return Err(Refusal::Problems(vec![problem]));
        }
        self.decide(|| self.try_answer_question(actor, town.tenant, case.id, (question, answer))).await
    }

    async fn try_answer_question(
        &self,
        actor: &Actor,
        tenant: TenantId,
        case: CaseId,
        (question, answer): (QuestionId, &str),
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let asked = snapshot.question(question).await?.filter(|row| row.case == case);
        let asked = asked.ok_or(Refusal::NotFound)?;
        let is_waiting =
            snapshot.subscriptions_of_case(case).await?.iter().any(|row| row.message == ANSWERED);
        drop(snapshot);
        if asked.answered_at.is_some() {
            return if asked.answer == answer { Ok(()) } else { Err(Refusal::Conflict.into()) };
        }
        let now = self.world().now();
        let row = QuestionRow { answer: answer.to_owned(), answered_at: Some(now), ..asked };
        let key = CommandKey(Hash::of_parts(&[b"answer", question.as_bytes()]));
        let changes = vec![Change::update(&row)];
        if is_waiting {
            let (name, variables, expects) = (ANSWERED, Context::new(), Vec::new());
            let message = Message { name, variables, key, expects, changes };
            self.try_publish_message(actor, tenant, case, &message).await?;
            return Ok(());
        }
        let loaded = self.load_case(tenant, case).await?;
        let mut commit = self.beside(actor, loaded, "answer-late").once(key, "answered");
        commit.changes.extend(changes);
        self.store().apply(commit).await?;
        Ok(())
    }
}

fn problem(answer: &str) -> Option<Problem> {
    if answer.is_empty() {
        return Some(Problem::in_answer("answer", "reply-missing"));
    }
    let is_long = answer.chars().count() > LONGEST;
    is_long.then(|| Problem::in_answer("answer", "reply-long").with("most", LONGEST))
}
