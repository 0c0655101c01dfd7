//! The second step of signing in: the code of an app. Whoever has no app yet is shown the secret and confirms it with its
//! first code; then there are recovery codes for the day the phone is gone. How codes are counted is not known here.

use crate::Casework;
use crate::refusal::{Fault, Refusal, Undecided};
use crate::sessions::{factor_stamp, is_stamped};
use crate::throttle::Guess;
use crate::views::Town;
use identity::TotpSecret;
use std::collections::BTreeSet;
use store::{Change, Commit, Scope, SecondFactorRow, SessionKind, SessionRow, StaffRow};
use values::{Hash, Problem, StaffId, TenantId};

/// How many recovery codes there are.
const RECOVERY_CODES: usize = 8;
/// Letters and digits that nobody confuses on paper.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// What the second step asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondStep {
    /// The code of the app.
    Code,
    /// First the app has to learn the secret.
    Enrol(Enrolment),
}

/// What an app needs to learn.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret in Base32, for typing.
    pub secret: String,
    /// The address that a QR code holds.
    pub address: String,
}

/// Somebody has signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The token of the session.
    pub session: String,
    /// New recovery codes, shown this once; empty unless the app has just been confirmed.
    pub recovery: Vec<String>,
}

/// What the right code came to.
struct Passed {
    /// New recovery codes, if there are any.
    recovery: Vec<String>,
    /// What the session remembers of the second factor.
    factor: Hash,
}

impl Casework {
    /// What the second step asks for. `half` is the token that the first step answered with.
    pub async fn second_step(&self, town: &Town, half: Option<&str>) -> Result<SecondStep, Refusal> {
        let staff = self.half_way(town.tenant, half).await?;
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let factor = snapshot.second_factor(staff.id).await?.ok_or(Refusal::NotSignedIn)?;
        if factor.confirmed {
            return Ok(SecondStep::Code);
        }
        let secret = self.opened(&factor)?;
        let address = secret.address(&town.name, &staff.login);
        Ok(SecondStep::Enrol(Enrolment { secret: secret.text(), address }))
    }

    /// Checks the code and signs in. Each code counts once; a recovery code is gone afterwards.
    pub async fn finish_sign_in(
        &self,
        town: &Town,
        half: Option<&str>,
        code: &str,
    ) -> Result<SignedIn, Refusal> {
        let row = self.half_way(town.tenant, half).await?;
        let staff = row.id;
        // Whoever comes so far knows the password, so the account alone is slowed down: offices share one address.
        let guess = Guess::new("second-factor", staff.as_bytes(), &staff.to_string());
        self.check_throttle(&guess).await?;
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let passed = self.decide(|| self.try_pass(town.tenant, staff, &code)).await?;
        let Some(Passed { recovery, factor }) = passed else {
            self.note_failure(&guess).await?;
            return Err(Refusal::Problems(vec![Problem::in_answer("code", "staff-code-wrong")]));
        };
        let session = self.staff_session(&row, factor);
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::insert(&session.row));
        if let Some(row) = self.session(half, SessionKind::StaffHalf).await? {
            commit.changes.push(Change::clear(SessionRow::key(row.token_hash)));
        }
        self.store().apply(commit).await?;
        self.forget_failures(&guess).await?;
        Ok(SignedIn { session: session.token, recovery })
    }

    /// `None` when the code is wrong.
    async fn try_pass(
        &self,
        tenant: TenantId,
        staff: StaffId,
        code: &str,
    ) -> Result<Option<Passed>, Undecided> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let row = snapshot.second_factor(staff).await?.ok_or(Refusal::NotSignedIn)?;
        drop(snapshot);
        let now = self.world().now().micros().div_euclid(1_000_000);
        let Some(mut row) = used(&row, &self.opened(&row)?, code, now)? else { return Ok(None) };
        let mut recovery = Vec::new();
        if !row.confirmed {
            row.confirmed = true;
            recovery = (0..RECOVERY_CODES).map(|_| recovery_code(self.world().random())).collect();
            row.recovery = stored(recovery.iter().map(|code| recovery_hash(staff, code)));
        }
        let mut commit = Commit::new(Scope::Tenant(tenant), self.world().now());
        commit.changes.push(Change::update(&row));
        self.store().apply(commit).await?;
        Ok(Some(Passed { recovery, factor: factor_stamp(&row) }))
    }

    /// Whoever signs in for the first time gets a secret for their app.
    pub(crate) async fn ensure_second_factor(&self, tenant: TenantId, staff: StaffId) -> Result<(), Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        if snapshot.second_factor(staff).await?.is_some() {
            return Ok(());
        }
        drop(snapshot);
        let secret = TotpSecret::from_bytes(self.world().random::<{ TotpSecret::LENGTH }>());
        let mut commit = Commit::new(Scope::Tenant(tenant), self.world().now());
        commit.changes.push(Change::put(&self.factor_row(tenant, staff, &secret)?));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// The row of a secret that no app has confirmed yet.
    pub(crate) fn factor_row(
        &self,
        tenant: TenantId,
        staff: StaffId,
        secret: &TotpSecret,
    ) -> Result<SecondFactorRow, Fault> {
        let sealed =
            self.parts().master_key.seal(self.world().random(), &place(tenant, staff), secret.as_bytes());
        Ok(SecondFactorRow {
            tenant,
            staff,
            secret: sealed.map_err(|error| Fault::while_doing("sealing a secret", error))?,
            confirmed: false,
            last_step: 0,
            recovery: "[]".to_owned(),
            created_at: self.world().now(),
            version: 1,
        })
    }

    /// Who has done the first step.
    async fn half_way(&self, tenant: TenantId, half: Option<&str>) -> Result<StaffRow, Refusal> {
        let session = self.session(half, SessionKind::StaffHalf).await?.ok_or(Refusal::NotSignedIn)?;
        if session.tenant != Some(tenant) {
            return Err(Refusal::NotSignedIn);
        }
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let row = snapshot.staff(StaffId::from_bytes(session.subject)).await?;
        row.filter(|row| row.active && is_stamped(&session, row)).ok_or(Refusal::NotSignedIn)
    }

    fn opened(&self, row: &SecondFactorRow) -> Result<TotpSecret, Fault> {
        let opened = self.parts().master_key.open(&place(row.tenant, row.staff), &row.secret);
        opened.map(TotpSecret::from_bytes).map_err(|error| Fault::while_doing("opening a secret", error))
    }
}

/// Where a secret belongs; moved to another person's row it does not open.
fn place(tenant: TenantId, staff: StaffId) -> Vec<u8> {
    [b"second factor".as_slice(), tenant.as_bytes(), staff.as_bytes()].concat()
}

/// The row after this code was used; `None` when it does not count.
fn used(
    row: &SecondFactorRow,
    secret: &TotpSecret,
    code: &str,
    now: i64,
) -> Result<Option<SecondFactorRow>, Fault> {
    if let Some(step) = secret.accepts(code, now, row.last_step) {
        return Ok(Some(SecondFactorRow { last_step: step, ..row.clone() }));
    }
    let mut left: BTreeSet<String> = serde_json::from_str(&row.recovery)
        .map_err(|error| Fault::while_doing("reading recovery codes", error))?;
    let is_known = left.remove(&recovery_hash(row.staff, code));
    Ok(is_known.then(|| SecondFactorRow { recovery: stored(left), ..row.clone() }))
}

/// `ABCDE-FGHJK`: fifty bits of chance.
fn recovery_code(chance: [u8; 10]) -> String {
    let mut code: String = chance.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    code.insert(5, '-');
    code
}

/// Small letters and the hyphen make no difference.
fn recovery_hash(staff: StaffId, code: &str) -> String {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    Hash::of_parts(&[b"recovery code", staff.as_bytes(), code.to_ascii_uppercase().as_bytes()]).to_string()
}

fn stored(hashes: impl IntoIterator<Item = String>) -> String {
    let hashes: BTreeSet<String> = hashes.into_iter().collect();
    serde_json::to_string(&hashes).expect("hashes are texts")
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enrolment(…)")
    }
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignedIn(…)")
    }
}
