//! Who acts on a case. How they proved who they are is decided before; here they are only named.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use values::{CaseId, CitizenId, EffectId, StaffId, TenantId};

/// Somebody or something that reads or changes a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person without an account (trust level 0).
    Guest(Guest),
    /// A person who is signed in with their citizen account (Bürgerkonto).
    Citizen(Citizen),
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

/// A person who is signed in with their citizen account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citizen {
    /// The account; its drafts and cases are theirs in every town.
    pub id: CitizenId,
    /// How surely it is them, in this session.
    pub trust: TrustLevel,
    /// The one case that number and code have opened beside their own.
    pub opened: Option<CaseId>,
}

/// How surely a person is who they say (Vertrauensniveau): the levels of § 3 OZG and of eIDAS.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrustLevel {
    /// Nobody has signed in.
    #[default]
    None,
    /// An account with a confirmed mail address.
    Account,
    /// Substantial: a certificate.
    Substantial,
    /// High: the eID card.
    Eid,
}

impl TrustLevel {
    /// The level that a manifest writes as a number from 0 to 3; anything above counts as the highest.
    pub const fn from_number(number: u8) -> Self {
        match number {
            0 => Self::None,
            1 => Self::Account,
            2 => Self::Substantial,
            _ => Self::Eid,
        }
    }
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
    /// Prints and posts letters of every office (Poststelle); sees no cases by this role alone.
    MailRoom,
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
    /// The citizen whose drafts and cases this actor may have: a remembered browser's, or an account's.
    pub fn citizen(&self) -> Option<CitizenId> {
        match self {
            Actor::Guest(guest) => guest.citizen,
            Actor::Citizen(citizen) => Some(citizen.id),
            Actor::Staff(_) | Actor::System(_) | Actor::Machine(_) => None,
        }
    }

    /// How surely it is known who acts. Staff and the platform itself are known by other means.
    pub const fn trust(&self) -> TrustLevel {
        match self {
            Actor::Citizen(citizen) => citizen.trust,
            Actor::Guest(_) | Actor::Staff(_) | Actor::System(_) | Actor::Machine(_) => TrustLevel::None,
        }
    }

    /// The kind of actor, as the header of a journal entry names it: never a person.
    pub const fn kind(&self) -> &'static str {
        match self {
            Actor::Guest(_) => "guest",
            Actor::Citizen(_) => "citizen",
            Actor::Staff(_) => "staff",
            Actor::System(_) => "system",
            Actor::Machine(_) => "machine",
        }
    }
}
