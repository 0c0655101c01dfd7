//! Which migrations there are and which of them are still to be run. Running them is each database's own matter.

use crate::error::Fault;
use crate::value::{Cell, Value};
use values::Hash;

/// One step forward of the schema, never changed once it is released.
pub(crate) struct Migration {
    /// Its place, from 1.
    pub(crate) number: i64,
    /// What it brings.
    pub(crate) name: &'static str,
    /// The statements.
    pub(crate) sql: &'static str,
}

impl Migration {
    /// The hash of its text, recorded when it is run.
    pub(crate) fn hash(&self) -> Hash {
        Hash::of(self.sql.as_bytes())
    }

    /// The parameters of [`RECORD`].
    pub(crate) fn record(&self) -> Vec<Value> {
        vec![Value::I64(self.number), Value::Text(self.name.to_owned()), self.hash().to_value()]
    }
}

/// The migrations of SQLite, in order.
pub(crate) const SQLITE: &[Migration] = &[
    Migration { number: 1, name: "spine", sql: include_str!("../migrations/sqlite/0001_spine.sql") },
    Migration {
        number: 2,
        name: "authorities",
        sql: include_str!("../migrations/sqlite/0002_authorities.sql"),
    },
    Migration { number: 3, name: "uploads", sql: include_str!("../migrations/sqlite/0003_uploads.sql") },
    Migration { number: 4, name: "postbox", sql: include_str!("../migrations/sqlite/0004_postbox.sql") },
    Migration { number: 5, name: "desk", sql: include_str!("../migrations/sqlite/0005_desk.sql") },
    Migration { number: 6, name: "delivery", sql: include_str!("../migrations/sqlite/0006_delivery.sql") },
    Migration { number: 7, name: "payments", sql: include_str!("../migrations/sqlite/0007_payments.sql") },
    Migration { number: 8, name: "messages", sql: include_str!("../migrations/sqlite/0008_messages.sql") },
    Migration {
        number: 9,
        name: "procedures",
        sql: include_str!("../migrations/sqlite/0009_procedures.sql"),
    },
    Migration { number: 10, name: "records", sql: include_str!("../migrations/sqlite/0010_records.sql") },
    Migration { number: 11, name: "accounts", sql: include_str!("../migrations/sqlite/0011_accounts.sql") },
    Migration {
        number: 12,
        name: "tenant areas",
        sql: include_str!("../migrations/sqlite/0012_tenant_areas.sql"),
    },
    Migration { number: 13, name: "lists", sql: include_str!("../migrations/sqlite/0013_lists.sql") },
    Migration { number: 14, name: "search", sql: include_str!("../migrations/sqlite/0014_search.sql") },
    Migration { number: 15, name: "counter", sql: include_str!("../migrations/sqlite/0015_counter.sql") },
    Migration {
        number: 16,
        name: "delivery version",
        sql: include_str!("../migrations/sqlite/0016_delivery_version.sql"),
    },
    Migration {
        number: 17,
        name: "between cases",
        sql: include_str!("../migrations/sqlite/0017_between_cases.sql"),
    },
    Migration {
        number: 18,
        name: "running cases",
        sql: include_str!("../migrations/sqlite/0018_running_cases.sql"),
    },
    Migration {
        number: 19,
        name: "refused messages",
        sql: include_str!("../migrations/sqlite/0019_refused_messages.sql"),
    },
    Migration { number: 20, name: "chains", sql: include_str!("../migrations/sqlite/0020_chains.sql") },
    Migration {
        number: 21,
        name: "undelivered",
        sql: include_str!("../migrations/sqlite/0021_undelivered.sql"),
    },
    Migration {
        number: 22,
        name: "timed starts",
        sql: include_str!("../migrations/sqlite/0022_timed_starts.sql"),
    },
    Migration {
        number: 23,
        name: "due in turn",
        sql: include_str!("../migrations/sqlite/0023_due_in_turn.sql"),
    },
    Migration { number: 24, name: "choices", sql: include_str!("../migrations/sqlite/0024_choices.sql") },
    Migration { number: 25, name: "places", sql: include_str!("../migrations/sqlite/0025_places.sql") },
    Migration {
        number: 26,
        name: "entered answers",
        sql: include_str!("../migrations/sqlite/0026_entered_answers.sql"),
    },
];

/// The migrations of PostgreSQL, in order; each number means the same as on SQLite.
pub(crate) const POSTGRES: &[Migration] = &[
    Migration { number: 1, name: "spine", sql: include_str!("../migrations/postgres/0001_spine.sql") },
    Migration {
        number: 2,
        name: "authorities",
        sql: include_str!("../migrations/postgres/0002_authorities.sql"),
    },
    Migration { number: 3, name: "uploads", sql: include_str!("../migrations/postgres/0003_uploads.sql") },
    Migration { number: 4, name: "postbox", sql: include_str!("../migrations/postgres/0004_postbox.sql") },
    Migration { number: 5, name: "desk", sql: include_str!("../migrations/postgres/0005_desk.sql") },
    Migration { number: 6, name: "delivery", sql: include_str!("../migrations/postgres/0006_delivery.sql") },
    Migration { number: 7, name: "payments", sql: include_str!("../migrations/postgres/0007_payments.sql") },
    Migration { number: 8, name: "messages", sql: include_str!("../migrations/postgres/0008_messages.sql") },
    Migration {
        number: 9,
        name: "procedures",
        sql: include_str!("../migrations/postgres/0009_procedures.sql"),
    },
    Migration { number: 10, name: "records", sql: include_str!("../migrations/postgres/0010_records.sql") },
    Migration { number: 11, name: "accounts", sql: include_str!("../migrations/postgres/0011_accounts.sql") },
    Migration {
        number: 12,
        name: "tenant areas",
        sql: include_str!("../migrations/postgres/0012_tenant_areas.sql"),
    },
    Migration { number: 13, name: "lists", sql: include_str!("../migrations/postgres/0013_lists.sql") },
    Migration { number: 14, name: "search", sql: include_str!("../migrations/postgres/0014_search.sql") },
    Migration { number: 15, name: "counter", sql: include_str!("../migrations/postgres/0015_counter.sql") },
    Migration {
        number: 16,
        name: "delivery version",
        sql: include_str!("../migrations/postgres/0016_delivery_version.sql"),
    },
    Migration {
        number: 17,
        name: "between cases",
        sql: include_str!("../migrations/postgres/0017_between_cases.sql"),
    },
    Migration {
        number: 18,
        name: "running cases",
        sql: include_str!("../migrations/postgres/0018_running_cases.sql"),
    },
    Migration {
        number: 19,
        name: "refused messages",
        sql: include_str!("../migrations/postgres/0019_refused_messages.sql"),
    },
    Migration { number: 20, name: "chains", sql: include_str!("../migrations/postgres/0020_chains.sql") },
    Migration {
        number: 21,
        name: "undelivered",
        sql: include_str!("../migrations/postgres/0021_undelivered.sql"),
    },
    Migration {
        number: 22,
        name: "timed starts",
        sql: include_str!("../migrations/postgres/0022_timed_starts.sql"),
    },
    Migration {
        number: 23,
        name: "due in turn",
        sql: include_str!("../migrations/postgres/0023_due_in_turn.sql"),
    },
    Migration { number: 24, name: "choices", sql: include_str!("../migrations/postgres/0024_choices.sql") },
    Migration { number: 25, name: "places", sql: include_str!("../migrations/postgres/0025_places.sql") },
    Migration {
        number: 26,
        name: "entered answers",
        sql: include_str!("../migrations/postgres/0026_entered_answers.sql"),
    },
];

/// Makes the table that records what has been run.
pub(crate) const PREPARE_SQLITE: &str = "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER NOT NULL PRIMARY KEY, \
     name TEXT NOT NULL, content_hash BLOB NOT NULL) STRICT";
/// The same for PostgreSQL.
pub(crate) const PREPARE_POSTGRES: &str = "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY, \
     name TEXT NOT NULL, content_hash BYTEA NOT NULL)";
/// What has been run.
pub(crate) const APPLIED: &str = "SELECT number, content_hash FROM schema_version ORDER BY number";
/// Records one.
pub(crate) const RECORD: &str = "INSERT INTO schema_version (number, name, content_hash) VALUES (?1, ?2, ?3)";

/// What is still to be run after what [`APPLIED`] returned.
pub(crate) fn pending(
    known: &'static [Migration],
    applied: Vec<Vec<Value>>,
) -> Result<&'static [Migration], Fault> {
    let done = applied.len();
    for (place, row) in applied.into_iter().enumerate() {
        let Some(migration) = known.get(place) else {
            return Err(Fault::Schema(format!("it is newer than this program, which knows {}", known.len())));
        };
        if row != [Value::I64(migration.number), migration.hash().to_value()] {
            return Err(Fault::Schema(format!("migration {} is not the one this program has", place + 1)));
        }
    }
    Ok(&known[done..])
}

/// Refuses a schema that is not exactly the one this program knows.
pub(crate) fn complete(known: &'static [Migration], applied: Vec<Vec<Value>>) -> Result<(), Fault> {
    match pending(known, applied)? {
        [] => Ok(()),
        rest => Err(Fault::Schema(format!("{} migrations have not been run", rest.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever starts an old program on a new database, or edits a released migration, is told so before any harm.
    #[test]
    fn a_schema_that_does_not_fit_is_refused() {
        let row = |migration: &Migration| vec![Value::I64(migration.number), migration.hash().to_value()];
        let all: Vec<_> = SQLITE.iter().map(row).collect();
        assert_eq!(complete(SQLITE, all.clone()), Ok(()));
        assert!(matches!(complete(SQLITE, Vec::new()), Err(Fault::Schema(_))));
        let newer = [all.clone(), vec![vec![Value::I64(99), Hash::of(b"new").to_value()]]].concat();
        assert!(matches!(pending(SQLITE, newer), Err(Fault::Schema(_))));
        let mut edited = all;
        edited[0][1] = Hash::of(b"edited").to_value();
        assert!(matches!(pending(SQLITE, edited), Err(Fault::Schema(_))));
    }

    /// Both databases know the same migrations in the same order, so a town can be moved between them.
    #[test]
    fn both_databases_take_the_same_steps() {
        let steps = |known: &[Migration]| -> Vec<_> {
            known.iter().map(|migration| (migration.number, migration.name)).collect()
        };
        assert_eq!(steps(SQLITE), steps(POSTGRES));
        assert!(SQLITE.iter().enumerate().all(|(place, migration)| migration.number == place as i64 + 1));
    }
}
