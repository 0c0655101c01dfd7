//! `not`, `is`, and whether a value is there.

use super::{Builtin, builtin};
use crate::evaluation::{Evaluation, Outcome};
use crate::value::Value;

pub(super) const FAMILY: &[Builtin] = &[
    builtin("not", &[&["negand"]], not),
    builtin("is", &[&["value1", "value2"]], is),
    // Read by the parser, for its argument may be a name that nobody knows.
    builtin("is defined", &[&["value"]], |_, arguments| {
        Ok(Value::Bool(arguments.first().is_some_and(|value| !value.is_null())))
    }),
    builtin("get or else", &[&["value", "default"]], get_or_else),
];

fn not(_: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    Ok(match arguments.as_slice() {
        [Value::Bool(truth)] => Value::Bool(!truth),
        _ => Value::Null,
    })
}

/// The same element of the same domain: of dates and times the zone must be the same, too (DMN 1.5 table 84).
fn is(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [a, b] = arguments.as_slice() else { return Ok(Value::Null) };
    Ok(match (a, b) {
        (Value::DateTime(a), Value::DateTime(b)) => a == b,
        (Value::Time(a), Value::Time(b)) => a == b,
        (a, b) => evaluation.equal(a, b)? == Some(true),
    }
    .into())
}

fn get_or_else(_: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let Ok([value, default]) = <[Value; 2]>::try_from(arguments) else { return Ok(Value::Null) };
    Ok(if value.is_null() { default } else { value })
}
