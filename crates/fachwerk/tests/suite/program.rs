//! The built program as a process: run to its end, or kept running, told to end, killed. A process never outlives the
//! test that started it.

use crate::patience::until;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// The program, in a working folder, without what somebody set for another installation.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fachwerk"));
    command.current_dir(folder).env("NO_COLOR", "1");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("FACHWERK_")) {
        command.env_remove(name);
    }
    command
}

/// What a command said before it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) said: String,
    /// Standard error.
    pub(crate) complained: String,
}

/// Runs a command to its end.
pub(crate) fn run(mut command: Command, typed: &str) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("standard input is piped");
    // A command that reads nothing may have closed its input already.
    let _ = writeln!(input, "{typed}");
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    Ran {
        code: output.status.code().unwrap_or(-1),
        said: String::from_utf8_lossy(&output.stdout).into_owned(),
        complained: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A process that runs until it is told to end.
pub(crate) struct Process {
    child: Child,
    output: PathBuf,
}

impl Process {
    /// Starts it; what it says is collected in a file of the folder.
    pub(crate) fn start(mut command: Command, folder: &Path, name: &str) -> Self {
        let output = folder.join(format!("{name}.log"));
        let file = || OpenOptions::new().create(true).append(true).open(&output).expect("a log file");
        let (out, err): (File, File) = (file(), file());
        command.stdin(Stdio::null()).stdout(out).stderr(err);
        Self { child: command.spawn().expect("the program starts"), output }
    }

    /// Waits until the server answers.
    pub(crate) fn ready(mut self, address: &str) -> Self {
        until("the server is ready", || {
            if let Some(status) = self.child.try_wait().expect("its state is known") {
                panic!("the server ended with {status}:\n{}", self.said());
            }
            let answer = ureq::get(format!("http://{address}/readyz")).config().proxy(None).build().call();
            answer.is_ok().then_some(())
        });
        self
    }

    /// Everything it has said so far.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(&self.output).unwrap_or_default()
    }

    /// The most memory it has held so far.
    pub(crate) fn peak_memory_kilobytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// SIGKILL: it gets no chance to tidy up.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it has ended");
    }

    /// SIGTERM: asks it to end.
    pub(crate) fn ask_to_end(&self) {
        // The child is not waited for yet, so the id cannot belong to anybody else.
        let kill =
            Command::new("sh").args(["-c", "kill -TERM \"$0\""]).arg(self.child.id().to_string()).status();
        assert!(kill.expect("a shell").success(), "the signal is sent");
    }

    /// How it ended, once it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("its state is known")
    }

    /// Asks it to end and expects a clean end.
    pub(crate) fn end(mut self) {
        self.ask_to_end();
        let status = until("the process ends", || self.ended());
        assert_eq!(status.code(), Some(0), "{}", self.said());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell either way.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let said = self.said();
            let from = said.lines().count().saturating_sub(40);
            println!("── the last lines of {}", self.output.display());
            said.lines().skip(from).for_each(|line| println!("{line}"));
        }
    }
}

/// How long a person waits for one answer.
pub(crate) const ANSWER_TIME: Duration = Duration::from_secs(30);
