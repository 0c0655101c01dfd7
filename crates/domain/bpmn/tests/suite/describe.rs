//! A model as text, one line per node and flow, in the order of the file.

use fachwerk_bpmn::{
    Body, Caught, Definitions, EndEvent, Given, LegalClock, Message, NodeKind, Throw, Timer, Trigger, Written,
};

/// Describes everything that was read.
pub(crate) fn describe(definitions: &Definitions) -> String {
    let mut out = String::new();
    for process in &definitions.processes {
        out.push_str(&format!("process {} {:?} line {}\n", process.id, process.name, process.span.line));
        if let Some(known) = &process.clock {
            out.push_str(&format!("  {}\n", clock(known)));
        }
        match &process.body {
            None => out.push_str("  drawing\n"),
            Some(body) => lines(body, "  ", &mut out),
        }
    }
    out
}

fn lines(body: &Body, indent: &str, out: &mut String) {
    for name in &body.data {
        out.push_str(&format!("{indent}data {name}\n"));
    }
    for node in &body.nodes {
        let place = format!("{}:{}", node.span.line, node.span.column);
        out.push_str(&format!("{indent}{place} {} {:?} {}\n", node.id, node.name, kind(&node.kind)));
        for (word, mappings) in [("in", &node.extensions.inputs), ("out", &node.extensions.outputs)] {
            for mapping in mappings {
                let target = std::iter::once(&mapping.target.text).chain(&mapping.path);
                let target: Vec<&str> = target.map(String::as_str).collect();
                out.push_str(&format!(
                    "{indent}  {word} {} := {}\n",
                    target.join("."),
                    given(&mapping.source)
                ));
            }
        }
        if let Some(known) = &node.extensions.clock {
            out.push_str(&format!("{indent}  {}\n", clock(known)));
        }
        if let Some(milestone) = node.extensions.milestone {
            out.push_str(&format!("{indent}  milestone {}\n", milestone.as_str()));
        }
        if let Some(inner) = node.kind.inner() {
            lines(inner, &format!("{indent}  "), out);
        }
    }
    for (index, flow) in body.flows.iter().enumerate() {
        let source = &body.nodes[flow.source];
        let default = if source.default == Some(index) { " default" } else { "" };
        let condition = flow
            .condition
            .as_ref()
            .map(|text| format!(" if {} at {}:{}", text.text, text.span.line, text.span.column));
        out.push_str(&format!(
            "{indent}{} {} -> {}{}{default}\n",
            flow.id,
            source.id,
            body.nodes[flow.target].id,
            condition.unwrap_or_default()
        ));
    }
}

fn kind(kind: &NodeKind) -> String {
    match kind {
        NodeKind::SubProcess(_) => "SubProcess".to_owned(),
        NodeKind::Transaction(_) => "Transaction".to_owned(),
        NodeKind::AdHoc(ad_hoc) => format!(
            "AdHoc order={:?} remaining={:?} until={} active={}",
            ad_hoc.order,
            ad_hoc.remaining,
            ad_hoc.completion.as_ref().map_or("-", |condition| &condition.text),
            ad_hoc.active.as_ref().map_or("-", |active| &active.text)
        ),
        NodeKind::EventSubProcess(_) => "EventSubProcess".to_owned(),
        NodeKind::EventStart(start) => {
            format!("EventStart interrupting={:?} {}", start.interrupting, trigger(&start.trigger))
        }
        NodeKind::TriggeredStart(started) => format!("TriggeredStart {}", trigger(started)),
        NodeKind::SignalCatch(name) => format!("SignalCatch {}", given(name)),
        NodeKind::ConditionCatch(condition) => format!("ConditionCatch ={}", condition.text),
        NodeKind::Send(task) | NodeKind::End(EndEvent::Send(task)) => {
            format!("Send type={}", task.job_type.as_ref().map_or("-", |name| &name.text))
        }
        NodeKind::Throw(throw) | NodeKind::End(EndEvent::Throw(throw)) => thrown(throw),
        NodeKind::LinkThrow(name) => format!("LinkThrow {}", name.text),
        NodeKind::LinkCatch(name) => format!("LinkCatch {}", name.text),
        NodeKind::User(task) => format!(
            "User form={} assignee={} groups={} due={}",
            task.form.as_ref().map_or("-", |form| &form.text),
            task.assignee.as_ref().map_or("-".to_owned(), given),
            task.candidate_groups.as_ref().map_or("-".to_owned(), given),
            task.due.as_ref().map_or("-".to_owned(), given)
        ),
        NodeKind::Job(task) => format!(
            "Job type={} retries={} headers={:?}",
            task.job_type.as_ref().map_or("-", |name| &name.text),
            task.retries,
            task.headers.iter().map(|(key, value)| (key.as_str(), value.text.as_str())).collect::<Vec<_>>()
        ),
        NodeKind::Rule(task) => format!("Rule {} -> {}", task.decision.text, task.result.text),
        NodeKind::Script(task) => format!("Script {} -> {}", task.expression.text, task.result.text),
        NodeKind::TimerCatch(timer) => format!("TimerCatch {}", timer_of(timer)),
        NodeKind::Boundary(boundary) => format!(
            "Boundary on {} interrupting={:?} {}",
            boundary.attached_to,
            boundary.interrupting,
            trigger(&boundary.trigger)
        ),
        NodeKind::MessageCatch(message) => format!("MessageCatch {}", waited_for(message)),
        NodeKind::Receive(message) => format!("Receive {}", waited_for(message)),
        NodeKind::Call(call) => format!("Call {}", call.process.text),
        other => format!("{other:?}"),
    }
}

fn trigger(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Timer(timer) => timer_of(timer),
        Trigger::Message(message) => format!("message {}", waited_for(message)),
        Trigger::Error(found) => format!("error {}", caught(found)),
        Trigger::Escalation(found) => format!("escalation {}", caught(found)),
        Trigger::Signal(name) => format!("signal {}", given(name)),
        Trigger::Condition(condition) => format!("condition ={}", condition.text),
        Trigger::Compensation(handler) => {
            format!("compensation by {}", handler.as_ref().map_or("-", |handler| &handler.text))
        }
        Trigger::Cancel => "cancel".to_owned(),
    }
}

fn caught(caught: &Caught) -> String {
    let text = |written: &Option<Written>| written.as_ref().map_or("-".to_owned(), |it| it.text.clone());
    let (code, message) = (text(&caught.code_variable), text(&caught.message_variable));
    format!("{} code-to={code} message-to={message}", text(&caught.code))
}

fn thrown(throw: &Throw) -> String {
    match throw {
        Throw::Error(code) => format!("Throw error {}", given(code)),
        Throw::Escalation(code) => format!("Throw escalation {}", given(code)),
        Throw::Signal(name) => format!("Throw signal {}", given(name)),
        Throw::Message(message) => format!("Throw message {}", waited_for(message)),
        Throw::Compensation(thrown) => {
            let activity = thrown.activity.as_ref().map_or("-", |activity| &activity.text);
            format!("Throw compensation of {activity} {:?}", thrown.completion)
        }
    }
}

fn timer_of(timer: &Timer) -> String {
    let time = timer.given().map_or("-".to_owned(), given);
    match timer {
        Timer::Deadline(deadline) => format!("deadline of {} before {time}", deadline.of.text),
        Timer::Date(_) | Timer::Duration(_) | Timer::Cycle(_) => time,
    }
}

fn clock(clock: &LegalClock) -> String {
    let names = |list: &[Written]| list.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(",");
    let result = clock.result.as_ref().map_or("-", |result| &result.text);
    format!(
        "clock {} {} extension {} starts [{}] suspends [{}] stops [{}] result {result} {:?}",
        clock.id.text,
        given(&clock.term),
        clock.extension.as_ref().map_or("-".to_owned(), given),
        names(&clock.starts),
        names(&clock.suspends),
        names(&clock.stops),
        clock.ending
    )
}

fn waited_for(message: &Message) -> String {
    let key = message.key.as_ref().map_or("-".to_owned(), given);
    format!("{} key={key}", message.name.text)
}

fn given(given: &Given) -> String {
    let written = given.written();
    match given {
        Given::Literal(_) => format!("{:?}", written.text),
        Given::Expression(_) => format!("={} at {}:{}", written.text, written.span.line, written.span.column),
    }
}
