//! What a person changes about their account: password, mail address, and that it is there at all.

use super::{LinkFor, MailWords, mail_problem, normal, password_problem, refuse};
use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::sign_in::refused;
use crate::throttle::Guess;
use identity::PasswordHash;
use store::{AccountRow, Change, Commit, DraftRow, PostboxRow, Scope, SessionRow};
use values::CitizenId;

impl Casework {
    /// Chooses another password; all other sessions end, and the answer is the token of a new one.
    pub async fn change_password(
        &self,
        token: Option<&str>,
        (old, new): (&str, &str),
        address: &str,
    ) -> Result<String, Refusal> {
        let (session, account, trust) = self.signed_in(token).await?.ok_or(Refusal::NotSignedIn)?;
        refuse(password_problem(new))?;
        self.require_password(&account, old, address).await?;
        let hash = self.parts().passwords.hash(new, self.world().random()).await.map_err(refused)?;
        let account = AccountRow { password_hash: hash.as_str().to_owned(), ..account };
        let next = self.citizen_session(&account, trust);
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes = vec![
            Change::update(&account),
            Change::clear(SessionRow::key(session.token_hash)),
            Change::insert(&next.row),
        ];
        self.store().apply(commit).await?;
        Ok(next.token)
    }

    /// Sends a link to another mail address; the address counts once the link is used. An address that belongs to another
    /// account gets `taken` instead: nothing here says so.
    pub async fn change_mail(
        &self,
        token: Option<&str>,
        (mail, password): (&str, &str),
        (confirm, taken): (&MailWords, &MailWords),
        address: &str,
    ) -> Result<(), Refusal> {
        let (_, account, _) = self.signed_in(token).await?.ok_or(Refusal::NotSignedIn)?;
        let mail = normal(mail);
        refuse(mail_problem(&mail))?;
        self.require_password(&account, password, address).await?;
        let guess = Guess::new("account-mail", mail.as_bytes(), address);
        self.check_throttle(&guess).await?;
        self.note_failure(&guess).await?;
        let snapshot = self.store().read(Scope::Installation).await?;
        let is_free = snapshot.account_by_mail(&mail).await?.is_none();
        drop(snapshot);
        let link = self.citizen_link(account.id, &LinkFor::Mail { mail: mail.clone() });
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(match is_free {
            true => self.account_mail(&mail, confirm, &format!("/konto/bestaetigen/{}", link.token))?,
            false => self.account_mail(&mail, taken, "/anmelden")?,
        });
        commit.changes.push(Change::insert(&link.row));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Deletes the account with its drafts and its postbox. Cases stay with the towns, which have to keep them; number and
    /// code still open them.
    pub async fn delete_account(
        &self,
        token: Option<&str>,
        password: &str,
        address: &str,
    ) -> Result<(), Refusal> {
        let (session, account, _) = self.signed_in(token).await?.ok_or(Refusal::NotSignedIn)?;
        self.require_password(&account, password, address).await?;
        // Several commits, because they belong to different scopes: whoever is interrupted in between repeats it.
        self.decide(|| self.try_forget(account.id)).await?;
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes = vec![
            Change::clear(store::AccountRow::key(account.id)),
            Change::clear(SessionRow::key(session.token_hash)),
        ];
        self.store().apply(commit).await?;
        Ok(())
    }

    async fn try_forget(&self, citizen: CitizenId) -> Result<(), Undecided> {
        let scope = Scope::Citizen(citizen);
        let snapshot = self.store().read(scope).await?;
        let drafts = snapshot.drafts_of_citizen(citizen).await?;
        let letters = snapshot.postbox(citizen).await?;
        drop(snapshot);
        // The key of a draft names its town, so each goes in a commit of that town.
        for row in drafts.iter().filter(|draft| draft.submitted_case.is_none()) {
            let mut commit = Commit::new(Scope::Tenant(row.tenant), self.world().now());
            commit.changes.push(Change::delete_at(DraftRow::key(row.tenant, row.id), row.version));
            self.store().apply(commit).await?;
        }
        let mut commit = Commit::new(scope, self.world().now());
        let keys = letters.iter().map(|row| PostboxRow::key(row.citizen, row.tenant, row.id));
        commit.changes.extend(keys.map(Change::clear));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// An account without a password was opened with a card in this session; that is enough.
    async fn require_password(
        &self,
        account: &AccountRow,
        password: &str,
        address: &str,
    ) -> Result<(), Refusal> {
        if account.password_hash.is_empty() {
            return Ok(());
        }
        let guess = Guess::new("citizen", account.mail.as_bytes(), address);
        self.check_throttle(&guess).await?;
        let hash = PasswordHash::from_stored(account.password_hash.as_str());
        if self.parts().passwords.verify(password, Some(&hash)).await.map_err(refused)? {
            return Ok(());
        }
        self.note_failure(&guess).await?;
        Err(Refusal::NotAllowed)
    }
}
