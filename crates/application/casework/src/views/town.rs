//! A town and its services, as everybody sees them.

use super::place::Elsewhere;
use super::settings::{AuthoritySettings, TenantSettings};
use values::{Moment, Money, TenantId};

/// A tenant as its pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// The tenant.
    pub tenant: TenantId,
    /// First part of every address of the town, such as `musterstadt`.
    pub slug: String,
    /// Name with its kind, such as `Stadt Musterstadt`.
    pub name: String,
    /// What the town has set for its pages and letters.
    pub settings: TenantSettings,
}

impl Town {
    /// The authority with this key, such as `executive`; `None` when the tenant has not set it.
    pub fn authority(&self, key: &str) -> Option<&AuthoritySettings> {
        self.settings.authorities.get(key)
    }
}

/// A service in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceCard {
    /// Key, also part of the address, such as `hundesteuer`.
    pub key: String,
    /// Title in the person's language.
    pub title: String,
    /// One sentence what it is.
    pub summary: String,
    /// The situation in life in which people look for it.
    pub life_situation: String,
    /// The tenant that is competent, when it is not the one whose page this is.
    pub elsewhere: Option<Elsewhere>,
}

/// The competent authority, with the ways to reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityView {
    /// Name, such as `Der Magistrat der Stadt Musterstadt`.
    pub name: String,
    /// Office, such as `Steueramt`.
    pub office: String,
    /// Street; postcode and place.
    pub address: [String; 2],
    /// Telephone number.
    pub phone: String,
    /// Mail address.
    pub mail: String,
    /// Opening hours, one line each.
    pub opening_hours: Vec<String>,
}

/// One line of what a service costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// For what, in the person's language.
    pub label: String,
    /// How much.
    pub amount: Money,
    /// Bylaw and paragraph the amount comes from.
    pub source: String,
    /// The day from which it applies, when that day is still to come.
    pub from: Option<Moment>,
    /// Whether the amount is an example without a source of the town (Beispielwert).
    pub is_example: bool,
}

/// A procedure of a service: what can be applied for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureCard {
    /// Key, also part of the address, such as `register`.
    pub key: String,
    /// Title in the person's language.
    pub title: String,
    /// One sentence what it is.
    pub summary: String,
    /// What to have ready, as a checklist.
    pub needs: Vec<String>,
    /// How long it takes, for the citizen and for the office.
    pub duration: String,
    /// What happens after the application was sent.
    pub next: String,
}

/// The page of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePage {
    /// Key and title and one sentence.
    pub card: ServiceCard,
    /// Who has to apply.
    pub who: String,
    /// What stands above that; `None` where the service is a duty like any other.
    pub who_heading: Option<String>,
    /// What the button says; `None` where it is an application like any other.
    pub action: Option<String>,
    /// What it costs, in a sentence.
    pub fee: String,
    /// The amounts behind the sentence.
    pub costs: Vec<Cost>,
    /// What can be applied for, at least one.
    pub procedures: Vec<ProcedureCard>,
    /// Acts and paragraphs, one a line.
    pub legal_basis: Vec<String>,
    /// Needed trust level, `0` for none.
    pub trust_level: u8,
    /// Who is competent.
    pub authority: AuthorityView,
}
