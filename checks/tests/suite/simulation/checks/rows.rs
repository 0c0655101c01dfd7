//! Rows as they lie in the file.

use crate::simulation::story::Story;
use engine::{Instance, StoredPart};
use rusqlite::types::FromSql;
use rusqlite::{Connection, OpenFlags, Params, Row};

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

    /// The state of a case, from all its parts.
    fn instance(&self, tenant: Id, case: Id) -> Instance {
        let sql = "SELECT part, format, bytes FROM instance WHERE tenant = ?1 AND case_id = ?2";
        let mut statement = self.0.prepare(sql).expect("a statement");
        let part = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let rows = statement.query_map((tenant, case), part).expect("it runs");
        let rows: Vec<(u32, u32, Vec<u8>)> = rows.map(|row| row.expect("a row")).collect();
        let parts =
            rows.iter().map(|(number, format, bytes)| StoredPart { number: *number, format: *format, bytes });
        Instance::from_parts(parts).expect("a readable state")
    }

    /// Every case of every tenant, by number.
    pub(crate) fn cases(&self) -> Vec<Case> {
        let sql = "SELECT h.tenant, h.id, h.number, h.service_key, h.procedure, h.status
                   FROM case_head h ORDER BY h.tenant, h.number";
        let mut statement = self.0.prepare(sql).expect("a statement");
        let rows = statement.query_map([], |row| {
            let (tenant, id) = (row.get(0)?, row.get(1)?);
            Ok(Case {
                tenant,
                id,
                number: row.get(2)?,
                service: row.get(3)?,
                procedure: row.get(4)?,
                status: row.get(5)?,
                instance: self.instance(tenant, id),
            })
        });
        rows.expect("it runs").map(|row| row.expect("a row")).collect()
    }
}
