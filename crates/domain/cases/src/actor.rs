//! Who acts on a case. How they proved who they are is decided before; here they are only named.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{CaseId, CitizenId, EffectId, StaffId, TenantId};

/// Somebody or something that reads or changes a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person without an account (trust level 0).
    Guest(Guest),
    /// A person who works for a tenant.
    Staff(Staff),
    /// The platform itself, bringing the result of something a case asked for.
    System(EffectId),
    /// The person at the machine: commands of the operator's shell. It never opens the content of a case.
    Machine(Machine),
}

/// A person without an account: remembered by the browser, or let in by case number and code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guest {
    /// Whom the browser remembers; the drafts and cases begun in it are theirs.
    pub citizen: Option<CitizenId>,
    /// The one case that number and code have opened.
    pub opened: Option<CaseId>,
}

/// A person who works for a tenant (Sachbearbeitung).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// The person.
    pub id: StaffId,
    /// The one tenant they act for; nothing of another tenant is ever theirs.
    pub tenant: TenantId,
    /// The name shown to colleagues and in letters.
    pub name: String,
    /// Groups of the tenant, by key, such as `steueramt`.
    pub groups: BTreeSet<String>,
    /// What they may do beyond working on their groups' cases.
    pub roles: BTreeSet<Role>,
}

/// What a member of staff may do beyond working on the cases of their groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Sees every case of the tenant and may take a task back (Amtsleitung).
    Head,
    /// Manages people and settings (Administrator:in der Kommune); sees no cases by this role alone.
    Administrator,
}

/// A command of the operator's shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// The name of the command, such as `case verify`.
    pub command: &'static str,
}

impl Actor {
    /// The kind of actor, as the header of a journal entry names it: never a person.
    pub const fn kind(&self) -> &'static str {
        match self {
            Actor::Guest(_) => "guest",
            Actor::Staff(_) => "staff",
            Actor::System(_) => "system",
            Actor::Machine(_) => "machine",
        }
    }
}
