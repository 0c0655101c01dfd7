//! The parent's side: starts a child per letter, hands it the job, waits as long as it may take, and ends it otherwise.

use crate::job::{LetterJob, read_answer};
use letters::WrittenLetter;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

/// The most a child may answer.
const LARGEST_ANSWER_BYTES: u64 = 64 * 1024 * 1024;

/// What a child may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space in bytes.
    pub memory_bytes: u64,
    /// Processor time in seconds.
    pub cpu_seconds: u64,
    /// Time on the wall.
    pub wall: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory_bytes: 1024 * 1024 * 1024, cpu_seconds: 10, wall: Duration::from_secs(20) }
    }
}

/// Writes letters in children. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Sandbox {
    program: PathBuf,
    limits: Limits,
    places: Arc<Semaphore>,
}

/// Why a child wrote no letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SandboxFailure {
    /// The template is wrong; the sentences say where.
    #[error("{0}")]
    Refused(String),
    /// It used up its time.
    #[error("the letter took longer than it may")]
    TooLong,
    /// It used up its memory, or broke off for another reason of its own.
    #[error("the letter broke off: {0}")]
    BrokeOff(String),
    /// The child could not be started or talked to; another try may help.
    #[error("the child that writes letters cannot be used: {0}")]
    Unusable(String),
}

impl Sandbox {
    /// A sandbox whose children are this program with the command `render`, at most so many at a time.
    pub fn new(program: impl Into<PathBuf>, at_a_time: usize, limits: Limits) -> Self {
        Self { program: program.into(), limits, places: Arc::new(Semaphore::new(at_a_time.max(1))) }
    }

    /// Writes one letter.
    pub async fn write(&self, job: &LetterJob) -> Result<WrittenLetter, SandboxFailure> {
        let _place = self.places.acquire().await.map_err(unusable)?;
        let job = serde_json::to_vec(job).map_err(unusable)?;
        let mut child = self.start()?;
        match tokio::time::timeout(self.limits.wall, talk(&mut child, &job)).await {
            Ok(talked) => understood(talked?),
            Err(_) => {
                child.kill().await.map_err(unusable)?;
                Err(SandboxFailure::TooLong)
            }
        }
    }

    /// Nothing of our environment goes along: no address of a database, no password.
    fn start(&self) -> Result<Child, SandboxFailure> {
        Command::new(&self.program)
            .arg("render")
            .args(["--memory-bytes", &self.limits.memory_bytes.to_string()])
            .args(["--cpu-seconds", &self.limits.cpu_seconds.to_string()])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(unusable)
    }
}

fn unusable(error: impl std::fmt::Display) -> SandboxFailure {
    SandboxFailure::Unusable(error.to_string())
}

/// What the child said and how it ended. It may end before it has heard everything, so a closed ear is no fault of ours.
async fn talk(child: &mut Child, job: &[u8]) -> Result<(ExitStatus, Vec<u8>), SandboxFailure> {
    let mut ear = child.stdin.take().ok_or_else(|| unusable("no standard input"))?;
    let mouth = child.stdout.take().ok_or_else(|| unusable("no standard output"))?;
    let mut said = Vec::new();
    let mut mouth = mouth.take(LARGEST_ANSWER_BYTES);
    let tell = async {
        let _ = ear.write_all(job).await;
        drop(ear);
    };
    let ((), heard) = tokio::join!(tell, mouth.read_to_end(&mut said));
    heard.map_err(unusable)?;
    Ok((child.wait().await.map_err(unusable)?, said))
}

fn understood((status, said): (ExitStatus, Vec<u8>)) -> Result<WrittenLetter, SandboxFailure> {
    use std::os::unix::process::ExitStatusExt;
    // SIGXCPU, and SIGKILL where soft and hard limit meet.
    if matches!(status.signal(), Some(24 | 9)) {
        return Err(SandboxFailure::TooLong);
    }
    if !status.success() {
        return Err(SandboxFailure::BrokeOff(status.to_string()));
    }
    match read_answer(&said) {
        Some(answer) => answer.map_err(SandboxFailure::Refused),
        None => Err(SandboxFailure::BrokeOff("the answer is cut off".to_owned())),
    }
}
