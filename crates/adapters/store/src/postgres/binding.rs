//! Our values as PostgreSQL's, and back. Three column types are used: BIGINT, TEXT, BYTEA.

use crate::error::Fault;
use crate::snapshot::Values;
use crate::value::Value;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Row, Statement};

/// The parameters of a statement, in its order.
pub(crate) fn bind<'a>(values: &'a [Value], statement: &Statement) -> Vec<&'a (dyn ToSql + Sync)> {
    values
        .iter()
        .zip(statement.params())
        .map(|(value, column)| match value {
            Value::Null if *column == Type::BYTEA => &None::<&[u8]> as &(dyn ToSql + Sync),
            Value::Null if *column == Type::INT8 => &None::<i64>,
            Value::Null => &None::<&str>,
            Value::I64(number) => number,
            Value::Text(text) => text,
            Value::Bytes(bytes) => bytes,
        })
        .collect()
}

/// The values of all rows.
pub(crate) fn values(rows: &[Row]) -> Result<Vec<Values>, Fault> {
    rows.iter().map(|row| (0..row.len()).map(|place| value(row, place)).collect()).collect()
}

fn value(row: &Row, place: usize) -> Result<Value, Fault> {
    let read = match *row.columns()[place].type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(place).map(|number| number.map(Value::I64)),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(place).map(|bytes| bytes.map(Value::Bytes)),
        _ => row.try_get::<_, Option<String>>(place).map(|text| text.map(Value::Text)),
    };
    read.map(|value| value.unwrap_or(Value::Null)).map_err(|error| Fault::Database(error.to_string()))
}
