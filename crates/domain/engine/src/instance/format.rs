//! The stored form of the state: a promise, with a number. What is read was perhaps written by an older program.

use super::{
    ArmedTimer, Clock, Decided, Ended, Gathered, Instance, LiveElement, Loop, Map, OpenCondition,
    OpenSubscription, Phase, Yield,
};
use crate::incident::Incident;
use crate::key::Key;
use feel::{Context, Value};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use std::sync::Arc;
use values::{CaseId, IncidentId, SubscriptionId, TimerId};

/// The format that is written.
pub const FORMAT: u32 = 1;

/// The bytes are no state that this program reads.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Written by a newer program.
    #[error("the state has format {0}; this program reads up to {FORMAT}")]
    UnknownFormat(u32),
    /// Not what the format says.
    #[error("the state is damaged: {0}")]
    Damaged(String),
}

impl Instance {
    /// The state as bytes of format [`FORMAT`] (JSON).
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(&Written(self))
            .expect("only storable values are ever set, and keys are numbers or ids")
    }

    /// The state from bytes of a format.
    ///
    /// # Errors
    /// When the format is unknown or the bytes do not follow it.
    pub fn from_bytes(format: u32, bytes: &[u8]) -> Result<Self, Unreadable> {
        if format != FORMAT {
            return Err(Unreadable::UnknownFormat(format));
        }
        let read: Read =
            serde_json::from_slice(bytes).map_err(|error| Unreadable::Damaged(error.to_string()))?;
        Ok(read.into_instance())
    }
}

/// A state on its way to bytes; what is empty is left out.
struct Written<'a>(&'a Instance);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Instance { case, step, next, phase, .. } = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("case", case)?;
        map.serialize_entry("step", step)?;
        map.serialize_entry("next", next)?;
        map.serialize_entry("phase", phase)?;
        entries(&mut map, "elements", &self.0.elements)?;
        if !self.0.gathered.is_empty() {
            let gathered: Vec<_> = self.0.gathered.values().flatten().collect();
            map.serialize_entry("gathered", &gathered)?;
        }
        entries(&mut map, "variables", &self.0.variables)?;
        entries(&mut map, "timers", &self.0.timers)?;
        entries(&mut map, "incidents", &self.0.incidents)?;
        entries(&mut map, "subscriptions", &self.0.subscriptions)?;
        entries(&mut map, "conditions", &self.0.conditions)?;
        entries(&mut map, "done_by", &self.0.done_by)?;
        entries(&mut map, "decided", &self.0.decided)?;
        entries(&mut map, "compensable", &self.0.compensable)?;
        entries(&mut map, "undoers", &self.0.undoers)?;
        entries(&mut map, "clocks", &self.0.clocks)?;
        entries(&mut map, "loops", &self.0.loops)?;
        entries(&mut map, "inputs", &self.0.inputs)?;
        entries(&mut map, "yields", &self.0.yields)?;
        if let Some(records) = &self.0.records {
            map.serialize_entry("records", records)?;
        }
        if let Some(before) = &self.0.before {
            map.serialize_entry("before", &Written(before))?;
        }
        map.end()
    }
}

fn entries<M: SerializeMap, K, V>(map: &mut M, name: &str, known: &Map<K, V>) -> Result<(), M::Error>
where
    K: Serialize + Ord,
    V: Serialize,
{
    if known.is_empty() { Ok(()) } else { map.serialize_entry(name, known) }
}

/// A state as it was stored.
#[derive(Deserialize)]
struct Read {
    case: CaseId,
    step: u64,
    next: u32,
    phase: Phase,
    #[serde(default)]
    elements: Map<Key, LiveElement>,
    #[serde(default)]
    gathered: Vec<Gathered>,
    #[serde(default)]
    variables: Map<Key, Context>,
    #[serde(default)]
    timers: Map<TimerId, ArmedTimer>,
    #[serde(default)]
    incidents: Map<IncidentId, Incident>,
    #[serde(default)]
    subscriptions: Map<SubscriptionId, OpenSubscription>,
    #[serde(default)]
    conditions: Map<Key, Vec<OpenCondition>>,
    #[serde(default)]
    done_by: Map<Arc<str>, Arc<str>>,
    #[serde(default)]
    decided: Map<Key, Vec<Decided>>,
    #[serde(default)]
    compensable: Map<Key, Ended>,
    #[serde(default)]
    undoers: Map<Key, Key>,
    #[serde(default)]
    clocks: Map<Key, Clock>,
    #[serde(default)]
    loops: Map<Key, Loop>,
    #[serde(default)]
    inputs: Map<Key, Value>,
    #[serde(default)]
    yields: Map<Key, Yield>,
    #[serde(default)]
    records: Option<usize>,
    #[serde(default)]
    before: Option<Box<Read>>,
}

impl Read {
    fn into_instance(self) -> Instance {
        let mut gathered: Map<Key, Vec<Gathered>> = Map::default();
        for tokens in self.gathered {
            let mut known = gathered.get(&tokens.scope).cloned().unwrap_or_default();
            let scope = tokens.scope;
            known.push(tokens);
            gathered.insert_mut(scope, known);
        }
        Instance {
            case: self.case,
            step: self.step,
            next: self.next,
            phase: self.phase,
            elements: self.elements,
            gathered,
            variables: self.variables,
            timers: self.timers,
            incidents: self.incidents,
            subscriptions: self.subscriptions,
            conditions: self.conditions,
            done_by: self.done_by,
            decided: self.decided,
            compensable: self.compensable,
            undoers: self.undoers,
            clocks: self.clocks,
            loops: self.loops,
            inputs: self.inputs,
            yields: self.yields,
            before: self.before.map(|before| Box::new(before.into_instance())),
            records: self.records,
            touched: super::Touched::default(),
            index: super::index::Index::default(),
        }
        .read_from(1)
    }
}
