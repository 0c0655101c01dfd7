//! What a database column can hold, and how our own values go into it and come out again. No table is named here.

use values::{
    AttemptId, AuthorityId, CaseId, CitizenId, DeliveryId, DocumentId, DraftId, EffectId, Hash, IncidentId,
    Moment, NoteId, PaymentId, QuestionId, RecordId, StaffId, SubscriptionId, TaskId, TenantId, TimerId,
};

/// What a column holds on either database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing.
    Null,
    /// BIGINT.
    I64(i64),
    /// TEXT.
    Text(String),
    /// BLOB or BYTEA.
    Bytes(Vec<u8>),
}

/// A Rust value that fits into one column.
pub trait Cell: Sized {
    /// As it is stored.
    fn to_value(&self) -> Value;
    /// Back from the column; `None` when the column holds something impossible.
    fn from_value(value: Value) -> Option<Self>;
}

impl Cell for i64 {
    fn to_value(&self) -> Value {
        Value::I64(*self)
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::I64(number) = value { Some(number) } else { None }
    }
}

impl Cell for u32 {
    fn to_value(&self) -> Value {
        Value::I64(i64::from(*self))
    }
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value)?.try_into().ok()
    }
}

impl Cell for bool {
    fn to_value(&self) -> Value {
        Value::I64(i64::from(*self))
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::I64(0) => Some(false),
            Value::I64(1) => Some(true),
            _ => None,
        }
    }
}

impl Cell for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl Cell for Vec<u8> {
    fn to_value(&self) -> Value {
        Value::Bytes(self.clone())
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes) } else { None }
    }
}

impl Cell for [u8; 16] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { bytes.try_into().ok() } else { None }
    }
}

impl Cell for Moment {
    fn to_value(&self) -> Value {
        Value::I64(self.micros())
    }
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).map(Moment::from_micros)
    }
}

impl Cell for Hash {
    fn to_value(&self) -> Value {
        Value::Bytes(self.as_bytes().to_vec())
    }
    fn from_value(value: Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { bytes.try_into().ok().map(Hash::from_bytes) } else { None }
    }
}

macro_rules! id_cells {
    ($($id:ident),* $(,)?) => {$(
        impl Cell for $id {
            fn to_value(&self) -> Value {
                Value::Bytes(self.as_bytes().to_vec())
            }
            fn from_value(value: Value) -> Option<Self> {
                <[u8; 16]>::from_value(value).map($id::from_bytes)
            }
        }
    )*};
}
id_cells!(
    AttemptId,
    AuthorityId,
    CaseId,
    CitizenId,
    DeliveryId,
    DocumentId,
    DraftId,
    EffectId,
    IncidentId,
    NoteId,
    QuestionId,
    RecordId,
    PaymentId,
    StaffId,
    TaskId,
    TenantId,
    TimerId,
    SubscriptionId
);

impl<T: Cell> Cell for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
    fn from_value(value: Value) -> Option<Self> {
        if value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

/// A moment that may be missing and is sorted after all others then: stored as the largest integer.
pub(crate) struct LastIfNone;

impl LastIfNone {
    pub(crate) fn to_value(moment: &Option<Moment>) -> Value {
        Value::I64(moment.map_or(i64::MAX, Moment::micros))
    }
    pub(crate) fn from_value(value: Value) -> Option<Option<Moment>> {
        let micros = i64::from_value(value)?;
        Some((micros != i64::MAX).then(|| Moment::from_micros(micros)))
    }
}

/// A moment that has not come yet: stored as 0, so that indexes and comparisons need no NULL.
pub(crate) struct ZeroIfNone;

impl ZeroIfNone {
    pub(crate) fn to_value(moment: &Option<Moment>) -> Value {
        Value::I64(moment.map_or(0, Moment::micros))
    }
    pub(crate) fn from_value(value: Value) -> Option<Option<Moment>> {
        let micros = i64::from_value(value)?;
        Some((micros != 0).then(|| Moment::from_micros(micros)))
    }
}

/// An enum stored as a word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$word_doc])* $variant),+ }

        impl $name {
            /// The word as stored.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $crate::value::Cell for $name {
            fn to_value(&self) -> $crate::value::Value {
                $crate::value::Value::Text(self.word().to_owned())
            }
            fn from_value(value: $crate::value::Value) -> Option<Self> {
                let text = <String as $crate::value::Cell>::from_value(value)?;
                match text.as_str() { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use words;
