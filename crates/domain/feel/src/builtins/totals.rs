//! Functions that make one value of a list (DMN 1.5 table 78): sums, means, extremes, truth of all or any.

use super::lists::items;
use super::{Builtin, builtin, typed};
use crate::ast::Quantifier;
use crate::evaluation::compare::order;
use crate::evaluation::{Evaluation, Outcome};
use crate::number::Number;
use crate::value::Value;
use std::cmp::Ordering;

const LIST: &[&[&str]] = &[&["list"]];

pub(super) const FAMILY: &[Builtin] = &[
    builtin("min", LIST, |evaluation, arguments| extreme(evaluation, &arguments, Ordering::Less)),
    builtin("max", LIST, |evaluation, arguments| extreme(evaluation, &arguments, Ordering::Greater)),
    builtin("sum", LIST, |evaluation, arguments| {
        let sum = |numbers: &[Number]| numbers.iter().try_fold(Number::ZERO, |sum, number| sum.plus(*number));
        numeric(evaluation, &arguments, sum)
    }),
    typed("number", "product", LIST, |evaluation, arguments| {
        let product =
            |numbers: &[Number]| numbers.iter().try_fold(Number::ONE, |product, n| product.times(*n));
        numeric(evaluation, &arguments, product)
    }),
    typed("number", "mean", LIST, |evaluation, arguments| {
        let mean = |numbers: &[Number]| {
            let sum = numbers.iter().try_fold(Number::ZERO, |sum, number| sum.plus(*number))?;
            sum.over(Number::from_i64(numbers.len() as i64))
        };
        numeric(evaluation, &arguments, mean)
    }),
    typed("number", "median", LIST, |evaluation, arguments| numeric(evaluation, &arguments, median)),
    typed("number", "stddev", LIST, |evaluation, arguments| {
        evaluation.spend(all_items(&arguments).len() as u64 * 4)?;
        numeric(evaluation, &arguments, Number::standard_deviation)
    }),
    builtin("mode", LIST, mode),
    builtin("all", LIST, |evaluation, arguments| truth(evaluation, &arguments, Quantifier::Every)),
    builtin("any", LIST, |evaluation, arguments| truth(evaluation, &arguments, Quantifier::Some)),
];

/// The items of the only argument, or the arguments themselves.
fn all_items(arguments: &[Value]) -> &[Value] {
    match arguments {
        [Value::List(items)] => items,
        arguments => arguments,
    }
}

/// The numbers among the arguments; `None` when there is anything else.
fn numbers(
    evaluation: &mut Evaluation<'_>,
    arguments: &[Value],
) -> Result<Option<Vec<Number>>, crate::limits::Budget> {
    let items = all_items(arguments);
    evaluation.spend(items.len() as u64)?;
    Ok(items.iter().map(Value::as_number).collect())
}

fn numeric(
    evaluation: &mut Evaluation<'_>,
    arguments: &[Value],
    function: fn(&[Number]) -> Option<Number>,
) -> Outcome {
    let numbers = numbers(evaluation, arguments)?.filter(|numbers| !numbers.is_empty());
    Ok(numbers.and_then(|numbers| function(&numbers)).into())
}

fn extreme(evaluation: &mut Evaluation<'_>, arguments: &[Value], wanted: Ordering) -> Outcome {
    let items = all_items(arguments);
    evaluation.spend(items.len() as u64)?;
    let Some((first, rest)) = items.split_first() else { return Ok(Value::Null) };
    if order(first, first).is_none() {
        return Ok(Value::Null);
    }
    let mut best = first;
    for item in rest {
        match evaluation.order(item, best)? {
            None => return Ok(Value::Null),
            Some(found) if found == wanted => best = item,
            Some(_) => {}
        }
    }
    Ok(best.clone())
}

fn median(numbers: &[Number]) -> Option<Number> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return Some(sorted[middle]);
    }
    sorted[middle - 1].plus(sorted[middle])?.over(Number::from_i64(2))
}

/// The most frequent numbers in ascending order.
fn mode(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    if arguments.is_empty() || matches!(arguments.as_slice(), [Value::Null]) {
        return Ok(Value::Null);
    }
    let Some(mut sorted) = numbers(evaluation, &arguments)? else { return Ok(Value::Null) };
    sorted.sort_unstable();
    let runs: Vec<&[Number]> = sorted.chunk_by(|a, b| a == b).collect();
    let longest = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    let modes = runs.iter().filter(|run| run.len() == longest).map(|run| Value::Number(run[0])).collect();
    evaluation.list(modes)
}

/// `all` is decided by false, `any` by true; what is no truth makes it null.
fn truth(evaluation: &mut Evaluation<'_>, arguments: &[Value], quantifier: Quantifier) -> Outcome {
    let decisive = quantifier.decisive();
    let list = match arguments {
        [] | [Value::Null] => return Ok(Value::Null),
        [single] => items(single).unwrap_or_default(),
        several => several,
    };
    evaluation.spend(list.len() as u64)?;
    let mut result = Value::Bool(!decisive);
    for item in list {
        match item {
            Value::Bool(truth) if *truth == decisive => return Ok(Value::Bool(decisive)),
            Value::Bool(_) => {}
            _ => result = Value::Null,
        }
    }
    Ok(result)
}
