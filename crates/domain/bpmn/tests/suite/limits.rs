//! Files that would hurt.

use fachwerk_bpmn::{Definitions, Limits};

const NS: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

fn keys(xml: &str) -> Vec<String> {
    let small = Limits { bytes: 100_000_000, ..Limits::default() };
    let problems = Definitions::parse_within(xml, small).expect_err("a problem");
    problems.into_iter().map(|problem| problem.key.into_owned()).collect()
}

/// An operator's server survives whatever a tenant uploads as a model.
#[test]
fn hostile_files_are_refused() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><d>&b;</d>";
    assert_eq!(keys(bomb), ["bpmn-doctype"]);
    let depth = 200_000;
    let deep =
        format!("<definitions xmlns='{NS}'>{}{}</definitions>", "<a>".repeat(depth), "</a>".repeat(depth));
    assert_eq!(keys(&deep), ["bpmn-too-deep"]);
    let wide = format!("<definitions xmlns='{NS}'>{}</definitions>", "<a/>".repeat(1_000_001));
    assert_eq!(keys(&wide), ["bpmn-too-many-nodes"]);
    let many: String = (0..1_001).map(|number| format!(" a{number}=''")).collect();
    assert_eq!(keys(&format!("<definitions xmlns='{NS}'{many}/>")), ["bpmn-too-many-attributes"]);
    let prefixes: String = (0..900).map(|number| format!(" xmlns:p{number}='{number}'")).collect();
    let declaring = "<a xmlns:z='1'/>".repeat(100);
    let many = format!("<definitions xmlns='{NS}'{prefixes}>{declaring}</definitions>");
    assert_eq!(keys(&many), ["bpmn-too-many-namespaces"]);
    assert_eq!(keys("<html/>"), ["bpmn-not-bpmn"]);
    assert_eq!(keys("<definitions xmlns='urn:other'/>"), ["bpmn-other-namespace"]);
    assert_eq!(keys("<definitions"), ["bpmn-xml-cut"]);
    assert_eq!(keys(""), ["bpmn-xml-cut"]);
    assert_eq!(keys("<a></b>"), ["bpmn-xml-tag"]);
    assert_eq!(keys("<b:a/>"), ["bpmn-xml-prefix"]);
    assert_eq!(keys("<a x='' x=''/>"), ["bpmn-xml-twice"]);
    assert_eq!(keys("hello"), ["bpmn-xml"]);
    let large = " ".repeat(Limits::default().bytes + 1);
    let problems = Definitions::parse(&large).expect_err("a problem");
    assert_eq!(problems[0].key, "bpmn-too-large");
}

/// Whoever asks for the check of a model of others gets an answer at once: how long that takes does not grow with the square
/// of what stands in it.
#[test]
fn crowded_models_are_read_at_once() {
    let count = 4_000;
    let mut xml = format!(
        "<definitions xmlns='{NS}' xmlns:fachwerk='urn:fachwerk:bpmn:1'><process id='p'><extensionElements>\
         <fachwerk:legalClock id='c' term='P1M' starts='{}'/></extensionElements><startEvent id='n0'/>",
        "n1 ".repeat(100_000)
    );
    for index in 1..=count {
        let before = index - 1;
        xml.push_str(&format!(
            "<task id='n{index}'/><sequenceFlow id='f{index}' sourceRef='n{before}' targetRef='n{index}'/>\
             <boundaryEvent id='b{index}' attachedToRef='n{index}'><compensateEventDefinition/></boundaryEvent>\
             <association sourceRef='b{index}' targetRef='h{index}'/><task id='h{index}' isForCompensation='true'/>"
        ));
    }
    xml.push_str("</process></definitions>");
    let definitions = Definitions::parse(&xml).expect("a model without problems");
    let nodes = definitions.processes[0].body.as_ref().map(|body| body.nodes.len());
    assert_eq!(nodes, Some(1 + 3 * count));
}

/// A designer with a very large model still gets it read.
#[test]
fn ten_thousand_elements_are_read() {
    let mut xml = format!("<definitions xmlns='{NS}'><process id='p'><startEvent id='n0'/>");
    for index in 1..=10_000 {
        let before = index - 1;
        xml.push_str(&format!(
            "<task id='n{index}'/><sequenceFlow id='f{index}' sourceRef='n{before}' targetRef='n{index}'/>"
        ));
    }
    xml.push_str("</process></definitions>");
    let definitions = Definitions::parse(&xml).expect("a model without problems");
    assert_eq!(definitions.processes[0].body.as_ref().map(|body| body.nodes.len()), Some(10_001));
}
