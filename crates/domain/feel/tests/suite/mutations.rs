//! Expressions that nobody would write: known ones with parts changed, left out and doubled by a seeded generator.

use crate::{environment, names};
use feel::{Context, Evaluation, Exceeded, Expression, Limits, UnaryTests, Value};
use std::str::FromStr;
use std::thread;

/// Changing the seed changes the run; the same seed always makes the same one. `FACHWERK_SEED` gives another.
const SEED: u64 = 0x5EED_FACE_2026_1123;
/// How many expressions are made, times `FACHWERK_ROUNDS`.
const ROUNDS: usize = 4_000;
/// The stack that a request may have.
const STACK_BYTES: usize = 2 << 20;

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

/// Marsaglia's xorshift: small, and enough to shuffle texts.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn mutated(&mut self, seeds: &[&str]) -> String {
        let mut text = seeds[self.below(seeds.len())].to_owned();
        for _ in 0..=self.below(2) {
            let (a, b) = (self.boundary(&text), self.boundary(&text));
            let (start, end) = (a.min(b), a.max(b));
            match self.below(4) {
                0 => text.replace_range(start..end, ""),
                1 => text.insert_str(start, PARTS[self.below(PARTS.len())]),
                2 => {
                    let doubled = text[start..end].to_owned();
                    text.insert_str(end, &doubled);
                }
                _ => {
                    let other = seeds[self.below(seeds.len())];
                    let (c, d) = (self.boundary(other), self.boundary(other));
                    text.replace_range(start..end, &other[c.min(d)..c.max(d)]);
                }
            }
            text.truncate((0..=text.len().min(600)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
        }
        text
    }
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
    let rounds = ROUNDS * given("FACHWERK_ROUNDS").unwrap_or(1);
    let seed = given("FACHWERK_SEED").unwrap_or(SEED);
    println!("FACHWERK_SEED={seed}");
    let work = move || {
        let mut dice = Dice(seed);
        let (mut read, mut exceeded) = (0, 0);
        for _ in 0..rounds {
            let text = dice.mutated(&seeds);
            let (was_read, was_exceeded) = try_out(&text);
            read += usize::from(was_read);
            exceeded += usize::from(was_exceeded);
        }
        (read, exceeded)
    };
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(work).expect("a thread starts");
    let (read, exceeded) = thread.join().expect("no expression panics");
    println!("{rounds} expressions made, {read} could be read, {exceeded} ran out of a small budget");
    assert!(
        read > rounds / 20,
        "only {read} of {rounds} could be read: the generator makes nothing but noise"
    );
    assert!(exceeded > 0, "no budget ran out: the budgets are not tried");
}

/// The number in an environment variable.
fn given<T: FromStr>(variable: &str) -> Option<T> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().ok().unwrap_or_else(|| panic!("{variable} is no number: {text}")))
}

/// Whether the text is an expression, and whether a small budget did not suffice.
fn try_out(text: &str) -> (bool, bool) {
    let variables =
        Context::new().with("age", 5).with("dogs", vec![Value::from("Bello")]).with("first name", "Ada");
    let generous = Limits { steps: 20_000, bytes: 1 << 20, ..Limits::default() };
    let small = Limits { steps: 12, depth: 4, bytes: 200, result_bytes: 200 };
    if let Ok(tests) = UnaryTests::parse(text, &names()) {
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
