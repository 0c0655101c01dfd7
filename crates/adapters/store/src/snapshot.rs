//! One consistent reading of the primary within one scope. The questions that can be asked live in `queries`.

use crate::commit::Scope;
use crate::dialect::Dialect;
use crate::error::{Fault, StoreError};
use crate::postgres::PostgresSnapshot;
use crate::sqlite::SqliteSnapshot;
use crate::table::{Key, Row, Table};
use crate::value::{Cell, Value};
use values::{CitizenId, TenantId};

/// All answers of one snapshot are of the same moment. Drop it before committing: it holds a connection.
pub struct Snapshot {
    scope: Scope,
    reading: Reading,
}

pub(crate) enum Reading {
    Sqlite(SqliteSnapshot),
    Postgres(PostgresSnapshot),
}

/// The values of one row, in the order of the columns asked for.
pub(crate) type Values = Vec<Value>;

impl Snapshot {
    pub(crate) fn new(scope: Scope, reading: Reading) -> Self {
        Self { scope, reading }
    }

    /// The scope it reads in.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The tenant it reads in, or a fault.
    pub(crate) fn own_tenant(&self) -> Result<TenantId, Fault> {
        match self.scope {
            Scope::Tenant(tenant) => Ok(tenant),
            _ => Err(Fault::OutOfScope("this question is asked within a tenant")),
        }
    }

    /// The column and the value that narrow a table which both sides see.
    pub(crate) fn side(&self) -> Result<(&'static str, Value), Fault> {
        match self.scope {
            Scope::Tenant(tenant) => Ok(("tenant", tenant.to_value())),
            Scope::Citizen(citizen) => Ok(("citizen", citizen.to_value())),
            Scope::Installation => Err(Fault::OutOfScope("this question is asked by a tenant or a citizen")),
        }
    }

    /// Refuses a citizen who asks about another one.
    pub(crate) fn about(&self, citizen: CitizenId) -> Result<(), Fault> {
        match self.scope {
            Scope::Citizen(own) if own != citizen => {
                Err(Fault::OutOfScope("a citizen asks about another one"))
            }
            _ => Ok(()),
        }
    }

    /// Which database is read.
    pub(crate) fn dialect(&self) -> Dialect {
        match &self.reading {
            Reading::Sqlite(_) => Dialect::Sqlite,
            Reading::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The values of all rows that a statement gives.
    pub(crate) async fn values(&self, sql: String, parameters: Values) -> Result<Vec<Values>, StoreError> {
        match &self.reading {
            Reading::Sqlite(snapshot) => snapshot.values(sql, parameters).await,
            Reading::Postgres(snapshot) => snapshot.values(sql, parameters).await,
        }
    }

    /// All rows of `R`'s table for which `rest` (`WHERE … ORDER BY … LIMIT …`) holds.
    pub(crate) async fn rows<R: Row>(&self, rest: &str, parameters: Values) -> Result<Vec<R>, StoreError> {
        let sql = format!("SELECT {} FROM {} {rest}", columns_of(R::TABLE, None), R::TABLE.name);
        let rows = self.values(sql, parameters).await?;
        rows.into_iter().map(|row| Ok(R::from_values(&mut row.into_iter())?)).collect()
    }

    /// The only row of `R`'s table for which `rest` holds.
    pub(crate) async fn row<R: Row>(&self, rest: &str, parameters: Values) -> Result<Option<R>, StoreError> {
        Ok(self.rows(rest, parameters).await?.pop())
    }

    /// The row with this key.
    pub(crate) async fn by_key<R: Row>(&self, key: Key) -> Result<Option<R>, StoreError> {
        let condition = crate::dialect::condition(key.columns, 1);
        self.row(&format!("WHERE {condition}"), key.values).await
    }
}

/// The columns of a table for a SELECT, with the table's alias where one is needed.
pub(crate) fn columns_of(table: &Table, alias: Option<&str>) -> String {
    let named =
        |column: &&str| alias.map_or_else(|| (*column).to_owned(), |alias| format!("{alias}.{column}"));
    table.columns.iter().map(named).collect::<Vec<_>>().join(", ")
}
