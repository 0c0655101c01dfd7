//! Whole files against their expected description.

use crate::describe::describe;
use fachwerk_bpmn::Definitions;
use std::fs;
use std::path::Path;

/// A designer gets exactly the model that was drawn, or every mistake at once with line, column and element id.
/// `UPDATE_GOLDEN=1` writes the expectations anew; the difference is then reviewed by a person.
#[test]
fn files_are_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).expect("the folder of models") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "bpmn") {
            continue;
        }
        let xml = fs::read_to_string(&path).expect("a model");
        let found = match Definitions::parse(&xml) {
            Ok(definitions) => describe(&definitions),
            Err(problems) => problems.iter().map(|problem| format!("{problem}\n")).collect(),
        };
        let expected = path.with_extension("expected");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&expected, &found).expect("the expectation is written");
        }
        let expected = fs::read_to_string(&expected).expect("an expectation beside each model");
        assert_eq!(found, expected, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 2, "the models were found");
}
