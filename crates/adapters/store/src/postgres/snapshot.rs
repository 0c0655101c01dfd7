//! A read transaction at one moment. It begins with its first question and ends when it is dropped.

use super::binding::{bind, values};
use super::transaction::{fault, opening};
use super::{DEADLINE, discard};
use crate::commit::Scope;
use crate::dialect::postgres_text;
use crate::error::{Fault, StoreError};
use crate::snapshot::Values;
use deadpool_postgres::Client;
use tokio::sync::Mutex;

pub(crate) struct PostgresSnapshot {
    scope: Scope,
    client: Option<Client>,
    begun: Mutex<bool>,
}

impl PostgresSnapshot {
    pub(crate) fn new(client: Client, scope: Scope) -> Self {
        Self { scope, client: Some(client), begun: Mutex::new(false) }
    }

    pub(crate) async fn values(&self, sql: String, parameters: Values) -> Result<Vec<Values>, StoreError> {
        let asked = tokio::time::timeout(DEADLINE, self.ask(&sql, &parameters)).await;
        asked.map_err(|_| Fault::Unreachable("the database did not answer in time".to_owned()))?
    }

    async fn ask(&self, sql: &str, parameters: &[crate::value::Value]) -> Result<Vec<Values>, StoreError> {
        let failed = |error: tokio_postgres::Error| fault(&error);
        let client = self.client.as_ref().expect("a snapshot has its connection until it is dropped");
        let statement = client.prepare_cached(&postgres_text(sql)).await.map_err(failed)?;
        let bound = bind(parameters, &statement);
        let mut begun = self.begun.lock().await;
        let rows = if *begun {
            drop(begun);
            client.query(&statement, &bound).await
        } else {
            let opening = opening("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", self.scope);
            *begun = true;
            let (opened, rows) =
                tokio::join!(biased; client.batch_execute(&opening), client.query(&statement, &bound));
            opened.map_err(failed)?;
            rows
        };
        Ok(values(&rows.map_err(failed)?)?)
    }
}

impl Drop for PostgresSnapshot {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        if !*self.begun.get_mut() {
            return;
        }
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move {
                    if client.batch_execute("ROLLBACK").await.is_err() {
                        discard(client);
                    }
                });
            }
            Err(_) => discard(client),
        }
    }
}
