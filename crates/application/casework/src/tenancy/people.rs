//! The people who work for a tenant.

use super::register::Register;
use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use crate::sessions::staff_of;
use crate::sign_in::refused;
use cases::{Role, Staff};
use serde_json::json;
use std::collections::BTreeSet;
use store::{Change, Claim, Commit, Scope, StaffRow};
use values::folding::sort_key;
use values::{Hash, Problem, StaffId, TenantId};

/// The shortest password that is accepted (BSI: at least eight signs; twelve where length replaces rules about signs).
const SHORTEST_PASSWORD: usize = 12;

/// Somebody who is to work for a tenant.
#[derive(Clone, PartialEq, Eq)]
pub struct NewStaff {
    /// Login, unique in the tenant; small and capital letters are the same.
    pub login: String,
    /// Name shown to colleagues and in letters.
    pub name: String,
    /// Password; empty when the person chooses it with a one-time link.
    pub password: String,
    /// Groups, by key.
    pub groups: BTreeSet<String>,
    /// Roles.
    pub roles: BTreeSet<Role>,
}

/// Somebody who works for a tenant, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// The person.
    pub staff: Staff,
    /// Login.
    pub login: String,
    /// Whether they may sign in.
    pub is_active: bool,
}

impl Casework {
    /// Adds somebody to a tenant.
    pub async fn add_staff(&self, tenant: TenantId, new: NewStaff) -> Result<StaffId, Refusal> {
        let problems = problems(&new);
        if !problems.is_empty() {
            return Err(Refusal::Problems(problems));
        }
        let row = self.staff_row(tenant, &new).await?;
        self.decide(|| self.try_add(&row)).await
    }

    async fn staff_row(&self, tenant: TenantId, new: &NewStaff) -> Result<StaffRow, Refusal> {
        let mut password_hash = String::new();
        if !new.password.is_empty() {
            let salt = self.world().random();
            let hash = self.parts().passwords.hash(&new.password, salt).await.map_err(refused)?;
            hash.as_str().clone_into(&mut password_hash);
        }
        Ok(StaffRow {
            tenant,
            id: StaffId::from_bytes(self.world().random()),
            login: new.login.trim().to_lowercase(),
            name: new.name.trim().to_owned(),
            name_key: sort_key(&new.name),
            password_hash,
            groups: serde_json::to_string(&new.groups).expect("groups are texts"),
            roles: serde_json::to_string(&new.roles).expect("roles are words"),
            active: true,
            version: 1,
        })
    }

    async fn try_add(&self, row: &StaffRow) -> Result<StaffId, Undecided> {
        let scope = Scope::Tenant(row.tenant);
        let snapshot = self.store().read(scope).await?;
        let payload = json!({ "id": row.id, "login": row.login, "groups": row.groups, "roles": row.roles });
        let entry =
            self.register_entry(&snapshot, row.tenant, Register::People, ("add-staff", payload)).await?;
        drop(snapshot);
        let mut commit = Commit::new(scope, self.world().now());
        commit.changes.push(Change::insert(row));
        commit.changes.extend(entry);
        let key = Hash::of_parts(&[b"login", row.login.as_bytes()]);
        commit.claims.push(Claim { kind: "login", key, holder: *row.id.as_bytes() });
        self.store().apply(commit).await?;
        Ok(row.id)
    }

    /// Everybody who works or has worked for a tenant.
    pub async fn staff_members(&self, tenant: TenantId) -> Result<Vec<StaffMember>, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let mut members = Vec::new();
        for row in snapshot.staff_list().await? {
            let (login, is_active) = (row.login.clone(), row.active);
            members.push(StaffMember { staff: staff_of(row)?, login, is_active });
        }
        Ok(members)
    }
}

fn problems(new: &NewStaff) -> Vec<Problem> {
    let mut problems = Vec::new();
    if new.login.trim().is_empty() {
        problems.push(Problem::in_answer("login", "staff-login-missing"));
    }
    if new.name.trim().is_empty() {
        problems.push(Problem::in_answer("name", "staff-name-missing"));
    }
    if !new.password.is_empty() {
        problems.extend(password_problem(&new.password));
    }
    problems
}

/// What is wrong with a password that somebody wants to use.
pub(super) fn password_problem(password: &str) -> Option<Problem> {
    let is_short = password.chars().count() < SHORTEST_PASSWORD;
    is_short.then(|| Problem::in_answer("password", "staff-password-short").with("least", SHORTEST_PASSWORD))
}
