//! Cases of one town that tell each other something: signals, messages, and cases that one of them opens.

use crate::office::{Office, files_of, on_both_databases, process_by_way_of, typed};
use cases::Actor;
use casework::{CaseHead, PageAsked, SetRight, ShowProblems, TaskAnswers, WayOn};
use feel::Context;
use jiff::SignedDuration;
use services::Package;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Fault, Passage, Point, StoreError};
use tokio::sync::Notify;
use values::Language;

on_both_databases!(
    a_signal_reaches_all,
    a_message_reaches_one,
    nobody_waits,
    one_cannot_take_it,
    one_is_damaged,
    one_service_is_damaged,
    at_the_same_moment,
    one_is_missed,
    answering_each_other,
    broken_off
);

/// A small service with this process.
fn service(key: &str, body: &str) -> Package {
    let mut files = files_of("tests/packages/fee");
    let manifest = String::from_utf8(files["service.toml"].clone()).expect("a text");
    let manifest = manifest.replacen("key = \"fee\"", &format!("key = \"{key}\""), 1);
    files.insert("service.toml".to_owned(), manifest.into_bytes());
    for texts in ["texts/de.toml", "texts/en.toml"] {
        files.get_mut(texts).expect("a text").extend(b"\n[mail]\nword = \"Word\"\n");
    }
    let head = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
                xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" xmlns:fachwerk=\"urn:fachwerk:bpmn:1\">\
                <signal id=\"flood\" name=\"flood\"/><signal id=\"ebb\" name=\"ebb\"/><message id=\"heard\" name=\"heard by name\">\
                <extensionElements><zeebe:subscription correlationKey=\"=payer.name\"/></extensionElements>\
                </message><message id=\"report\" name=\"report\"/>\
                <process id=\"fee\" isExecutable=\"true\">";
    let task = "<userTask id=\"check_application\" name=\"Antrag prüfen\"><extensionElements><zeebe:userTask/>\
                <zeebe:formDefinition formId=\"check\"/>\
                <zeebe:assignmentDefinition candidateGroups=\"steueramt\"/></extensionElements></userTask>";
    let process = format!("{head}{task}{body}</process></definitions>");
    files.insert("process.bpmn".to_owned(), process.into_bytes());
    Package::read(files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn flow(from: &str, to: &str) -> String {
    format!("<sequenceFlow id=\"{from}_{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>")
}

fn flows(way: &[&str]) -> String {
    way.windows(2).map(|pair| flow(pair[0], pair[1])).collect()
}

const START: &str = "<startEvent id=\"received\"/><endEvent id=\"done\"/>";

/// Waits for the flood, then for word for its own name, then for a clerk.
fn listener() -> Package {
    let events = "<intermediateCatchEvent id=\"flooded\"><signalEventDefinition signalRef=\"flood\"/></intermediateCatchEvent>\
                  <intermediateCatchEvent id=\"word\"><messageEventDefinition messageRef=\"heard\"/></intermediateCatchEvent>";
    let way = flows(&["received", "flooded", "word", "check_application", "done"]);
    service("listener", &format!("{START}{events}{way}"))
}

/// Waits for word for its own name, then for a clerk.
fn hearer() -> Package {
    let word = "<intermediateCatchEvent id=\"word\"><messageEventDefinition messageRef=\"heard\"/></intermediateCatchEvent>";
    service("hearer", &format!("{START}{word}{}", flows(&["received", "word", "check_application", "done"])))
}

/// A clerk checks; then one hears word for the same name.
fn sayer() -> Package {
    let say = "<intermediateThrowEvent id=\"say\"><messageEventDefinition messageRef=\"heard\"/></intermediateThrowEvent>";
    service("sayer", &format!("{START}{say}{}", flows(&["received", "check_application", "say", "done"])))
}

/// What grows to a quarter of what a case may hold.
const GROWING: &str = "{ a: &quot;0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef&quot;, b: a + a + a + a, \
                       c: b + b + b + b, d: c + c + c + c, e: d + d + d + d, f: e + e + e + e }.f";

/// Takes up much room, then waits for word for its own name, then for a clerk; has no room for bulky word.
fn full() -> Package {
    let events = format!(
        "<scriptTask id=\"fill\"><extensionElements>\
         <zeebe:script expression=\"={{ x: {GROWING}, y: x + x + x }}.y\" resultVariable=\"ballast\"/>\
         </extensionElements></scriptTask>\
         <intermediateCatchEvent id=\"word\"><messageEventDefinition messageRef=\"heard\"/></intermediateCatchEvent>"
    );
    let way = flows(&["received", "fill", "word", "check_application", "done"]);
    service("full", &format!("{START}{events}{way}"))
}

/// A clerk checks; then one hears bulky word for the same name.
fn teller() -> Package {
    let say = format!(
        "<intermediateThrowEvent id=\"say\"><extensionElements><zeebe:ioMapping>\
         <zeebe:input source=\"={GROWING}\" target=\"report\"/></zeebe:ioMapping></extensionElements>\
         <messageEventDefinition messageRef=\"heard\"/></intermediateThrowEvent>"
    );
    service("teller", &format!("{START}{say}{}", flows(&["received", "check_application", "say", "done"])))
}

/// Begins by itself with a report, for a clerk.
fn starter(key: &str) -> Package {
    let events = "<startEvent id=\"by_report\"><messageEventDefinition messageRef=\"report\"/></startEvent>\
                  <exclusiveGateway id=\"either\"/>";
    let way = flow("by_report", "either") + &flows(&["received", "either", "check_application", "done"]);
    service(key, &format!("{START}{events}{way}"))
}

/// A clerk checks; then everybody hears of the flood, and one hears word for the same name.
fn caller() -> Package {
    let events = "<intermediateThrowEvent id=\"call\"><extensionElements><zeebe:ioMapping>\
                  <zeebe:input source=\"=payer.way\" target=\"level\"/></zeebe:ioMapping></extensionElements>\
                  <signalEventDefinition signalRef=\"flood\"/></intermediateThrowEvent>\
                  <intermediateThrowEvent id=\"say\"><messageEventDefinition messageRef=\"heard\"/></intermediateThrowEvent>\
                  <intermediateThrowEvent id=\"tell\"><messageEventDefinition messageRef=\"report\"/></intermediateThrowEvent>";
    let way = flows(&["received", "check_application", "call", "say", "tell", "done"]);
    service("caller", &format!("{START}{events}{way}"))
}

/// Hears one signal, has something done and answers with the other, again and again.
fn echo(key: &str, hears: &str, says: &str) -> Package {
    let events = format!(
        "<intermediateCatchEvent id=\"hear\"><signalEventDefinition signalRef=\"{hears}\"/></intermediateCatchEvent>\
         <intermediateThrowEvent id=\"say\"><signalEventDefinition signalRef=\"{says}\"/></intermediateThrowEvent>\
         <exclusiveGateway id=\"either\" default=\"either_merge\"/><exclusiveGateway id=\"merge\"/>\
         <sequenceFlow id=\"never\" sourceRef=\"either\" targetRef=\"check_application\"><conditionExpression>\
         =payer.name = &quot;Niemand&quot;</conditionExpression></sequenceFlow><serviceTask id=\"do\"><extensionElements>\
         <zeebe:taskDefinition type=\"mail\"/><zeebe:taskHeaders><zeebe:header key=\"subject\" value=\"mail.word\"/>\
         <zeebe:header key=\"text\" value=\"mail.word\"/></zeebe:taskHeaders></extensionElements></serviceTask>"
    );
    let way = flows(&["received", "either", "merge", "hear", "do", "say", "merge"]);
    service(key, &format!("{START}{events}{way}{}", flow("check_application", "done")))
}

/// Begins by itself with a report, and with a flood; then it waits for the next one.
fn opener() -> Package {
    let events = "<startEvent id=\"by_flood\"><signalEventDefinition signalRef=\"flood\"/></startEvent>\
                  <startEvent id=\"by_report\"><messageEventDefinition messageRef=\"report\"/></startEvent>\
                  <exclusiveGateway id=\"either\"/><exclusiveGateway id=\"merge\"/>\
                  <intermediateCatchEvent id=\"flooded\"><signalEventDefinition signalRef=\"flood\"/></intermediateCatchEvent>";
    let way = [flow("by_report", "merge"), flow("by_flood", "either")].concat()
        + &flows(&["received", "either", "flooded", "merge", "check_application", "done"]);
    service("opener", &format!("{START}{events}{way}"))
}

/// Begins by itself with a flood, for a clerk.
fn rescue() -> Package {
    let events = "<startEvent id=\"by_flood\"><signalEventDefinition signalRef=\"flood\"/></startEvent>\
                  <exclusiveGateway id=\"either\"/>";
    let way = flow("by_flood", "either") + &flows(&["received", "either", "check_application", "done"]);
    service("rescue", &format!("{START}{events}{way}"))
}

async fn live(office: &Office, packages: &[Package]) {
    for package in packages {
        office.casework.install_package(package).await.expect("the package fits");
        let live = office.casework.publish_service(office.town.tenant, package, &Context::new()).await;
        live.expect("the service is live");
    }
}

/// An application for a service under a name; its number.
async fn sent(office: &Office, service: &str, name: &str) -> String {
    let casework = &office.casework;
    let nobody = casework.visitor(None, None).await.expect("a visitor");
    let opened = casework.open_draft(&nobody, &office.town, (service, "pay")).await.expect("a draft");
    let guest = casework.visitor(opened.session.as_deref(), None).await.expect("the guest");
    let asked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::Yes };
    let answers = typed(&[("payer.name", name), ("payer.way", "3 m")]);
    casework.save_page(&guest, &office.town, opened.draft, asked, answers).await.expect("it is saved");
    casework.submit_application(&guest, &office.town, opened.draft, Language::De).await.expect("it is sent");
    let receipt = casework.receipt(&guest, &office.town, opened.draft, Language::De).await;
    receipt.expect("a receipt").number
}

/// The clerk checks an application.
async fn checked(office: &Office, clerk: &Actor, number: &str) {
    let (case, task) = office.open_task(number).await;
    office.casework.take_task(clerk, &office.town, case, task).await.expect("the task is free");
    let answers = typed(&[("check.result", "gut")]);
    let asked = TaskAnswers { case, task, answers, language: Language::De };
    office.casework.complete_task(clerk, &office.town, &asked).await.expect("it is done");
}

async fn head(office: &Office, number: &str) -> CaseHead {
    let verified = office.casework.verify_case(office.town.tenant, number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
    office.casework.case_head(office.town.tenant, number).await.expect("the case")
}

/// How many tasks each of these cases has open: none while it waits for others.
async fn tasks(office: &Office, numbers: &[String]) -> Vec<usize> {
    let mut counts = Vec::new();
    for number in numbers {
        counts.push(head(office, number).await.open_tasks.len());
    }
    counts
}

/// The numbers of all cases but these.
async fn others(office: &Office, known: &[&[String]]) -> Vec<String> {
    let numbers = office.casework.case_numbers(office.town.tenant).await.expect("the cases");
    numbers.into_iter().filter(|number| !known.iter().any(|known| known.contains(number))).collect()
}

/// What a case tells everybody is heard by all who wait, each once, and opens a case where a service begins by it; whoever
/// begins by it does not hear the same again.
async fn a_signal_reaches_all(office: Office) {
    live(&office, &[listener(), caller(), opener()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut waiting = Vec::new();
    for name in ["Ada", "Ben", "Cleo"] {
        waiting.push(sent(&office, "listener", name).await);
    }
    let calling = [sent(&office, "caller", "Ben").await, sent(&office, "caller", "Ada").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await, [0, 1, 0], "all have heard the flood, Ben his name");
    let opened = others(&office, &[&waiting, &calling]).await;
    assert_eq!(opened.len(), 2, "one by the flood, one by the report: {opened:?}");
    let by_post = "SELECT COUNT(*) FROM case_head WHERE delivery_wish = 'post'";
    assert_eq!(office.count(by_post).await, 2, "nobody could open their letters on the status page");
    assert_eq!(tasks(&office, &opened).await.into_iter().sum::<usize>(), 1, "one waits for the next flood");
    checked(&office, &clerk, &calling[1]).await;
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await, [1, 1, 0]);
    assert_eq!(tasks(&office, &opened).await, [1, 1], "which has come");
    assert_eq!(others(&office, &[&waiting, &calling, &opened]).await.len(), 2);
}

/// Of several who wait for the same, the message goes to the one that has waited longest, and only there.
async fn a_message_reaches_one(office: Office) {
    live(&office, &[listener(), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut waiting = Vec::new();
    for _ in 0..3 {
        waiting.push(sent(&office, "listener", "Ada").await);
        office.wait(SignedDuration::from_secs(1));
    }
    for count in 0..2 {
        let call = sent(&office, "caller", "Ada").await;
        office.work().await;
        checked(&office, &clerk, &call).await;
        office.work().await;
        let received = tasks(&office, &waiting).await.into_iter().filter(|open| *open == 1).count();
        assert_eq!(received, count + 1);
    }
}

/// A message for which nobody waits yet is kept and found by who begins to wait, once; after its time it is not.
async fn nobody_waits(office: Office) {
    live(&office, &[listener(), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let call = sent(&office, "caller", "Ada").await;
    checked(&office, &clerk, &call).await;
    office.work().await;
    let waiting = [sent(&office, "listener", "Ada").await, sent(&office, "listener", "Ada").await];
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await, [0, 0], "they wait for a flood");
    let call = sent(&office, "caller", "Ben").await;
    checked(&office, &clerk, &call).await;
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await.into_iter().sum::<usize>(), 1, "one message, one case");

    office.wait(SignedDuration::from_hours(91 * 24));
    office.work().await;
    let late = [sent(&office, "listener", "Ben").await];
    let call = sent(&office, "caller", "Cleo").await;
    checked(&office, &clerk, &call).await;
    office.work().await;
    assert_eq!(tasks(&office, &late).await, [0], "the word for Ben is gone");
}

/// Word that the case which has waited longest cannot take is not lost: the next one hears it, or who begins to wait later,
/// and the one that could not take it waits on as before.
async fn one_cannot_take_it(office: Office) {
    const MISSED: &str = "SELECT COUNT(*) FROM publication WHERE missed <> '[]'";
    live(&office, &[full(), hearer(), sayer(), teller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let full = [sent(&office, "full", "Ada").await];
    office.wait(SignedDuration::from_secs(1));
    let hearing = [sent(&office, "hearer", "Ada").await];
    for (heard, missed) in [(1, 0), (1, 1)] {
        let tells = sent(&office, "teller", "Ada").await;
        office.work().await;
        checked(&office, &clerk, &tells).await;
        office.work().await;
        assert_eq!(tasks(&office, &full).await, [0]);
        assert_eq!(tasks(&office, &hearing).await, [heard]);
        assert_eq!(office.count(MISSED).await, missed);
    }
    office.wait(SignedDuration::from_secs(1));
    let late = [sent(&office, "hearer", "Ada").await];
    office.work().await;
    assert_eq!((tasks(&office, &full).await, tasks(&office, &late).await), (vec![0], vec![1]));
    assert_eq!(office.count("SELECT COUNT(*) FROM publication").await, 0);
    let says = sent(&office, "sayer", "Ada").await;
    checked(&office, &clerk, &says).await;
    office.work().await;
    assert_eq!(tasks(&office, &full).await, [1], "plain word it takes");
}

/// Word for a case that is damaged is tried for as long as a job, then the next one hears it.
async fn one_is_damaged(office: Office) {
    live(&office, &[hearer(), sayer()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let damaged = sent(&office, "hearer", "Ada").await;
    office.wait(SignedDuration::from_secs(1));
    let waiting = [sent(&office, "hearer", "Ada").await];
    let says = sent(&office, "sayer", "Ada").await;
    office.work().await;
    checked(&office, &clerk, &says).await;
    office.tamper(&format!("UPDATE case_head SET release_hash = tenant WHERE number = '{damaged}'")).await;
    let mut again = 0;
    for _ in 0..20 {
        again += office.casework.work_once().await.expect("a round of the worker").again;
        office.wait(SignedDuration::from_mins(6));
    }
    assert_eq!(again, 7, "it is tried as often as a job");
    assert_eq!(tasks(&office, &waiting).await, [1]);
}

/// Nor does a service that is damaged keep a message from the next one that begins by it.
async fn one_service_is_damaged(office: Office) {
    live(&office, &[starter("a-start"), starter("b-start"), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let calling = [sent(&office, "caller", "Ada").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    office.tamper("UPDATE service SET release_hash = tenant WHERE service_key = 'a-start'").await;
    for _ in 0..20 {
        office.casework.work_once().await.expect("a round of the worker");
        office.wait(SignedDuration::from_mins(6));
    }
    let opened = others(&office, &[&calling]).await;
    assert_eq!(opened.len(), 1);
    assert_eq!(head(&office, &opened[0]).await.service, "b-start");
}

/// Who begins to wait at the very moment at which another worker finds that nobody does, receives the message all the same.
async fn at_the_same_moment(office: Office) {
    live(&office, &[hearer(), sayer()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let say = sent(&office, "sayer", "Ada").await;
    office.work().await;
    checked(&office, &clerk, &say).await;
    let (looked, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let gate = (Arc::clone(&looked), Arc::clone(&go));
    let slow = Passage::new(move |point| {
        let (looked, go) = gate.clone();
        Box::pin(async move {
            if point == Point::Writing {
                looked.notify_one();
                go.notified().await;
            }
            Ok(())
        })
    });
    let slow = process_by_way_of(&office, slow).await;
    let claimed = office.casework.claim_work().await.expect("a claim");
    assert_eq!(claimed.len(), 1, "the message");
    let finished = slow.carry_out(&claimed[0]).await.expect("it is read");
    let meanwhile = async {
        looked.notified().await;
        let number = sent(&office, "hearer", "Ada").await;
        office.work().await;
        go.notify_one();
        number
    };
    let (brought, hearing) = tokio::join!(slow.bring(&finished), meanwhile);
    assert_eq!(brought, Ok(()), "it is laid still");
    office.wait(SignedDuration::from_secs(7));
    office.work().await;
    assert_eq!(tasks(&office, &[hearing]).await, [1]);
}

/// A service that is damaged and cannot begin by what a case tells everybody keeps nobody else from hearing it; that it was
/// missed is remembered for a while, and what was told is not kept for ever.
async fn one_is_missed(office: Office) {
    const SIGNALS: &str = "SELECT COUNT(*) FROM signal";
    live(&office, &[listener(), caller(), rescue()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let waiting = [sent(&office, "listener", "Ben").await];
    let calling = [sent(&office, "caller", "Ben").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    office.tamper("UPDATE service SET release_hash = tenant WHERE service_key = 'rescue'").await;
    let mut again = 0;
    for _ in 0..20 {
        again += office.casework.work_once().await.expect("a round of the worker").again;
        office.wait(SignedDuration::from_mins(6));
    }
    assert_eq!(again, 7, "it is tried as often as a job");
    assert_eq!(tasks(&office, &waiting).await, [1]);
    assert_eq!(others(&office, &[&waiting, &calling]).await, Vec::<String>::new());
    assert_eq!(office.count(SIGNALS).await, 1);
    office.wait(SignedDuration::from_hours(91 * 24));
    office.work().await;
    assert_eq!(office.count(SIGNALS).await, 0);
}

/// Two services that only answer each other do not go on for ever: one case stops and says why, and a person who thinks that
/// it was not for ever lets it go on.
async fn answering_each_other(office: Office) {
    const STEPS: &str = "SELECT SUM(steps) FROM case_head WHERE service_key IN ('one', 'other')";
    live(&office, &[echo("one", "flood", "ebb"), echo("other", "ebb", "flood"), caller()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let (one, other) = (sent(&office, "one", "Ada").await, sent(&office, "other", "Ben").await);
    let call = sent(&office, "caller", "Cleo").await;
    office.work().await;
    checked(&office, &clerk, &call).await;
    office.work().await;
    let once = office.count(STEPS).await;
    assert_eq!(once, 2 + 2 * 20, "each answer takes one step to hear and one after what was done");
    let (one, other) = (head(&office, &one).await, head(&office, &other).await);
    assert_eq!((one.incidents.len(), other.incidents.len()), (0, 1), "{one:?}{other:?}");
    let stuck = office.casework.stuck_case(&clerk, &office.town, other.id, Language::De).await;
    let stuck = stuck.expect("the page");
    let place = stuck.places.iter().find(|place| place.incident.is_some()).expect("what is stuck");
    let told = &place.incident.as_ref().expect("what is stuck").problem;
    assert_eq!(&*told.key, "incident-too-long-chain");
    let again = SetRight {
        place: place.place.clone(),
        way: WayOn::Again,
        reason: String::new(),
        steps: stuck.steps.to_string(),
    };
    office.casework.set_right(&clerk, &office.town, other.id, &again).await.expect("it is tried again");
    office.work().await;
    assert_eq!(office.count(STEPS).await, once + 1 + 2 * 20);
}

/// However often a worker is cut off on its way to the database, before or after a commit, everybody hears everything once.
async fn broken_off(office: Office) {
    live(&office, &[listener(), caller(), opener()]).await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let mut waiting = Vec::new();
    for name in ["Ada", "Ben", "Cleo"] {
        waiting.push(sent(&office, "listener", name).await);
    }
    let calling = [sent(&office, "caller", "Ben").await];
    office.work().await;
    checked(&office, &clerk, &calling[0]).await;
    let left = Arc::new(AtomicI64::new(0));
    let cut = Arc::clone(&left);
    let passage = Passage::new(move |_| {
        let cut = Arc::clone(&cut);
        Box::pin(async move {
            match cut.fetch_sub(1, Ordering::Relaxed) {
                1.. => Ok(()),
                _ => Err(StoreError::Fault(Fault::Unreachable("it is cut off".to_owned()))),
            }
        })
    });
    let worker = process_by_way_of(&office, passage).await;
    for steps in 1..60 {
        left.store(steps, Ordering::Relaxed);
        let _ = worker.work_once().await;
        office.wait(SignedDuration::from_mins(6));
    }
    office.work().await;
    assert_eq!(tasks(&office, &waiting).await, [0, 1, 0]);
    let opened = others(&office, &[&waiting, &calling]).await;
    assert_eq!(opened.len(), 2, "one by the flood, one by the report: {opened:?}");
    assert_eq!(tasks(&office, &opened).await.into_iter().sum::<usize>(), 1, "one waits for the next flood");
}
