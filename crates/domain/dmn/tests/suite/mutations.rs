//! Models that no tool would write: one with parts changed, left out and doubled by a seeded generator.

use crate::{DOG_TAX, environment};
use checks::{Dice, mangled, rounds, with_little_stack};
use dmn::Definitions;
use feel::{Context, Limits, Value};

/// The same seed always makes the same models; `FACHWERK_SEED` gives another.
const SEED: u64 = 0x00D0_67A4_2026_1123;
/// How many models are made, times `FACHWERK_ROUNDS`.
const ROUNDS: u64 = 400;

const PARTS: [&str; 2] = ["<decision id=\"yearly\" name=\"dogs\"/>", "<inputData name=\"dogs\"/>"];

/// However mangled a model is, reading ends with a model or with problems, and deciding with a value or a named budget.
#[test]
fn mangled_models_end_well() {
    let rounds = ROUNDS * u64::from(rounds());
    let mut dice = Dice::of_this_run(SEED);
    let models = with_little_stack(move || {
        let dog = Value::from(Context::new().with("name", "Bello").with("listed breed", false));
        let inputs = Context::new().with("dogs", vec![dog]).with("welfare", true);
        let mut models = 0;
        for _ in 0..rounds {
            let (definitions, problems) = Definitions::read(&mangled(&mut dice, DOG_TAX, &PARTS), &[]);
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
    });
    println!("{rounds} models made, {models} could be read");
    assert!(
        models > rounds / 20,
        "only {models} models could be read: the generator makes nothing but noise"
    );
}

/// A file of a few thousand tags in each other is refused or read, but never ends the process.
#[test]
fn deep_xml_ends_well() {
    with_little_stack(|| {
        for tag in ["context", "list", "x"] {
            let open = format!("<{tag}><contextEntry>").repeat(3_000);
            let close = format!("</contextEntry></{tag}>").repeat(3_000);
            let model = format!(
                "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"n\">\
                 <decision id=\"a\" name=\"a\">{open}{close}</decision></definitions>"
            );
            let _ = Definitions::read(&model, &[]);
        }
    });
}
