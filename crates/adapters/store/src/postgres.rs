//! PostgreSQL: a pool of connections, transactions in two flushes, and one connection for waking workers. What both
//! databases share lives in `plan` and `queries`.

mod binding;
mod commit;
mod snapshot;
mod transaction;
mod wake;

use crate::commit::{Applied, Scope};
use crate::error::{Fault, StoreError};
use crate::migrations::{self, APPLIED, PREPARE_POSTGRES, RECORD};
use crate::plan::Plan;
use crate::snapshot::Values;
use crate::worker::Write;
use commit::NotStored;
use deadpool_postgres::{Client, Manager, Object, Pool, Runtime};
pub(crate) use snapshot::PostgresSnapshot;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio_postgres::{Config, NoTls};
use wake::Wake;

/// How long anybody waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a commit or a statement may take before its connection is given up.
const DEADLINE: Duration = Duration::from_secs(30);
/// The advisory lock that two migrating nodes meet at: the letters "fachwerk".
const MIGRATING: i64 = 0x6661_6368_7765_726b;

/// How PostgreSQL is used.
#[derive(Debug, Clone)]
pub struct PostgresOptions {
    /// The most connections of this process, one more for waking workers not counted.
    pub pool: usize,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self { pool: 16 }
    }
}

#[derive(Clone)]
pub(crate) struct Postgres {
    inner: Arc<Inner>,
}

struct Inner {
    pool: Pool,
    wake: Wake,
}

impl Postgres {
    pub(crate) async fn open(url: &str, options: PostgresOptions) -> Result<Self, StoreError> {
        let mut config: Config =
            url.parse().map_err(|error| Fault::Unreachable(format!("the URL is not understood: {error}")))?;
        if config.get_application_name().is_none() {
            config.application_name("fachwerk");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        let pool = Pool::builder(Manager::new(config.clone(), NoTls))
            .max_size(options.pool)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .build()
            .map_err(|error| Fault::Unreachable(error.to_string()))?;
        Ok(Self { inner: Arc::new(Inner { pool, wake: Wake::start(config) }) })
    }

    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        let client = self.client().await?;
        let done = tokio::spawn(async move {
            let done = migrate(&client).await;
            if done.is_err() {
                discard(client);
            }
            done
        });
        done.await.map_err(|error| Fault::OutcomeUnknown(error.to_string()))?
    }

    /// Whether the role of this connection passes by row-level security, as superusers do.
    pub(crate) async fn bypasses_row_security(&self) -> Result<bool, StoreError> {
        let sql = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
        let row =
            self.client().await?.query_one(sql, &[]).await.map_err(|error| transaction::fault(&error))?;
        Ok(row.get(0))
    }

    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        let client = self.client().await?;
        let statement = client.prepare_cached(APPLIED).await.map_err(|error| schema(&error))?;
        let rows = client.query(&statement, &[]).await.map_err(|error| schema(&error))?;
        Ok(migrations::complete(migrations::POSTGRES, binding::values(&rows)?)?)
    }

    /// The commit runs in a task of its own: a caller who goes away in the middle leaves no open transaction behind.
    pub(crate) async fn apply(&self, plan: Plan) -> Result<Applied, StoreError> {
        let postgres = self.clone();
        let done = tokio::spawn(async move { postgres.apply_whole(&plan).await }).await;
        done.map_err(|error| Fault::OutcomeUnknown(error.to_string()))?
    }

    /// After a lost connection the same commit is tried once more. Under a key nothing happens twice: if it had been
    /// stored, the key gives its answer; if not, it is stored now; if it is still under way, its key makes one of the
    /// two wait and fail. Without a key it is tried again only if COMMIT was never sent.
    async fn apply_whole(&self, plan: &Plan) -> Result<Applied, StoreError> {
        let lost = match self.apply_once(plan).await {
            Err(NotStored::Lost(lost)) => lost,
            Err(NotStored::Refused(refusal)) => return Err(refusal),
            Ok(applied) => return Ok(applied),
        };
        let unknown = matches!(lost, Fault::OutcomeUnknown(_));
        tracing::warn!(%lost, repeatable = plan.has_key, "the connection was lost during a commit");
        if matches!(lost, Fault::Overloaded) || (unknown && !plan.has_key) {
            return Err(lost.into());
        }
        match self.apply_once(plan).await {
            Ok(applied) => Ok(applied),
            // A second failure says nothing about the first try.
            Err(NotStored::Lost(_) | NotStored::Refused(StoreError::Fault(_))) if unknown => Err(lost.into()),
            Err(NotStored::Lost(fault)) => Err(fault.into()),
            Err(NotStored::Refused(refusal)) => Err(refusal),
        }
    }

    async fn apply_once(&self, plan: &Plan) -> Result<Applied, NotStored> {
        let client = self.client().await.map_err(NotStored::Lost)?;
        let deadline = Fault::OutcomeUnknown("the database did not answer in time".to_owned());
        let stored = tokio::time::timeout(DEADLINE, commit::store(&client, plan)).await;
        let stored = stored.unwrap_or(Err(NotStored::Lost(deadline)));
        if matches!(stored, Err(NotStored::Lost(_))) {
            discard(client);
        }
        if plan.wakes && stored.is_ok() {
            self.inner.wake.tell();
        }
        stored
    }

    pub(crate) async fn write(&self, write: Write) -> Result<Vec<Values>, StoreError> {
        let postgres = self.clone();
        let done = tokio::spawn(async move { postgres.write_whole(&write).await }).await;
        done.map_err(|error| Fault::OutcomeUnknown(error.to_string()))?
    }

    /// What is written this way may be repeated: a number reserved twice is a gap, a lease that nobody knows of ends.
    async fn write_whole(&self, write: &Write) -> Result<Vec<Values>, StoreError> {
        let client = self.client().await?;
        let work = transaction::rows(&client, write.scope, "BEGIN", &write.sql, &write.parameters);
        let done = match tokio::time::timeout(DEADLINE, work).await {
            Ok(done) => done.map_err(|error| transaction::fault(&error)),
            Err(_) => Err(Fault::Unreachable("the database did not answer in time".to_owned())),
        };
        if done.is_err() {
            discard(client);
        }
        Ok(binding::values(&done?)?)
    }

    pub(crate) async fn read(&self, scope: Scope) -> Result<PostgresSnapshot, StoreError> {
        Ok(PostgresSnapshot::new(self.client().await?, scope))
    }

    pub(crate) fn work(&self) -> Arc<Notify> {
        self.inner.wake.work()
    }

    async fn client(&self) -> Result<Client, Fault> {
        self.inner.pool.get().await.map_err(|error| match error {
            deadpool_postgres::PoolError::Timeout(deadpool_postgres::TimeoutType::Wait) => Fault::Overloaded,
            deadpool_postgres::PoolError::Backend(error) => Fault::Unreachable(transaction::describe(&error)),
            error => Fault::Unreachable(error.to_string()),
        })
    }
}

/// Closes a connection whose transaction is in doubt; the server rolls back what is open on it.
fn discard(client: Client) {
    drop(Object::take(client));
}

async fn migrate(client: &Client) -> Result<(), StoreError> {
    let failed = |error: tokio_postgres::Error| schema(&error);
    client
        .batch_execute(&format!("BEGIN; SELECT pg_advisory_xact_lock({MIGRATING})"))
        .await
        .map_err(failed)?;
    client.batch_execute(PREPARE_POSTGRES).await.map_err(failed)?;
    let applied = client.query(APPLIED, &[]).await.map_err(failed)?;
    for migration in migrations::pending(migrations::POSTGRES, binding::values(&applied)?)? {
        client.batch_execute(migration.sql).await.map_err(failed)?;
        let record = client.prepare(&crate::dialect::postgres_text(RECORD)).await.map_err(failed)?;
        let parameters = migration.record();
        client.execute(&record, &binding::bind(&parameters, &record)).await.map_err(failed)?;
    }
    Ok(client.batch_execute("COMMIT").await.map_err(failed)?)
}

fn schema(error: &tokio_postgres::Error) -> Fault {
    match error.as_db_error() {
        Some(_) => Fault::Schema(transaction::describe(error)),
        None => Fault::Unreachable(transaction::describe(error)),
    }
}
