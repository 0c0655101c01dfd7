//! Expressions, decisions and processes tried out at the command line, without an installation.

use crate::installation::Folder;
use crate::program::{Ran, program, run};
use serde_json::{Value as Json, json};
use std::path::Path;

const PARTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/engine/tests/transcripts");

fn ran(folder: &Folder, words: &[&str], typed: &str) -> Ran {
    let mut command = program(folder.path());
    command.args(words);
    run(command, typed)
}

/// A designer computes an expression with values of an example, and is told where a wrong one is wrong.
#[test]
fn an_expression_is_tried_out() {
    let folder = Folder::new("feel");
    std::fs::write(folder.path().join("dog.json"), r#"{"dogs": 2, "moved in": "2026-11-23"}"#)
        .expect("a file");
    let ask = |expression: &str| ran(&folder, &["feel", expression, "--context", "dog.json"], "");
    assert_eq!(ask("dogs * 90.5").said, "181\n");
    let quarter = ask("format date(date(moved in) + duration(\"P3M\"))");
    assert_eq!(quarter.said, "23.02.2027\n", "{quarter:?}");
    let wrong = ask("dgos + 1");
    assert_eq!(wrong.code, 1);
    assert!(
        wrong.complained.starts_with("expression:1:1: ") && wrong.complained.contains("dogs"),
        "{wrong:?}"
    );
    let endless = ask("for a in 1..9999999 return a");
    assert!(endless.code == 1 && endless.complained.contains("too many steps"), "{endless:?}");
    let german = ran(&folder, &["feel", "-dogs == 1", "--context", "dog.json", "--language", "de"], "");
    assert_eq!(german.complained, "expression:1:7: Hier steht „==“. In FEEL schreibt man „=“.\n");
    let machine = ran(&folder, &["feel", "{a: [1.50, true, @\"2026-11-23\"]}", "--json"], "");
    let plain = json!({"a": [1.5, true, "2026-11-23"]});
    assert_eq!(serde_json::from_str::<Json>(&machine.said).expect("JSON"), plain);
}

/// A designer asks a decision and sees which rule answered; a broken model is told with its place.
#[test]
fn a_decision_is_asked() {
    let folder = Folder::new("dmn");
    let model = format!("{PARTS}/rates.dmn");
    std::fs::write(folder.path().join("dogs.json"), r#"{"dogs": 2, "dangerous": false}"#).expect("a file");
    let words = ["dmn", "eval", &model, "--decision", "rate", "--input", "dogs.json"];
    assert_eq!(ran(&folder, &words, "").said, "rate: 18000 by further_dog\n18000\n");
    let machine = ran(&folder, &[&words[..], &["--json"]].concat(), "");
    let answer: Json = serde_json::from_str(&machine.said).expect("JSON");
    assert_eq!((&answer["value"], &answer["trace"][0]["rules"][0]), (&json!(18000), &json!("further_dog")));
    let xml = std::fs::read_to_string(&model).expect("the model");
    std::fs::write(folder.path().join("broken.dmn"), xml.replace("<text>dogs</text>", "<text>dgos</text>"))
        .expect("a file");
    let checked = ran(&folder, &["dmn", "check", ".", &model], "");
    assert_eq!(checked.code, 1, "{checked:?}");
    assert!(
        checked.said.contains("broken.dmn:11:") && checked.said.ends_with("2 files, 1 problem\n"),
        "{checked:?}"
    );
    let hinted = ran(&folder, &["dmn", "check", &model], "");
    assert_eq!(hinted.code, 0, "a gap in a table is a hint, not a problem: {hinted:?}");
    assert!(hinted.said.starts_with("hint: ") && hinted.said.contains("dogs: < 1"), "{hinted:?}");
    let unknown = ran(&folder, &["dmn", "eval", &model, "--decision", "price", "--language", "de"], "");
    assert_eq!(unknown.code, 1);
    assert_eq!(unknown.complained, "Das Modell hat keine Entscheidung „price“. Es hat: rate\n");
    std::fs::write(folder.path().join("misspelt.json"), r#"{"dgos": 2, "dangerous": false}"#)
        .expect("a file");
    let misspelt =
        ran(&folder, &["dmn", "eval", &model, "--decision", "rate", "--input", "misspelt.json"], "");
    assert_eq!(
        misspelt.complained,
        "This decision does not ask for “dgos”. It asks for: dangerous, dogs\n“dogs” is not given and counts as null.\n"
    );
}

/// A decision service is asked by its name, as a decision is.
#[test]
fn a_decision_service_is_asked() {
    let folder = Folder::new("service");
    let xml = std::fs::read_to_string(format!("{PARTS}/rates.dmn")).expect("the model");
    let service = "<decisionService id='s' name='offered'><outputDecision href='#rate'/></decisionService></definitions>";
    std::fs::write(folder.path().join("service.dmn"), xml.replace("</definitions>", service))
        .expect("a file");
    let asked = ran(&folder, &["dmn", "eval", "service.dmn", "--decision", "offered"], "");
    assert_eq!((asked.code, asked.said.lines().count()), (0, 2), "the rate, and what is offered: {asked:?}");
}

/// A designer plays a model with its decisions line by line, and a machine reads what is open after each line.
#[test]
fn a_process_is_played() {
    let folder = Folder::new("bpmn");
    let (rule, rates) = (format!("{PARTS}/rule.bpmn"), format!("{PARTS}/rates.dmn"));
    let start = "start {\"registered\": 0, \"dangerous\": false}";
    let lines = format!("{start}\ncomplete nobody\ncomplete check\n");
    std::fs::write(folder.path().join("lines"), &lines).expect("a file");
    let people = ran(&folder, &["bpmn", "play", &rule, &rates, "--script", "lines"], "");
    assert!(people.said.contains("  = running · tasks: check\n"), "{people:?}");
    assert!(people.said.contains("unplayable: there is no open task at \"nobody\""), "{people:?}");
    assert_eq!(
        (people.code, &*people.complained),
        (1, "1 line could not be played.\n"),
        "a script is a test"
    );
    let decisions = ran(&folder, &["bpmn", "play", &rates, "--language", "de"], "");
    assert_eq!(decisions.complained, "Zum Spielen braucht es ein Prozessmodell. Hier ist keines dabei.\n");
    let nothing = ran(&folder, &["bpmn", "check", "."], "");
    assert_eq!((nothing.code, &*nothing.said), (1, ""), "a wrong folder is not a good one: {nothing:?}");
    let machine = ran(&folder, &["bpmn", "play", &rule, &rates, "--json"], &lines);
    let told: Vec<Json> = machine.said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert_eq!(told[0]["state"]["tasks"], json!(["check"]), "{machine:?}");
    assert_eq!(told[0]["state"]["variables"]["euros"], 90);
    assert!(told[1]["refused"].is_string() && told[1]["state"] == told[0]["state"]);
    assert_eq!(told[2]["state"]["phase"], "ended");
    let flood = format!("{PARTS}/flood.bpmn");
    let endless = ran(&folder, &["bpmn", "play", &flood], "start\nadvance P1D\ncomplete ask#0\n");
    assert!(
        endless.said.contains("  rejected: the clock stops after 1000 timers\n"),
        "a day of seconds ends"
    );
    assert!(endless.said.contains("unplayable: there is no open task at \"ask#0\""), "counted from 1");
    let unknown = ran(&folder, &["bpmn", "play", &rule, &rates], "begin\n").said;
    let help = ran(&folder, &["bpmn", "play", "--help"], "").said;
    let known = unknown.lines().find_map(|line| Some(line.split_once("known are ")?.1)).expect("the words");
    let unhelped: Vec<_> = known.split(", ").filter(|word| !help.contains(&format!("{word} "))).collect();
    assert!(unhelped.is_empty(), "the help does not name {unhelped:?}");
    let (old, new) = (format!("{PARTS}/permit-1.bpmn"), format!("{PARTS}/permit-2.bpmn"));
    let lines = "start\nmigrate permit-2\nmigrate permit-2 check=examine f7=f7b\n";
    let moved = ran(&folder, &["bpmn", "play", &old, "--other", &new], lines);
    assert!(moved.said.contains("rejected: migration-missing element=\"check\"\n"), "{moved:?}");
    assert!(moved.said.contains("migrated to permit_2 check=examine f7=f7b\n"), "{moved:?}");
    let checked = ran(&folder, &["bpmn", "check", PARTS, "--json"], "");
    let found: Json = serde_json::from_str(&checked.said).expect("JSON");
    let models = std::fs::read_dir(Path::new(PARTS)).expect("models");
    let models = models.filter(|entry| {
        let name = entry.as_ref().expect("an entry").file_name();
        name.to_string_lossy().ends_with(".bpmn")
    });
    assert_eq!(found.as_array().map(Vec::len), Some(models.count()), "every model is told of");
    let problems = found.as_array().into_iter().flatten().flat_map(|one| one["problems"].as_array());
    let mut files: Vec<_> = problems.flatten().filter_map(|problem| problem["file"].as_str()).collect();
    files.dedup();
    let names: Vec<_> = files.iter().filter_map(|file| file.rsplit('/').next()).collect();
    assert_eq!(
        names,
        ["no-eyes.bpmn", "problems.bpmn", "wrong-calls.bpmn"],
        "what cannot be played is told of, and nothing else"
    );
}

/// One file that is broken, of another office's encoding or not there hides no problem of the others, and each is told in
/// the reader's language with its place.
#[test]
fn a_bad_file_hides_no_other() {
    let folder = Folder::new("bad-files");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("a file");
    let good = std::fs::read(format!("{PARTS}/dog.bpmn")).expect("the model");
    write("bom.bpmn", &[b"\xEF\xBB\xBF", &good[..]].concat());
    write("cut.bpmn", b"<definitions>\n  <process>");
    write("latin.bpmn", b"<definitions>\n  name='Stra\xDFe'");
    write("tags.bpmn", b"<a>\n<b></a>");
    std::fs::create_dir(folder.path().join("inner")).expect("a folder");
    std::os::unix::fs::symlink("..", folder.path().join("inner/out")).expect("a link");
    let english = ran(&folder, &["bpmn", "check", ".", "gone.bpmn", "inner"], "");
    assert_eq!(
        english.said,
        "./cut.bpmn:2:12: The file ends too early to be XML.\n\
         ./latin.bpmn:2:13: From here on the file is not UTF-8. Please save it with this encoding.\n\
         ./tags.bpmn:2:4: “</a>” closes nothing here; “</b>” is missing first.\n\
         gone.bpmn: There is no such file.\n\
         5 files, 4 problems\n"
    );
    let german = ran(&folder, &["bpmn", "check", "tags.bpmn", "inner", "--language", "de"], "");
    assert_eq!(
        german.said,
        "tags.bpmn:2:4: „</a>“ schließt hier nichts, vorher fehlt „</b>“.\n1 Datei, 1 Problem\n"
    );
    let piped = ran(&folder, &["bpmn", "check", "-"], "<a>");
    assert_eq!(piped.said, "-:2:1: The file ends too early to be XML.\n1 file, 1 problem\n");
    let machine = ran(&folder, &["bpmn", "check", "latin.bpmn", "gone.bpmn", "--json"], "");
    let found: Json = serde_json::from_str(&machine.said).expect("JSON");
    assert_eq!(
        (&found[0]["problems"][0]["line"], &found[0]["problems"][0]["column"]),
        (&json!(2), &json!(13))
    );
    assert_eq!((machine.code, &found[1]["problems"][0]["key"]), (1, &json!("file-unreadable")));
}

/// A designer who has only one model is told what is wrong with it whatever its package says, and that it is unfinished as
/// soon as it is marked as executable.
#[test]
fn a_model_is_checked_by_itself() {
    let folder = Folder::new("by-itself");
    let model = |marked: &str| {
        format!(
            r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0"><process id="p"{marked}>
<startEvent id="s"/> <sequenceFlow id="f" sourceRef="s" targetRef="ask"/>
<userTask id="ask">
<extensionElements><z:ioMapping><z:input source="=coun(dogs) + qualify(owner)" target="number"/></z:ioMapping></extensionElements>
</userTask></process></definitions>"#
        )
    };
    let functions = "-:4:51 (ask): There is no function “coun” here. Do you mean “count”?\n\
                     -:4:64 (ask): There is no function “qualify” here.\n";
    let sketch = ran(&folder, &["bpmn", "check", "-"], &model(""));
    assert_eq!(sketch.said, format!("{functions}1 file, 2 problems\n"));
    let marked = ran(&folder, &["bpmn", "check", "-"], &model(r#" isExecutable="true""#));
    assert_eq!(
        marked.said,
        format!("-:3:1 (ask): The form is missing here.\n{functions}1 file, 3 problems\n")
    );
}

/// Values for a trial are read as everybody writes JSON, with all their digits; what is wrong with them is said.
#[test]
fn values_are_read_as_they_are_written() {
    let folder = Folder::new("values");
    let ask = |json: &str, words: &[&str]| {
        std::fs::write(folder.path().join("values.json"), json).expect("a file");
        ran(&folder, &[&["feel", "amount", "--context", "values.json"], words].concat(), "")
    };
    let exact = ask("\u{FEFF}{\"@id\": 1, \"amount\": 12345678901234567890.25}", &[]);
    assert_eq!(exact.said, "12345678901234567890.25\n", "{exact:?}");
    let told = |json: &str, words: &[&str]| ask(json, words).complained;
    assert_eq!(told("{\"amount\":\n 1,}", &[]), "values.json:2:4: From here on the file is not JSON.\n");
    assert_eq!(told("{\"amount\": [1", &[]), "values.json:1:13: The file ends too early to be JSON.\n");
    assert_eq!(
        told("[1]", &["--language", "de"]),
        "values.json:1:1: Hier wird ein Objekt mit Namen und Werten erwartet, etwa {\"dogs\": 2}.\n"
    );
    let deep = format!("{{\"amount\": {}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(told(&deep, &[]).starts_with("values.json: The file nests too deep"));
    let model = format!("{PARTS}/rates.dmn");
    std::fs::write(folder.path().join("dogs.json"), r#"{"dogs": "two", "dangerous": false}"#)
        .expect("a file");
    let misfit = ran(&folder, &["dmn", "eval", &model, "--decision", "rate", "--input", "dogs.json"], "");
    assert_eq!(
        misfit.complained,
        "“dogs” does not fit its type or the values allowed for it, and counts as null.\n"
    );
}
