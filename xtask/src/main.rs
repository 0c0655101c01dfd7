//! The project's own commands, `cargo xtask <command>`: one file per command, and one per thing a command starts.
//! What the program itself can do lives in `crates/fachwerk`, never here.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks through the terminal")]

mod bench;
mod demo;
mod e2e;
mod frontend;
mod long;
mod npm;
mod peers;
mod place;
mod run;
mod screenshots;
mod stop;
mod tally;
mod tck;
mod test;
mod tools;

use std::process::ExitCode;
use stop::Stop;

const HELP: &str = "\
The project's own commands.

Usage: cargo xtask <command> [arguments]

Commands:
  demo [arguments]  Build everything, then serve the demonstration towns on http://127.0.0.1:8080;
                    the arguments go to `fachwerk demo`, see `cargo xtask demo --help`
  test              Everything continuous integration runs: format, front end, lints, tests on SQLite and on a
                    throw-away PostgreSQL, browser stories; ends with the tables of what others assert and the line
                    `N passed, M failed`
  e2e [files]       Only the browser stories, all of them or those in these files
  bench KIND        Measure in release: feel, engine, applications [COUNT];
                    peers: the kernel beside other engines, which are installed for it
  long NAME [TIMES] Run for long what the suite runs shortly: feel (2,000,000 expressions), models (45,000 random and
                    40,000 mangled processes), crash (240 kills), simulation (5,000 stories);
                    TIMES says how many times as long as in the suite
  tck DIR           The DMN compatibility kit over any folder in its layout: passed/total per folder, every miss
  screenshots       Walk the browser stories and renew the pictures in docs/images
  frontend          Only the front end: install what its lock file names, then bundle it

Missing programs are named with their Debian package; as root on Debian they are installed.
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    match dispatch(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            if let Some(sentence) = stop.sentence() {
                eprintln!("{sentence}");
            }
            stop.exit_code()
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<(), Stop> {
    match command {
        "demo" => demo::run(rest),
        "bench" => bench::run(rest),
        "long" => long::run(rest),
        "-h" | "--help" | "help" => help(),
        _ if rest.iter().any(|word| word == "-h" || word == "--help") => help(),
        "e2e" => e2e::run(rest),
        "tck" => tck::run(rest),
        "test" | "screenshots" | "frontend" if !rest.is_empty() => {
            Err(Stop::usage(format!("`cargo xtask {command}` takes no arguments.")))
        }
        "test" => test::run(),
        "screenshots" => screenshots::run(),
        "frontend" => frontend::run(),
        "" => Err(Stop::usage(HELP)),
        unknown => {
            Err(Stop::usage(format!("There is no command `{unknown}`; `cargo xtask --help` lists them.")))
        }
    }
}

fn help() -> Result<(), Stop> {
    print!("{HELP}");
    Ok(())
}
