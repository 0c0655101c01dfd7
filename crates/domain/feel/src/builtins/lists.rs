//! Functions that make lists of lists (DMN 1.5 table 78). Sums and the like are in `totals`.

use super::{Builtin, builtin};
use crate::evaluation::compare::position;
use crate::evaluation::{Evaluation, Outcome};
use crate::limits::Budget;
use crate::value::Value;
use std::cmp::Ordering;
use std::sync::Arc;

pub(super) const FAMILY: &[Builtin] = &[
    builtin("list contains", &[&["list", "element"]], list_contains),
    builtin("count", &[&["list"]], |_, arguments| {
        let list = only_list(&arguments);
        Ok(list.map(|items| items.len() as i64).into())
    }),
    builtin("sublist", &[&["list", "start position", "length?"]], sublist),
    builtin("append", &[&["list", "item"]], append),
    builtin("concatenate", &[&["list"]], concatenate),
    builtin("insert before", &[&["list", "position", "newItem"]], insert_before),
    builtin("remove", &[&["list", "position"]], remove),
    builtin("list replace", &[&["list", "position", "newItem"], &["list", "match", "newItem"]], list_replace),
    builtin("reverse", &[&["list"]], |evaluation, arguments| {
        let Some(list) = only_list(&arguments) else { return Ok(Value::Null) };
        let reversed = list.iter().rev().cloned().collect();
        evaluation.list(reversed)
    }),
    builtin("index of", &[&["list", "match"]], index_of),
    builtin("union", &[&["list"]], union),
    builtin("distinct values", &[&["list"]], |evaluation, arguments| {
        let Some(list) = only_list(&arguments) else { return Ok(Value::Null) };
        distinct(evaluation, list)
    }),
    builtin("duplicate values", &[&["list"]], duplicate_values),
    builtin("flatten", &[&["list"]], |evaluation, arguments| {
        let Some(list) = only_list(&arguments) else { return Ok(Value::Null) };
        let mut flat = Vec::new();
        flatten(evaluation, list, &mut flat)?;
        evaluation.list(flat)
    }),
    builtin("sort", &[&["list", "precedes?"]], sort),
    builtin("partition", &[&["list", "size"]], partition),
    builtin("is empty", &[&["list"]], |_, arguments| {
        Ok(only_list(&arguments).map(<[Value]>::is_empty).into())
    }),
];

/// The items of a list; a value that is none is a list of one, null is no list.
pub(super) fn items(value: &Value) -> Option<&[Value]> {
    match value {
        Value::List(items) => Some(items),
        Value::Null => None,
        single => Some(std::slice::from_ref(single)),
    }
}

fn only_list(arguments: &[Value]) -> Option<&[Value]> {
    match arguments {
        [list] => items(list),
        _ => None,
    }
}

/// Whether two items are the same; null is the same as null.
fn same(evaluation: &mut Evaluation<'_>, a: &Value, b: &Value) -> Result<bool, Budget> {
    evaluation.spend(1)?;
    Ok(evaluation.equal(a, b)? == Some(true))
}

fn contained(evaluation: &mut Evaluation<'_>, list: &[Value], wanted: &Value) -> Result<bool, Budget> {
    for item in list {
        if same(evaluation, item, wanted)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn list_contains(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [list, wanted] = arguments.as_slice() else { return Ok(Value::Null) };
    let Some(list) = items(list) else { return Ok(Value::Null) };
    Ok(contained(evaluation, list, wanted)?.into())
}

fn sublist(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let (list, start, length) = match arguments.as_slice() {
        [list, Value::Number(start)] => (list, start, None),
        [list, Value::Number(start), Value::Number(length)] => (list, start, Some(length)),
        _ => return Ok(Value::Null),
    };
    let Some(list) = items(list) else { return Ok(Value::Null) };
    let Some(first) = position(*start, list.len()) else { return Ok(Value::Null) };
    let length = match length.map(|length| length.to_i64().and_then(|length| usize::try_from(length).ok())) {
        None => list.len() - first,
        Some(Some(length)) if length <= list.len() - first => length,
        Some(_) => return Ok(Value::Null),
    };
    evaluation.list(list[first..first + length].to_vec())
}

fn append(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let Some((list, added)) = arguments.split_first() else { return Ok(Value::Null) };
    let list = items(list).unwrap_or(&[Value::Null]);
    if added.is_empty() {
        return Ok(Value::Null);
    }
    evaluation.list([list, added].concat())
}

fn concatenate(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    if arguments.is_empty() {
        return Ok(Value::Null);
    }
    let mut all = Vec::new();
    for list in &arguments {
        let Some(list) = items(list) else { return Ok(Value::Null) };
        evaluation.allocate_items(list.len())?;
        all.extend_from_slice(list);
    }
    Ok(all.into())
}

fn insert_before(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [list, Value::Number(place), new] = arguments.as_slice() else { return Ok(Value::Null) };
    let Some(list) = items(list) else { return Ok(Value::Null) };
    let Some(place) = position(*place, list.len()) else { return Ok(Value::Null) };
    let mut changed = list.to_vec();
    changed.insert(place, new.clone());
    evaluation.list(changed)
}

fn remove(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [list, Value::Number(place)] = arguments.as_slice() else { return Ok(Value::Null) };
    let Some(list) = items(list) else { return Ok(Value::Null) };
    let Some(place) = position(*place, list.len()) else { return Ok(Value::Null) };
    let mut changed = list.to_vec();
    changed.remove(place);
    evaluation.list(changed)
}

/// By position, or where a function of item and new item is true.
fn list_replace(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [list, place, new] = arguments.as_slice() else { return Ok(Value::Null) };
    let Some(list) = items(list) else { return Ok(Value::Null) };
    let mut changed = list.to_vec();
    match place {
        Value::Number(place) => match position(*place, list.len()) {
            Some(place) => changed[place] = new.clone(),
            None => return Ok(Value::Null),
        },
        Value::Function(function) if function.parameter_names().count() == 2 => {
            for item in &mut changed {
                match evaluation.invoke_value(place, vec![item.clone(), new.clone()])? {
                    Value::Bool(true) => *item = new.clone(),
                    Value::Bool(false) => {}
                    _ => return Ok(Value::Null),
                }
            }
        }
        _ => return Ok(Value::Null),
    }
    evaluation.list(changed)
}

fn index_of(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [list, wanted] = arguments.as_slice() else { return Ok(Value::Null) };
    let Some(list) = items(list) else { return Ok(Value::Null) };
    let mut places = Vec::new();
    for (index, item) in list.iter().enumerate() {
        if same(evaluation, item, wanted)? {
            places.push(Value::from(index as i64 + 1));
        }
    }
    evaluation.list(places)
}

fn union(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    match concatenate(evaluation, arguments)? {
        Value::List(all) => distinct(evaluation, &all),
        _ => Ok(Value::Null),
    }
}

fn distinct(evaluation: &mut Evaluation<'_>, list: &[Value]) -> Outcome {
    let mut kept: Vec<Value> = Vec::new();
    for item in list {
        if !contained(evaluation, &kept, item)? {
            kept.push(item.clone());
        }
    }
    evaluation.list(kept)
}

fn duplicate_values(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let Some(list) = only_list(&arguments) else { return Ok(Value::Null) };
    let mut twice: Vec<Value> = Vec::new();
    for (index, item) in list.iter().enumerate() {
        if contained(evaluation, &list[..index], item)? && !contained(evaluation, &twice, item)? {
            twice.push(item.clone());
        }
    }
    evaluation.list(twice)
}

/// Lists stand in each other no deeper than a budget allows.
fn flatten(evaluation: &mut Evaluation<'_>, list: &[Value], flat: &mut Vec<Value>) -> Result<(), Budget> {
    evaluation.enter(1)?;
    evaluation.spend(list.len() as u64)?;
    for item in list {
        match item {
            Value::List(inner) => flatten(evaluation, inner, flat)?,
            other => flat.push(other.clone()),
        }
    }
    evaluation.leave(1);
    Ok(())
}

/// Stable merge sort by a function of FEEL, which may be inconsistent or run out of budget; by natural order without one.
fn sort(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let (list, precedes) = match arguments.as_slice() {
        [list] => (list, None),
        [list, precedes @ Value::Function(function)] if function.parameter_names().count() == 2 => {
            (list, Some(precedes))
        }
        _ => return Ok(Value::Null),
    };
    let Some(list) = items(list) else { return Ok(Value::Null) };
    evaluation.allocate_items(list.len())?;
    let sorted = merge_sort(evaluation, list.to_vec(), precedes)?;
    Ok(sorted.map(Value::from).unwrap_or_default())
}

fn merge_sort(
    evaluation: &mut Evaluation<'_>,
    list: Vec<Value>,
    precedes: Option<&Value>,
) -> Result<Option<Vec<Value>>, Budget> {
    let (mut from, mut width) = (list, 1);
    while width < from.len() {
        let mut into = Vec::with_capacity(from.len());
        for pair in from.chunks(width * 2) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            let (mut l, mut r) = (0, 0);
            while l < left.len() && r < right.len() {
                // The right item goes first only when it really precedes, so equal items keep their order.
                match goes_first(evaluation, &right[r], &left[l], precedes)? {
                    None => return Ok(None),
                    Some(true) => {
                        into.push(right[r].clone());
                        r += 1;
                    }
                    Some(false) => {
                        into.push(left[l].clone());
                        l += 1;
                    }
                }
            }
            into.extend_from_slice(&left[l..]);
            into.extend_from_slice(&right[r..]);
        }
        from = into;
        width *= 2;
    }
    Ok(Some(from))
}

fn goes_first(
    evaluation: &mut Evaluation<'_>,
    a: &Value,
    b: &Value,
    precedes: Option<&Value>,
) -> Result<Option<bool>, Budget> {
    evaluation.spend(1)?;
    Ok(match precedes {
        Some(function) => evaluation.invoke_value(function, vec![a.clone(), b.clone()])?.as_bool(),
        None => evaluation.order(a, b)?.map(Ordering::is_lt),
    })
}

/// Lists of up to `size` items each.
fn partition(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [list, Value::Number(size)] = arguments.as_slice() else { return Ok(Value::Null) };
    let size = size.to_i64().and_then(|size| usize::try_from(size).ok()).filter(|size| *size > 0);
    let (Some(list), Some(size)) = (items(list), size) else { return Ok(Value::Null) };
    evaluation.allocate_items(list.len())?;
    let parts = list.chunks(size).map(|part| Value::List(Arc::new(part.to_vec()))).collect();
    evaluation.list(parts)
}
