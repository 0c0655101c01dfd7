//! The child's side: it binds its own hands, then writes one letter.

use crate::job::{Answer, LetterJob, Wanted, write_answer};
use letters::{LetterFailure, Letters, WrittenLetter};
use rustix::process::{Resource, Rlimit, setrlimit};
use std::io::{self, Read, Write};

/// A job is a template and its data; more than the two may hold together is no job.
const LARGEST_JOB_BYTES: u64 = 2 * (letters::MAX_TEMPLATE_BYTES + letters::MAX_DATA_BYTES) as u64;

/// From here on this process gets no more memory and processor time than this, writes no file and leaves no core behind.
/// There is no way back.
pub fn limit_self(memory_bytes: u64, cpu_seconds: u64) -> io::Result<()> {
    let hard = |limit| Rlimit { current: Some(limit), maximum: Some(limit) };
    setrlimit(Resource::As, hard(memory_bytes))?;
    setrlimit(Resource::Cpu, hard(cpu_seconds))?;
    setrlimit(Resource::Core, hard(0))?;
    setrlimit(Resource::Fsize, hard(0))?;
    Ok(())
}

/// Reads one job, writes its letter, answers.
pub fn serve(input: impl Read, mut output: impl Write) -> io::Result<()> {
    let job: LetterJob = serde_json::from_reader(input.take(LARGEST_JOB_BYTES))?;
    let answer: Answer = written(&job).map_err(|failure| failure.to_string());
    write_answer(&answer, &mut output)
}

fn written(job: &LetterJob) -> Result<WrittenLetter, LetterFailure> {
    let letters = Letters::new();
    match job.wanted {
        Wanted::Both => letters.write(&job.source()),
        Wanted::Page => Ok(WrittenLetter { pdf: Vec::new(), page: letters.page(&job.source())? }),
    }
}
