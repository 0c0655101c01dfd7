//! Letters of strange templates: the child is this very program.

use sandbox::{LetterJob, Limits, Sandbox, SandboxFailure, Wanted};
use std::time::{Duration, Instant};

fn sandbox(limits: Limits) -> Sandbox {
    Sandbox::new(env!("CARGO_BIN_EXE_fachwerk"), 2, limits)
}

fn job(template: &str) -> LetterJob {
    LetterJob {
        template: template.to_owned(),
        data: letters::sample_letter_data().to_json(),
        title: "Bescheid".to_owned(),
        language: values::Language::De,
        date: "2026-11-23".parse().expect("a date"),
        wanted: Wanted::Both,
    }
}

const HONEST: &str =
    "#import \"/fachwerk/letter.typ\": *\n#show: letter\n#notice(decision: ([Wir sagen ja.],))\n";
const ENDLESS: &str = "#for a in range(1000000) { for b in range(1000000) { let c = calc.rem(a + b, 7) } }\n";
const HUNGRY: &str = "#let s = \"x\" * 3000000000
#s.len()
";

/// A town whose letter never ends, or eats all memory, gets told so in time; the letters of all others go on, and say the
/// same as if this program had written them itself.
#[tokio::test]
async fn a_bad_template_harms_nobody() {
    let patient = sandbox(Limits { cpu_seconds: 60, ..Limits::default() });
    let started = Instant::now();
    let letter = patient.write(&job(HONEST)).await.expect("an honest letter");
    println!("one letter in a child of its own: {:?}", started.elapsed());
    let data = letters::sample_letter_data().to_json();
    let source = letters::LetterSource {
        template: HONEST,
        data: &data,
        title: "Bescheid",
        language: values::Language::De,
        date: "2026-11-23".parse().expect("a date"),
    };
    assert_eq!(letter, letters::Letters::new().write(&source).expect("the same letter"));

    let short = Limits { cpu_seconds: 2, wall: Duration::from_secs(30), ..Limits::default() };
    assert_eq!(sandbox(short).write(&job(ENDLESS)).await, Err(SandboxFailure::TooLong));
    let slow = Limits { wall: Duration::from_millis(700), ..Limits::default() };
    assert_eq!(sandbox(slow).write(&job(ENDLESS)).await, Err(SandboxFailure::TooLong));
    let hungry = patient.write(&job(HUNGRY)).await;
    assert!(matches!(hungry, Err(SandboxFailure::BrokeOff(_))), "{hungry:?}");
    let Err(SandboxFailure::Refused(why)) = patient.write(&job("#unbekannt()")).await else {
        panic!("a wrong template is told")
    };
    assert!(why.contains("unbekannt"), "{why}");
    let missing = Sandbox::new("/nowhere/fachwerk", 1, Limits::default()).write(&job(HONEST)).await;
    assert!(matches!(missing, Err(SandboxFailure::Unusable(_))), "{missing:?}");
    patient.write(&job(HONEST)).await.expect("honest letters go on");
}
