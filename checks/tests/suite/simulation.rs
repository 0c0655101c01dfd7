//! Real casework in made-up trouble: people, offices, workers and vendors do what a seed says, and what must hold is looked
//! at afterwards. `FACHWERK_SEED` replays one story, `FACHWERK_ROUNDS` says how many times as many are told, and
//! `FACHWERK_DATABASE` has all of them happen on `sqlite` or `postgres`; otherwise every tenth happens on PostgreSQL.

mod acts;
mod answers;
mod broken;
mod calm;
mod checks;
mod children;
mod dice;
mod home;
mod stage;
mod story;
mod towns;
mod turns;

use home::Backend;
use stage::{Stages, Template};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use story::Story;
use towns::LettersSay;

/// Stories told by the suite.
const STORIES: u64 = 200;
/// Stories told at a time.
const AT_A_TIME: usize = 2;
/// Stories in which letters say everything.
const LONG_LETTERS: u64 = 3;

/// What one seed came to.
struct Outcome {
    findings: Vec<String>,
    log: Vec<String>,
    reached: BTreeSet<String>,
}

/// What happens in some story of the suite, by the elements of the models; a way that nobody goes is not tried.
const REACHED: [&str; 31] = [
    "ask_fee",
    "ask_person",
    "ask_proof",
    "assess_report",
    "await_end_objection",
    "await_objection_period",
    "by_day",
    "call_host",
    "call_person",
    "check_application",
    "check_deregistration",
    "check_registration",
    "clear_duplicate",
    "confirm_withdrawal",
    "deadline_near",
    "decide",
    "deliver_letter",
    "enter_result",
    "flood_seen",
    "not_paid",
    "order_refund",
    "proof_arrived",
    "proof_missing",
    "release_relief",
    "remind_of_report",
    "reply_arrived",
    "reply_missing",
    "report_withdrawn",
    "send_tag",
    "unpaid",
    "write_refusal",
];

/// Whatever breaks, and whoever is cut off: people keep what they were told, nothing is done twice, nothing is forgotten, and
/// every application comes to its end.
#[test]
#[expect(clippy::print_stdout, reason = "a story that is replayed is told")]
fn nothing_is_lost_or_doubled() {
    if let Some(seed) = number("FACHWERK_SEED") {
        let outcome = on_stage(LettersSay::OneSentence, |stages| told(stages.of(seed), seed));
        println!("{}", outcome.log.join("\n"));
        assert_eq!(outcome.findings, [""; 0], "seed {seed}");
        return;
    }
    let stories = STORIES * number("FACHWERK_ROUNDS").unwrap_or(1);
    let (bad, reached) = on_stage(LettersSay::OneSentence, |stages| all(stages, stories));
    assert!(bad.is_empty(), "{}", reports(&bad));
    let unreached: Vec<&&str> = REACHED.iter().filter(|element| !reached.contains(**element)).collect();
    assert!(unreached.is_empty(), "no story comes to {unreached:?}");
}

/// The letters that people really get are written in the midst of trouble as well.
#[test]
fn letters_are_written_in_trouble() {
    let bad = on_stage(LettersSay::Everything, |stages| {
        let told = (0..LONG_LETTERS).map(|seed| (seed, told(stages.of(seed), seed)));
        told.filter(|(_, outcome)| !outcome.findings.is_empty()).collect::<BTreeMap<_, _>>()
    });
    assert!(bad.is_empty(), "{}", reports(&bad));
}

/// Whoever replays a seed sees the same story, line by line; otherwise a failure could not be looked into.
#[test]
fn a_seed_tells_the_same_story_again() {
    on_stage(LettersSay::OneSentence, |stages| {
        for (seed, backend) in [(0, Backend::Sqlite), (1, Backend::Sqlite), (2, Backend::Postgres)] {
            let template = stages.on(backend);
            let (one, other) = (told(template, seed).log, told(template, seed).log);
            let differs = one.iter().zip(&other).find(|(one, other)| one != other);
            assert_eq!((differs, one.len()), (None, other.len()), "seed {seed} on {backend:?}");
            assert!(one.len() > 50, "a story in which little happens: {one:#?}");
        }
    });
}

/// What looks at the stories sees what is wrong; a look that cannot fail would promise nothing.
#[test]
fn broken_worlds_are_found() {
    on_stage(LettersSay::OneSentence, |stages| broken::are_found(stages.on(Backend::Sqlite)));
}

/// Does something with the templates, on the threads that read and write; who moves next is not their business.
fn on_stage<T>(letters: LettersSay, act: impl FnOnce(&Stages) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let _inside = runtime.enter();
    act(&Stages::shared(letters))
}

/// Tells all these stories, some at a time: those in which something does not hold, and what all together came to.
#[expect(clippy::print_stdout, reason = "whoever waits for a long run is told at once")]
fn all(stages: &Stages, stories: u64) -> (BTreeMap<u64, Outcome>, BTreeSet<String>) {
    let (next, told_so_far) = (AtomicU64::new(0), Mutex::new((BTreeMap::new(), BTreeSet::new())));
    let here = tokio::runtime::Handle::current();
    let tell = || {
        let _inside = here.enter();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= stories {
                return;
            }
            let mut outcome = told(stages.of(seed), seed);
            let mut so_far = told_so_far.lock().expect("nobody panics while noting");
            so_far.1.append(&mut outcome.reached);
            if !outcome.findings.is_empty() {
                println!("{}", report(seed, &outcome));
                so_far.0.insert(seed, outcome);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(tell);
        }
    });
    told_so_far.into_inner().expect("nobody panics while noting")
}

fn told(template: &Template, seed: u64) -> Outcome {
    let story = Story::new(template, seed);
    story.run();
    let casework = story.started();
    let mut findings = checks::always(&story, &casework);
    calm::finish(&story, &casework);
    findings.extend(checks::in_the_end(&story, &casework));
    findings.dedup();
    Outcome { findings, log: story.log(), reached: checks::reached(&story) }
}

fn report(seed: u64, outcome: &Outcome) -> String {
    let database = home::chosen().map(|database| format!("{}={database} ", home::VARIABLE));
    format!(
        "seed {seed}: {:#?}\nreplay with: {}FACHWERK_SEED={seed} cargo test -p fachwerk-checks --test suite simulation -- --nocapture",
        outcome.findings,
        database.unwrap_or_default()
    )
}

fn reports(bad: &BTreeMap<u64, Outcome>) -> String {
    bad.iter().map(|(seed, outcome)| report(*seed, outcome)).collect::<Vec<_>>().join("\n")
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}
