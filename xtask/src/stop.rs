//! Why a command ends early: a sentence for the person at the terminal and an exit code. Nothing is retried here.

use std::fmt;
use std::process::ExitCode;

/// A command cannot go on.
#[derive(Debug)]
pub(crate) struct Stop {
    sentence: String,
    code: u8,
}

impl Stop {
    /// The world said no: something is missing or failed (exit code 1).
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), code: 1 }
    }

    /// The command line is not understood (exit code 2).
    pub(crate) fn usage(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), code: 2 }
    }

    /// All was said already; only the exit code is left to tell (1).
    pub(crate) fn silent() -> Self {
        Self::new("")
    }

    /// The sentence to print, when there is one.
    pub(crate) fn sentence(&self) -> Option<&str> {
        Some(self.sentence.trim_end()).filter(|sentence| !sentence.is_empty())
    }

    /// The code the process ends with.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence.trim_end())
    }
}
