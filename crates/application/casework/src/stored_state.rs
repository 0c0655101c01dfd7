//! The state of a case's process as its rows hold it: in parts, of which a step writes only those that it changed. How a
//! state is divided is the engine's business.

use crate::refusal::{Fault, READING_CASE};
use cases::journal;
use engine::{FORMAT, Instance, StoredPart};
use std::collections::BTreeMap;
use store::{CaseRow, Change, InstanceRow};
use values::{CaseId, Hash};

/// What lies in the store of a state, without its bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct StoredState {
    parts: BTreeMap<i64, KnownPart>,
}

#[derive(Debug, Clone, Copy)]
struct KnownPart {
    version: i64,
    hash: Hash,
}

/// What a step writes of a state.
pub(crate) struct Written {
    pub(crate) changes: Vec<Change>,
    /// What then lies in the store.
    pub(crate) state: StoredState,
}

impl StoredState {
    /// What these rows hold.
    pub(crate) fn of(rows: &[InstanceRow]) -> Self {
        let known = |row: &InstanceRow| KnownPart { version: row.version, hash: Hash::of(&row.bytes) };
        Self { parts: rows.iter().map(|row| (row.part, known(row))).collect() }
    }

    /// The hash of the whole, by which the journal names it.
    pub(crate) fn hash(&self) -> Hash {
        journal::snapshot_hash(self.parts.iter().map(|(number, part)| (*number, part.hash)))
    }

    /// Nothing is written: the state stays as it is.
    pub(crate) fn unchanged(self) -> Written {
        Written { changes: Vec::new(), state: self }
    }

    /// What is to be written after a step. Parts that the step left alone are neither written nor hashed.
    pub(crate) fn followed_by(mut self, case: &CaseRow, next: &Instance) -> Written {
        let mut changes = Vec::new();
        for part in next.changed_parts() {
            let number = i64::from(part.number);
            let known = self.parts.remove(&number);
            let Some(bytes) = part.bytes else {
                let key = InstanceRow::key(case.tenant, case.id, number);
                changes.extend(known.map(|known| Change::delete_at(key, known.version)));
                continue;
            };
            let (hash, version) = (Hash::of(&bytes), known.map_or(1, |known| known.version));
            let format = i64::from(FORMAT);
            let row =
                InstanceRow { tenant: case.tenant, case: case.id, part: number, format, bytes, version };
            let (change, version) = match known {
                Some(_) => (Change::update(&row), version + 1),
                None => (Change::insert(&row), version),
            };
            changes.push(change);
            self.parts.insert(number, KnownPart { version, hash });
        }
        Written { changes, state: self }
    }
}

/// The state that these rows hold, or a fault that names the case.
pub(crate) fn read_instance(case: CaseId, rows: &[InstanceRow]) -> Result<Instance, Fault> {
    let unreadable = |why: String| Fault::while_doing(READING_CASE, format!("{case}: {why}"));
    let parts = rows.iter().map(stored_part).collect::<Result<Vec<_>, _>>();
    let parts = parts.map_err(|error| unreadable(error.to_string()))?;
    Instance::from_parts(parts).map_err(|error| unreadable(error.to_string()))
}

fn stored_part(row: &InstanceRow) -> Result<StoredPart<'_>, std::num::TryFromIntError> {
    Ok(StoredPart { number: row.part.try_into()?, format: row.format.try_into()?, bytes: &row.bytes })
}
