//! Running single statements and whole plans on one connection, and what SQLite's errors mean to a commit.

use super::writer::Trouble;
use crate::commit::Applied;
use crate::error::StoreError;
use crate::plan::{Check, Plan, Statement};
use crate::snapshot::Values;
use crate::value::{Cell, Value};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, ffi, params_from_iter};

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::I64(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl FromSql for Value {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(Value::Null),
            ValueRef::Integer(number) => Ok(Value::I64(number)),
            ValueRef::Text(_) => value.as_str().map(|text| Value::Text(text.to_owned())),
            ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes.to_vec())),
            ValueRef::Real(_) => Err(FromSqlError::InvalidType),
        }
    }
}

/// All rows a statement returns.
pub(crate) fn rows(
    connection: &Connection,
    sql: &str,
    parameters: &[Value],
) -> rusqlite::Result<Vec<Values>> {
    let mut statement = connection.prepare_cached(sql)?;
    let width = statement.column_count();
    let mut rows = statement.query(params_from_iter(parameters))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push((0..width).map(|column| row.get(column)).collect::<rusqlite::Result<Values>>()?);
    }
    Ok(all)
}

/// How many rows a statement changed, or found if it only looks.
pub(crate) fn execute(connection: &Connection, sql: &str, parameters: &[Value]) -> rusqlite::Result<u64> {
    let mut statement = connection.prepare_cached(sql)?;
    if statement.readonly() {
        let mut rows = statement.query(params_from_iter(parameters))?;
        let mut count = 0;
        while rows.next()?.is_some() {
            count += 1;
        }
        return Ok(count);
    }
    Ok(statement.execute(params_from_iter(parameters))? as u64)
}

/// Runs a plan statement by statement; the caller undoes what was done when it is refused.
pub(crate) fn apply(connection: &Connection, plan: Plan) -> Result<Applied, Trouble> {
    for statement in &plan.statements {
        let rows = run(connection, statement)?;
        match statement.check {
            Check::Command { lookup } if rows == 0 => {
                let answer = look_up(connection, lookup, &statement.parameters[..2])?;
                return answer
                    .and_then(String::from_value)
                    .map(Applied::Repeated)
                    .ok_or(Trouble::Refused(StoreError::Stale { table: "command" }));
            }
            Check::Claim { kind, lookup } if rows == 0 => {
                let holder = look_up(connection, lookup, &statement.parameters[..3])?;
                return Err(Trouble::Refused(match holder.and_then(Cell::from_value) {
                    Some(holder) => StoreError::Taken { kind, holder },
                    None => StoreError::Stale { table: "claim" },
                }));
            }
            Check::Rows { table, rows: expected } if rows != expected => {
                return Err(Trouble::Refused(StoreError::Stale { table }));
            }
            _ => {}
        }
    }
    Ok(Applied::Done)
}

fn run(connection: &Connection, statement: &Statement) -> Result<u64, Trouble> {
    execute(connection, &statement.sql, &statement.parameters).map_err(|error| match statement.check {
        Check::Rows { table, .. } if exists_already(&error) => Trouble::Refused(StoreError::Stale { table }),
        _ => Trouble::Sqlite(error),
    })
}

fn look_up(connection: &Connection, sql: &str, parameters: &[Value]) -> Result<Option<Value>, Trouble> {
    Ok(rows(connection, sql, parameters)?.into_iter().flatten().next())
}

fn exists_already(error: &rusqlite::Error) -> bool {
    let codes = [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY];
    error.sqlite_error().is_some_and(|error| codes.contains(&error.extended_code))
}

/// Whether the disk or the file failed, so that nothing more may be trusted to it.
pub(crate) fn disk_failed(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, SystemIoFailure};
    matches!(error.sqlite_error_code(), Some(SystemIoFailure | DatabaseCorrupt | NotADatabase))
}
