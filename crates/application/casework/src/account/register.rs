//! A person makes an account. It exists only once the link in the mail is used, with the password that was chosen: so nobody
//! can prepare an account for somebody else's address.

use super::{Credentials, LinkFor, MailWords, mail_problem, password_problem, refuse};
use crate::Casework;
use crate::refusal::{Fault, Refusal, Undecided};
use crate::sign_in::refused;
use crate::throttle::Guess;
use identity::PasswordHash;
use store::{AccountRow, Change, Commit, Scope, SessionKind, SessionRow};
use values::CitizenId;

impl Casework {
    /// Sends a mail to the address: `fresh` with a link that makes the account, or `known` with one for a new password when
    /// there is an account. Nothing else tells the two apart.
    pub async fn register_account(
        &self,
        asked: &Credentials,
        (fresh, known): (&MailWords, &MailWords),
        address: &str,
    ) -> Result<(), Refusal> {
        let mail = asked.address();
        refuse(mail_problem(&mail).into_iter().chain(password_problem(&asked.password)))?;
        let guess = Guess::new("account-mail", mail.as_bytes(), address);
        self.check_throttle(&guess).await?;
        self.note_failure(&guess).await?;
        let hash =
            self.parts().passwords.hash(&asked.password, self.world().random()).await.map_err(refused)?;
        let snapshot = self.store().read(Scope::Installation).await?;
        let account = snapshot.account_by_mail(&mail).await?;
        drop(snapshot);
        let (link, words) = match &account {
            Some(account) => (self.password_link_for(account), known),
            None => {
                let new = LinkFor::Account { mail: mail.clone(), password_hash: hash.as_str().to_owned() };
                (self.citizen_link(CitizenId::from_bytes(self.world().random()), &new), fresh)
            }
        };
        let page = if account.is_some() { "passwort" } else { "bestaetigen" };
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::insert(&link.row));
        commit.changes.push(self.account_mail(&mail, words, &format!("/konto/{page}/{}", link.token))?);
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The mail address that a link confirms; for a new account or a changed address.
    pub async fn address_to_confirm(&self, token: &str) -> Result<String, Refusal> {
        match self.link_for(token).await? {
            (_, LinkFor::Account { mail, .. } | LinkFor::Mail { mail }) => Ok(mail),
            (_, LinkFor::Password { .. }) => Err(Refusal::NotFound),
        }
    }

    /// Uses a link that confirms an address, with the password of the account; the answer is the token of a session.
    pub async fn confirm_address(
        &self,
        token: &str,
        password: &str,
        address: &str,
    ) -> Result<String, Refusal> {
        let guess = Guess::new("confirm", token.as_bytes(), address);
        self.check_throttle(&guess).await?;
        let (row, link) = self.link_for(token).await?;
        let account = self.confirmed(&row, link).await?;
        let hash = PasswordHash::from_stored(account.password_hash.as_str());
        if !self.parts().passwords.verify(password, Some(&hash)).await.map_err(refused)? {
            self.note_failure(&guess).await?;
            return Err(Refusal::NotSignedIn);
        }
        self.decide(|| self.try_confirm(&row, &account)).await?;
        self.open_session(&account, cases::TrustLevel::Account).await
    }

    async fn confirmed(&self, row: &SessionRow, link: LinkFor) -> Result<AccountRow, Refusal> {
        let id = CitizenId::from_bytes(row.subject);
        match link {
            LinkFor::Account { mail, password_hash } => Ok(AccountRow {
                id,
                mail,
                password_hash,
                card: None,
                person: String::new(),
                created_at: self.world().now(),
                version: 0,
            }),
            LinkFor::Mail { mail } => {
                let snapshot = self.store().read(Scope::Installation).await?;
                let account = snapshot.account(id).await?.ok_or(Refusal::NotFound)?;
                Ok(AccountRow { mail, ..account })
            }
            LinkFor::Password { .. } => Err(Refusal::NotFound),
        }
    }

    /// The link goes in the same commit, so it counts once. An address that has meanwhile been taken is as good as an
    /// expired link.
    async fn try_confirm(&self, link: &SessionRow, account: &AccountRow) -> Result<(), Undecided> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let holder = snapshot.account_by_mail(&account.mail).await?;
        let still_there = snapshot.session(link.token_hash).await?.is_some();
        drop(snapshot);
        if !still_there || holder.is_some_and(|holder| holder.id != account.id) {
            return Err(Refusal::NotFound.into());
        }
        let change = match account.version {
            0 => Change::insert(&AccountRow { version: 1, ..account.clone() }),
            _ => Change::update(account),
        };
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes = vec![Change::delete(SessionRow::key(link.token_hash)), change];
        self.store().apply(commit).await?;
        Ok(())
    }

    /// What a link is for, if it still counts.
    pub(super) async fn link_for(&self, token: &str) -> Result<(SessionRow, LinkFor), Refusal> {
        let row = self.session(Some(token), SessionKind::CitizenLink).await?.ok_or(Refusal::NotFound)?;
        let link =
            serde_json::from_str(&row.data).map_err(|error| Fault::while_doing("reading a link", error))?;
        Ok((row, link))
    }
}
