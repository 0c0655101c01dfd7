//! What a use case hands over to be stored: whole or not at all. How it becomes SQL lives in `plan`.

use crate::table::{Key, Row, Table};
use crate::value::Value;
use values::{CitizenId, Hash, Moment, TenantId};

/// Whose data is read or written. There is no way to the data without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Tenants, library, sessions, the due index: no case data.
    Installation,
    /// What one citizen sees, across all tenants.
    Citizen(CitizenId),
    /// One tenant.
    Tenant(TenantId),
}

/// Says that a command is the same one again: form token, provider reference, effect id, hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommandKey(pub Hash);

/// One decision with everything it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Whose data it changes. Keys and claims need [`Scope::Tenant`].
    pub scope: Scope,
    /// The moment of the decision; stored with the key.
    pub at: Moment,
    /// If the same key has been committed before, nothing happens and the first answer is given again.
    pub key: Option<CommandKey>,
    /// The short answer that is stored with the key.
    pub answer: String,
    /// What must still be so.
    pub expects: Vec<Expect>,
    /// What is written.
    pub changes: Vec<Change>,
    /// What may exist only once and is taken by this commit. Taking what one holds already is no conflict.
    pub claims: Vec<Claim>,
    /// What is given back; comes before the claims. Giving back what one does not hold changes nothing.
    pub releases: Vec<Claim>,
}

impl Commit {
    /// An empty commit.
    pub fn new(scope: Scope, at: Moment) -> Self {
        Self {
            scope,
            at,
            key: None,
            answer: String::new(),
            expects: Vec::new(),
            changes: Vec::new(),
            claims: Vec::new(),
            releases: Vec::new(),
        }
    }

    /// The same commit, done at most once under this key.
    pub fn once(mut self, key: CommandKey, answer: impl Into<String>) -> Self {
        self.key = Some(key);
        self.answer = answer.into();
        self
    }
}

/// Something that may exist only once per tenant: an e-mail address, an open application for one dog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// What kind of thing.
    pub kind: &'static str,
    /// Which one.
    pub key: Hash,
    /// Who has it: the sixteen bytes of a case id, staff id ….
    pub holder: [u8; 16],
}

/// What must still be so when the commit is applied, or it is stale.
///
/// A row that the same commit updates or deletes guards itself and needs no expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect {
    pub(crate) key: Key,
    pub(crate) state: Expected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Expected {
    At(i64),
    Present,
    Absent,
}

impl Expect {
    /// The row exists at this version (or, for a due row, at this attempt).
    pub fn at(key: Key, version: i64) -> Self {
        Self { key, state: Expected::At(version) }
    }

    /// The row exists.
    pub fn present(key: Key) -> Self {
        Self { key, state: Expected::Present }
    }

    /// No such row exists. Nobody is kept from inserting it right after the look: what must stay absent is
    /// inserted or claimed by the same commit.
    pub fn absent(key: Key) -> Self {
        Self { key, state: Expected::Absent }
    }
}

/// One row written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub(crate) table: &'static Table,
    pub(crate) verb: Verb,
    /// Which rows: the whole key, or some columns when rows are cleared.
    pub(crate) key: Key,
    /// All columns for insert, update and put; empty otherwise.
    pub(crate) values: Vec<Value>,
    /// What the guard column must hold now.
    pub(crate) guard: Option<i64>,
}

/// In the order in which changes of one row are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verb {
    Clear,
    Delete,
    Update,
    Put,
    Insert,
}

impl Change {
    /// A new row; stale if it exists (or another row with the same unique columns).
    pub fn insert<R: Row>(row: &R) -> Self {
        Self::whole(row, Verb::Insert)
    }

    /// The row as it was read, with changed columns. A row with a `version` must still be at the version it
    /// carries and is stored with the next one; a due row must still be at its attempt; any other must exist.
    pub fn update<R: Row>(row: &R) -> Self {
        let mut change = Self::whole(row, Verb::Update);
        let guard = R::TABLE.guard.column().and_then(|column| R::TABLE.position(column));
        if let Some(Value::I64(version)) = guard.map(|place| &change.values[place]) {
            change.guard = Some(*version);
        }
        change
    }

    /// Inserts the row or replaces it, whatever it was: for rows that nobody decides upon.
    pub fn put<R: Row>(row: &R) -> Self {
        Self::whole(row, Verb::Put)
    }

    /// Deletes a row; stale if it does not exist.
    pub fn delete(key: Key) -> Self {
        Self { table: key.table, verb: Verb::Delete, key, values: Vec::new(), guard: None }
    }

    /// Deletes a row at this version (or, for a due row, at this attempt); stale otherwise.
    pub fn delete_at(key: Key, version: i64) -> Self {
        Self { guard: Some(version), ..Self::delete(key) }
    }

    /// Deletes whatever the key names, be it nothing.
    pub fn clear(key: Key) -> Self {
        Self { verb: Verb::Clear, ..Self::delete(key) }
    }

    fn whole<R: Row>(row: &R, verb: Verb) -> Self {
        let values = row.values();
        let columns = R::TABLE.key_columns();
        let key = Key { table: R::TABLE, columns, values: values[..columns.len()].to_vec() };
        Self { table: R::TABLE, verb, key, values, guard: None }
    }
}

/// A commit that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    /// Now.
    Done,
    /// Earlier, under the same key: this was the answer.
    Repeated(String),
}
