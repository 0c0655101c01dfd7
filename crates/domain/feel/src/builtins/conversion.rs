//! Functions that make one type of another (DMN 1.5 table 76), and JSON.

use super::{Builtin, builtin, typed};
use crate::evaluation::{Evaluation, Outcome};
use crate::number::Number;
use crate::value::{Plain, Value, read_plain};

pub(super) const FAMILY: &[Builtin] = &[
    typed("string", "string", &[&["from"]], |evaluation, arguments| match arguments.as_slice() {
        [Value::Null] => Ok(Value::Null),
        [text @ Value::Text(_)] => Ok(text.clone()),
        [value] => {
            let mut left = u64::MAX;
            evaluation.weigh(value, crate::value::MAX_NESTING, &mut left)?;
            evaluation.allocate((u64::MAX - left) as usize)?;
            evaluation.text(&value.to_string())
        }
        _ => Ok(Value::Null),
    }),
    typed("number", "number", &[&["from", "grouping separator", "decimal separator"]], number),
    builtin("from json", &[&["value"]], |evaluation, arguments| {
        let [Value::Text(text)] = arguments.as_slice() else { return Ok(Value::Null) };
        evaluation.allocate(text.len().saturating_mul(8))?;
        // Reading JSON uses the stack up to its own limit of 100 levels.
        evaluation.enter(JSON_LEVELS)?;
        let value = read_plain(evaluation, text)?;
        evaluation.leave(JSON_LEVELS);
        Ok(value.into())
    }),
    typed("string", "to json", &[&["value"]], |evaluation, arguments| {
        let [value] = arguments.as_slice() else { return Ok(Value::Null) };
        let mut left = u64::MAX;
        evaluation.weigh(value, crate::value::MAX_NESTING, &mut left)?;
        evaluation.allocate((u64::MAX - left) as usize)?;
        Ok(serde_json::to_string(&Plain(value)).ok().into())
    }),
];

/// Levels of the stack that reading JSON may use.
const JSON_LEVELS: u32 = 64;

/// Separators must be given for what stands in the text, and differ (DMN 1.5 table 76).
fn number(_: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let (text, grouping, decimal) = match arguments.as_slice() {
        [Value::Text(text)] => (text, &Value::Null, &Value::Null),
        [Value::Number(number)] => return Ok((*number).into()),
        [Value::Text(text), grouping] => (text, grouping, &Value::Null),
        [Value::Text(text), grouping, decimal] => (text, grouping, decimal),
        _ => return Ok(Value::Null),
    };
    let separator = |value: &Value, allowed: &str| match value {
        Value::Null => Some(None),
        Value::Text(text) => {
            let only =
                text.chars().next().filter(|only| allowed.contains(*only) && text.chars().count() == 1);
            only.map(Some)
        }
        _ => None,
    };
    let (Some(grouping), Some(decimal)) = (separator(grouping, " ,."), separator(decimal, ",.")) else {
        return Ok(Value::Null);
    };
    if grouping.is_some() && grouping == decimal {
        return Ok(Value::Null);
    }
    let mut plain = text.to_string();
    if let Some(grouping) = grouping {
        plain.retain(|character| character != grouping);
    }
    if let Some(decimal) = decimal.filter(|decimal| *decimal != '.') {
        if plain.contains('.') {
            return Ok(Value::Null);
        }
        plain = plain.replace(decimal, ".");
    }
    Ok(Number::parse(&plain).into())
}
