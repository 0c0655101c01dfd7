//! The catalogues of sentences.

use std::collections::BTreeSet;
use std::path::Path;

fn keys(catalogue: &str) -> BTreeSet<&str> {
    catalogue.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key).collect()
}

fn sources(folder: &Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else {
            out.push_str(&std::fs::read_to_string(&path).expect("a source file"));
        }
    }
}

/// A person reads a sentence in their language for every problem that can be raised, and no sentence is left over.
#[test]
fn every_problem_has_a_sentence_in_both_languages() {
    let [(_, german), (_, english)] = fachwerk_engine::TEXTS;
    assert_eq!(keys(german), keys(english));
    let mut source = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let is_key = |text: &&str| {
        let rest = text.strip_prefix("engine-").or(text.strip_prefix("incident-"));
        rest.is_some_and(|rest| !rest.contains([' ', '/', '.']))
    };
    let raised: BTreeSet<&str> = source.split('"').filter(is_key).collect();
    assert_eq!(raised, keys(german));
}
