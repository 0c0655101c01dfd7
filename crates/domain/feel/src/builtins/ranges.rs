//! Relations of points and ranges (DMN 1.5 table 82, after Allen), and ranges from text.

use super::{Builtin, builtin, typed};
use crate::ast::{Kind, Node};
use crate::evaluation::compare::order;
use crate::evaluation::{Evaluation, Outcome, Source};
use crate::value::{Context, Range, Value};
use std::cmp::Ordering::{self, Equal, Greater, Less};

/// The parser uses the stack like this many levels.
const PARSING_LEVELS: u32 = 64;
/// Steps that reading a text counts as, besides one for each byte.
const PARSING: u64 = 100;

const POINTS: &[&[&str]] =
    &[&["point1", "point2"], &["point", "range"], &["range", "point"], &["range1", "range2"]];
const POINT_IN_RANGE: &[&[&str]] = &[&["point", "range"], &["range1", "range2"]];
const RANGE_AROUND_POINT: &[&[&str]] = &[&["range", "point"], &["range1", "range2"]];
const ALIKE: &[&[&str]] = &[&["point1", "point2"], &["range1", "range2"]];
const RANGES: &[&[&str]] = &[&["range1", "range2"]];

pub(super) const FAMILY: &[Builtin] = &[
    typed("boolean", "before", POINTS, |_, arguments| related(&arguments, before)),
    typed("boolean", "after", POINTS, |_, arguments| related(&arguments, |a, b| before(b, a))),
    typed("boolean", "meets", RANGES, |_, arguments| ranges(&arguments, meets)),
    typed("boolean", "met by", RANGES, |_, arguments| ranges(&arguments, |a, b| meets(b, a))),
    typed("boolean", "overlaps", RANGES, |_, arguments| ranges(&arguments, overlaps)),
    typed("boolean", "overlaps before", RANGES, |_, arguments| ranges(&arguments, overlaps_before)),
    typed("boolean", "overlaps after", RANGES, |_, arguments| {
        ranges(&arguments, |a, b| overlaps_before(b, a))
    }),
    typed("boolean", "finishes", POINT_IN_RANGE, |_, arguments| related(&arguments, finishes)),
    typed("boolean", "finished by", RANGE_AROUND_POINT, |_, arguments| {
        related(&arguments, |a, b| finishes(b, a))
    }),
    typed("boolean", "includes", RANGE_AROUND_POINT, |_, arguments| related(&arguments, includes)),
    typed("boolean", "during", POINT_IN_RANGE, |_, arguments| related(&arguments, |a, b| includes(b, a))),
    typed("boolean", "starts", POINT_IN_RANGE, |_, arguments| related(&arguments, starts)),
    typed("boolean", "started by", RANGE_AROUND_POINT, |_, arguments| {
        related(&arguments, |a, b| starts(b, a))
    }),
    typed("boolean", "coincides", ALIKE, |_, arguments| related(&arguments, coincides)),
    builtin("range", &[&["from"]], range_of_text),
];

/// A point, or a range with its two ends.
#[derive(Clone, Copy)]
enum Extent<'v> {
    Point(&'v Value),
    Range(Ends<'v>),
}

#[derive(Clone, Copy)]
struct Ends<'v> {
    start: End<'v>,
    end: End<'v>,
}

/// An end of a range; no value is beyond every point on its side.
#[derive(Clone, Copy)]
struct End<'v> {
    value: Option<&'v Value>,
    included: bool,
    side: Ordering,
}

fn extent(value: &Value) -> Extent<'_> {
    match value {
        Value::Range(range) => Extent::Range(ends(range)),
        point => Extent::Point(point),
    }
}

fn ends(range: &Range) -> Ends<'_> {
    Ends {
        start: End { value: range.start.as_ref(), included: range.start_included, side: Less },
        end: End { value: range.end.as_ref(), included: range.end_included, side: Greater },
    }
}

fn related<'v>(arguments: &'v [Value], relation: fn(Extent<'v>, Extent<'v>) -> Option<bool>) -> Outcome {
    let [a, b] = arguments else { return Ok(Value::Null) };
    Ok(relation(extent(a), extent(b)).into())
}

fn ranges<'v>(arguments: &'v [Value], relation: fn(Ends<'v>, Ends<'v>) -> Option<bool>) -> Outcome {
    let [Value::Range(a), Value::Range(b)] = arguments else { return Ok(Value::Null) };
    Ok(relation(ends(a), ends(b)).into())
}

fn compare(a: End<'_>, b: End<'_>) -> Option<Ordering> {
    match (a.value, b.value) {
        (Some(a), Some(b)) => order(a, b),
        (None, None) => Some(a.side.cmp(&b.side)),
        (None, Some(_)) => Some(a.side),
        (Some(_), None) => Some(b.side.reverse()),
    }
}

fn point(value: &Value) -> End<'_> {
    End { value: Some(value), included: true, side: Equal }
}

/// Everything of the first lies before everything of the second.
fn before(a: Extent<'_>, b: Extent<'_>) -> Option<bool> {
    let last = match a {
        Extent::Point(value) => point(value),
        Extent::Range(range) => range.end,
    };
    let first = match b {
        Extent::Point(value) => point(value),
        Extent::Range(range) => range.start,
    };
    Some(match compare(last, first)? {
        Less => true,
        Equal => !last.included || !first.included,
        Greater => false,
    })
}

fn meets(a: Ends<'_>, b: Ends<'_>) -> Option<bool> {
    Some(compare(a.end, b.start)? == Equal && a.end.included && b.start.included)
}

fn overlaps(a: Ends<'_>, b: Ends<'_>) -> Option<bool> {
    Some(reaches(a.end, b.start)? && reaches(b.end, a.start)?)
}

/// Whether a range that ends here has a point in common with one that starts there.
fn reaches(end: End<'_>, start: End<'_>) -> Option<bool> {
    Some(match compare(end, start)? {
        Greater => true,
        Equal => end.included && start.included,
        Less => false,
    })
}

fn overlaps_before(a: Ends<'_>, b: Ends<'_>) -> Option<bool> {
    let starts_earlier = match compare(a.start, b.start)? {
        Less => true,
        Equal => a.start.included && !b.start.included,
        Greater => false,
    };
    Some(starts_earlier && reaches(a.end, b.start)? && ends_no_later(a.end, b.end)?)
}

fn ends_no_later(a: End<'_>, b: End<'_>) -> Option<bool> {
    Some(match compare(a, b)? {
        Less => true,
        Equal => !a.included || b.included,
        Greater => false,
    })
}

fn starts_no_earlier(a: End<'_>, b: End<'_>) -> Option<bool> {
    Some(match compare(a, b)? {
        Greater => true,
        Equal => !a.included || b.included,
        Less => false,
    })
}

fn finishes(a: Extent<'_>, b: Extent<'_>) -> Option<bool> {
    match (a, b) {
        (Extent::Point(value), Extent::Range(range)) => {
            Some(compare(point(value), range.end)? == Equal && range.end.included)
        }
        (Extent::Range(a), Extent::Range(b)) => {
            let same_end = compare(a.end, b.end)? == Equal && a.end.included == b.end.included;
            Some(same_end && starts_no_earlier(a.start, b.start)?)
        }
        _ => None,
    }
}

fn starts(a: Extent<'_>, b: Extent<'_>) -> Option<bool> {
    match (a, b) {
        (Extent::Point(value), Extent::Range(range)) => {
            Some(compare(point(value), range.start)? == Equal && range.start.included)
        }
        (Extent::Range(a), Extent::Range(b)) => {
            let same_start = compare(a.start, b.start)? == Equal && a.start.included == b.start.included;
            Some(same_start && ends_no_later(a.end, b.end)?)
        }
        _ => None,
    }
}

fn includes(a: Extent<'_>, b: Extent<'_>) -> Option<bool> {
    match (a, b) {
        (Extent::Range(range), Extent::Point(value)) => {
            Some(starts_no_earlier(point(value), range.start)? && ends_no_later(point(value), range.end)?)
        }
        (Extent::Range(a), Extent::Range(b)) => {
            Some(starts_no_earlier(b.start, a.start)? && ends_no_later(b.end, a.end)?)
        }
        _ => None,
    }
}

fn coincides(a: Extent<'_>, b: Extent<'_>) -> Option<bool> {
    match (a, b) {
        (Extent::Point(a), Extent::Point(b)) => Some(order(a, b)? == Equal),
        (Extent::Range(a), Extent::Range(b)) => {
            let starts = compare(a.start, b.start)? == Equal && a.start.included == b.start.included;
            Some(starts && compare(a.end, b.end)? == Equal && a.end.included == b.end.included)
        }
        _ => None,
    }
}

/// Reads `[1..5)` whose ends are literals (DMN 1.5 table 76).
fn range_of_text(evaluation: &mut Evaluation<'_>, arguments: Vec<Value>) -> Outcome {
    let [Value::Text(text)] = arguments.as_slice() else { return Ok(Value::Null) };
    evaluation.allocate(text.len().saturating_mul(64))?;
    evaluation.spend(PARSING + text.len() as u64)?;
    evaluation.enter(PARSING_LEVELS)?;
    let parsed = crate::syntax::parse_unexplained(text);
    evaluation.leave(PARSING_LEVELS);
    let Some(parsed) = parsed else { return Ok(Value::Null) };
    let Kind::Range(range) = &parsed.root.kind else { return Ok(Value::Null) };
    if ![&range.start, &range.end].into_iter().flatten().all(is_literal) {
        return Ok(Value::Null);
    }
    let source = Source { text, names: &[] };
    evaluation.expression(&source, &parsed.root, &Context::new()).map_err(|exceeded| exceeded.budget)
}

/// A literal, also a negative one, or a date and the like made of a text.
fn is_literal(node: &Node) -> bool {
    match &node.kind {
        Kind::Literal(_) => true,
        Kind::Negate(inner) => matches!(inner.kind, Kind::Literal(_)),
        Kind::Builtin(builtin, arguments) => {
            ["date", "time", "date and time", "duration"].contains(&builtin.name)
                && arguments.iter().all(|argument| matches!(argument.kind, Kind::Literal(_)))
        }
        _ => false,
    }
}
