//! Functions of numbers (DMN 1.5 table 80).

use super::{Builtin, builtin};
use crate::evaluation::{Evaluation, Outcome};
use crate::number::{Number, Rounding};
use crate::temporal::{DaysTime, YearsMonths};
use crate::value::Value;

/// Places behind the point that rounding accepts (DMN 1.5 table 80).
const PLACES: std::ops::RangeInclusive<i64> = -6111..=6176;
/// Steps that a root or logarithm counts as.
const COSTLY: u64 = 2_000;

const SCALED: &[&[&str]] = &[&["n", "scale"], &["n"]];

pub(super) const FAMILY: &[Builtin] = &[
    builtin("decimal", &[&["n", "scale"]], |_, arguments| rounded(&arguments, Rounding::HalfEven, None)),
    builtin("floor", SCALED, |_, arguments| rounded(&arguments, Rounding::Floor, Some(0))),
    builtin("ceiling", SCALED, |_, arguments| rounded(&arguments, Rounding::Ceiling, Some(0))),
    builtin("round up", SCALED, |_, arguments| rounded(&arguments, Rounding::Up, None)),
    builtin("round down", SCALED, |_, arguments| rounded(&arguments, Rounding::Down, None)),
    builtin("round half up", SCALED, |_, arguments| rounded(&arguments, Rounding::HalfUp, None)),
    builtin("round half down", SCALED, |_, arguments| rounded(&arguments, Rounding::HalfDown, None)),
    builtin("abs", &[&["n"]], abs),
    builtin("modulo", &[&["dividend", "divisor"]], modulo),
    builtin("sqrt", &[&["number"]], |evaluation, arguments| costly(evaluation, &arguments, Number::sqrt)),
    builtin("log", &[&["number"]], |evaluation, arguments| costly(evaluation, &arguments, Number::ln)),
    builtin("exp", &[&["number"]], |evaluation, arguments| costly(evaluation, &arguments, Number::exp)),
    builtin("even", &[&["number"]], |_, arguments| Ok(one(&arguments).and_then(Number::is_even).into())),
    builtin("odd", &[&["number"]], |_, arguments| {
        Ok(one(&arguments).and_then(Number::is_even).map(|even| !even).into())
    }),
];

fn one(arguments: &[Value]) -> Option<Number> {
    match arguments {
        [Value::Number(number)] => Some(*number),
        _ => None,
    }
}

fn costly(
    evaluation: &mut Evaluation<'_>,
    arguments: &[Value],
    function: fn(Number) -> Option<Number>,
) -> Outcome {
    evaluation.spend(COSTLY)?;
    Ok(one(arguments).and_then(function).into())
}

fn rounded(arguments: &[Value], rounding: Rounding, default_places: Option<i64>) -> Outcome {
    let places = match arguments {
        [Value::Number(_)] => default_places,
        [Value::Number(_), Value::Number(scale)] => scale
            .round_to(0, Rounding::Down)
            .and_then(Number::to_i64)
            .filter(|places| PLACES.contains(places)),
        _ => None,
    };
    let (Some(places), Some(Value::Number(number))) = (places, arguments.first()) else {
        return Ok(Value::Null);
    };
    Ok(number.round_to(places as i32, rounding).into())
}

fn abs(_: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    Ok(match arguments.as_slice() {
        [Value::Number(number)] => number.absolute().into(),
        [Value::YearsMonths(duration)] => {
            let months = duration.months().checked_abs();
            months.map(|months| Value::YearsMonths(YearsMonths::from_months(months))).unwrap_or_default()
        }
        [Value::DaysTime(duration)] => {
            let nanos = duration.nanos().checked_abs();
            nanos.map(|nanos| Value::DaysTime(DaysTime::from_nanos(nanos))).unwrap_or_default()
        }
        _ => Value::Null,
    })
}

fn modulo(_: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    Ok(match arguments.as_slice() {
        [Value::Number(dividend), Value::Number(divisor)] => dividend.modulo(*divisor).into(),
        _ => Value::Null,
    })
}
