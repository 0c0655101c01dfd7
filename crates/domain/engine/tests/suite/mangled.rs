//! Models that no tool would write: known ones with values exchanged and parts left out, doubled and moved.

use crate::driver::{Driver, variables};
use bpmn::{Definitions, Document};
use checks::{Dice, mangled, rounds, with_little_stack};
use fachwerk_engine::{Limits, Program};
use std::fs;
use std::path::{Path, PathBuf};

/// Changing the seed changes the run; the same seed always makes the same one. `FACHWERK_SEED` gives another.
const SEED: u64 = 0x0B00_A67A_2026_1129;
/// How many models are made, times `FACHWERK_ROUNDS`.
const ROUNDS: u64 = 800;
/// Larger models are only slower.
const LARGEST: usize = 20_000;

const PARTS: [&str; 11] = [
    "<terminateEventDefinition/>",
    "<timerEventDefinition><timeCycle>R/PT0S</timeCycle></timerEventDefinition>",
    "<signalEventDefinition signalRef='s_flood'/>",
    "<errorEventDefinition/>",
    "<escalationEventDefinition/>",
    "<linkEventDefinition name='x'/>",
    "<compensateEventDefinition/>",
    "<cancelEventDefinition/>",
    "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>",
    "<standardLoopCharacteristics loopMaximum='2'/>",
    "<completionCondition>=true</completionCondition>",
];

fn models(folder: &Path, found: &mut Vec<String>) {
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.expect("an entry").path()).collect(),
        Err(_) => return,
    };
    paths.sort();
    for path in paths {
        if path.is_dir() {
            models(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "bpmn" || extension == "xml") {
            found.extend(fs::read_to_string(path).ok().filter(|xml| xml.len() < LARGEST));
        }
    }
}

/// However mangled a model is, reading it ends with a model or with problems, and what can be read can be played: it
/// ends, waits or says why it is stuck.
#[test]
fn mangled_models_end_well() {
    let mut seeds = Vec::new();
    models(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts"), &mut seeds);
    let cases = std::env::var_os("FACHWERK_CASES").map(PathBuf::from);
    cases.into_iter().for_each(|cases| models(&cases, &mut seeds));
    let rounds = ROUNDS * u64::from(rounds());
    let mut dice = Dice::of_this_run(SEED);
    let [texts, drawn, played] = with_little_stack(move || {
        let mut read = [0; 3];
        for _ in 0..rounds {
            let xml = &seeds[dice.below(seeds.len())];
            let xml = mangled(&mut dice, xml, &PARTS);
            for (count, step) in read.iter_mut().zip(try_out(&xml, &mut dice)) {
                *count += u64::from(step);
            }
        }
        read
    });
    println!("{rounds} models made, {texts} are XML, {drawn} could be read, {played} were played");
    assert!(played > rounds / 20, "the generator makes nothing but noise");
}

/// Whether the text is XML, a model, and one that can be played.
fn try_out(xml: &str, dice: &mut Dice) -> [bool; 3] {
    let text = Document::parse(xml);
    if let Ok(text) = &text {
        assert_eq!(text.write(), xml, "what is not changed stays byte for byte");
    }
    if let Err(problems) = Definitions::parse(xml) {
        assert!(!problems.is_empty(), "no model, and no word why: {xml}");
    }
    let Ok(definitions) = Definitions::sketch(xml) else { return [text.is_ok(), false, false] };
    let program = match Program::sketch(&[("model.bpmn".to_owned(), definitions)], &[]) {
        Ok(program) => program,
        Err(problems) => {
            assert!(!problems.is_empty(), "no program, and no word why: {xml}");
            return [text.is_ok(), true, false];
        }
    };
    play(&program.within(Limits { activations: 100, elements: 60, children: 20, ..Limits::default() }), dice);
    [text.is_ok(), true, true]
}

fn play(program: &Program, dice: &mut Dice) {
    let mut driver = Driver::new(program);
    if driver.begin(variables(2)).is_err() {
        return;
    }
    for _ in 0..12 {
        let choice = dice.below(1 << 16);
        let Some(command) = driver.possible(choice, variables(choice / 16)) else { return };
        let _ = driver.offer(command);
    }
}
