//! SQLite: one thread writes, a few connections read. What both databases share lives in `plan` and `queries`.

mod folder;
mod reader;
mod statement;
mod writer;

use crate::commit::Applied;
use crate::error::{Fault, StoreError};
use crate::migrations::{self, APPLIED, PREPARE_SQLITE, RECORD};
use crate::plan::Plan;
use crate::snapshot::Values;
use crate::worker::Write;
use folder::MemoryFolder;
use reader::Readers;
pub(crate) use reader::SqliteSnapshot;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use values::Hash;
use writer::{Trouble, Writer};

/// How long a statement waits for another process that writes.
const BUSY: Duration = Duration::from_secs(10);

#[derive(Clone)]
pub(crate) struct Sqlite {
    inner: Arc<Inner>,
}

// The fields are dropped in this order: connections first, then the folder they were in.
struct Inner {
    writer: Writer,
    readers: Arc<Readers>,
    work: Arc<Notify>,
    _folder: Option<MemoryFolder>,
}

/// How much a commit survives.
#[derive(Clone, Copy)]
enum Durability {
    /// The loss of power.
    Full,
    /// Nothing: the database is in memory.
    None,
}

impl Sqlite {
    pub(crate) async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::start(path.to_owned(), Durability::Full, None).await
    }

    pub(crate) async fn in_memory() -> Result<Self, StoreError> {
        let folder = MemoryFolder::new()?;
        let path = folder.path().join("fachwerk.db");
        Self::start(path, Durability::None, Some(folder)).await
    }

    async fn start(
        path: PathBuf,
        durability: Durability,
        folder: Option<MemoryFolder>,
    ) -> Result<Self, StoreError> {
        let file = path.clone();
        let connection = blocking(move || connect(&file, durability))
            .await?
            .map_err(|error| StoreError::from(Fault::Unreachable(format!("{}: {error}", path.display()))))?;
        let inner = Inner {
            writer: Writer::start(connection)?,
            readers: Arc::new(Readers::new(path)),
            work: Arc::default(),
            _folder: folder,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        self.inner.writer.submit(migrate).await
    }

    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        self.inner.writer.check()?;
        let applied = self.read().await?.values(APPLIED.to_owned(), Vec::new()).await.map_err(schema)?;
        Ok(migrations::complete(migrations::SQLITE, applied)?)
    }

    pub(crate) async fn apply(&self, plan: Plan) -> Result<Applied, StoreError> {
        let wakes = plan.wakes;
        let applied = self.inner.writer.submit(move |connection| statement::apply(connection, plan)).await?;
        if wakes {
            self.inner.work.notify_one();
        }
        Ok(applied)
    }

    pub(crate) async fn write(&self, write: Write) -> Result<Vec<Values>, StoreError> {
        let run =
            move |connection: &Connection| Ok(statement::rows(connection, &write.sql, &write.parameters)?);
        self.inner.writer.submit(run).await
    }

    pub(crate) async fn read(&self) -> Result<SqliteSnapshot, StoreError> {
        self.inner.readers.snapshot().await
    }

    pub(crate) fn work(&self) -> Arc<Notify> {
        self.inner.work.clone()
    }
}

fn connect(path: &Path, durability: Durability) -> rusqlite::Result<Connection> {
    keep_private(path);
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    let synchronous = match durability {
        Durability::Full => "FULL",
        Durability::None => "OFF",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    keep_plans(&connection)?;
    Ok(connection)
}

/// A statement is planned once and not again for each value: SQLite would look at every LIMIT anew, which costs more than
/// most of our questions.
fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(())
}

/// Makes a new file readable by us alone; SQLite gives its companions the same mode. What cannot be made is named by
/// SQLite itself.
fn keep_private(path: &Path) {
    let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

/// The group's transaction is the lock: another process that migrates waits for its end.
fn migrate(connection: &Connection) -> Result<(), Trouble> {
    connection.execute_batch(PREPARE_SQLITE)?;
    lend_sha256(connection)?;
    let applied = statement::rows(connection, APPLIED, &[])?;
    for migration in migrations::pending(migrations::SQLITE, applied)? {
        connection.execute_batch(migration.sql)?;
        statement::execute(connection, RECORD, &migration.record())?;
    }
    Ok(())
}

/// PostgreSQL hashes by itself; here migrations are lent what they need of it.
fn lend_sha256(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("sha256", 1, flags, |context| {
        Ok(Hash::of(context.get::<String>(0)?.as_bytes()).as_bytes().to_vec())
    })
}

/// A file without our tables is an unfit schema, not a broken database.
fn schema(error: StoreError) -> StoreError {
    match error {
        StoreError::Fault(Fault::Database(reason)) => Fault::Schema(reason).into(),
        other => other,
    }
}

fn unreachable(error: rusqlite::Error) -> StoreError {
    Fault::Unreachable(error.to_string()).into()
}

/// Runs what waits for the disk where it holds nobody up.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|error| Fault::Database(format!("a reading was broken off: {error}")))?)
}
