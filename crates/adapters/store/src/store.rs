//! The handle that the program holds: open, migrate, check, apply, read, claim, wait. Which database is behind it is
//! known to nobody above.

use crate::commit::{Applied, Commit, Scope};
use crate::error::{Fault, StoreError};
use crate::passage::{Passage, Point};
use crate::postgres::{Postgres, PostgresOptions};
use crate::rows::DueRow;
use crate::snapshot::{Reading, Snapshot};
use crate::sqlite::Sqlite;
use crate::worker::NumberRange;
use crate::{plan, worker};
use std::path::Path;
use std::time::Duration;
use values::{Moment, TenantId};

/// How long the database may take to say that it is well.
const READY_WITHIN: Duration = Duration::from_secs(5);

/// A database, shared by everybody who clones the handle.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    passage: Option<Passage>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// Says which database, never how to reach it.
impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.engine {
            Engine::Sqlite(_) => "Store(SQLite)",
            Engine::Postgres(_) => "Store(PostgreSQL)",
        })
    }
}

impl Store {
    /// The SQLite database in this file, made if it does not exist.
    pub async fn open_sqlite(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Ok(Self::on(Engine::Sqlite(Sqlite::open(path.as_ref()).await?)))
    }

    /// An empty SQLite database in memory (`/dev/shm`, or the folder for temporary files where there is none).
    /// It is never synced, and gone with the last handle.
    pub async fn sqlite_in_memory() -> Result<Self, StoreError> {
        Ok(Self::on(Engine::Sqlite(Sqlite::in_memory().await?)))
    }

    /// The PostgreSQL database that the URL names.
    pub async fn open_postgres(url: &str, options: PostgresOptions) -> Result<Self, StoreError> {
        Ok(Self::on(Engine::Postgres(Postgres::open(url, options).await?)))
    }

    /// The same database, reached on a way that a simulation watches over.
    #[must_use]
    pub fn by_way_of(mut self, passage: Passage) -> Self {
        self.passage = Some(passage);
        self
    }

    fn on(engine: Engine) -> Self {
        Self { engine, passage: None }
    }

    async fn pass(&self, point: Point) -> Result<(), StoreError> {
        match &self.passage {
            Some(passage) => passage.pass(point).await,
            None => Ok(()),
        }
    }

    /// Brings the schema to the one this program knows. Two may try at once, one waits for the other.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.migrate().await,
            Engine::Postgres(postgres) => postgres.migrate().await,
        }
    }

    /// One round trip: the database answers, its schema is ours, and writing has not stopped.
    pub async fn check(&self) -> Result<(), StoreError> {
        let check = async {
            match &self.engine {
                Engine::Sqlite(sqlite) => sqlite.check().await,
                Engine::Postgres(postgres) => postgres.check().await,
            }
        };
        let late = Fault::Unreachable("it did not answer in time".to_owned());
        tokio::time::timeout(READY_WITHIN, check).await.unwrap_or(Err(late.into()))
    }

    /// Whether row-level security does not hold for the role this program has on PostgreSQL; superusers pass by it.
    /// SQLite has none to pass by.
    pub async fn bypasses_row_security(&self) -> Result<bool, StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(false),
            Engine::Postgres(postgres) => postgres.bypasses_row_security().await,
        }
    }

    /// Stores a commit, whole or not at all, and answers when it is durable.
    pub async fn apply(&self, commit: Commit) -> Result<Applied, StoreError> {
        let plan = plan::Plan::of(commit)?;
        self.pass(Point::Writing).await?;
        let applied = match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.apply(plan).await,
            Engine::Postgres(postgres) => postgres.apply(plan).await,
        }?;
        self.pass(Point::Written).await?;
        Ok(applied)
    }

    /// One consistent reading within a scope.
    pub async fn read(&self, scope: Scope) -> Result<Snapshot, StoreError> {
        self.pass(Point::Reading).await?;
        let reading = match &self.engine {
            Engine::Sqlite(sqlite) => Reading::Sqlite(sqlite.read().await?),
            Engine::Postgres(postgres) => Reading::Postgres(postgres.read(scope).await?),
        };
        Ok(Snapshot::new(scope, reading))
    }

    /// Reserves `count` numbers of a range for a tenant and year and returns the first; numbers not used leave a gap.
    pub async fn reserve_numbers(
        &self,
        range: NumberRange,
        tenant: TenantId,
        year: i64,
        count: i64,
    ) -> Result<i64, StoreError> {
        let rows = self.write(worker::reserve_numbers(range, tenant, year, count)).await?;
        Ok(worker::first_number(rows, count)?)
    }

    /// Claims up to `limit` due rows of all tenants that nobody has, until `lease_until`: the tenants in turn, of
    /// each the soonest first.
    /// Each carries the attempt that its result must expect.
    pub async fn claim_due(
        &self,
        now: Moment,
        lease_until: Moment,
        limit: i64,
    ) -> Result<Vec<DueRow>, StoreError> {
        self.pass(Point::Writing).await?;
        let rows = self.write(worker::claim_due(self.dialect(), now, lease_until, limit)).await?;
        self.pass(Point::Written).await?;
        Ok(worker::due_rows(rows)?)
    }

    /// Deletes sessions whose time has passed, and throttles whose wait was over at this earlier moment.
    pub async fn forget_expired(&self, now: Moment, quiet_since: Moment) -> Result<(), StoreError> {
        for write in worker::forget_expired(now, quiet_since) {
            self.write(write).await?;
        }
        Ok(())
    }

    /// Returns when some process has stored work that is due, or after this long; workers poll as well, because a
    /// process that uses the same SQLite file wakes nobody here. One loop per process waits.
    pub async fn wait_for_work(&self, timeout: Duration) {
        let work = match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.work(),
            Engine::Postgres(postgres) => postgres.work(),
        };
        // Both ends of the wait are the same to the caller, who looks for work in either case.
        let _ = tokio::time::timeout(timeout, work.notified()).await;
    }

    fn dialect(&self) -> crate::dialect::Dialect {
        match &self.engine {
            Engine::Sqlite(_) => crate::dialect::Dialect::Sqlite,
            Engine::Postgres(_) => crate::dialect::Dialect::Postgres,
        }
    }

    async fn write(&self, write: worker::Write) -> Result<Vec<crate::snapshot::Values>, StoreError> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(write).await,
            Engine::Postgres(postgres) => postgres.write(write).await,
        }
    }
}
