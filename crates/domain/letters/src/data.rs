//! What a letter knows: the JSON shape that templates find at `/data.json`. Where the values come from is decided above.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// All data of a letter, the same shape for every service. As JSON:
///
/// ```json
/// {
///   "authority": {
///     "name": "Der Magistrat der Stadt Musterstadt",
///     "office": "Steueramt",
///     "address": ["Marktplatz 1", "12345 Musterstadt"],
///     "phone": "06000 123-0", "mail": "rathaus@musterstadt.example", "web": "www.musterstadt.example",
///     "hours": ["Montag bis Freitag 8 bis 12 Uhr"],
///     "bank": { "holder": "Stadtkasse Musterstadt", "iban": "DE02120300000000202051", "bic": "BYLADEM1001", "bank": "Musterbank" }
///   },
///   "recipient": { "name": "Erika Beispiel", "lines": ["Lindenweg 4", "12345 Musterstadt"] },
///   "delivery": "Bereitgestellt im Online-Portal",
///   "case": { "number": "HUND-2026-000123", "service": "Hund anmelden", "received": "2026-11-20", "payment_reference": null },
///   "official": { "name": "Jonas Weber", "room": "112", "phone": "06000 123-45", "mail": "steueramt@musterstadt.example" },
///   "machine": false,
///   "payment": { "cents": 9000, "due": "2027-01-15", "giro_code": "<svg …>", "mandate": null },
///   "remedy": "Gegen diesen Bescheid können Sie …",
///   "variables": { "dog": { "name": "Bello" }, "annual_rate_cents": 9000 },
///   "parameters": { "rates": { "value": 9000, "bylaw": "Hundesteuersatzung …", "paragraph": "§ 5", "valid_from": "2025-01-01" } },
///   "texts": { "notice.reason": "…" }
/// }
/// ```
///
/// Every field stands in the JSON; what is unknown is `null` or an empty list. Dates are `2026-11-23`, amounts whole cents.
/// Variables and parameter values come in the stored form of process values: `{"@": "2026-11-23"}` for dates and
/// `{"@": "12.5"}` for numbers that are no whole 64-bit number; the functions of `/fachwerk/format.typ` read both forms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LetterData {
    /// Who writes.
    pub authority: Authority,
    /// Who is written to.
    pub recipient: Recipient,
    /// Kind of delivery, shown above the address (DIN 5008), such as `Bereitgestellt im Online-Portal`.
    #[serde(default)]
    pub delivery: Option<String>,
    /// What it is about.
    pub case: CaseReference,
    /// Who decided and answers questions.
    pub official: Official,
    /// Whether no person decided: then the clause about automatic equipment takes the place of a name (§ 37 V HVwVfG).
    #[serde(default)]
    pub machine: bool,
    /// What is due because of this letter, if anything.
    #[serde(default)]
    pub payment: Option<PaymentDue>,
    /// The information on the right to appeal, built from regime, authority and date; never typed by hand. Empty for a
    /// letter that decides nothing.
    #[serde(default)]
    pub remedy: String,
    /// The variables of the process.
    #[serde(default)]
    pub variables: Map<String, Value>,
    /// The parameters of the release, with their legal source.
    #[serde(default)]
    pub parameters: BTreeMap<String, Parameter>,
    /// The texts of the package in the language of the letter.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
}

/// An authority (Behörde) as its letterhead shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Its name in law, such as `Der Magistrat der Stadt Musterstadt`.
    pub name: String,
    /// The office inside it, such as `Steueramt`.
    #[serde(default)]
    pub office: Option<String>,
    /// Street and town, one line each.
    pub address: Vec<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Mail address.
    #[serde(default)]
    pub mail: Option<String>,
    /// Web address, without scheme.
    #[serde(default)]
    pub web: Option<String>,
    /// Opening hours, one line each.
    #[serde(default)]
    pub hours: Vec<String>,
    /// Where to pay.
    #[serde(default)]
    pub bank: Option<Bank>,
}

/// A bank account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bank {
    /// Whose account it is.
    pub holder: String,
    /// IBAN, with or without spaces.
    pub iban: String,
    /// BIC.
    #[serde(default)]
    pub bic: Option<String>,
    /// Name of the bank.
    #[serde(default)]
    pub bank: Option<String>,
}

/// Who the letter goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// The name to greet; also the first line in the window unless the lines below hold it.
    pub name: String,
    /// The address as it stands in the window, six lines at most with the name.
    pub lines: Vec<String>,
}

/// What the letter refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReference {
    /// The case number (Aktenzeichen).
    pub number: String,
    /// Title of the service.
    pub service: String,
    /// The day the application arrived, `2026-11-20`.
    #[serde(default)]
    pub received: Option<String>,
    /// Number of the receivable (Kassenzeichen); without one, payments name the case number.
    #[serde(default)]
    pub payment_reference: Option<String>,
}

/// The person who decided, and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// Name as signed (§ 37 Abs. 3 HVwVfG).
    pub name: String,
    /// Room.
    #[serde(default)]
    pub room: Option<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Mail address.
    #[serde(default)]
    pub mail: Option<String>,
}

/// Money that a letter asks for, or announces to collect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentDue {
    /// How much, in cents.
    pub cents: i64,
    /// The day it is due, `2027-01-15`; without one it is a month after the notice is known.
    #[serde(default)]
    pub due: Option<String>,
    /// The GiroCode as SVG.
    #[serde(default)]
    pub giro_code: Option<String>,
    /// The mandate under which it is collected, instead of a transfer.
    #[serde(default)]
    pub mandate: Option<Mandate>,
}

/// A SEPA mandate, as the announcement of a debit names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// Mandate reference.
    pub reference: String,
    /// Creditor identifier of the authority.
    pub creditor_id: String,
    /// The debtor's account with all but its last digits hidden.
    pub account: String,
}

/// A parameter of the release and where it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// The value in stored form; amounts are whole cents.
    pub value: Value,
    /// The bylaw with its date.
    #[serde(default)]
    pub bylaw: Option<String>,
    /// The paragraph in it.
    #[serde(default)]
    pub paragraph: Option<String>,
    /// The day from which it applies.
    #[serde(default)]
    pub valid_from: Option<String>,
}

impl LetterData {
    /// As the JSON that templates read.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("the names in a letter's data are texts")
    }
}

/// Data of an invented case in an invented town, without variables: for previews, checks and tests.
pub fn sample_letter_data() -> LetterData {
    let sample = json!({
        "authority": {
            "name": "Der Magistrat der Stadt Musterstadt",
            "office": "Steueramt",
            "address": ["Marktplatz 1", "12345 Musterstadt"],
            "phone": "06000 123-0",
            "mail": "rathaus@musterstadt.example",
            "web": "www.musterstadt.example",
            "hours": ["Montag bis Freitag 8 bis 12 Uhr", "Donnerstag auch 14 bis 18 Uhr"],
            "bank": {
                "holder": "Stadtkasse Musterstadt",
                "iban": "DE02120300000000202051",
                "bic": "BYLADEM1001",
                "bank": "Musterbank",
            },
        },
        "recipient": {
            "name": "Erika Beispiel",
            "lines": ["Lindenweg 4", "12345 Musterstadt"],
        },
        "delivery": "Bereitgestellt im Online-Portal",
        "case": {
            "number": "HUND-2026-000123",
            "service": "Hund anmelden",
            "received": "2026-11-20",
            "payment_reference": null,
        },
        "official": {
            "name": "Jonas Weber",
            "room": "112",
            "phone": "06000 123-45",
            "mail": "steueramt@musterstadt.example",
        },
        "remedy": "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe Widerspruch erheben. \
                   Der Widerspruch ist beim Magistrat der Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt, einzulegen.",
    });
    serde_json::from_value(sample).expect("the sample has the documented shape")
}
