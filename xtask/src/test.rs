//! `cargo xtask test`: everything continuous integration runs, in one order. Each stage runs even when an earlier one
//! failed, so that one run shows all there is to mend; what the stages check is theirs.

use crate::e2e;
use crate::frontend;
use crate::run;
use crate::stop::Stop;
use crate::tally::Tally;
use crate::tools::{self, C_COMPILER, C_HEADERS, CHROMIUM, NODE, NPM, PDFTOTEXT, POSTGRESQL};
use cluster::Cluster;
use std::time::Instant;

/// What the stages have said so far.
#[derive(Default)]
struct Report {
    tally: Tally,
    failed_stages: Vec<&'static str>,
}

/// Runs all stages; the last line counts the tests.
pub(crate) fn run() -> Result<(), Stop> {
    let begin = Instant::now();
    let mut report = Report::default();
    report.check("prerequisites", || {
        tools::require(&[&NODE, &NPM, &C_COMPILER, &C_HEADERS, &POSTGRESQL, &CHROMIUM, &PDFTOTEXT])
    });
    report.check("format", || run::finish(&mut run::cargo(&["fmt", "--all", "--check"])));
    report.check("front end", frontend::build);
    report.check("lints", || {
        let clippy = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
        run::finish(&mut run::cargo(&clippy))
    });
    report.count("tests", tests);
    report.check("program", run::build_program);
    report.count("browser stories", stories);
    report.close(begin)
}

/// All test binaries share one PostgreSQL, which lives as long as this stage.
fn tests() -> (Tally, Result<(), Stop>) {
    let mut cargo = run::cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
    match Cluster::start() {
        Ok(cluster) => run::count(cargo.env(cluster::VARIABLE, cluster.url())),
        Err(sentence) => (Tally::default(), Err(Stop::new(sentence))),
    }
}

fn stories() -> (Tally, Result<(), Stop>) {
    match e2e::stories(&[]) {
        Ok(mut stories) => e2e::walk(&mut stories),
        Err(stop) => (Tally::default(), Err(stop)),
    }
}

impl Report {
    fn check(&mut self, stage: &'static str, work: impl FnOnce() -> Result<(), Stop>) {
        self.count(stage, || (Tally::default(), work()));
    }

    fn count(&mut self, stage: &'static str, work: impl FnOnce() -> (Tally, Result<(), Stop>)) {
        println!("── {stage}");
        let begin = Instant::now();
        let (tally, outcome) = work();
        let seconds = begin.elapsed().as_secs_f64();
        self.tally.add(tally);
        match outcome {
            Ok(()) => println!("── {stage}: passed in {seconds:.1} s"),
            Err(stop) => {
                println!("{stop}\n── {stage}: FAILED after {seconds:.1} s");
                self.failed_stages.push(stage);
            }
        }
    }

    fn close(self, begin: Instant) -> Result<(), Stop> {
        let failed = self.failed_stages.join(", ");
        println!("── all stages: {:.1} s", begin.elapsed().as_secs_f64());
        let outcome = if failed.is_empty() { Ok(()) } else { Err(Stop::new(format!("Failed: {failed}."))) };
        if let Err(stop) = &outcome {
            println!("{stop}");
        }
        if !self.tally.said().is_empty() {
            println!("── held against others");
        }
        self.tally.said().iter().for_each(|line| println!("{line}"));
        println!("{}", self.tally);
        // Standard output ends with the count; the exit code alone tells that something failed.
        outcome.map_err(|_| Stop::silent())
    }
}
