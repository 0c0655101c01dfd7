//! One try to store a plan: a flush with all statements, a look at every row count, a flush with COMMIT or ROLLBACK.

use super::binding::{bind, values};
use super::transaction::{Sent, describe, in_order, lost, opening, rows};
use crate::commit::{Applied, Scope};
use crate::dialect::{Dialect, postgres_text};
use crate::error::{Fault, StoreError};
use crate::plan::{Check, Plan, Statement};
use crate::value::{Cell, Value};
use deadpool_postgres::Client;
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

/// Why a try did not store the plan.
pub(crate) enum NotStored {
    /// It is rolled back.
    Refused(StoreError),
    /// The connection is gone; the fault says whether the commit may have happened.
    Lost(Fault),
}

impl From<StoreError> for NotStored {
    fn from(refusal: StoreError) -> Self {
        Self::Refused(refusal)
    }
}

pub(crate) async fn store(client: &Client, plan: &Plan) -> Result<Applied, NotStored> {
    match judge(plan, send(client, plan).await?) {
        Ok(()) => {
            client.batch_execute("COMMIT").await.map_err(|error| during_commit(&error))?;
            Ok(Applied::Done)
        }
        Err(Judgement::Lost(fault)) => Err(NotStored::Lost(fault)),
        Err(judgement) => {
            client.batch_execute("ROLLBACK").await.map_err(|error| before_commit(&error))?;
            look_up(client, plan.scope, judgement).await
        }
    }
}

/// The first flush; the first answer is that of the opening.
async fn send(client: &Client, plan: &Plan) -> Result<Vec<Result<u64, Error>>, NotStored> {
    let mut prepared = Vec::with_capacity(plan.statements.len());
    for statement in &plan.statements {
        let lock = statement.lock.map_or("", |lock| Dialect::Postgres.lock(lock));
        let text = format!("{}{lock}", postgres_text(&statement.sql));
        prepared.push(client.prepare_cached(&text).await.map_err(|error| before_commit(&error))?);
    }
    let opening = opening("BEGIN", plan.scope);
    let bound: Vec<_> = plan
        .statements
        .iter()
        .zip(&prepared)
        .map(|(statement, prepared)| bind(&statement.parameters, prepared))
        .collect();
    let mut sent: Vec<Sent<'_, u64>> = Vec::with_capacity(prepared.len() + 1);
    sent.push(Box::pin(async { client.batch_execute(&opening).await.map(|()| 0) }));
    for (prepared, bound) in prepared.iter().zip(&bound) {
        sent.push(Box::pin(client.execute(prepared, bound)));
    }
    Ok(in_order(sent).await)
}

/// Why a plan is not committed.
enum Judgement<'a> {
    Lost(Fault),
    Refused(StoreError),
    /// The command has been carried out, or a claim is held: who or what is found by a lookup.
    LookUp(&'a Statement),
}

/// Looks at the answers in order: what follows the first that is not as expected means nothing.
fn judge(plan: &Plan, answers: Vec<Result<u64, Error>>) -> Result<(), Judgement<'_>> {
    let mut answers = answers.into_iter();
    if let Some(Err(error)) = answers.next() {
        return Err(failed(&error, None));
    }
    for (statement, answer) in plan.statements.iter().zip(answers) {
        let rows = answer.map_err(|error| failed(&error, Some(&statement.check)))?;
        match statement.check {
            Check::Command { .. } | Check::Claim { .. } if rows == 0 => {
                return Err(Judgement::LookUp(statement));
            }
            Check::Rows { table, rows: expected } if rows != expected => {
                return Err(Judgement::Refused(StoreError::Stale { table }));
            }
            _ => {}
        }
    }
    Ok(())
}

fn failed<'a>(error: &Error, check: Option<&Check>) -> Judgement<'a> {
    if lost(error) {
        return Judgement::Lost(Fault::Unreachable(describe(error)));
    }
    let table = match check {
        Some(Check::Rows { table, .. }) => table,
        Some(Check::Command { .. }) => "command",
        Some(Check::Claim { .. }) => "claim",
        _ => "",
    };
    let exists =
        error.code() == Some(&SqlState::UNIQUE_VIOLATION) && matches!(check, Some(Check::Rows { .. }));
    if exists || raced(error) {
        return Judgement::Refused(StoreError::Stale { table });
    }
    Judgement::Refused(Fault::Database(describe(error)).into())
}

/// Another transaction was quicker, in a way that only the database noticed.
fn raced(error: &Error) -> bool {
    error.code().is_some_and(|code| {
        [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(code)
    })
}

fn before_commit(error: &Error) -> NotStored {
    if lost(error) {
        return NotStored::Lost(Fault::Unreachable(describe(error)));
    }
    NotStored::Refused(Fault::Database(describe(error)).into())
}

fn during_commit(error: &Error) -> NotStored {
    if lost(error) {
        return NotStored::Lost(Fault::OutcomeUnknown(describe(error)));
    }
    if raced(error) {
        return NotStored::Refused(StoreError::Stale { table: "" });
    }
    NotStored::Refused(Fault::Database(describe(error)).into())
}

async fn look_up(client: &Client, scope: Scope, judgement: Judgement<'_>) -> Result<Applied, NotStored> {
    let statement = match judgement {
        Judgement::Lost(fault) => return Err(NotStored::Lost(fault)),
        Judgement::Refused(refusal) => return Err(NotStored::Refused(refusal)),
        Judgement::LookUp(statement) => statement,
    };
    match statement.check {
        Check::Command { lookup } => {
            let answer = first(client, scope, lookup, &statement.parameters[..2]).await?;
            let answer = answer.and_then(String::from_value);
            Ok(Applied::Repeated(answer.ok_or(StoreError::Stale { table: "command" })?))
        }
        Check::Claim { kind, lookup } => {
            let holder = first(client, scope, lookup, &statement.parameters[..3]).await?;
            // Given back since: the decision may be taken anew.
            let holder = holder.and_then(Cell::from_value).ok_or(StoreError::Stale { table: "claim" })?;
            Err(StoreError::Taken { kind, holder }.into())
        }
        Check::Rows { .. } | Check::Any => unreachable!("only keys and claims are looked up"),
    }
}

async fn first(
    client: &Client,
    scope: Scope,
    sql: &str,
    parameters: &[Value],
) -> Result<Option<Value>, NotStored> {
    let rows = rows(client, scope, "BEGIN READ ONLY", sql, parameters)
        .await
        // The plan is rolled back, but a transaction may be left open: the connection is given up.
        .map_err(|error| NotStored::Lost(Fault::Unreachable(describe(&error))))?;
    let rows = values(&rows).map_err(|fault| NotStored::Refused(fault.into()))?;
    Ok(rows.into_iter().flatten().next())
}
