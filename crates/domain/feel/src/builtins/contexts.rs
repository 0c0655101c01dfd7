//! Functions of contexts (DMN 1.5 table 85).

use super::{Builtin, builtin};
use crate::evaluation::{Evaluation, Outcome};
use crate::limits::Budget;
use crate::value::{Context, Value};
use std::sync::Arc;

/// Bytes that an entry counts as, besides its name.
const ENTRY_BYTES: usize = 80;

pub(super) const FAMILY: &[Builtin] = &[
    builtin("get value", &[&["m", "key"], &["context", "key"], &["context", "keys"]], get_value),
    builtin("get entries", &[&["m"], &["context"]], get_entries),
    builtin("context", &[&["entries"]], context),
    builtin("context put", &[&["context", "key", "value"], &["context", "keys", "value"]], context_put),
    builtin("context merge", &[&["contexts"]], context_merge),
];

fn get_value(_: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    Ok(match arguments.as_slice() {
        [Value::Context(context), Value::Text(key)] => context.get(key).cloned().unwrap_or_default(),
        [context @ Value::Context(_), Value::List(keys)] if !keys.is_empty() => {
            let found = keys.iter().try_fold(context, |inner, key| inner.as_context()?.get(key.as_text()?));
            found.cloned().unwrap_or_default()
        }
        _ => Value::Null,
    })
}

fn get_entries(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [Value::Context(context)] = arguments.as_slice() else { return Ok(Value::Null) };
    evaluation.allocate(context.len() * 3 * ENTRY_BYTES)?;
    let entry = |(name, value): (&Arc<str>, &Value)| {
        Value::from(Context::new().with("key", Value::Text(name.clone())).with("value", value.clone()))
    };
    evaluation.list(context.iter().map(entry).collect())
}

/// From entries with `key` and `value`; the same key twice makes it null.
fn context(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let entries = match arguments.as_slice() {
        [Value::List(entries)] => entries.as_slice(),
        [single @ Value::Context(_)] => std::slice::from_ref(single),
        _ => return Ok(Value::Null),
    };
    evaluation.allocate(entries.len() * ENTRY_BYTES)?;
    let mut made = Context::new();
    for entry in entries {
        let entry = entry.as_context();
        let key = entry.and_then(|entry| entry.get("key")).and_then(Value::as_text);
        let value = entry.and_then(|entry| entry.get("value"));
        let (Some(key), Some(value)) = (key, value) else { return Ok(Value::Null) };
        if made.insert(key, value.clone()).is_some() {
            return Ok(Value::Null);
        }
    }
    Ok(made.into())
}

fn context_put(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [Value::Context(context), key, value] = arguments.as_slice() else { return Ok(Value::Null) };
    match key {
        Value::Text(key) => Ok(put(evaluation, context, &[key], value)?.into()),
        Value::List(keys) => {
            let keys: Option<Vec<&str>> = keys.iter().map(Value::as_text).collect();
            let Some(keys) = keys.filter(|keys| !keys.is_empty()) else { return Ok(Value::Null) };
            Ok(put(evaluation, context, &keys, value)?.into())
        }
        _ => Ok(Value::Null),
    }
}

/// The context with a value at a path; `None` when something on the path is no context.
fn put(
    evaluation: &mut Evaluation<'_>,
    context: &Context,
    keys: &[&str],
    value: &Value,
) -> Result<Option<Context>, Budget> {
    evaluation.enter(1)?;
    evaluation.allocate((context.len() + 1) * ENTRY_BYTES)?;
    let (first, rest) = (keys[0], &keys[1..]);
    let value = if rest.is_empty() {
        Some(value.clone())
    } else {
        match context.get(first) {
            Some(Value::Context(inner)) => put(evaluation, inner, rest, value)?.map(Value::from),
            None | Some(Value::Null) => put(evaluation, &Context::new(), rest, value)?.map(Value::from),
            Some(_) => None,
        }
    };
    evaluation.leave(1);
    Ok(value.map(|value| context.clone().with(first, value)))
}

fn context_merge(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let contexts = match arguments.as_slice() {
        [Value::List(contexts)] => contexts.as_slice(),
        [single @ Value::Context(_)] => std::slice::from_ref(single),
        _ => return Ok(Value::Null),
    };
    let mut merged = Context::new();
    for context in contexts {
        let Value::Context(context) = context else { return Ok(Value::Null) };
        evaluation.allocate(context.len() * ENTRY_BYTES)?;
        merged.extend(context.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    Ok(merged.into())
}
