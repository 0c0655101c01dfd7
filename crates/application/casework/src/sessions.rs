//! Sessions: who comes back. The browser holds a random token, the store only its hash. One file for all kinds, because
//! they differ in nothing but what they remember.

use crate::refusal::Refusal;
use crate::{Casework, Fault};
use cases::{Actor, Guest, Role, Staff};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{Change, Commit, Scope, SecondFactorRow, SessionKind, SessionRow, StaffRow, StoreError};
use values::{CaseId, CitizenId, Hash, Moment, StaffId, TenantId};

/// How long a browser is remembered without an account: as long as a draft is kept.
const GUEST_LASTS: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a case stays open to number and code.
const STATUS_LASTS: SignedDuration = SignedDuration::from_hours(2);
/// How long the code of the second factor is waited for.
const HALF_LASTS: SignedDuration = SignedDuration::from_mins(10);
/// How long a one-time link waits for whoever is to choose a password.
const LINK_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long staff stay signed in at most: a working day.
const STAFF_LONGEST: SignedDuration = SignedDuration::from_hours(10);
/// So much of the time without a request may pass before the row is written again.
const UNWRITTEN: SignedDuration = SignedDuration::from_mins(1);

/// What a session remembers beside its subject; stored as JSON.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Remembered {
    /// The case that number and code have opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) opened: Option<CaseId>,
}

/// What a session of staff remembers.
#[derive(Debug, Default, Serialize, Deserialize)]
struct OfStaff {
    /// A hash of the password's hash: another password ends the session, and what other one-time links there are.
    #[serde(default)]
    stamp: Option<Hash>,
    /// A hash of the second factor that was shown: another one ends the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    factor: Option<Hash>,
}

/// A new session and whom it belongs to.
pub(crate) struct NewSession {
    /// What the browser keeps: 64 hex digits.
    pub(crate) token: String,
    /// What the store keeps.
    pub(crate) row: SessionRow,
}

/// Reads a token as the browser sent it.
fn token_hash(token: &str) -> Option<Hash> {
    token.parse::<Hash>().ok().map(|token| Hash::of_parts(&[b"session", token.as_bytes()]))
}

impl Casework {
    /// The person without account behind the cookies of a browser: the one that remembers drafts and the one that
    /// number and code gave. Unknown or expired tokens make nobody.
    pub async fn visitor(&self, remembered: Option<&str>, opened: Option<&str>) -> Result<Actor, Refusal> {
        let citizen = self.session(remembered, SessionKind::Guest).await?;
        let status = self.session(opened, SessionKind::Guest).await?;
        let opened = status.and_then(|row| serde_json::from_str::<Remembered>(&row.data).ok()?.opened);
        Ok(Actor::Guest(Guest { citizen: citizen.map(|row| CitizenId::from_bytes(row.subject)), opened }))
    }

    /// The member of staff behind a cookie, if they work for this tenant and may still sign in. Each request lets the
    /// session last for as long as the installation allows without one.
    pub async fn staff(&self, tenant: TenantId, token: Option<&str>) -> Result<Actor, Refusal> {
        let session = self.session(token, SessionKind::Staff).await?.ok_or(Refusal::NotSignedIn)?;
        if session.tenant != Some(tenant) {
            return Err(Refusal::NotSignedIn);
        }
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let id = StaffId::from_bytes(session.subject);
        let row = snapshot.staff(id).await?;
        let factor = snapshot.second_factor(id).await?;
        drop(snapshot);
        let row = row.filter(|row| row.active && is_stamped(&session, row)).ok_or(Refusal::NotSignedIn)?;
        if factor.is_none_or(|factor| remembered(&session).factor != Some(factor_stamp(&factor))) {
            return Err(Refusal::NotSignedIn);
        }
        self.prolong(&session, (self.staff_idle(), STAFF_LONGEST)).await?;
        Ok(Actor::Staff(staff_of(row)?))
    }

    /// Lets a session last on, for so long without a request and so long in all. One that has just been ended is not
    /// written again.
    pub(crate) async fn prolong(
        &self,
        row: &SessionRow,
        (idle, longest): (SignedDuration, SignedDuration),
    ) -> Result<(), Refusal> {
        let until = self.world().now().plus(idle).min(row.created_at.plus(longest));
        if until <= row.expires_at.plus(UNWRITTEN) {
            return Ok(());
        }
        let longer = SessionRow { expires_at: until, ..row.clone() };
        match self.store().apply(self.one(Change::update(&longer))).await {
            Err(StoreError::Stale { .. }) => Ok(()),
            applied => applied.map(drop).map_err(Refusal::from),
        }
    }

    /// How long staff stay signed in without a request.
    fn staff_idle(&self) -> SignedDuration {
        let idle = SignedDuration::from_mins(self.parts().settings.staff_idle_minutes.into());
        idle.clamp(UNWRITTEN * 2, STAFF_LONGEST)
    }

    /// Ends the session behind a cookie; ending one that is over is fine.
    pub async fn sign_out(&self, token: Option<&str>) -> Result<(), Refusal> {
        let Some(hash) = token.and_then(token_hash) else { return Ok(()) };
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::clear(SessionRow::key(hash)));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The session behind a token, if it is of this kind and still counts.
    pub(crate) async fn session(
        &self,
        token: Option<&str>,
        kind: SessionKind,
    ) -> Result<Option<SessionRow>, Refusal> {
        let Some(hash) = token.and_then(token_hash) else { return Ok(None) };
        let snapshot = self.store().read(Scope::Installation).await?;
        let row = snapshot.session(hash).await?;
        Ok(row.filter(|row| row.kind == kind && row.expires_at > self.world().now()))
    }

    /// A session that remembers a person without account, who is new.
    pub(crate) fn guest_session(&self, citizen: CitizenId) -> NewSession {
        self.new_session((SessionKind::Guest, None), *citizen.as_bytes(), GUEST_LASTS, &Remembered::default())
    }

    /// A session that number and code have opened.
    pub(crate) fn status_session(&self, citizen: CitizenId, case: CaseId) -> NewSession {
        let remembered = Remembered { opened: Some(case) };
        self.new_session((SessionKind::Guest, None), *citizen.as_bytes(), STATUS_LASTS, &remembered)
    }

    /// A session of a member of staff who has shown this second factor.
    pub(crate) fn staff_session(&self, staff: &StaffRow, factor: Hash) -> NewSession {
        self.session_of_staff(SessionKind::Staff, (staff, Some(factor)), self.staff_idle())
    }

    /// A session of somebody who has shown a password, but no second factor yet.
    pub(crate) fn half_session(&self, staff: &StaffRow) -> NewSession {
        self.session_of_staff(SessionKind::StaffHalf, (staff, None), HALF_LASTS)
    }

    /// A one-time link for a member of staff.
    pub(crate) fn staff_link(&self, staff: &StaffRow) -> NewSession {
        self.session_of_staff(SessionKind::StaffLink, (staff, None), LINK_LASTS)
    }

    fn session_of_staff(
        &self,
        kind: SessionKind,
        (staff, factor): (&StaffRow, Option<Hash>),
        lasts: SignedDuration,
    ) -> NewSession {
        let remembered = OfStaff { stamp: Some(stamp(staff)), factor };
        self.new_session((kind, Some(staff.tenant)), *staff.id.as_bytes(), lasts, &remembered)
    }

    pub(crate) fn new_session(
        &self,
        (kind, tenant): (SessionKind, Option<TenantId>),
        subject: [u8; 16],
        lasts: SignedDuration,
        remembered: &impl Serialize,
    ) -> NewSession {
        let now: Moment = self.world().now();
        let token = Hash::from_bytes(self.world().random()).to_string();
        let token_hash = token_hash(&token).expect("a hash is written as 64 hex digits");
        let data = serde_json::to_string(remembered).expect("what a session remembers is text");
        let row = SessionRow {
            token_hash,
            kind,
            tenant,
            subject,
            data,
            created_at: now,
            expires_at: now.plus(lasts),
        };
        NewSession { token, row }
    }
}

/// Whether a session or link was made while this was the password.
pub(crate) fn is_stamped(session: &SessionRow, staff: &StaffRow) -> bool {
    remembered(session).stamp == Some(stamp(staff))
}

/// What a session of staff remembers; nothing for one that says something else.
fn remembered(session: &SessionRow) -> OfStaff {
    serde_json::from_str(&session.data).unwrap_or_default()
}

/// What a session remembers of the second factor that opened it.
pub(crate) fn factor_stamp(factor: &SecondFactorRow) -> Hash {
    Hash::of_parts(&[b"session factor", &factor.secret])
}

fn stamp(staff: &StaffRow) -> Hash {
    Hash::of_parts(&[b"session stamp", staff.password_hash.as_bytes()])
}

/// The member of staff that a row speaks of.
pub(crate) fn staff_of(row: StaffRow) -> Result<Staff, Fault> {
    let impossible = |why| Fault::while_doing("reading a member of staff", why);
    let groups: BTreeSet<String> = serde_json::from_str(&row.groups).map_err(impossible)?;
    let roles: BTreeSet<Role> = serde_json::from_str(&row.roles).map_err(impossible)?;
    Ok(Staff { id: row.id, tenant: row.tenant, name: row.name, groups, roles })
}
