//! "An meine E-Mail senden": whoever has sent an application has its number sent to a mail address. The mail says nothing of
//! the application, and not the code that opens it (mails can be read on their way).

use crate::Casework;
use crate::account::{MailWords, mail_problem, normal};
use crate::refusal::Refusal;
use crate::throttle::Guess;
use crate::views::Town;
use cases::Actor;
use values::{DraftId, Language};

impl Casework {
    /// Sends the number of the case that a draft became; `{number}` and `{link}` of the words are filled in. The same address
    /// is written to a few times only, and so is for the same draft, then more and more slowly.
    pub async fn send_number(
        &self,
        actor: &Actor,
        (town, draft): (&Town, DraftId),
        to: &str,
        words: &MailWords,
    ) -> Result<(), Refusal> {
        let number = self.own_draft(actor, town, draft, Language::De).await?.sent_as;
        let number = number.ok_or(Refusal::NotFound)?;
        let to = normal(to);
        if let Some(problem) = mail_problem(&to) {
            return Err(Refusal::Problems(vec![problem]));
        }
        let guess = Guess::at_both("number-mail", to.as_bytes(), draft.as_bytes());
        self.check_throttle(&guess).await?;
        self.note_failure(&guess).await?;
        let fill = |text: &str| text.replace("{number}", &number);
        let words = MailWords { subject: fill(&words.subject), text: fill(&words.text) };
        let place = format!("/{}/vorgang?nummer={number}", town.slug);
        let mail = self.account_mail(&to, &words, &place)?;
        self.store().apply(self.one(mail)).await?;
        Ok(())
    }
}
