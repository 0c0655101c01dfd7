//! Small services that tell each other something, and the people who set them going.

use crate::office::{Office, files_of, typed};
use cases::Actor;
use casework::{CaseHead, PageAsked, ShowProblems, TaskAnswers};
use feel::Context;
use services::Package;
use values::Language;

/// A small service with this process.
pub(crate) fn service(key: &str, body: &str) -> Package {
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

pub(crate) fn flow(from: &str, to: &str) -> String {
    format!("<sequenceFlow id=\"{from}_{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>")
}

pub(crate) fn flows(way: &[&str]) -> String {
    way.windows(2).map(|pair| flow(pair[0], pair[1])).collect()
}

pub(crate) const START: &str = "<startEvent id=\"received\"/><endEvent id=\"done\"/>";

/// Waits for the flood, then for word for its own name, then for a clerk.
pub(super) fn listener() -> Package {
    let events = "<intermediateCatchEvent id=\"flooded\"><signalEventDefinition signalRef=\"flood\"/></intermediateCatchEvent>\
                  <intermediateCatchEvent id=\"word\"><messageEventDefinition messageRef=\"heard\"/></intermediateCatchEvent>";
    let way = flows(&["received", "flooded", "word", "check_application", "done"]);
    service("listener", &format!("{START}{events}{way}"))
}

/// Waits for word for its own name, then for a clerk.
pub(super) fn hearer() -> Package {
    let word = "<intermediateCatchEvent id=\"word\"><messageEventDefinition messageRef=\"heard\"/></intermediateCatchEvent>";
    service("hearer", &format!("{START}{word}{}", flows(&["received", "word", "check_application", "done"])))
}

/// A clerk checks; then one hears word for the same name.
pub(super) fn sayer() -> Package {
    let say = "<intermediateThrowEvent id=\"say\"><messageEventDefinition messageRef=\"heard\"/></intermediateThrowEvent>";
    service("sayer", &format!("{START}{say}{}", flows(&["received", "check_application", "say", "done"])))
}

/// What grows to a quarter of what a case may hold.
const GROWING: &str = "{ a: &quot;0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef&quot;, b: a + a + a + a, \
                       c: b + b + b + b, d: c + c + c + c, e: d + d + d + d, f: e + e + e + e }.f";

/// Takes up much room, then waits for word for its own name, then for a clerk; has no room for bulky word.
pub(super) fn full() -> Package {
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
pub(super) fn teller() -> Package {
    let say = format!(
        "<intermediateThrowEvent id=\"say\"><extensionElements><zeebe:ioMapping>\
         <zeebe:input source=\"={GROWING}\" target=\"report\"/></zeebe:ioMapping></extensionElements>\
         <messageEventDefinition messageRef=\"heard\"/></intermediateThrowEvent>"
    );
    service("teller", &format!("{START}{say}{}", flows(&["received", "check_application", "say", "done"])))
}

/// Begins by itself with a report, for a clerk.
pub(super) fn starter(key: &str) -> Package {
    let events = "<startEvent id=\"by_report\"><messageEventDefinition messageRef=\"report\"/></startEvent>\
                  <exclusiveGateway id=\"either\"/>";
    let way = flow("by_report", "either") + &flows(&["received", "either", "check_application", "done"]);
    service(key, &format!("{START}{events}{way}"))
}

/// A clerk checks; then everybody hears of the flood, and one hears word for the same name.
pub(super) fn caller() -> Package {
    let events = "<intermediateThrowEvent id=\"call\"><extensionElements><zeebe:ioMapping>\
                  <zeebe:input source=\"=payer.way\" target=\"level\"/></zeebe:ioMapping></extensionElements>\
                  <signalEventDefinition signalRef=\"flood\"/></intermediateThrowEvent>\
                  <intermediateThrowEvent id=\"say\"><messageEventDefinition messageRef=\"heard\"/></intermediateThrowEvent>\
                  <intermediateThrowEvent id=\"tell\"><messageEventDefinition messageRef=\"report\"/></intermediateThrowEvent>";
    let way = flows(&["received", "check_application", "call", "say", "tell", "done"]);
    service("caller", &format!("{START}{events}{way}"))
}

/// Hears one signal, has something done and answers with the other, again and again.
pub(super) fn echo(key: &str, hears: &str, says: &str) -> Package {
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
pub(super) fn opener() -> Package {
    let events = "<startEvent id=\"by_flood\"><signalEventDefinition signalRef=\"flood\"/></startEvent>\
                  <startEvent id=\"by_report\"><messageEventDefinition messageRef=\"report\"/></startEvent>\
                  <exclusiveGateway id=\"either\"/><exclusiveGateway id=\"merge\"/>\
                  <intermediateCatchEvent id=\"flooded\"><signalEventDefinition signalRef=\"flood\"/></intermediateCatchEvent>";
    let way = [flow("by_report", "merge"), flow("by_flood", "either")].concat()
        + &flows(&["received", "either", "flooded", "merge", "check_application", "done"]);
    service("opener", &format!("{START}{events}{way}"))
}

/// Begins by itself with a flood, for a clerk.
pub(super) fn rescue() -> Package {
    let events = "<startEvent id=\"by_flood\"><signalEventDefinition signalRef=\"flood\"/></startEvent>\
                  <exclusiveGateway id=\"either\"/>";
    let way = flow("by_flood", "either") + &flows(&["received", "either", "check_application", "done"]);
    service("rescue", &format!("{START}{events}{way}"))
}

pub(super) async fn live(office: &Office, packages: &[Package]) {
    for package in packages {
        office.casework.install_package(package).await.expect("the package fits");
        let live = office.casework.publish_service(office.town.tenant, package, &Context::new()).await;
        live.expect("the service is live");
    }
}

/// An application for a service under a name; its number.
pub(super) async fn sent(office: &Office, service: &str, name: &str) -> String {
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
pub(super) async fn checked(office: &Office, clerk: &Actor, number: &str) {
    let (case, task) = office.open_task(number).await;
    office.casework.take_task(clerk, &office.town, case, task).await.expect("the task is free");
    let answers = typed(&[("check.result", "gut")]);
    let asked = TaskAnswers { case, task, answers, language: Language::De };
    office.casework.complete_task(clerk, &office.town, &asked).await.expect("it is done");
}

pub(super) async fn head(office: &Office, number: &str) -> CaseHead {
    let verified = office.casework.verify_case(office.town.tenant, number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
    office.casework.case_head(office.town.tenant, number).await.expect("the case")
}

/// How many tasks each of these cases has open: none while it waits for others.
pub(super) async fn tasks(office: &Office, numbers: &[String]) -> Vec<usize> {
    let mut counts = Vec::new();
    for number in numbers {
        counts.push(head(office, number).await.open_tasks.len());
    }
    counts
}

/// The numbers of all cases but these.
pub(super) async fn others(office: &Office, known: &[&[String]]) -> Vec<String> {
    let numbers = office.casework.case_numbers(office.town.tenant).await.expect("the cases");
    numbers.into_iter().filter(|number| !known.iter().any(|known| known.contains(number))).collect()
}

/// Begins by itself with a report; then somebody is asked, and a clerk checks.
pub(super) fn asker() -> Package {
    let events = "<startEvent id=\"by_report\"><messageEventDefinition messageRef=\"report\"/></startEvent>\
                  <serviceTask id=\"ask\" name=\"Nachfragen\"><extensionElements><zeebe:taskDefinition type=\"ask\"/>\
                  <zeebe:taskHeaders><zeebe:header key=\"subject\" value=\"mail.word\"/>\
                  <zeebe:header key=\"text\" value=\"mail.word\"/></zeebe:taskHeaders><zeebe:ioMapping>\
                  <zeebe:input source=\"=&quot;Wie hoch steht das Wasser?&quot;\" target=\"question\"/>\
                  </zeebe:ioMapping></extensionElements></serviceTask><exclusiveGateway id=\"merge\"/>";
    let way = flow("by_report", "merge") + &flows(&["received", "merge", "ask", "check_application", "done"]);
    service("asker", &format!("{START}{events}{way}"))
}
