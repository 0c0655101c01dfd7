//! `cargo xtask bench peers`: the small process of the kernel's benchmark in other engines and in ours, one after the
//! other on the same machine, each with the state written after every step. What comes out is a comparison, not a test.

use crate::npm;
use crate::place;
use crate::run;
use crate::stop::Stop;
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The model, which every engine reads from the same file.
const MODEL: &str = "bench/kernel/models/small.bpmn";
const KERNEL: &str = "fachwerk-bench-kernel";

/// Instances a second, and the bytes of the longest state.
struct Measured {
    name: &'static str,
    rate: f64,
    bytes: f64,
}

/// Installs what is compared, measures, and prints the table.
pub(crate) fn run() -> Result<(), Stop> {
    tools::require(&[&tools::NODE, &tools::NPM])?;
    let project = place::root().join("bench/kernel/peers");
    let python = python(&project)?;
    npm::install(&project)?;
    run::finish(&mut run::cargo(&["build", "--release", "--locked", "-p", KERNEL]))?;
    let node = run::program("node", &["bench/kernel/peers/bpmn_engine.js", MODEL]);
    let kernel = run::cargo(&["run", "--release", "--locked", "--quiet", "-p", KERNEL, "--", "small"]);
    let measured = [
        measured("SpiffWorkflow 3.2.0", script(&python, "bench/kernel/peers/spiff.py"))?,
        measured("bpmn-engine 25.0.1", node)?,
        measured("Fachwerk", kernel)?,
    ];
    print(&measured);
    Ok(())
}

fn script(python: &Path, file: &str) -> Command {
    run::program(&python.to_string_lossy(), &[file, MODEL])
}

/// Python with what the requirements name, in an environment of its own.
fn python(project: &Path) -> Result<PathBuf, Stop> {
    let requirements = project.join("requirements.txt");
    let environment = place::root().join("target/peers");
    let python = environment.join("bin/python");
    let stamp = environment.join(".installed");
    let lock = npm::fingerprint(std::slice::from_ref(&requirements))?;
    if !npm::is_stamped(&stamp, &lock) {
        run::finish(&mut run::program("python3", &["-m", "venv", &environment.to_string_lossy()]))?;
        let install = ["-m", "pip", "install", "--quiet", "-r", &requirements.to_string_lossy()];
        run::finish(&mut run::program(&python.to_string_lossy(), &install))?;
        npm::write_stamp(&stamp, &lock)?;
    }
    Ok(python)
}

/// What a command prints: a rate and a number of bytes.
fn measured(name: &'static str, mut command: Command) -> Result<Measured, Stop> {
    let printed = run::output(&mut command)?;
    let mut figures = printed.split_whitespace().map(str::parse::<f64>);
    match (figures.next(), figures.next()) {
        (Some(Ok(rate)), Some(Ok(bytes))) => Ok(Measured { name, rate, bytes }),
        _ => Err(Stop::new(format!("{name} was measured and says “{printed}”."))),
    }
}

fn print(measured: &[Measured]) {
    println!("| engine | instances/s | Fachwerk ÷ it | largest state, bytes |\n|---|---|---|---|");
    let ours = measured.last().map_or(0.0, |ours| ours.rate);
    for Measured { name, rate, bytes } in measured {
        println!("| {name} | {rate:.0} | {:.0} | {bytes:.0} |", ours / rate);
    }
}
