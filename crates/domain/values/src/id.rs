//! One id type per noun: sixteen bytes, written as 32 lower-case hex digits. Ids are made elsewhere and only carried here.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The text is not an id: 32 hexadecimal digits are expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id has 32 hexadecimal digits")]
pub struct MalformedId;

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// The id with exactly these bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The sixteen bytes, as stored.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// An id that follows from its origin: the same parts always give the same id, so a step can be
            /// decided twice and names its tasks and effects alike.
            pub fn derived(parts: &[&[u8]]) -> Self {
                let digest = crate::Hash::of_parts(parts);
                let mut bytes = [0; 16];
                bytes.copy_from_slice(&digest.as_bytes()[..16]);
                Self(bytes)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                crate::hash::write_hex(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = MalformedId;
            fn from_str(text: &str) -> Result<Self, MalformedId> {
                let mut bytes = [0; 16];
                crate::hash::decode_hex(text, &mut bytes).ok_or(MalformedId)?;
                Ok(Self(bytes))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

id_types! {
    /// A tenant (Mandant): who runs on the platform.
    TenantId,
    /// An authority (Behörde) of a tenant.
    AuthorityId,
    /// A case (Vorgang).
    CaseId,
    /// A draft (Entwurf) of an application.
    DraftId,
    /// A citizen, or a guest as long as the browser remembers.
    CitizenId,
    /// A person who works for a tenant (Sachbearbeitung).
    StaffId,
    /// A task (Aufgabe) that waits for a person.
    TaskId,
    /// A timer that a case waits for.
    TimerId,
    /// Something that waits for a message.
    SubscriptionId,
    /// Something a case asked of the world.
    EffectId,
    /// A stored document (Dokument).
    DocumentId,
    /// A delivery (Bekanntgabe) of a document.
    DeliveryId,
    /// A case that is stuck until a person helps.
    IncidentId,
    /// A note of the office about a case.
    NoteId,
    /// A question of the office to the applicant.
    QuestionId,
    /// What outlives a case: a registered dog, a permit.
    RecordId,
    /// Money that a case asks somebody for.
    PaymentId,
    /// One try to pay it at a provider.
    AttemptId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hash;

    /// A clerk who copies an id out of a log line finds the same row again.
    #[test]
    fn ids_survive_text() {
        let id = CaseId::derived(&[b"case", b"1"]);
        assert_eq!(id.to_string().parse::<CaseId>(), Ok(id));
        assert_eq!("zz".parse::<CaseId>(), Err(MalformedId));
        assert_ne!(CaseId::derived(&[b"ab", b"c"]), CaseId::derived(&[b"a", b"bc"]));
        assert_eq!(Hash::of(b"").to_string().len(), 64);
    }
}
