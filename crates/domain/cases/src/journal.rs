//! The provable journal (Protokoll): one entry per step, chained by hashes over the stored bytes. The entry's header
//! names no person; the payload does, and can be erased without breaking the chain, because only its salted hash is
//! part of it.

use values::{Hash, Moment};

/// One entry as it is stored. The chain is a case, or a register of its own such as the staff of a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The chain the entry belongs to.
    pub chain: [u8; 16],
    /// Position in the chain, from 1 without gaps.
    pub step: i64,
    /// When the step was decided.
    pub at: Moment,
    /// What happened, as JSON without personal data.
    pub header: String,
    /// Hash of the entry before, [`GENESIS`] for the first.
    pub previous: Hash,
    /// Salted hash of the payload, see [`payload_hash`].
    pub payload_hash: Hash,
    /// Hash of the state after the step, as stored; see [`snapshot_hash`].
    pub snapshot_hash: Hash,
    /// Hash over all of the above.
    pub hash: Hash,
}

/// What stands before the first entry of every chain.
pub const GENESIS: Hash = Hash::from_bytes([0; 32]);

/// The hash of a payload. The salt keeps a short payload from being guessed once it is erased.
pub fn payload_hash(salt: &[u8], payload: &str) -> Hash {
    Hash::of_parts(&[b"fachwerk journal payload 1", salt, payload.as_bytes()])
}

/// The hash of a state that is stored in parts, from the number and hash of each in the order of their numbers; so the
/// parts that a step leaves alone need not be read to name what it leads to. A state in one part has the hash of that part.
pub fn snapshot_hash(parts: impl IntoIterator<Item = (i64, Hash)>) -> Hash {
    let parts: Vec<(i64, Hash)> = parts.into_iter().collect();
    if let [(0, hash)] = parts[..] {
        return hash;
    }
    let listed = |(number, hash): &(i64, Hash)| [&number.to_be_bytes()[..], hash.as_bytes()].concat();
    let listed: Vec<u8> = parts.iter().flat_map(listed).collect();
    Hash::of_parts(&[b"fachwerk state in parts 1", &listed])
}

/// What the next entry says.
#[derive(Debug, Clone, Copy)]
pub struct Next<'a> {
    /// When the step was decided.
    pub at: Moment,
    /// What happened, as JSON without personal data.
    pub header: &'a str,
    /// Salted hash of the payload.
    pub payload_hash: Hash,
    /// The hash of the state after the step, as it will be stored.
    pub snapshot_hash: Hash,
}

impl Entry {
    /// The entry that follows `previous`, or opens the chain.
    pub fn following(chain: [u8; 16], previous: Option<(i64, Hash)>, next: Next<'_>) -> Self {
        let (step, previous) = previous.map_or((1, GENESIS), |(step, hash)| (step + 1, hash));
        let mut entry = Self {
            chain,
            step,
            at: next.at,
            header: next.header.to_owned(),
            previous,
            payload_hash: next.payload_hash,
            snapshot_hash: next.snapshot_hash,
            hash: GENESIS,
        };
        entry.hash = entry.computed_hash();
        entry
    }

    /// The hash that follows from the other fields.
    pub fn computed_hash(&self) -> Hash {
        Hash::of_parts(&[
            b"fachwerk journal entry 1",
            &self.chain,
            &self.step.to_be_bytes(),
            &self.at.micros().to_be_bytes(),
            self.header.as_bytes(),
            self.previous.as_bytes(),
            self.payload_hash.as_bytes(),
            self.snapshot_hash.as_bytes(),
        ])
    }
}

/// Where a chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Break {
    /// The chain has no entry at all, although its subject exists.
    #[error("the journal is empty")]
    Empty,
    /// An entry is missing or stands twice.
    #[error("step {0} is missing or out of order")]
    Gap(i64),
    /// An entry was changed.
    #[error("step {0} was changed")]
    Entry(i64),
    /// An entry does not follow the one before it.
    #[error("step {0} does not follow the step before it")]
    Link(i64),
    /// The payload of an entry was changed.
    #[error("the payload of step {0} was changed")]
    Payload(i64),
    /// The stored state is not the one the last entry speaks of.
    #[error("the stored state is not that of step {0}")]
    Snapshot(i64),
}

/// A payload as stored: salt and text, or nothing once it was erased.
pub type Payload<'a> = Option<(&'a [u8], &'a str)>;

/// Checks a whole chain with its payloads (in the same order) and the hash of the stored state; returns every break.
pub fn verify(entries: &[Entry], payloads: &[Payload<'_>], snapshot: Option<Hash>) -> Vec<Break> {
    let Some(last) = entries.last() else { return vec![Break::Empty] };
    let mut breaks = Vec::new();
    let mut previous = GENESIS;
    for (position, entry) in entries.iter().enumerate() {
        if entry.step != position as i64 + 1 {
            breaks.push(Break::Gap(position as i64 + 1));
        }
        if entry.previous != previous {
            breaks.push(Break::Link(entry.step));
        }
        if entry.hash != entry.computed_hash() {
            breaks.push(Break::Entry(entry.step));
        }
        if let Some(Some((salt, payload))) = payloads.get(position)
            && payload_hash(salt, payload) != entry.payload_hash
        {
            breaks.push(Break::Payload(entry.step));
        }
        previous = entry.hash;
    }
    if snapshot != Some(last.snapshot_hash) {
        breaks.push(Break::Snapshot(last.step));
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: &[u8] = b"salt";

    fn chain() -> (Vec<Entry>, Vec<String>) {
        let payloads: Vec<String> = (1..=3).map(|step| format!("{{\"step\":{step}}}")).collect();
        let mut entries: Vec<Entry> = Vec::new();
        for (position, payload) in payloads.iter().enumerate() {
            let next = Next {
                at: Moment::from_micros(position as i64),
                header: "{\"command\":\"start\"}",
                payload_hash: payload_hash(SALT, payload),
                snapshot_hash: Hash::of(payload.as_bytes()),
            };
            entries.push(Entry::following(
                [7; 16],
                entries.last().map(|entry| (entry.step, entry.hash)),
                next,
            ));
        }
        (entries, payloads)
    }

    fn check(entries: &[Entry], payloads: &[String]) -> Vec<Break> {
        let stored: Vec<_> = payloads.iter().map(|payload| Some((SALT, payload.as_str()))).collect();
        verify(entries, &stored, payloads.last().map(|payload| Hash::of(payload.as_bytes())))
    }

    /// An auditor finds every change: of a header, a payload, the state, or a step that was taken out.
    #[test]
    fn every_change_is_found() {
        let (entries, payloads) = chain();
        assert_eq!(check(&entries, &payloads), []);
        assert_eq!(verify(&[], &[], None), [Break::Empty]);

        let mut changed = entries.clone();
        changed[1].header.push(' ');
        assert_eq!(check(&changed, &payloads), [Break::Entry(2)]);
        changed[1].hash = changed[1].computed_hash();
        assert_eq!(check(&changed, &payloads), [Break::Link(3)]);

        let mut texts = payloads.clone();
        texts[2].push(' ');
        assert_eq!(check(&entries, &texts), [Break::Payload(3), Break::Snapshot(3)]);

        let without_second = [entries[0].clone(), entries[2].clone()];
        assert_eq!(
            check(&without_second, &[payloads[0].clone(), payloads[2].clone()]),
            [Break::Gap(2), Break::Link(3)]
        );
    }

    /// Erasing a person's data leaves the chain provable.
    #[test]
    fn erased_payloads_keep_the_chain() {
        let (entries, payloads) = chain();
        let state = payloads.last().map(|text| Hash::of(text.as_bytes()));
        assert_eq!(verify(&entries, &[None, None, None], state), []);
    }

    /// A state cannot be taken for another whose parts are the same but numbered otherwise, and one that was stored
    /// before there were parts keeps its name.
    #[test]
    fn the_parts_make_the_hash() {
        let [a, b] = [Hash::of(b"a"), Hash::of(b"b")];
        assert_eq!(snapshot_hash([(0, a)]), a);
        let hashes = [
            snapshot_hash([]),
            snapshot_hash([(1, a)]),
            snapshot_hash([(0, a), (1, b)]),
            snapshot_hash([(0, b), (1, a)]),
            snapshot_hash([(0, a), (2, b)]),
        ];
        let distinct: std::collections::BTreeSet<_> = hashes.iter().collect();
        assert_eq!(distinct.len(), hashes.len());
    }
}
