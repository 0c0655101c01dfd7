//! A forgotten password: a link by mail, with which a new one is chosen. All sessions of the account end.

use super::session::stamp;
use super::{LinkFor, MailWords, mail_problem, normal, password_problem, refuse};
use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::sessions::NewSession;
use crate::sign_in::refused;
use crate::throttle::Guess;
use store::{AccountRow, Change, Commit, Scope, SessionRow};
use values::CitizenId;

impl Casework {
    /// Sends a mail to the address: `known` with a link for a new password, or `unknown` with the way to make an account.
    pub async fn forgot_password(
        &self,
        mail: &str,
        (known, unknown): (&MailWords, &MailWords),
        address: &str,
    ) -> Result<(), Refusal> {
        let mail = normal(mail);
        refuse(mail_problem(&mail))?;
        let guess = Guess::new("account-mail", mail.as_bytes(), address);
        self.check_throttle(&guess).await?;
        self.note_failure(&guess).await?;
        let snapshot = self.store().read(Scope::Installation).await?;
        let account = snapshot.account_by_mail(&mail).await?;
        drop(snapshot);
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        let letter = match account {
            Some(account) => {
                let link = self.password_link_for(&account);
                commit.changes.push(Change::insert(&link.row));
                self.account_mail(&mail, known, &format!("/konto/passwort/{}", link.token))?
            }
            None => self.account_mail(&mail, unknown, "/konto/neu")?,
        };
        commit.changes.push(letter);
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Whose password a link changes: the mail address.
    pub async fn address_of_password_link(&self, token: &str) -> Result<String, Refusal> {
        Ok(self.password_link(token).await?.1.mail)
    }

    /// Chooses a new password with a link, which is gone afterwards.
    pub async fn choose_citizen_password(&self, token: &str, password: &str) -> Result<(), Refusal> {
        let (link, account) = self.password_link(token).await?;
        refuse(password_problem(password))?;
        let hash = self.parts().passwords.hash(password, self.world().random()).await.map_err(refused)?;
        self.decide(|| self.try_choose_citizen(&link, account.id, hash.as_str())).await
    }

    async fn try_choose_citizen(
        &self,
        link: &SessionRow,
        id: CitizenId,
        hash: &str,
    ) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let account = snapshot.account(id).await?.ok_or(Refusal::NotFound)?;
        let still_there = snapshot.session(link.token_hash).await?.is_some();
        drop(snapshot);
        if !still_there {
            return Err(Refusal::NotFound.into());
        }
        let account = AccountRow { password_hash: hash.to_owned(), ..account };
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes = vec![Change::delete(SessionRow::key(link.token_hash)), Change::update(&account)];
        self.store().apply(commit).await?;
        Ok(())
    }

    /// A link with which another password is chosen.
    pub(super) fn password_link_for(&self, account: &AccountRow) -> NewSession {
        self.citizen_link(account.id, &LinkFor::Password { stamp: Some(stamp(account)) })
    }

    async fn password_link(&self, token: &str) -> Result<(SessionRow, AccountRow), Refusal> {
        let (row, LinkFor::Password { stamp: known }) = self.link_for(token).await? else {
            return Err(Refusal::NotFound);
        };
        let snapshot = self.store().read(Scope::Installation).await?;
        let account = snapshot.account(CitizenId::from_bytes(row.subject)).await?;
        let account = account.filter(|account| known == Some(stamp(account)));
        Ok((row, account.ok_or(Refusal::NotFound)?))
    }
}
