//! Dates and amounts the way they are written in German letters (DIN 5008).

use super::{Builtin, typed};
use crate::evaluation::{Evaluation, Outcome};
use crate::number::Number;
use crate::temporal::{Date, Time};
use crate::value::Value;

/// The most places behind the comma that are shown.
const MOST_PLACES: i64 = 30;

pub(super) const FAMILY: &[Builtin] = &[
    typed("string", "format date", &[&["date"]], format_date),
    typed("string", "format amount", &[&["amount"]], |evaluation, arguments| {
        let [Value::Number(amount)] = arguments.as_slice() else { return Ok(Value::Null) };
        written(evaluation, amount.german(2).map(|amount| format!("{amount}\u{a0}€")))
    }),
    typed("string", "format number", &[&["number", "places?"]], |evaluation, arguments| {
        let (number, places) = match arguments.as_slice() {
            [Value::Number(number)] => (number, places_of(*number)),
            [Value::Number(number), Value::Number(places)] => {
                let Some(places) = places.to_i64().filter(|places| (0..=MOST_PLACES).contains(places)) else {
                    return Ok(Value::Null);
                };
                (number, places as u32)
            }
            _ => return Ok(Value::Null),
        };
        written(evaluation, number.german(places))
    }),
];

/// A text, counted, for numbers may have thousands of digits.
fn written(evaluation: &mut Evaluation<'_>, text: Option<String>) -> Outcome {
    text.map_or(Ok(Value::Null), |text| evaluation.text(&text))
}

fn places_of(number: Number) -> u32 {
    number.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32)
}

/// `23.11.2026`, `23.11.2026, 14:30 Uhr`, `14:30 Uhr`.
fn format_date(_: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    Ok(match arguments.as_slice() {
        [Value::Date(date)] => shown_date(*date).into(),
        [Value::DateTime(at)] => format!("{}, {}", shown_date(at.date()), shown_time(at.time())).into(),
        [Value::Time(time)] => shown_time(time).into(),
        _ => Value::Null,
    })
}

/// A year before our era keeps its four digits behind the sign.
fn shown_date(date: Date) -> String {
    let sign = if date.year() < 0 { "-" } else { "" };
    format!("{:02}.{:02}.{sign}{:04}", date.day(), date.month(), date.year().unsigned_abs())
}

fn shown_time(time: &Time) -> String {
    format!("{:02}:{:02}\u{a0}Uhr", time.hour(), time.minute())
}
