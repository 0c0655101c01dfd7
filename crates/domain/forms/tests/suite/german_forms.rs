//! Real forms of German municipalities that nobody here wrote.

use fachwerk_forms::Form;
use std::path::PathBuf;

/// A town that already has forms brings them along: each one is read, or refused with a reason it can act on.
#[test]
fn real_forms_are_read_or_refused_by_name() {
    let Some(cases) = std::env::var_os("FACHWERK_CASES").map(PathBuf::from) else {
        println!("not run: FACHWERK_CASES names no folder with forms-german");
        return;
    };
    let folder = std::fs::read_dir(cases.join("forms-german")).expect("FACHWERK_CASES holds forms-german");
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let (mut read, mut refused) = (0, 0);
    for file in &files {
        let name = file.file_name().expect("a name").to_string_lossy();
        match Form::parse(&std::fs::read_to_string(file).expect("a text")) {
            Ok(form) => {
                read += 1;
                println!("read     {name}: {} pages, {} names", form.pages().len(), form.keys().len());
            }
            Err(problems) => {
                refused += 1;
                println!("refused  {name}: {}", crate::lines(&problems).replace('\n', "; "));
                assert!(problems.iter().all(|problem| problem.key.starts_with("forms-")), "{name}");
            }
        }
    }
    println!("{read} of {} forms read, {refused} refused with a reason", files.len());
    assert!(read + refused == files.len() && read >= 10, "{read} read");
}
