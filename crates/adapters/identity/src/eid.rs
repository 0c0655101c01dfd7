//! What a provider that reads identity cards (eID) can do, in the words of OpenID Connect's code flow: the person is sent
//! away with a state and a nonce and comes back with a code that is worth one answer. What follows from it is not known
//! here. One file per vendor beside this one; today there is the demo's.

mod demo;

pub use demo::DemoEid;

use serde::{Deserialize, Serialize};

/// A visit to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EidOrder {
    /// Comes back beside the code; ties the answer to the browser that asked.
    pub state: String,
    /// Comes back inside the answer; ties it to this visit.
    pub nonce: String,
    /// Where the person comes back to.
    pub return_url: String,
}

/// What an identity card says of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EidPerson {
    /// What the card calls itself towards this installation (restricted identification); the same on every visit.
    pub pseudonym: String,
    /// Given names.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Street and number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// Day of birth, as 24.03.1985.
    pub birth_date: String,
}

/// A provider's answer to a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EidProof {
    /// The nonce of the visit.
    pub nonce: String,
    /// Who it was.
    pub person: EidPerson,
}

/// Why nobody is proven.
#[derive(Debug, thiserror::Error)]
pub enum EidFault {
    /// No provider is set up.
    #[error("no provider reads identity cards here")]
    NoProvider,
    /// The code is unknown, was used before, or the visit cannot be what it says.
    #[error("the provider refuses")]
    Refused,
    /// The provider cannot be asked.
    #[error("the provider of identity cards cannot be asked: {0}")]
    Unreachable(String),
}

/// The provider of this installation, if there is one. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Eid {
    demo: Option<DemoEid>,
}

impl Eid {
    /// Nobody can show an identity card.
    pub fn none() -> Self {
        Self::default()
    }

    /// The demo's provider. Nobody is who it says.
    pub fn demo(demo: DemoEid) -> Self {
        Self { demo: Some(demo) }
    }

    /// Whether a card can be shown at all.
    pub fn is_there(&self) -> bool {
        self.demo.is_some()
    }

    /// Where the person goes to show their card.
    pub fn visit(&self, order: &EidOrder) -> Result<String, EidFault> {
        Ok(self.provider()?.visit(order))
    }

    /// What a code is worth. The second time it is worth nothing.
    pub async fn redeem(&self, code: &str) -> Result<EidProof, EidFault> {
        self.provider()?.redeem(code).await
    }

    /// The demo's provider, for its own page.
    pub fn provider(&self) -> Result<&DemoEid, EidFault> {
        self.demo.as_ref().ok_or(EidFault::NoProvider)
    }
}
