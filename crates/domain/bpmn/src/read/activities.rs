//! Tasks and sub-processes.

use super::ad_hoc;
use super::body;
use super::extensions::{child, four_eyes, refuse_unknown};
use super::lanes;
use super::messages;
use super::names::{model_child, says};
use super::owners;
use super::reader::Reader;
use crate::node::NodeKind;
use crate::task::{CallActivity, JobTask, Returned, RuleTask, ScriptTask, UserTask};
use crate::written::Written;
use roxmltree::Node;

/// The kind of an activity. Every name that is not executed ends here and is refused.
pub(crate) fn read(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    match node.tag_name().name() {
        "userTask" => Some(NodeKind::User(user(reader, node))),
        "serviceTask" | "sendTask" => Some(NodeKind::Job(job(reader, node))),
        "businessRuleTask" => rule(reader, node),
        "scriptTask" => script(reader, node),
        "receiveTask" => messages::received(reader, node).map(NodeKind::Receive),
        "callActivity" => call(reader, node),
        "task" | "manualTask" => Some(NodeKind::Plain),
        "subProcess" if is_event_sub_process(node) => {
            Some(NodeKind::EventSubProcess(body::read(reader, node)))
        }
        "subProcess" => Some(NodeKind::SubProcess(body::read(reader, node))),
        "transaction" => Some(NodeKind::Transaction(body::read(reader, node))),
        "adHocSubProcess" => Some(NodeKind::AdHoc(Box::new(ad_hoc::read(reader, node)))),
        _ => {
            reader.refuse(node);
            None
        }
    }
}

/// Whether no flow leads to the sub-process, because an event starts it.
pub(crate) fn is_event_sub_process(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "subProcess" && says(node, "triggeredByEvent") == Some(true)
}

/// A call activity: the called process sees what surrounds it and hands back all that it sets, unless outputs say what or
/// nothing is wanted.
fn call(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    refuse_unknown(reader, node, &["calledElement"]);
    let called = child(node, "calledElement");
    // Camunda 8 has an element of its own for what BPMN writes as an attribute of the activity.
    let process = match called {
        Some(called) => reader.literal(called, "processId"),
        None => reader.literal(node, "calledElement"),
    };
    if process.is_none() {
        reader.report(node, "bpmn-no-called-process", &[]);
    }
    let says_no = |attribute| called.filter(|called| says(*called, attribute) == Some(false));
    if let Some(called) = says_no("propagateAllParentVariables") {
        reader.refuse_attribute(called, "propagateAllParentVariables");
    }
    let returned = match says_no("propagateAllChildVariables") {
        Some(_) => Returned::Nothing,
        None => Returned::Everything,
    };
    Some(NodeKind::Call(CallActivity { process: process?, returned }))
}

fn user(reader: &mut Reader<'_>, node: Node<'_, '_>) -> UserTask {
    let mut task = UserTask::default();
    refuse_unknown(
        reader,
        node,
        &["userTask", "formDefinition", "assignmentDefinition", "taskSchedule", "taskHeaders"],
    );
    if let Some(form) = child(node, "formDefinition") {
        task.form = match reader.literal(form, "formId") {
            None => reader.literal(form, "formKey"),
            id => id,
        };
        if form.has_attribute("externalReference") {
            reader.refuse_attribute(form, "externalReference");
        }
    }
    if task.form.is_none() {
        reader.report_unfinished(node, "bpmn-no-form");
    }
    if let Some(assignment) = child(node, "assignmentDefinition") {
        task.assignee = reader.attribute(assignment, "assignee").map(Written::given);
        task.candidate_groups = reader.attribute(assignment, "candidateGroups").map(Written::given);
        if reader.attribute(assignment, "candidateUsers").is_some() {
            reader.refuse_attribute(assignment, "candidateUsers");
        }
    } else {
        owners::read(reader, node, &mut task);
    }
    if task.candidate_groups.is_none() {
        task.candidate_groups = lanes::groups(reader, node);
    }
    task.four_eyes = four_eyes(reader, node);
    if let Some(schedule) = child(node, "taskSchedule") {
        task.due = date(reader, schedule, "dueDate");
        task.follow_up = date(reader, schedule, "followUpDate");
    }
    task
}

fn date(
    reader: &mut Reader<'_>,
    schedule: Node<'_, '_>,
    name: &'static str,
) -> Option<crate::written::Given> {
    let given = reader.attribute(schedule, name)?.given();
    if let crate::written::Given::Literal(written) = &given
        && crate::timer::parse_date(&written.text).is_none()
    {
        let element = super::reader::owner(schedule);
        reader.report_at(written.span, element, "bpmn-timer-date", &[("found", &written.text)]);
    }
    Some(given)
}

/// What the world is asked for.
pub(super) fn job(reader: &mut Reader<'_>, node: Node<'_, '_>) -> JobTask {
    refuse_unknown(reader, node, &["taskDefinition", "taskHeaders"]);
    let mut task = JobTask { retries: 3, ..JobTask::default() };
    if let Some(definition) = child(node, "taskDefinition") {
        task.job_type = reader.literal(definition, "type");
        if let Some(written) = reader.literal(definition, "retries") {
            match written.text.parse() {
                Ok(retries) => task.retries = retries,
                Err(_) => reader.report(definition, "bpmn-bad-number", &[("found", &written.text)]),
            }
        }
    }
    if task.job_type.is_none() {
        reader.report_unfinished(node, "bpmn-no-type");
    }
    for header in child(node, "taskHeaders").into_iter().flat_map(|headers| headers.children()) {
        if header.has_tag_name((super::names::ZEEBE, "header"))
            && let (Some(key), Some(value)) = (header.attribute("key"), reader.attribute(header, "value"))
        {
            task.headers.insert(key.to_owned(), value);
        }
    }
    task
}

/// A rule task asks a decision, unless it names a type of job.
fn rule(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    let Some(called) = child(node, "calledDecision") else {
        if child(node, "taskDefinition").is_some() {
            return Some(NodeKind::Job(job(reader, node)));
        }
        reader.report(node, "bpmn-no-decision", &[]);
        return None;
    };
    refuse_unknown(reader, node, &["calledDecision"]);
    let decision = reader.literal(called, "decisionId");
    if decision.is_none() {
        reader.report(node, "bpmn-no-decision", &[]);
    }
    let result = result_variable(reader, node, called);
    Some(NodeKind::Rule(RuleTask { decision: decision?, result: result? }))
}

/// A script task computes a FEEL expression, unless it names a type of job.
fn script(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<NodeKind> {
    if let Some(found) = model_child(node, "script") {
        let format = node.attribute("scriptFormat").unwrap_or("");
        reader.report(found, "bpmn-script-foreign", &[("format", format)]);
        return None;
    }
    let Some(found) = child(node, "script") else {
        if child(node, "taskDefinition").is_some() {
            return Some(NodeKind::Job(job(reader, node)));
        }
        reader.report(node, "bpmn-no-script", &[]);
        return None;
    };
    refuse_unknown(reader, node, &["script"]);
    let expression = match reader.attribute(found, "expression").map(Written::given) {
        Some(crate::written::Given::Expression(written)) => Some(written),
        Some(crate::written::Given::Literal(_)) | None => {
            reader.report(node, "bpmn-no-script", &[]);
            None
        }
    };
    let result = result_variable(reader, node, found);
    Some(NodeKind::Script(ScriptTask { expression: expression?, result: result? }))
}

fn result_variable(reader: &mut Reader<'_>, node: Node<'_, '_>, from: Node<'_, '_>) -> Option<Written> {
    if reader.attribute(from, "resultVariable").is_none() {
        reader.report(node, "bpmn-no-result", &[]);
    }
    reader.variable(from, "resultVariable")
}
