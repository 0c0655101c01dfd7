//! Expressions that nobody would write: known ones with parts changed, left out and doubled by a seeded generator.

use crate::{environment, names};
use checks::{Dice, rounds, with_little_stack};
use feel::{Context, Evaluation, Exceeded, Expression, Limits, Type, UnaryTests, Value};

/// Changing the seed changes the run; the same seed always makes the same one. `FACHWERK_SEED` gives another.
const SEED: u64 = 0x5EED_FACE_2026_1123;
/// How many expressions are made, times `FACHWERK_ROUNDS`.
const ROUNDS: u64 = 4_000;

const PARTS: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "..",
    ".",
    "+",
    "-",
    "*",
    "/",
    "**",
    "=",
    "<",
    ">=",
    "!=",
    "?",
    "@",
    "\"",
    "\\u",
    "\"P1D\"",
    "1e6000",
    "-0",
    "null",
    "if ",
    " then ",
    " else ",
    "for x in ",
    " return ",
    " in ",
    "function(a) ",
    " and ",
    "not(",
    "dogs",
    "first name",
    "ß",
    "/*",
];

fn mutated(dice: &mut Dice, seeds: &[&str]) -> String {
    let mut text = seeds[dice.below(seeds.len())].to_owned();
    for _ in 0..=dice.below(2) {
        let (a, b) = (dice.boundary(&text), dice.boundary(&text));
        let (start, end) = (a.min(b), a.max(b));
        match dice.below(4) {
            0 => text.replace_range(start..end, ""),
            1 => text.insert_str(start, PARTS[dice.below(PARTS.len())]),
            2 => {
                let doubled = text[start..end].to_owned();
                text.insert_str(end, &doubled);
            }
            _ => {
                let other = seeds[dice.below(seeds.len())];
                let (c, d) = (dice.boundary(other), dice.boundary(other));
                text.replace_range(start..end, &other[c.min(d)..c.max(d)]);
            }
        }
        text.truncate((0..=text.len().min(600)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
    }
    text
}

/// However mangled a text is, reading and evaluating it ends with a value, problems or a named budget, and a small
/// budget never changes a value: it is enough, or it is told.
#[test]
fn mangled_expressions_end_well() {
    let tables = [
        include_str!("golden/core.txt"),
        include_str!("golden/functions.txt"),
        include_str!("golden/times.txt"),
        include_str!("golden/ranges.txt"),
    ];
    let lines = tables.into_iter().flat_map(str::lines);
    let seeds: Vec<&str> = lines.filter_map(|line| line.rsplit_once(" | ").map(|(text, _)| text)).collect();
    let rounds = ROUNDS * u64::from(rounds());
    let mut dice = Dice::of_this_run(SEED);
    let (read, exceeded) = with_little_stack(move || {
        let (mut read, mut exceeded) = (0, 0);
        for _ in 0..rounds {
            let text = mutated(&mut dice, &seeds);
            let (was_read, was_exceeded) = try_out(&text);
            read += u64::from(was_read);
            exceeded += u64::from(was_exceeded);
        }
        (read, exceeded)
    });
    println!("{rounds} expressions made, {read} could be read, {exceeded} ran out of a small budget");
    assert!(
        read > rounds / 20,
        "only {read} of {rounds} could be read: the generator makes nothing but noise"
    );
    assert!(exceeded > 0, "no budget ran out: the budgets are not tried");
}

/// Whether the text is an expression, and whether a small budget did not suffice.
fn try_out(text: &str) -> (bool, bool) {
    let variables =
        Context::new().with("age", 5).with("dogs", vec![Value::from("Bello")]).with("first name", "Ada");
    let generous = Limits { steps: 20_000, bytes: 1 << 20, ..Limits::default() };
    let small = Limits { steps: 12, depth: 4, bytes: 200, result_bytes: 200 };
    if let Ok(tests) = UnaryTests::parse(text, &names(), &Type::Any) {
        let _ = tests.matches(&Value::from(5), &variables, &environment(), &generous);
    }
    let Ok(expression) = Expression::parse(text, &names()) else { return (false, false) };
    let value = evaluated(&expression, &variables, &generous);
    let with_little = evaluated(&expression, &variables, &small);
    if let (Ok(value), Ok(with_little)) = (&value, &with_little) {
        assert_eq!(value.to_string(), with_little.to_string(), "{text}");
    }
    (true, with_little.is_err())
}

/// The value, when the steps for it were within the budget; whoever swallows a refusal on the way is found here.
fn evaluated(expression: &Expression, variables: &Context, limits: &Limits) -> Result<Value, Exceeded> {
    let environment = environment();
    let mut evaluation = Evaluation::new(&environment, limits);
    let value = expression.evaluate_within(variables, &mut evaluation);
    if value.is_ok() {
        assert!(evaluation.steps_spent() <= limits.steps, "{}: more steps than allowed", expression.text());
    }
    value
}
