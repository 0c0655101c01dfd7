//! Models that no tool would write: one with parts changed, left out and doubled by a seeded generator.

use crate::{DOG_TAX, environment};
use dmn::Definitions;
use feel::{Context, Limits, Value};
use std::str::FromStr;
use std::thread;

/// The same seed always makes the same models; `FACHWERK_SEED` gives another.
const SEED: u64 = 0x00D0_67A4_2026_1123;
/// How many models are made, times `FACHWERK_ROUNDS`.
const ROUNDS: usize = 400;

/// The number in an environment variable.
fn given<T: FromStr>(variable: &str) -> Option<T> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().ok().unwrap_or_else(|| panic!("{variable} is no number: {text}")))
}

fn next(state: &mut u64, bound: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state % bound.max(1) as u64) as usize
}

/// Swaps, drops or doubles stretches between two tags, so that most models stay XML.
fn mutated(state: &mut u64) -> String {
    let mut pieces: Vec<&str> = DOG_TAX.split_inclusive('>').collect();
    for _ in 0..=next(state, 2) {
        let (a, b) = (next(state, pieces.len()), next(state, pieces.len()));
        match next(state, 4) {
            0 => pieces.swap(a, b),
            1 => {
                pieces.remove(a);
            }
            2 => pieces.insert(a, pieces[b]),
            _ => pieces.insert(a, "<decision id=\"yearly\" name=\"dogs\"/>"),
        }
    }
    pieces.concat()
}

/// However mangled a model is, reading ends with a model or with problems, and deciding with a value or a named budget.
#[test]
fn mangled_models_end_well() {
    let rounds = ROUNDS * given("FACHWERK_ROUNDS").unwrap_or(1);
    let seed = given("FACHWERK_SEED").unwrap_or(SEED);
    println!("FACHWERK_SEED={seed}");
    let run = move || {
        let mut state = seed;
        let dog = Value::from(Context::new().with("name", "Bello").with("listed breed", false));
        let inputs = Context::new().with("dogs", vec![dog]).with("welfare", true);
        let mut models = 0;
        for _ in 0..rounds {
            let (definitions, problems) = Definitions::read(&mutated(&mut state), &[]);
            let Some(definitions) = definitions else {
                assert!(!problems.is_empty(), "no model, and no word why");
                continue;
            };
            models += 1;
            for id in definitions.decisions() {
                let _ = definitions.evaluate(id, &inputs, &environment(), &Limits::default());
            }
        }
        models
    };
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread starts");
    let models = thread.join().expect("no model panics");
    println!("{rounds} models made, {models} could be read");
    assert!(
        models > rounds / 20,
        "only {models} models could be read: the generator makes nothing but noise"
    );
}

/// A file of a few thousand tags in each other is refused or read, but never ends the process.
#[test]
fn deep_xml_ends_well() {
    let run = || {
        for tag in ["context", "list", "x"] {
            let open = format!("<{tag}><contextEntry>").repeat(3_000);
            let close = format!("</contextEntry></{tag}>").repeat(3_000);
            let model = format!(
                "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"n\">\
                 <decision id=\"a\" name=\"a\">{open}{close}</decision></definitions>"
            );
            let _ = Definitions::read(&model, &[]);
        }
    };
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread starts");
    thread.join().expect("nothing panics");
}
