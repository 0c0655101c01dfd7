//! Signing in with a citizen account, and who comes back. A session ends after thirty minutes without a request, after twelve
//! hours in any case, and when the password changes or the account goes.

use super::Credentials;
use crate::Casework;
use crate::refusal::{Fault, Refusal};
use crate::sessions::{NewSession, Remembered};
use crate::sign_in::refused;
use crate::throttle::Guess;
use cases::{Actor, Citizen, TrustLevel};
use forms::{Prefill, Source};
use identity::{EidPerson, PasswordHash};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{AccountRow, Change, Scope, SessionKind, SessionRow};
use values::{CitizenId, Hash};

/// How long a session lasts without a request (BSI TR-03107: short for public devices).
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long at most.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// How long a link in a mail counts.
const LINK_LASTS: SignedDuration = SignedDuration::from_hours(24);

/// What a citizen's session remembers.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct SignedInWith {
    trust: TrustLevel,
    /// A hash of the password's hash: another password ends the session.
    stamp: Hash,
}

/// What the account page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The mail address; empty when only the card opens the account.
    pub mail: String,
    /// Whether there is a password.
    pub has_password: bool,
    /// The name on the identity card that was shown.
    pub card_name: Option<String>,
    /// How surely it is them, in this session.
    pub trust: TrustLevel,
}

impl Casework {
    /// Signs in; the answer is the token of the session. An unknown address does the same work as a wrong password.
    pub async fn sign_in_citizen(&self, with: &Credentials, address: &str) -> Result<String, Refusal> {
        let mail = with.address();
        let guess = Guess::new("citizen", mail.as_bytes(), address);
        self.check_throttle(&guess).await?;
        let snapshot = self.store().read(Scope::Installation).await?;
        let account = snapshot.account_by_mail(&mail).await?.filter(|row| !row.password_hash.is_empty());
        drop(snapshot);
        let hash = account.as_ref().map(|row| PasswordHash::from_stored(row.password_hash.as_str()));
        let fits = self.parts().passwords.verify(&with.password, hash.as_ref()).await.map_err(refused)?;
        let Some(account) = account.filter(|_| fits) else {
            self.note_failure(&guess).await?;
            return Err(Refusal::NotSignedIn);
        };
        let token = self.open_session(&account, TrustLevel::Account).await?;
        self.forget_failures(&guess).await?;
        Ok(token)
    }

    /// A new session of an account.
    pub(super) async fn open_session(
        &self,
        account: &AccountRow,
        trust: TrustLevel,
    ) -> Result<String, Refusal> {
        let session = self.citizen_session(account, trust);
        self.store().apply(self.one(Change::insert(&session.row))).await?;
        Ok(session.token)
    }

    pub(super) fn citizen_session(&self, account: &AccountRow, trust: TrustLevel) -> NewSession {
        let data = SignedInWith { trust, stamp: stamp(account) };
        self.new_session((SessionKind::Citizen, None), *account.id.as_bytes(), IDLE, &data)
    }

    /// A one-time link for an account.
    pub(super) fn citizen_link(&self, citizen: CitizenId, link: &super::LinkFor) -> NewSession {
        self.new_session((SessionKind::CitizenLink, None), *citizen.as_bytes(), LINK_LASTS, link)
    }

    /// The citizen behind a cookie, and behind the one that number and code gave; nothing when the session is over. Each
    /// request lets it last another half hour.
    pub async fn citizen(&self, token: Option<&str>, opened: Option<&str>) -> Result<Option<Actor>, Refusal> {
        let Some((_, account, trust)) = self.signed_in(token).await? else { return Ok(None) };
        let status = self.session(opened, SessionKind::Guest).await?;
        let opened = status.and_then(|row| serde_json::from_str::<Remembered>(&row.data).ok()?.opened);
        Ok(Some(Actor::Citizen(Citizen { id: account.id, trust, opened })))
    }

    /// The session behind a cookie with its account and trust level.
    pub(super) async fn signed_in(
        &self,
        token: Option<&str>,
    ) -> Result<Option<(SessionRow, AccountRow, TrustLevel)>, Refusal> {
        let Some(row) = self.session(token, SessionKind::Citizen).await? else { return Ok(None) };
        let with: SignedInWith = serde_json::from_str(&row.data)
            .map_err(|error| Fault::while_doing("reading a session", error))?;
        let snapshot = self.store().read(Scope::Installation).await?;
        let account = snapshot.account(CitizenId::from_bytes(row.subject)).await?;
        drop(snapshot);
        let Some(account) = account.filter(|account| stamp(account) == with.stamp) else { return Ok(None) };
        self.prolong(&row, (IDLE, LONGEST)).await?;
        Ok(Some((row, account, with.trust)))
    }

    /// What the account page shows to whoever is signed in.
    pub async fn account(&self, token: Option<&str>) -> Result<AccountView, Refusal> {
        let (_, account, trust) = self.signed_in(token).await?.ok_or(Refusal::NotSignedIn)?;
        let card_name = person(&account)?.map(|card| format!("{} {}", card.first_name, card.last_name));
        Ok(AccountView {
            has_password: !account.password_hash.is_empty(),
            mail: account.mail,
            card_name,
            trust,
        })
    }

    /// What is known of the person who acts: their mail address, and what their card says if they showed it in this session.
    pub(crate) async fn known_of(&self, actor: &Actor) -> Result<Prefill, Refusal> {
        let Actor::Citizen(citizen) = actor else { return Ok(Prefill::default()) };
        let snapshot = self.store().read(Scope::Installation).await?;
        let Some(account) = snapshot.account(citizen.id).await? else { return Ok(Prefill::default()) };
        let card = if citizen.trust >= TrustLevel::Eid { person(&account)? } else { None };
        let mut known = Prefill::default();
        if !account.mail.is_empty() {
            known.said.insert(Source::Email, account.mail);
        }
        known.verified = card.map(verified).unwrap_or_default();
        Ok(known)
    }
}

/// What ties sessions and links to the password of the day.
pub(super) fn stamp(account: &AccountRow) -> Hash {
    Hash::of_parts(&[b"session stamp", account.password_hash.as_bytes()])
}

/// What the card said of the account's person.
pub(super) fn person(account: &AccountRow) -> Result<Option<EidPerson>, Fault> {
    if account.person.is_empty() {
        return Ok(None);
    }
    let read = serde_json::from_str(&account.person);
    read.map(Some).map_err(|error| Fault::while_doing("reading an account", error))
}

fn verified(card: EidPerson) -> BTreeMap<Source, String> {
    let facts = [
        (Source::FirstName, card.first_name),
        (Source::LastName, card.last_name),
        (Source::Street, card.street),
        (Source::Postcode, card.postcode),
        (Source::City, card.city),
        (Source::BirthDate, card.birth_date),
    ];
    facts.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}
