//! Packages that cannot be published, and packages on their way through storage.

use crate::{files_of, lines, small};
use fachwerk_services::{Package, Release};
use feel::Context;
use std::collections::BTreeMap;
use values::Place;

fn dog_tax() -> BTreeMap<String, Vec<u8>> {
    files_of(&small())
}

fn replaced(path: &str, from: &str, to: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = dog_tax();
    let text = String::from_utf8(files[path].clone()).expect("a text");
    assert!(text.contains(from), "{path} holds no {from:?}");
    files.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
    files
}

/// A process that tells all other cases when it ends: by a signal, or by a message.
fn telling(event: &str, definition: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = replaced("process.bpmn", "  <bpmn:process ", &format!("  {definition}<bpmn:process "));
    let text = String::from_utf8(files["process.bpmn"].clone()).expect("a text");
    let thrown = format!("<bpmn:{event}EventDefinition {event}Ref=\"all\"/></bpmn:endEvent>");
    files.insert("process.bpmn".to_owned(), text.replacen("</bpmn:endEvent>", &thrown, 1).into_bytes());
    files
}

/// A process that begins by either of two signals, so that nobody could apply.
fn begun_by_signals() -> BTreeMap<String, Vec<u8>> {
    let signals = "<bpmn:signal id=\"one\" name=\"one\"/><bpmn:signal id=\"two\" name=\"two\"/>";
    let mut files = replaced("process.bpmn", "  <bpmn:process ", &format!("  {signals}<bpmn:process "));
    let text = String::from_utf8(files["process.bpmn"].clone()).expect("a text");
    let starts = "<bpmn:signalEventDefinition signalRef=\"one\"/></bpmn:startEvent>\
                  <bpmn:startEvent id=\"second\"><bpmn:outgoing>in_vain</bpmn:outgoing>\
                  <bpmn:signalEventDefinition signalRef=\"two\"/></bpmn:startEvent>\
                  <bpmn:endEvent id=\"nothing\"><bpmn:incoming>in_vain</bpmn:incoming></bpmn:endEvent>\
                  <bpmn:sequenceFlow id=\"in_vain\" sourceRef=\"second\" targetRef=\"nothing\"/>";
    files.insert("process.bpmn".to_owned(), text.replacen("</bpmn:startEvent>", starts, 1).into_bytes());
    files
}

/// A process that also begins again and again by itself.
fn begun_by_timer(cycle: &str) -> BTreeMap<String, Vec<u8>> {
    let start = format!(
        "</bpmn:startEvent><bpmn:startEvent id=\"by_time\"><bpmn:outgoing>in_time</bpmn:outgoing>\
         <bpmn:timerEventDefinition><bpmn:timeCycle>{cycle}</bpmn:timeCycle></bpmn:timerEventDefinition>\
         </bpmn:startEvent><bpmn:endEvent id=\"nothing\"><bpmn:incoming>in_time</bpmn:incoming></bpmn:endEvent>\
         <bpmn:sequenceFlow id=\"in_time\" sourceRef=\"by_time\" targetRef=\"nothing\"/>"
    );
    replaced("process.bpmn", "</bpmn:startEvent>", &start)
}

/// A process at whose end people would choose what is done.
fn with_choice() -> BTreeMap<String, Vec<u8>> {
    let mut files = replaced("process.bpmn", "<bpmn:endEvent ", "<bpmn:adHocSubProcess ");
    let text = String::from_utf8(files["process.bpmn"].clone()).expect("a text");
    let chosen = "<bpmn:manualTask id=\"any\"/></bpmn:adHocSubProcess>";
    files.insert("process.bpmn".to_owned(), text.replacen("</bpmn:endEvent>", chosen, 1).into_bytes());
    files
}

fn refusal(files: BTreeMap<String, Vec<u8>>) -> String {
    lines(&Package::read(files).expect_err("the package is broken"))
}

/// A designer is sent to the line of a mistake also in a text of several lines, and gets an answer at once for a file that
/// is none.
#[test]
fn mistakes_in_a_manifest_have_their_place() {
    let subject = "subject = '=\"Hund \" + dog.name'";
    let text = String::from_utf8(dog_tax()["service.toml"].clone()).expect("a text");
    let line = text[..text.find(subject).expect("a subject")].matches('\n').count() + 1;
    let lines = "subject = '''\n=\n  \"Hund \" + dgo.name'''";
    let told = refusal(replaced("service.toml", subject, lines));
    assert!(told.contains(&format!("service.toml:{}:13: feel-misspelt-name", line + 2)), "{told}");
    let broken = fachwerk_services::Manifest::parse(&"=\n".repeat(40_000)).expect_err("it is no TOML");
    assert!(broken.len() < 200);
}

/// A designer who breaks one thread of a package is told which one, in which file.
#[test]
fn every_broken_thread_is_named() {
    let cases = [
        (
            replaced("service.toml", "start_form = \"registration\"", "start_form = \"anmeldung\""),
            "service.toml:0:0: services-unknown-form form=\"anmeldung\"",
        ),
        (
            replaced("process.bpmn", "formId=\"decision\"", "formId=\"entscheidung\""),
            "services-unknown-form element=check_registration form=\"entscheidung\"",
        ),
        (
            replaced("process.bpmn", "formId=\"decision\"", "formId=\"registration\""),
            "forms/decision.form:0:0: services-unreachable-form form=\"decision\"",
        ),
        (
            replaced(
                "process.bpmn",
                "key=\"template\" value=\"notice\"",
                "key=\"template\" value=\"bescheid\"",
            ),
            "services-unknown-letter element=write_notice letter=\"bescheid\"",
        ),
        (
            replaced("process.bpmn", "candidateGroups=\"steueramt\"", "candidateGroups=\"bauamt\""),
            "services-unknown-role element=check_registration role=\"bauamt\"",
        ),
        (
            replaced("texts/en.toml", "rejection =", "refusal ="),
            "services-unknown-text element=write_rejection key=\"letter.rejection\"",
        ),
        (
            replaced("texts/en.toml", "[form.registration.dog_colour]", "[form.registration.dog_color]"),
            "texts/en.toml:0:0: services-missing-text file key=\"form.registration.dog_colour.label\"",
        ),
        (
            replaced("texts/de.toml", "Vorgangsnummer: {number}", "Hund: {dog.name}"),
            "services-mail-placeholder key=\"mail.received.text\" placeholder=\"{dog.name}\"",
        ),
        (
            replaced("service.toml", "default = 9000", "default = \"90 €\""),
            "services-parameter-type name=\"rate_first\" type=\"cents\"",
        ),
        (
            replaced("process.bpmn", "=keeper.email", "=keper.email"),
            "process.bpmn:24:33: feel-misspelt-name element=confirm_receipt name=\"keper\" suggestion=\"keeper\"",
        ),
        (
            replaced("service.toml", "=\"Hund \" + dog.name", "=\"Hund \" + hund.name"),
            "service.toml:142:23: feel-unknown-name",
        ),
        (
            replaced("scenarios/rejected.toml", "\"dog.name\" = \"Kira\"", "\"dog.nmae\" = \"Kira\""),
            "scenarios/rejected.toml:0:0: services-scenario-unknown-answer path=\"dog.nmae\"",
        ),
    ];
    for (files, expected) in cases {
        let found = refusal(files);
        let expected = expected.replace(" file key", " key");
        assert!(found.contains(&expected), "expected {expected}\nfound {found}");
    }
}

/// An event that would reach other cases in a way that the platform does not carry is named, too.
#[test]
fn events_between_cases_are_judged() {
    Package::read(telling("signal", "<bpmn:signal id=\"all\" name=\"all\"/>")).expect("it fits");
    Package::read(begun_by_timer("R/2027-01-02/P1Y")).expect("it fits");
    let cases = [
        (
            telling("message", "<bpmn:message id=\"all\" name=\"withdrawn\"/>"),
            "services-own-message element=case_ended name=\"withdrawn\"",
        ),
        (
            telling("signal", &format!("<bpmn:signal id=\"all\" name=\"{}\"/>", "a".repeat(201))),
            "services-long-event element=case_ended most=\"200\"",
        ),
        (begun_by_signals(), "services-no-plain-start process=\"hundesteuer\""),
        (begun_by_timer("R/PT59S"), "services-start-rhythm element=by_time"),
    ];
    for (files, expected) in cases {
        let found = refusal(files);
        assert!(found.contains(expected), "expected {expected}\nfound {found}");
    }
}

/// A story of people who choose what is done, call in somebody else and say that a task cannot be done is told to its end; a
/// story of what they could not do at the desk is refused.
#[test]
fn stories_choose_and_throw() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../application/casework/tests/packages/examination");
    let with = |from: &str, to: &str| {
        let mut files = files_of(&folder);
        let text = String::from_utf8(files["scenarios/unusable.toml"].clone()).expect("a text");
        assert!(text.contains(from), "{from}");
        files.insert("scenarios/unusable.toml".to_owned(), text.replacen(from, to, 1).into_bytes());
        files
    };
    let package = Package::read(with("", "")).unwrap_or_else(|problems| panic!("{}", lines(&problems)));
    let release = Release::compile(&package, &Context::new()).expect("it compiles");
    for (file, scenario) in package.scenarios() {
        assert_eq!(lines(&release.tell(file, scenario)), "");
    }
    let cases = [
        ("begin = \"call_host\"", "begin = \"decide\"", "services-scenario-kind element=\"decide\""),
        ("finish = \"examine\"", "finish = \"decide\"", "services-scenario-kind element=\"decide\""),
        ("throws = \"unusable\"", "throws = \"received\"", "services-scenario-throw element=\"received\""),
        ("throws = \"unusable\"", "throws = \"unusable\"\nresult = { a = 1 }", "services-scenario-step"),
        ("begin = \"call_host\"", "begin = \"call_host\"\nby = \"first\"", "services-scenario-step"),
    ];
    for (from, to, expected) in cases {
        let found = refusal(with(from, to));
        assert!(found.contains(expected), "expected {expected}\nfound {found}");
    }
}

/// A task that would stand in nobody's work list is refused where it stands, before a case waits for it.
#[test]
fn somebody_has_every_task() {
    let groups = |file: &str| {
        let at = file.find("<zeebe:assignmentDefinition").expect("a task");
        file[at..].split_inclusive("/>").next().expect("its end").to_owned()
    };
    let process = String::from_utf8(dog_tax()["process.bpmn"].clone()).expect("a text");
    let found = refusal(replaced("process.bpmn", &groups(&process), ""));
    let told: Vec<&str> = found.lines().filter(|line| line.contains("services-task-of-nobody")).collect();
    assert_eq!(told.len(), 1, "{found}");
    assert!(told[0].starts_with("process.bpmn:") && !told[0].contains(":0:0:"), "{found}");
}

/// Where people choose what is done, somebody is asked and reads names, in every language; else no case would ever go on.
#[test]
fn somebody_is_asked_to_choose() {
    let found = refusal(with_choice());
    assert!(found.contains("services-choice-of-nobody element=case_ended"), "{found}");
    for key in ["task.case_ended", "task.any"] {
        assert!(found.contains(&format!("en.toml:0:0: services-missing-text key=\"{key}\"")), "{found}");
    }
}

/// A text block is refused where no caseworker would ever meet it, and when a language misses its title.
#[test]
fn text_blocks_belong_to_a_question() {
    let with = |german: &str, english: &str| {
        let mut files = dog_tax();
        for (path, more) in [("texts/de.toml", german), ("texts/en.toml", english)] {
            files.get_mut(path).expect("texts").extend_from_slice(more.as_bytes());
        }
        files
    };
    let title = "\n[block.decision.decision_reason.moved]\ntitle = \"Umzug\"\n";
    let text = |text: &str| format!("{title}text = \"{text}\"\n");
    Package::read(with(&text("Guten Tag {applicant}"), title)).expect("it fits");
    let cases = [
        (
            with(&text("Ja").replace("_reason", "_reasn"), ""),
            "services-block-place key=\"block.decision.decision_reasn",
        ),
        (
            with(&text("{dog.name}"), title),
            "services-block-placeholder key=\"block.decision.decision_reason.moved.text\"",
        ),
        (
            with(title, title),
            "de.toml:0:0: services-missing-text key=\"block.decision.decision_reason.moved.text\"",
        ),
        (
            with(&text("Ja"), ""),
            "en.toml:0:0: services-missing-text key=\"block.decision.decision_reason.moved.title\"",
        ),
        (
            with(&text("Ja"), &text("Yes")),
            "en.toml:0:0: services-unused-text key=\"block.decision.decision_reason.moved.text\"",
        ),
    ];
    for (files, expected) in cases {
        let found = refusal(files);
        assert!(found.contains(expected), "expected {expected}\nfound {found}");
    }
}

/// A phrase of another language that asks for what the German one does not say would be read with a gap.
#[test]
fn phrases_say_the_same() {
    let found = refusal(replaced("texts/en.toml", "Dog {name}", "Dog {dog}"));
    assert!(
        found.contains("services-phrase-placeholder key=\"phrase.dog\" placeholder=\"{dog}\""),
        "{found}"
    );
}

/// All mistakes of a manifest come at once, each with its line.
#[test]
fn a_manifest_is_judged_as_a_whole() {
    let mut files =
        replaced("service.toml", "format = 1\nkey = \"hundesteuer\"", "format = 1\nkey = \"Hunde Steuer\"");
    let text = String::from_utf8(files["service.toml"].clone()).expect("a text");
    let text = text
        .replace("trust_level = 0", "trust_level = 9")
        .replace("regime = \"kag-ao\"", "regime = \"bgb\"")
        .replace("[summary]", "[sumary]");
    files.insert("service.toml".to_owned(), text.into_bytes());
    files.insert("notes.docx".to_owned(), Vec::new());
    let found = refusal(files);
    for expected in [
        "notes.docx:0:0: services-unknown-file",
        "service.toml:4:1: services-bad-key key=\"Hunde Steuer\"",
        "service.toml:7:1: services-bad-trust-level",
        "services-missing-section name=\"summary\"",
        "services-unknown-section name=\"sumary\"",
        "services-toml reason=\"unknown variant `bgb`",
    ] {
        assert!(found.contains(expected), "expected {expected}\nfound {found}");
    }
}

/// The same files are the same package wherever they are packed, and a changed byte is never taken for it.
#[test]
fn an_archive_is_the_package_and_nothing_else() {
    let package = Package::read(dog_tax()).unwrap_or_else(|problems| panic!("{}", lines(&problems)));
    let archive = package.to_archive();
    let again = Package::from_archive(&archive).expect("the same package");
    assert_eq!((again.hash(), again.to_archive() == archive), (package.hash(), true));
    for broken in [&archive[..archive.len() - 1], &archive[1..], b"", &[&archive[..], b"\0"].concat()] {
        assert_eq!(lines(&Package::from_archive(broken).expect_err("broken")), "services-not-an-archive");
    }
    let mut files = dog_tax();
    files.insert("README.md".to_owned(), b"neu".to_vec());
    assert_ne!(Package::read(files).expect("a remark more").hash(), package.hash());
}

/// A town cannot set what is not there or what no bylaw could say.
#[test]
fn parameters_stay_within_their_limits() {
    let package = Package::read(dog_tax()).unwrap_or_else(|problems| panic!("{}", lines(&problems)));
    let given =
        Context::new().with("rate_frist", 1_i64).with("rate_first", "viel").with("processing_days", 0_i64);
    let problems = Release::compile(&package, &given).expect_err("nothing of it fits");
    assert_eq!(
        lines(&problems),
        "service.toml:0:0: services-unknown-parameter name=\"rate_frist\"\n\
         service.toml:0:0: services-parameter-type type=\"cents\" name=\"rate_first\"\n\
         service.toml:0:0: services-parameter-range type=\"\" name=\"processing_days\""
    );
}

/// A designer hears of a task that people could only call by its id; the package can be published all the same.
#[test]
fn nameless_tasks_stand_out() {
    let named = "id=\"check_registration\" name=\"Anmeldung prüfen\"";
    let package = Package::read(replaced("process.bpmn", named, "id=\"check_registration\""));
    let hints = package.expect("it can be published").hints();
    let nameless: Vec<_> = hints.iter().filter(|hint| hint.key == "services-nameless-task").collect();
    let [hint] = nameless.as_slice() else { panic!("{nameless:?}") };
    assert!(
        matches!(&hint.place, Place::Text { element, .. } if element == "check_registration"),
        "{hint:?}"
    );
    assert!(!small_package().hints().iter().any(|hint| hint.key == "services-nameless-task"));
}

fn small_package() -> Package {
    Package::read(dog_tax()).expect("a package")
}

/// An author whose story does not come true reads at which line, what was expected and what came.
#[test]
fn a_story_that_is_not_true_is_told_with_its_place() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../application/casework/tests/packages/examination");
    let file = "scenarios/unusable.toml";
    let second = "throws = \"unusable\"\nreason = \"Der Lageplan fehlt\"\nby = \"second\"";
    let cases = [
        (
            "ended = true",
            "ended = false",
            "42:9: services-story-otherwise what=\"ended\" expected=\"false\" found=\"true\"",
        ),
        (
            "milestones = [\"received\"",
            "milestones = [\"decided\"",
            "43:14: services-story-otherwise what=\"milestones\" expected=\"decided, in-progress\" \
             found=\"received, in-progress\"",
        ),
        (
            "why_unusable = \"Der",
            "why_unusable = \"Ein",
            "44:30: services-story-otherwise what=\"why_unusable\" expected=\"\\\"Ein Lageplan fehlt\\\"\" \
             found=\"\\\"Der Lageplan fehlt\\\"\"",
        ),
        (
            "finish = \"examine\"",
            "finish = \"examine\"\n[[steps]]\nfinish = \"examine\"",
            "20:1: services-story-not-open element=examine open=\"decide\"",
        ),
        (
            second,
            &second.replace("second", "first"),
            "31:1: services-story-four-eyes element=decide by=\"first\"",
        ),
    ];
    for (from, to, expected) in cases {
        let mut files = files_of(&folder);
        let text = String::from_utf8(files[file].clone()).expect("a text");
        assert!(text.contains(from), "{from}");
        files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
        let package = Package::read(files).unwrap_or_else(|problems| panic!("{}", lines(&problems)));
        let release = Release::compile(&package, &Context::new()).expect("it compiles");
        assert_eq!(lines(&release.tell(file, &package.scenarios()[file])), format!("{file}:{expected}"));
    }
}
