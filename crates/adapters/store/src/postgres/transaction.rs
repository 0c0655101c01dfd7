//! Transactions as one flush of pipelined messages: nothing is waited for before all is sent.

use super::binding::bind;
use crate::commit::Scope;
use crate::dialect::postgres_text;
use crate::error::Fault;
use crate::value::Value;
use deadpool_postgres::Client;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use tokio_postgres::{Error, Row};

/// After how long the server ends the transaction of a machine that vanished, so that its locks hold nobody up.
const ABANDONED_MILLIS: u32 = 60_000;

/// The text that opens a transaction within a scope; without it row-level security shows nothing.
/// Ids are written as hexadecimal digits, so nothing in them can be taken for SQL.
pub(crate) fn opening(begin: &str, scope: Scope) -> String {
    let (tenant, citizen) = match scope {
        Scope::Installation => (String::new(), String::new()),
        Scope::Tenant(tenant) => (tenant.to_string(), String::new()),
        Scope::Citizen(citizen) => (String::new(), citizen.to_string()),
    };
    format!(
        "{begin}; SELECT set_config('app.tenant', '{tenant}', true), set_config('app.citizen', '{citizen}', true), \
         set_config('idle_in_transaction_session_timeout', '{ABANDONED_MILLIS}', true)"
    )
}

/// Something sent, whose answer comes later.
pub(crate) type Sent<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// Sends all in this order, then waits for all answers. A connection sends when a future is first polled.
pub(crate) async fn in_order<T>(mut sent: Vec<Sent<'_, T>>) -> Vec<Result<T, Error>> {
    let mut answers: Vec<Option<Result<T, Error>>> = sent.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (future, answer) in sent.iter_mut().zip(&mut answers) {
            if answer.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *answer = Some(ready);
            }
        }
        if answers.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    answers.into_iter().flatten().collect()
}

/// One statement in a transaction of its own, and the rows it returns. After an error the connection is in doubt.
pub(crate) async fn rows(
    client: &Client,
    scope: Scope,
    begin: &str,
    sql: &str,
    parameters: &[Value],
) -> Result<Vec<Row>, Error> {
    let statement = client.prepare_cached(&postgres_text(sql)).await?;
    let opening = opening(begin, scope);
    let bound = bind(parameters, &statement);
    let (opened, rows) =
        tokio::join!(biased; client.batch_execute(&opening), client.query(&statement, &bound));
    opened?;
    let rows = rows?;
    client.batch_execute("COMMIT").await?;
    Ok(rows)
}

/// Whether the connection or the server is gone, as opposed to a statement that the server refused.
pub(crate) fn lost(error: &Error) -> bool {
    match error.as_db_error() {
        // Class 08: connection exceptions; 57P01 to 57P03: the server is being shut down.
        Some(answer) => {
            let code = answer.code().code();
            code.starts_with("08") || ["57P01", "57P02", "57P03"].contains(&code)
        }
        None => true,
    }
}

/// The fault of a statement outside of any commit: nothing was written by it, or it may be repeated.
pub(crate) fn fault(error: &Error) -> Fault {
    if lost(error) { Fault::Unreachable(describe(error)) } else { Fault::Database(describe(error)) }
}

/// What the server said, without the detail, which may quote what a citizen entered.
pub(crate) fn describe(error: &Error) -> String {
    match error.as_db_error() {
        Some(answer) => format!("{} ({})", answer.message(), answer.code().code()),
        None => std::error::Error::source(error)
            .map_or_else(|| error.to_string(), |source| format!("{error}: {source}")),
    }
}
