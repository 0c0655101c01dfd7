//! A few connections that only read; each snapshot borrows one and holds one read transaction on it.

use super::{BUSY, blocking, keep_plans, statement, unreachable};
use crate::error::{Fault, StoreError};
use crate::snapshot::Values;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many snapshots are open at a time; reading from a file needs few.
const READERS: usize = 16;
/// How long a snapshot waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default(), permits: Arc::new(Semaphore::new(READERS)) }
    }

    pub(crate) async fn snapshot(self: &Arc<Self>) -> Result<SqliteSnapshot, StoreError> {
        let permit = tokio::time::timeout(PATIENCE, self.permits.clone().acquire_owned())
            .await
            .map_err(|_| Fault::Overloaded)?
            .expect("the semaphore is never closed");
        let readers = self.clone();
        let loan = blocking(move || readers.lend(permit)).await?.map_err(unreachable)?;
        Ok(SqliteSnapshot { loan: tokio::sync::Mutex::new(Some(loan)) })
    }

    fn lend(self: Arc<Self>, permit: OwnedSemaphorePermit) -> rusqlite::Result<Loan> {
        let idle = self.idle().pop();
        let connection = idle.map_or_else(|| connect(&self.path), Ok)?;
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Loan { connection: Some(connection), home: self, _permit: permit })
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        // Nothing can go wrong between taking and giving back a connection.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    keep_plans(&connection)?;
    Ok(connection)
}

/// A connection that goes home by itself.
struct Loan {
    connection: Option<Connection>,
    home: Arc<Readers>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Loan {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let ended = connection.prepare_cached("ROLLBACK").and_then(|mut end| end.execute([]));
            match ended {
                Ok(_) => self.home.idle().push(connection),
                Err(error) => tracing::warn!(%error, "a reading connection was thrown away"),
            }
        }
    }
}

/// A read transaction; empty after a reading whose caller went away in the middle.
pub(crate) struct SqliteSnapshot {
    loan: tokio::sync::Mutex<Option<Loan>>,
}

impl SqliteSnapshot {
    pub(crate) async fn values(&self, sql: String, parameters: Values) -> Result<Vec<Values>, StoreError> {
        let mut place = self.loan.lock().await;
        let loan = place.take().ok_or_else(|| Fault::Database("the snapshot was broken off".to_owned()))?;
        let (loan, rows) = blocking(move || {
            let connection = loan.connection.as_ref().expect("a loan has its connection until it is dropped");
            let rows = statement::rows(connection, &sql, &parameters);
            (loan, rows)
        })
        .await?;
        *place = Some(loan);
        rows.map_err(|error| Fault::Database(error.to_string()).into())
    }
}
