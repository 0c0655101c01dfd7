//! Golden transcripts: `NAME.bpmn` is the model, `NAME.script` what is done, `NAME.transcript` what must happen.

use crate::programs::{Declared, compile};
use fachwerk_engine::transcript::Player;
use std::fs;
use std::path::{Path, PathBuf};
use values::Moment;

/// 2026-11-23T09:00:00Z, a Monday morning.
const MONDAY: i64 = 1_795_424_400_000_000;

fn play(name: &str, xml: &str, script: &str) -> String {
    let mut declared = Declared::default();
    let (mut lines, mut models) = (Vec::new(), Vec::new());
    for line in script.lines() {
        if let Some(names) = line.strip_prefix("names ") {
            declared.names = names.split_whitespace().map(str::to_owned).collect();
        } else if let Some(json) = line.strip_prefix("parameters ") {
            declared.parameters = serde_json::from_str(json).expect("parameters as a JSON object");
        } else if let Some(numbers) = line.strip_prefix("limits ") {
            let mut numbers = numbers.split_whitespace().map(|number| number.parse().expect("a number"));
            declared.limits.activations = numbers.next().expect("elements of one command") as u32;
            declared.limits.bytes = numbers.next().expect("bytes of an instance");
            declared.limits.elements = numbers.next().unwrap_or(declared.limits.elements);
            declared.limits.children = numbers.next().unwrap_or(declared.limits.children);
        } else if let Some(file) = line.strip_prefix("calls ") {
            let xml = fs::read_to_string(folder().join(file)).expect("a model that is called");
            let definitions = bpmn::Definitions::parse(&xml).expect("a called model without problems");
            declared.called.push((file.to_owned(), definitions));
        } else if let Some(file) = line.strip_prefix("decisions ") {
            let xml = fs::read_to_string(folder().join(file)).expect("a file of decisions");
            let definitions = dmn::Definitions::parse(&xml).expect("decisions without problems");
            declared.decisions.push((file.to_owned(), definitions));
        } else if let Some(model) = line.strip_prefix("models ") {
            models.extend(model.split_whitespace());
        } else {
            lines.push(line);
        }
    }
    let other = |model: &&str| {
        let xml = fs::read_to_string(folder().join(format!("{model}.bpmn"))).expect("another model");
        compile(&format!("{model}.bpmn"), &xml, declared.clone()).expect("another model without problems")
    };
    let others: Vec<_> = models.iter().map(other).collect();
    let program = match compile(&format!("{name}.bpmn"), xml, declared.clone()) {
        Ok(program) => program,
        Err(problems) => return problems.iter().map(|problem| format!("{problem}\n")).collect(),
    };
    let player = Player::new(&program, Moment::from_micros(MONDAY));
    let mut player =
        models.iter().zip(&others).fold(player, |player, (model, program)| player.knowing(model, program));
    let told = lines.into_iter().map(|line| match player.play(line) {
        Ok(told) => told.text,
        Err(unplayable) => format!("> {line}\n  unplayable: {unplayable}\n"),
    });
    told.collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts")
}

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of transcripts");
    let mut scripts: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "script"));
    scripts.sort();
    scripts
}

/// A designer who models an element gets exactly what its transcript says: the same events, effects and open tasks on
/// every machine. `UPDATE_GOLDEN=1` writes the transcripts anew; the difference is then reviewed by a person.
#[test]
fn every_element_does_what_its_transcript_says() {
    let scripts = scripts(&folder());
    assert!(!scripts.is_empty(), "the transcripts were found");
    let mut different = Vec::new();
    for path in scripts {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let model = name.split('@').next_back().expect("a name");
        let xml = fs::read_to_string(path.with_file_name(format!("{model}.bpmn"))).expect("the model");
        let found = play(model, &xml, &fs::read_to_string(&path).expect("the script"));
        let expected = path.with_extension("transcript");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&expected, &found).expect("the transcript is written");
        }
        if fs::read_to_string(&expected).unwrap_or_default() != found {
            different.push(format!("{name}:\n{found}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
