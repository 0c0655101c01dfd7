//! Real forms of German municipalities that nobody here wrote.

use fachwerk_forms::Form;
use std::io::Write;
use std::path::PathBuf;

/// A town that already has forms brings them along: each one is read, or refused with a reason it can act on.
#[test]
fn real_forms_are_read_or_refused_by_name() {
    let folder = std::env::var_os("FACHWERK_CASES").map(|cases| PathBuf::from(cases).join("forms-german"));
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
        // Past the capture of the runner, for the summary of `cargo xtask test`.
        let _ =
            writeln!(std::io::stdout(), "▫ forms of others: not run, FACHWERK_CASES holds no forms-german");
        return;
    };
    let entries = std::fs::read_dir(folder).expect("a folder of forms");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
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
    let (all, mut out) = (files.len(), std::io::stdout());
    let _ = writeln!(out, "▪ forms-german: {read} of {all} forms read, {refused} refused with a reason");
    assert!(read + refused == files.len() && read >= 10, "{read} read");
}
