//! How people of a tenant come to their password and their second factor, and lose them again. Signing in itself lives
//! elsewhere.

use super::people::password_problem;
use super::register::Register;
use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::sessions::is_stamped;
use crate::sign_in::refused;
use crate::views::Town;
use identity::TotpSecret;
use serde_json::json;
use store::{Change, Commit, Scope, SecondFactorRow, SessionKind, SessionRow, Snapshot, StaffRow};
use values::{Problem, StaffId, TenantId};

impl Casework {
    /// Makes a one-time link with which somebody chooses a password; the answer is its token. It counts for a week, unless
    /// the password changes before.
    pub async fn link_for_staff(&self, tenant: TenantId, login: &str) -> Result<String, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let staff = known(&snapshot, login).await?;
        drop(snapshot);
        let link = self.staff_link(&staff);
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::insert(&link.row));
        self.store().apply(commit).await?;
        Ok(link.token)
    }

    /// Whose link this is: their login.
    pub async fn link_holder(&self, town: &Town, token: &str) -> Result<String, Refusal> {
        let (_, staff) = self.linked(town.tenant, token).await?;
        Ok(staff.login)
    }

    /// Chooses a password with a one-time link, which is gone afterwards; so are the sessions that the old one opened.
    pub async fn choose_password(&self, town: &Town, token: &str, password: &str) -> Result<(), Refusal> {
        let (link, staff) = self.linked(town.tenant, token).await?;
        if let Some(problem) = password_problem(password) {
            return Err(Refusal::Problems(vec![problem]));
        }
        let salt = self.world().random();
        let hash = self.parts().passwords.hash(password, salt).await.map_err(refused)?;
        self.decide(|| self.try_choose(town.tenant, staff.id, hash.as_str())).await?;
        let mut commit = Commit::new(Scope::Installation, self.world().now());
        commit.changes.push(Change::clear(SessionRow::key(link.token_hash)));
        self.store().apply(commit).await?;
        Ok(())
    }

    async fn try_choose(&self, tenant: TenantId, id: StaffId, hash: &str) -> Result<(), Undecided> {
        let scope = Scope::Tenant(tenant);
        let snapshot = self.store().read(scope).await?;
        let mut staff = snapshot.staff(id).await?.ok_or(Refusal::NotFound)?;
        staff.password_hash = hash.to_owned();
        let act = ("choose-password", json!({ "id": id }));
        let entry = self.register_entry(&snapshot, tenant, Register::People, act).await?;
        drop(snapshot);
        let mut commit = Commit::new(scope, self.world().now());
        commit.changes.push(Change::update(&staff));
        commit.changes.extend(entry);
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Takes over a secret that somebody's app knows already, written in Base32.
    pub async fn take_over_second_factor(
        &self,
        tenant: TenantId,
        staff: StaffId,
        secret: &str,
    ) -> Result<(), Refusal> {
        let unreadable = || Refusal::Problems(vec![Problem::in_answer("secret", "staff-secret-unreadable")]);
        let secret = TotpSecret::from_text(secret).ok_or_else(unreadable)?;
        let row = SecondFactorRow { confirmed: true, ..self.factor_row(tenant, staff, &secret)? };
        let mut commit = Commit::new(Scope::Tenant(tenant), self.world().now());
        commit.changes.push(Change::put(&row));
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Forgets somebody's second factor: at the next sign-in their app learns a new one.
    pub async fn reset_second_factor(&self, tenant: TenantId, login: &str) -> Result<(), Refusal> {
        self.decide(|| self.try_reset(tenant, login)).await
    }

    async fn try_reset(&self, tenant: TenantId, login: &str) -> Result<(), Undecided> {
        let scope = Scope::Tenant(tenant);
        let snapshot = self.store().read(scope).await?;
        let staff = known(&snapshot, login).await?;
        let act = ("reset-second-factor", json!({ "id": staff.id }));
        let entry = self.register_entry(&snapshot, tenant, Register::People, act).await?;
        drop(snapshot);
        let mut commit = Commit::new(scope, self.world().now());
        commit.changes.push(Change::clear(SecondFactorRow::key(tenant, staff.id)));
        commit.changes.extend(entry);
        self.store().apply(commit).await?;
        Ok(())
    }

    async fn linked(&self, tenant: TenantId, token: &str) -> Result<(SessionRow, StaffRow), Refusal> {
        let link = self.session(Some(token), SessionKind::StaffLink).await?.ok_or(Refusal::NotFound)?;
        if link.tenant != Some(tenant) {
            return Err(Refusal::NotFound);
        }
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let staff = snapshot.staff(StaffId::from_bytes(link.subject)).await?;
        let staff = staff.filter(|row| row.active && is_stamped(&link, row)).ok_or(Refusal::NotFound)?;
        Ok((link, staff))
    }
}

async fn known(snapshot: &Snapshot, login: &str) -> Result<StaffRow, Refusal> {
    snapshot.staff_by_login(&login.trim().to_lowercase()).await?.ok_or(Refusal::NotFound)
}
