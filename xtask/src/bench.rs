//! `cargo xtask bench`: measurements in release, each with a floor or an aim beside it. They live in `bench/`.

use crate::peers;
use crate::run;
use crate::stop::Stop;

/// What can be measured, the crate that does it, and what it says of itself.
const KINDS: [(&str, &str); 3] = [
    ("feel", "fachwerk-bench-kernel"),
    ("engine", "fachwerk-bench-kernel"),
    ("applications", "fachwerk-bench-applications"),
];

/// Builds in release and measures.
pub(crate) fn run(words: &[String]) -> Result<(), Stop> {
    let kind = words.first().map(String::as_str).unwrap_or_default();
    if kind == "peers" {
        return peers::run();
    }
    let Some((_, package)) = KINDS.iter().find(|(known, _)| *known == kind) else {
        let known = KINDS.map(|(known, _)| known).join(", ");
        return Err(Stop::usage(format!("`cargo xtask bench` measures one of: {known}, peers.")));
    };
    let mut command = run::cargo(&["run", "--release", "--locked", "-p", package, "--"]);
    // The applications take how many are sent, and nothing else.
    let rest = if kind == "applications" { &words[1..] } else { words };
    command.args(rest);
    run::finish(&mut command)
}
