//! The children that write letters apart: one writes, others break off, are ended, or answer half. Which of them is started is
//! decided by a link, so that no child of ours holds open what another one is to run.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a child answers who has written a letter: mark, length of the page, page, PDF.
const LETTER: &[u8] = b"W\0\0\0\x0f<p>Ein Satz</p>%PDF-1.7 Ein Satz. %%EOF\n";
/// As far as one comes who is cut off in the middle.
const CUT_AT: usize = LETTER.len() - 9;

/// A child, and what it does beside its folder `$d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Child {
    Writes,
    BreaksOff,
    IsEnded,
    AnswersHalf,
    Refuses,
}

pub(crate) const FAILING: [Child; 4] = [Child::BreaksOff, Child::IsEnded, Child::AnswersHalf, Child::Refuses];

impl Child {
    fn does(self) -> &'static str {
        match self {
            Self::Writes => "exec /bin/cat \"$d/letter\"",
            Self::BreaksOff => "/bin/cat \"$d/letter\"; exit 1",
            Self::IsEnded => "/bin/cat \"$d/half\"; kill -9 $$",
            Self::AnswersHalf => "exec /bin/cat \"$d/short\"",
            Self::Refuses => "printf 'RDas Datum fehlt'",
        }
    }

    fn path(self, children: &Path) -> PathBuf {
        children.join(format!("{self:?}"))
    }
}

/// Makes all of them. A shell writes them, for the same reason.
pub(crate) fn make(children: &Path) {
    fs::create_dir_all(children).expect("a folder for the children");
    fs::write(children.join("letter"), LETTER).expect("a letter");
    fs::write(children.join("half"), &LETTER[..CUT_AT]).expect("half a letter");
    fs::write(children.join("short"), &LETTER[..12]).expect("less of it");
    for child in FAILING.into_iter().chain([Child::Writes]) {
        let script = format!("#!/bin/sh\nd='{}'\n{}\n", children.display(), child.does());
        let make = "printf '%s' \"$1\" > \"$2\" && chmod +x \"$2\"";
        let made =
            Command::new("/bin/sh").args(["-c", make, "sh", &script]).arg(child.path(children)).status();
        assert!(made.expect("a shell").success());
    }
}

/// From now on this one is started, where the program is told to look.
pub(crate) fn put(child: Child, children: &Path, program: &Path) {
    let folder = program.parent().expect("a folder");
    fs::create_dir_all(folder).expect("a folder for the program");
    let _ = fs::remove_file(program);
    symlink(child.path(children), program).expect("a link");
}
