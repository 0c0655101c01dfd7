//! Showing an identity card (eID): somebody leaves for the provider and comes back with a code. It raises the trust level of
//! the session; whoever has no account yet gets one that the card opens.

use super::session::person;
use crate::Casework;
use crate::refusal::{Fault, Refusal};
use cases::TrustLevel;
use identity::{EidFault, EidOrder, EidPerson};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{AccountRow, Change, Commit, Scope, SessionKind, SessionRow, StoreError};
use values::{CitizenId, Hash};

/// How long the provider is waited for.
const VISIT_LASTS: SignedDuration = SignedDuration::from_mins(15);

/// A visit to the provider that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardVisit {
    /// Where the person goes.
    pub way: String,
    /// The state; it belongs into a cookie of this browser.
    pub state: String,
}

/// Somebody who has come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardReturn {
    /// Token of the new session.
    pub session: String,
    /// Where they wanted to go on.
    pub wanted: String,
    /// What they had typed there, by the names of the fields.
    pub typed: BTreeMap<String, Vec<String>>,
}

/// Why somebody who came back is not signed in, with what they had brought along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRefused {
    /// Why.
    pub refusal: Refusal,
    /// Where they wanted to go on; empty when the visit is not known.
    pub wanted: String,
    /// What they had typed there.
    pub typed: BTreeMap<String, Vec<String>>,
}

impl<R: Into<Refusal>> From<R> for CardRefused {
    fn from(refusal: R) -> Self {
        Self { refusal: refusal.into(), wanted: String::new(), typed: BTreeMap::new() }
    }
}

/// What is kept of a visit.
#[derive(Debug, Serialize, Deserialize)]
struct Visit {
    nonce: String,
    wanted: String,
    #[serde(default)]
    typed: BTreeMap<String, Vec<String>>,
}

impl Casework {
    /// Whether a card can be shown at all.
    pub fn takes_cards(&self) -> bool {
        self.parts().eid.is_there()
    }

    /// Begins a visit; afterwards the person goes on at `wanted`, with what was typed there: a provider brings nothing back, so
    /// it waits here.
    pub async fn begin_card_visit(
        &self,
        wanted: &str,
        typed: BTreeMap<String, Vec<String>>,
    ) -> Result<CardVisit, Refusal> {
        let nonce = Hash::from_bytes(self.world().random()).to_string();
        let visit = Visit { nonce: nonce.clone(), wanted: wanted.to_owned(), typed };
        let session = self.new_session((SessionKind::CardVisit, None), [0; 16], VISIT_LASTS, &visit);
        let return_url = format!("{}/anmelden/ausweis/zurueck", self.parts().settings.public_url);
        let order = EidOrder { state: session.token.clone(), nonce, return_url };
        let way = self.parts().eid.visit(&order).map_err(unproven)?;
        self.store().apply(self.one(Change::insert(&session.row))).await?;
        Ok(CardVisit { way, state: session.token })
    }

    /// Takes back somebody with the code of the provider. `kept` is the state in the browser's cookie, `said` the one in
    /// the address: both must be the same, and count once. `token` is the session they have, if any.
    pub async fn finish_card_visit(
        &self,
        (kept, said): (Option<&str>, &str),
        code: &str,
        token: Option<&str>,
    ) -> Result<CardReturn, CardRefused> {
        let row = self.session(kept, SessionKind::CardVisit).await?.ok_or(Refusal::NotSignedIn)?;
        let is_same = kept.is_some_and(|kept| Hash::of(kept.as_bytes()) == Hash::of(said.as_bytes()));
        let visit: Visit =
            serde_json::from_str(&row.data).map_err(|error| Fault::while_doing("reading a visit", error))?;
        match self.store().apply(self.one(Change::delete(SessionRow::key(row.token_hash)))).await {
            Err(StoreError::Stale { .. }) => return Err(Refusal::NotSignedIn.into()),
            applied => applied?,
        };
        if !is_same {
            return Err(Refusal::NotSignedIn.into());
        }
        let Visit { nonce, wanted, typed } = visit;
        match self.proven(code, &nonce, token).await {
            Ok(session) => Ok(CardReturn { session, wanted, typed }),
            Err(refusal) => Err(CardRefused { refusal, wanted, typed }),
        }
    }

    /// The session of somebody whom the provider knows by this code.
    async fn proven(&self, code: &str, nonce: &str, token: Option<&str>) -> Result<String, Refusal> {
        let proof = self.parts().eid.redeem(code).await.map_err(unproven)?;
        if proof.nonce != nonce {
            return Err(Refusal::NotSignedIn);
        }
        self.raised(&proof.person, token).await
    }

    /// A new session at the highest level, in place of the one there was.
    async fn raised(&self, card: &EidPerson, token: Option<&str>) -> Result<String, Refusal> {
        let before = self.signed_in(token).await?;
        let hash = Hash::of_parts(&[b"card", card.pseudonym.as_bytes()]);
        let snapshot = self.store().read(Scope::Installation).await?;
        let holder = snapshot.account_by_card(hash).await?;
        drop(snapshot);
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        let account = match (before, holder) {
            (Some((_, own, _)), Some(holder)) if own.id != holder.id => {
                return Err(Refusal::Taken { kind: "card" });
            }
            (Some((session, own, _)), _) => {
                if own.card.is_some_and(|other| other != hash) {
                    return Err(Refusal::Taken { kind: "card" });
                }
                commit.changes.push(Change::clear(SessionRow::key(session.token_hash)));
                own
            }
            (None, Some(holder)) => holder,
            (None, None) => self.account_of_card(),
        };
        let account = AccountRow { card: Some(hash), person: stored(card), ..account };
        commit.changes.push(match account.version {
            0 => Change::insert(&AccountRow { version: 1, ..account.clone() }),
            _ => Change::update(&account),
        });
        let session = self.citizen_session(&account, TrustLevel::Eid);
        commit.changes.push(Change::insert(&session.row));
        self.store().apply(commit).await?;
        Ok(session.token)
    }

    fn account_of_card(&self) -> AccountRow {
        AccountRow {
            id: CitizenId::from_bytes(self.world().random()),
            mail: String::new(),
            password_hash: String::new(),
            card: None,
            person: String::new(),
            created_at: self.world().now(),
            version: 0,
        }
    }

    /// The name of whoever is signed in with a card, for the pages of the demo's provider and for tests.
    pub async fn card_name(&self, token: Option<&str>) -> Result<Option<String>, Refusal> {
        let Some((_, account, _)) = self.signed_in(token).await? else { return Ok(None) };
        Ok(person(&account)?.map(|card| format!("{} {}", card.first_name, card.last_name)))
    }

    /// The invented persons of the demo's provider, by name and place; elsewhere there is no such page.
    pub fn demo_persons(&self) -> Result<Vec<EidPerson>, Refusal> {
        Ok(self.parts().eid.provider().map_err(unproven)?.persons().to_vec())
    }

    /// Somebody chooses to be one of the demo's persons; where they go on.
    pub async fn demo_show_card(&self, person: usize, visit: (&str, &str)) -> Result<String, Refusal> {
        let demo = self.parts().eid.provider().map_err(unproven)?;
        demo.choose(person, visit, self.world().random()).await.map_err(unproven)
    }
}

/// The pseudonym is kept as a hash only.
fn stored(card: &EidPerson) -> String {
    let person = EidPerson { pseudonym: String::new(), ..card.clone() };
    serde_json::to_string(&person).expect("a person is text")
}

fn unproven(error: EidFault) -> Refusal {
    match error {
        EidFault::NoProvider => Refusal::NotFound,
        EidFault::Refused => Refusal::NotSignedIn,
        EidFault::Unreachable(_) => Fault::while_doing("asking the provider of identity cards", error).into(),
    }
}
