//! What the desk's search finds: an entry per case and record, with the words it is found by. Each word bears the short id of
//! its tenant, so that one index serves all tenants and a search reads only its own part of it.

use crate::table::row;
use crate::value::words;
use std::collections::BTreeSet;
use values::{Hash, Moment, TenantId};

/// The longest word that is kept, in letters; the rest of it is not searched.
const LONGEST: usize = 60;
/// The most words of one entry.
const MOST: usize = 300;

words! {
    /// What an entry stands for.
    SearchKind {
        /// A case.
        Case = "case",
        /// A record.
        Record = "record",
    }
}

row! {
    /// An entry of the search.
    SearchEntryRow in "search_entry" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// The id of the case or record.
        id: [u8; 16],
    }
    /// What it stands for.
    kind: SearchKind,
    /// Its place in SQLite's index of words.
    place: i64,
    /// The newest are found first.
    at: Moment,
    /// Its words, with a space between them.
    terms: String,
}

impl SearchEntryRow {
    /// An entry that whoever belongs to one of the groups finds by these words.
    pub fn new(
        tenant: TenantId,
        (kind, id): (SearchKind, [u8; 16]),
        at: Moment,
        groups: &BTreeSet<String>,
        words: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut terms: BTreeSet<String> =
            words.into_iter().take(MOST).map(|word| word_term(tenant, &word)).collect();
        terms.extend(groups.iter().map(|group| group_term(tenant, group)));
        let place = Hash::of_parts(&[b"place in the index", tenant.as_bytes(), &id]);
        let place: [u8; 8] = place.as_bytes()[..8].try_into().expect("a hash has 32 bytes");
        Self {
            tenant,
            id,
            kind,
            place: i64::from_be_bytes(place) & i64::MAX,
            at,
            terms: terms.into_iter().collect::<Vec<_>>().join(" "),
        }
    }
}

/// A word as the index holds it: letters and digits only.
pub(crate) fn word_term(tenant: TenantId, word: &str) -> String {
    let plain: String = word.chars().filter(|letter| letter.is_alphanumeric()).take(LONGEST).collect();
    format!("{}w{plain}", short(tenant))
}

/// A group as the index holds it.
pub(crate) fn group_term(tenant: TenantId, group: &str) -> String {
    let hash = Hash::of(group.as_bytes()).to_string();
    format!("{}g{}", short(tenant), &hash[..8])
}

fn short(tenant: TenantId) -> String {
    tenant.to_string().chars().take(8).collect()
}
