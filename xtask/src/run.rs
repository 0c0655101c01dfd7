//! Running other programs to their end, plainly or while counting what test runners say. Which programs, and in which
//! order, is decided by the commands.

use crate::place;
use crate::stop::Stop;
use crate::tally::Tally;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};

/// A command that starts in the root of the checkout.
pub(crate) fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(place::root());
    command
}

/// The cargo that runs us, with these arguments.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// Builds the program in the dev profile. Always for the whole workspace, so that demo and test share every artefact.
pub(crate) fn build_program() -> Result<(), Stop> {
    finish(&mut cargo(&["build", "--workspace", "--bin", "fachwerk", "--locked"]))
}

/// Runs to the end; anything but success stops us.
pub(crate) fn finish(command: &mut Command) -> Result<(), Stop> {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    verdict(command, status)
}

/// Runs to the end; gives what it prints.
pub(crate) fn output(command: &mut Command) -> Result<String, Stop> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    verdict(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs to the end and passes its output on, while counting the tests it reports; the verdict stands beside the count,
/// because a failed run has counted something too.
pub(crate) fn count(command: &mut Command) -> (Tally, Result<(), Stop>) {
    let mut tally = Tally::default();
    let outcome = stream(command, |line| tally.add(Tally::of_line(line)));
    (tally, outcome)
}

fn stream(command: &mut Command, mut each_line: impl FnMut(&str)) -> Result<(), Stop> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| cannot_start(command, &error))?;
    let output = child.stdout.take().expect("standard output was asked for as a pipe");
    let mut terminal = std::io::stdout();
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        each_line(&line);
        // A closed terminal must not end the run: the verdict is the exit code.
        let _ = writeln!(terminal, "{line}");
    }
    let status = child.wait().map_err(|error| cannot_start(command, &error))?;
    verdict(command, status)
}

fn verdict(command: &Command, status: ExitStatus) -> Result<(), Stop> {
    if status.success() { Ok(()) } else { Err(Stop::new(format!("`{}` failed ({status}).", shown(command)))) }
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Stop {
    Stop::new(format!("`{}` could not be run: {error}.", shown(command)))
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
