//! Postgres.
#![allow(unused_variables, clippy::unused_async, missing_docs)]
use crate::{
    commit::{Applied, Scope},
    error::*,
    plan::Plan,
    snapshot::Values,
    worker::Write,
};
use std::sync::Arc;
use tokio::sync::Notify;
#[derive(Clone)]
pub(crate) struct Postgres;
pub(crate) struct PostgresSnapshot;
fn not_yet() -> StoreError {
    Fault::Unreachable("not connected".into()).into()
}
impl Postgres {
    pub(crate) async fn open(url: &str, options: PostgresOptions) -> Result<Self, StoreError> {
        Err(not_yet())
    }
    pub(crate) async fn in_memory() -> Result<Self, StoreError> {
        Err(not_yet())
    }
    pub(crate) async fn migrate(&self) -> Result<(), StoreError> {
        Err(not_yet())
    }
    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        Err(not_yet())
    }
    pub(crate) async fn apply(&self, plan: Plan) -> Result<Applied, StoreError> {
        Err(not_yet())
    }
    pub(crate) async fn write(&self, write: Write) -> Result<Vec<Values>, StoreError> {
        Err(not_yet())
    }
    pub(crate) async fn read(&self, scope: Scope) -> Result<PostgresSnapshot, StoreError> {
        Err(not_yet())
    }
    pub(crate) fn work(&self) -> Arc<Notify> {
        Arc::default()
    }
}
impl PostgresSnapshot {
    pub(crate) async fn values(&self, sql: String, parameters: Values) -> Result<Vec<Values>, StoreError> {
        Err(not_yet())
    }
}
#[derive(Debug, Clone)]
pub struct PostgresOptions {
    pub pool: usize,
}
impl Default for PostgresOptions {
    fn default() -> Self {
        Self { pool: 16 }
    }
}
