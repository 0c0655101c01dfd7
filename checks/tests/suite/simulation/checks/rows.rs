//! Rows as they lie in the file.

use crate::simulation::story::Story;
use engine::Instance;
use rusqlite::types::FromSql;
use rusqlite::{Connection, OpenFlags, Params};

pub(crate) type Id = [u8; 16];

/// The file of the story.
pub(crate) struct Database(Connection);

/// A case with its state.
pub(crate) struct Case {
    pub(crate) tenant: Id,
    pub(crate) id: Id,
    pub(crate) number: String,
    pub(crate) service: String,
    pub(crate) procedure: String,
    pub(crate) status: String,
    pub(crate) instance: Instance,
}

impl Database {
    pub(crate) fn of(story: &Story<'_>) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        Self(Connection::open_with_flags(story.stage.folder.database(), flags).expect("the file opens"))
    }

    /// The first column of all rows, sorted.
    pub(crate) fn column<T: FromSql + Ord>(&self, sql: &str, parameters: impl Params) -> Vec<T> {
        let mut statement = self.0.prepare(sql).expect("a statement");
        let rows = statement.query_map(parameters, |row| row.get(0)).expect("it runs");
        let mut rows: Vec<T> = rows.map(|row| row.expect("a row")).collect();
        rows.sort();
        rows
    }

    pub(crate) fn count(&self, sql: &str, parameters: impl Params) -> i64 {
        self.0.query_row(sql, parameters, |row| row.get(0)).expect("a number")
    }

    /// Ids in a table that belong to a case, sorted.
    pub(crate) fn ids(&self, sql: &str, case: &Case) -> Vec<Id> {
        self.column(sql, (case.tenant, case.id))
    }

    /// Every case of every tenant, by number.
    pub(crate) fn cases(&self) -> Vec<Case> {
        let sql = "SELECT h.tenant, h.id, h.number, h.service_key, h.procedure, h.status, i.format, i.bytes
                   FROM case_head h JOIN instance i ON i.tenant = h.tenant AND i.case_id = h.id ORDER BY h.tenant, h.number";
        let mut statement = self.0.prepare(sql).expect("a statement");
        let rows = statement.query_map([], |row| {
            let bytes: Vec<u8> = row.get(7)?;
            Ok(Case {
                tenant: row.get(0)?,
                id: row.get(1)?,
                number: row.get(2)?,
                service: row.get(3)?,
                procedure: row.get(4)?,
                status: row.get(5)?,
                instance: Instance::from_bytes(row.get(6)?, &bytes).expect("a readable state"),
            })
        });
        rows.expect("it runs").map(|row| row.expect("a row")).collect()
    }
}
