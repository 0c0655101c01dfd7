//! What a tenant sets for its pages and letters: its looks, its legal texts, and each of its authorities.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a tenant sets. Stored as JSON with the tenant; unknown names are refused, missing ones are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TenantSettings {
    /// The area the tenant administers, by its key, such as `06440`; empty for a tenant without one.
    pub area: String,
    /// Colour of the town as `#rrggbb`; empty for the colour of the design system.
    pub colour: String,
    /// The crest: the content hash of its PNG among the tenant's documents; empty without one.
    pub crest: String,
    /// Holidays beside those of the whole state: `assumption`, `augsburg-peace`, `corpus-christi` where the state leaves
    /// them to its places, and single days by ordinance, such as `2027-10-31`.
    pub holidays: Vec<String>,
    /// What stands above every page, such as that this is a demo; empty for nothing.
    pub notice: String,
    /// The same in English; empty shows the German one.
    pub notice_en: String,
    /// Keys of the services that its start page shows first.
    pub popular: Vec<String>,
    /// Messages of the town for its start page.
    pub messages: Vec<TownMessage>,
    /// Legal notice (Impressum), paragraphs separated by an empty line.
    pub imprint: String,
    /// Privacy notice (Art. 13 GDPR), paragraphs separated by an empty line.
    pub privacy: String,
    /// Accessibility statement, paragraphs separated by an empty line.
    pub accessibility: String,
    /// Mail address for feedback on barriers.
    pub barrier_mail: String,
    /// The authorities by key: `executive`, `order`, `registry`, `health`, `regional`.
    pub authorities: BTreeMap<String, AuthoritySettings>,
}

/// One authority of a tenant: who decides, where to reach it, where to pay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthoritySettings {
    /// The authority that decides, in the nominative: `Der Magistrat der Stadt Musterstadt`.
    pub name: String,
    /// The same in the dative without article, as the instruction on remedies needs it: `Magistrat der Stadt Musterstadt`.
    pub name_dative: String,
    /// Office that works on the case, such as `Steueramt`.
    pub office: String,
    /// Street and house number of the seat.
    pub street: String,
    /// Postcode of the seat.
    pub postcode: String,
    /// Place of the seat.
    pub place: String,
    /// Telephone number.
    pub phone: String,
    /// Mail address.
    pub mail: String,
    /// Opening hours, one line each.
    pub opening_hours: Vec<String>,
    /// The account people pay to.
    pub bank: BankSettings,
}

/// A bank account of an authority.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BankSettings {
    /// Whose account it is, such as `Stadtkasse Musterstadt`.
    pub holder: String,
    /// Name of the bank.
    pub name: String,
    /// IBAN without blanks.
    pub iban: String,
    /// BIC.
    pub bic: String,
    /// Creditor identifier (Gläubiger-Identifikationsnummer) for direct debits.
    pub creditor_id: String,
}

/// Who runs the installation and answers for the pages that belong to no town, in German; texts as those of a tenant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OperatorSettings {
    /// Its name.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// Mail address.
    pub mail: String,
    /// Mail address for feedback on barriers; empty for the one above.
    pub barrier_mail: String,
    /// Legal notice (Impressum), paragraphs separated by an empty line.
    pub imprint: String,
    /// Privacy notice (Art. 13 GDPR), paragraphs separated by an empty line.
    pub privacy: String,
    /// Accessibility statement, paragraphs separated by an empty line.
    pub accessibility: String,
}

/// A message of a town on its start page, in German.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TownMessage {
    /// The day it was written, such as `2026-11-23`.
    pub day: String,
    /// Headline.
    pub title: String,
    /// One or two sentences.
    pub text: String,
}

/// The key of the authority that speaks for a tenant: Magistrat, Gemeindevorstand, Kreisausschuss.
const EXECUTIVE: &str = "executive";

impl TenantSettings {
    /// The authority that speaks for the tenant where no service is meant: its executive, else its first.
    pub fn main_authority(&self) -> Option<&AuthoritySettings> {
        self.authorities.get(EXECUTIVE).or_else(|| self.authorities.values().next())
    }
}

impl AuthoritySettings {
    /// Postcode and place in one line.
    pub fn town_line(&self) -> String {
        format!("{} {}", self.postcode, self.place).trim().to_owned()
    }
}
