//! From the parts of a release to a program: find the main process, flatten its bodies, parse every expression.

use super::calls::Calls;
use super::expressions::Expressions;
use super::four_eyes::Asked;
use super::graph::{
    Assignment, Call, Complex, Flow, Job, Kind, Node, NodeIndex, Process, Rule, Scope, Script, Upstream, User,
};
use super::known::{self, Naming};
use super::shared::Shared;
use super::vocabulary::Vocabulary;
use super::{Limits, Program, Source};
use bpmn::{Body, FlowNode, Mapping, NodeKind};
use std::collections::BTreeMap;
use std::sync::Arc;
use values::{Place, Problem};

/// What the activation condition of a complex gateway sees: how many tokens have come.
pub(crate) const ACTIVATION_COUNT: &str = "activationCount";
/// What the conditions behind a complex gateway see: true when it goes on, false when it begins anew.
pub(crate) const WAITING_FOR_START: &str = "waitingForStart";

/// What a compilation shares.
pub(super) struct Compiler<'a> {
    pub(super) source: &'a Source<'a>,
    decisions: &'a BTreeMap<String, dmn::Definitions>,
    pub(super) expressions: Expressions<'a>,
    pub(super) process: Process,
    pub(super) calls: Calls,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) asked: Vec<Asked<'a>>,
    shared: Shared,
}

/// Compiles a release.
pub(super) fn program(source: Source<'_>) -> Result<Program, Vec<Problem>> {
    let mut problems = known::set_parameters_by_form(&source);
    let decisions = decisions(&source.decisions, &mut problems);
    let vocabulary = Vocabulary::of(&source);
    let mut main = None;
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (file, definitions) in &source.processes {
        for process in &definitions.processes {
            if let Some(first) = seen.insert(&process.id, file) {
                let twice = Problem::in_text(process.span, "engine-process-twice")
                    .with("process", &process.id)
                    .with("first", first);
                problems.push(twice.naming(&process.id).in_file(file));
            }
            let is_main = process.id == source.main_process;
            match &process.body {
                None if is_main => {
                    let drawing = Problem::in_text(process.span, "engine-drawing");
                    problems.push(drawing.with("process", &process.id).naming(&process.id).in_file(file));
                }
                None => {}
                Some(body) => {
                    let (compiled, found) =
                        process_of(&source, (&decisions, &vocabulary), file, (process, body));
                    problems.extend(found);
                    main = if is_main { Some(compiled) } else { main };
                }
            }
        }
    }
    if !seen.contains_key(source.main_process) {
        problems.push(Problem::new(Place::Whole, "engine-no-process").with("process", source.main_process));
    }
    match main {
        Some(process) if problems.is_empty() => {
            let (parameters, limits) = (source.parameters, Limits::default());
            Ok(Program { process, decisions, parameters, limits })
        }
        _ => {
            problems.sort_by_cached_key(|problem| (position(problem), problem.clone()));
            problems.dedup();
            Err(problems)
        }
    }
}

/// Problems are told file by file, in the order of each file.
fn position(problem: &Problem) -> (String, u32, u32) {
    match &problem.place {
        Place::Text { file, span, .. } => (file.clone(), span.line, span.column),
        Place::Whole | Place::Answer(_) => (String::new(), 0, 0),
    }
}

/// The decisions of all files by id.
fn decisions(
    files: &[(String, dmn::Definitions)],
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, dmn::Definitions> {
    let mut by_id = BTreeMap::new();
    for (file, definitions) in files {
        for id in definitions.decisions() {
            if by_id.insert(id.to_owned(), definitions.clone()).is_some() {
                let twice = Problem::new(Place::Whole, "engine-decision-twice").with("decision", id);
                problems.push(twice.in_file(file));
            }
        }
    }
    by_id
}

fn process_of<'a>(
    source: &'a Source<'a>,
    (decisions, vocabulary): (&'a BTreeMap<String, dmn::Definitions>, &'a Vocabulary),
    file: &'a str,
    (about, body): (&bpmn::Process, &Body),
) -> (Process, Vec<Problem>) {
    let problems = known::set_parameters(source, file, body);
    let expressions = Expressions { file, names: vocabulary.of_process(&about.id), problems };
    let process = Process { id: about.id.clone(), ..Process::default() };
    let (calls, asked, shared) = (Calls::from(&about.id), Vec::new(), Shared::of(source, &about.id));
    let mut compiler = Compiler { source, decisions, expressions, process, calls, vocabulary, asked, shared };
    compiler.process.scope = compiler.body(body);
    compiler.starts(body);
    let start = compiler.process.scope.start;
    compiler.clock_of_body(&about.id, start, about.clock.as_ref());
    compiler.mark_remembered();
    compiler.process.note_conditions();
    compiler.process.suspend_at_gateways();
    (compiler.process, compiler.expressions.problems)
}

impl Compiler<'_> {
    /// Adds a body to the flat graph; gives what begins with it.
    pub(super) fn body(&mut self, body: &Body) -> Scope {
        let nodes: Vec<NodeIndex> = body.nodes.iter().map(|node| self.node(node)).collect();
        let flow_offset = self.process.flows.len();
        for (index, flow) in body.flows.iter().enumerate() {
            let source = &body.nodes[flow.source].id;
            let id = if flow.id.is_empty() { format!("{source}#{index}") } else { flow.id.clone() };
            let known: &[&str] = match body.nodes[flow.source].kind {
                NodeKind::Complex(_) => &[WAITING_FOR_START],
                _ => &[],
            };
            let condition = flow
                .condition
                .as_ref()
                .and_then(|written| self.expressions.expression_knowing(&id, written, known));
            let (source, target) = (nodes[flow.source], nodes[flow.target]);
            self.process.flows.push(Flow { id: id.into(), source, target, condition });
        }
        for (index, drawn) in nodes.iter().zip(&body.nodes) {
            let shifted = |flows: &[usize]| flows.iter().map(|flow| flow + flow_offset).collect();
            let node = &mut self.process.nodes[*index];
            node.incoming = shifted(&drawn.incoming);
            node.outgoing = shifted(&drawn.outgoing);
            node.default = drawn.default.map(|flow| flow + flow_offset);
            if let NodeKind::Boundary(boundary) = &drawn.kind
                && let Some(host) = self.process.node(&self.element(&boundary.attached_to))
            {
                self.process.nodes[host].boundaries.push(*index);
            }
        }
        self.links(body, &nodes);
        let drawn = || nodes.iter().copied().zip(body.nodes.iter().map(|node| &node.kind));
        let is_start = |kind: &NodeKind| {
            matches!(kind, NodeKind::Start | NodeKind::TriggeredStart(_) | NodeKind::EventStart(_))
        };
        let plain = drawn().find(|(_, kind)| matches!(kind, NodeKind::Start));
        let start = plain.or_else(|| drawn().find(|(_, kind)| is_start(kind)));
        // An ad-hoc sub-process has no start; its first element stands for it.
        let (start, _) =
            start.or_else(|| drawn().next()).expect("an empty body is refused when its file is read");
        let inside = drawn().filter(|(_, kind)| matches!(kind, NodeKind::EventSubProcess(_)));
        let event_sub_processes = inside.map(|(index, _)| index).collect();
        for index in nodes {
            self.process.nodes[index].body = start;
        }
        let data = body.data.iter().map(|name| name.as_str().into()).collect();
        Scope { start, event_sub_processes, data }
    }

    /// What the program knows an element of the process by that is being compiled.
    pub(super) fn element(&self, id: &str) -> Arc<str> {
        self.shared.name(self.calls.current(), id)
    }

    fn node(&mut self, drawn: &FlowNode) -> NodeIndex {
        let kind = self.kind(drawn);
        let node = Node {
            id: self.element(&drawn.id),
            name: drawn.name.clone(),
            kind,
            incoming: Vec::new(),
            outgoing: Vec::new(),
            default: None,
            inputs: self.assignments(drawn, &drawn.extensions.inputs),
            outputs: self.assignments(drawn, &drawn.extensions.outputs),
            listeners: self.listeners(drawn),
            milestone: drawn.extensions.milestone.map(|milestone| milestone.as_str().into()),
            boundaries: Vec::new(),
            looping: self.looping(drawn),
            body: 0,
            clock: drawn.extensions.clock.as_ref().and_then(|clock| self.clock(&drawn.id, clock)),
        };
        let index = self.process.nodes.len();
        if self.process.by_id.insert(node.id.clone(), index).is_some() {
            let twice = Problem::in_text(drawn.span, "engine-element-twice").with("element", &drawn.id);
            self.expressions.problems.push(twice.naming(&drawn.id).in_file(self.expressions.file));
        }
        self.process.nodes.push(node);
        index
    }

    fn assignments(&mut self, node: &FlowNode, mappings: &[Mapping]) -> Vec<Assignment> {
        mappings
            .iter()
            .filter_map(|mapping| {
                let source = self.expressions.formula(&node.id, &mapping.source)?;
                let path = mapping.path.iter().map(|name| name.as_str().into()).collect();
                Some(Assignment { target: mapping.target.text.as_str().into(), path, source })
            })
            .collect()
    }

    /// The compiled kind. Where a part has a problem the node passes; the program is not handed on then.
    fn kind(&mut self, node: &FlowNode) -> Kind {
        match &node.kind {
            NodeKind::Start | NodeKind::TriggeredStart(_) => Kind::Start,
            NodeKind::EventStart(start) => {
                self.event(&node.id, start.interrupting, &start.trigger).map_or(Kind::Pass, Kind::EventStart)
            }
            NodeKind::End(end) => self.end(&node.id, end),
            NodeKind::Throw(throw) => self.throw(&node.id, throw).map_or(Kind::Pass, Kind::Throw),
            // Where a link goes on is known when the whole body is.
            NodeKind::Mark | NodeKind::Plain | NodeKind::LinkThrow(_) | NodeKind::LinkCatch(_) => Kind::Pass,
            NodeKind::Exclusive => Kind::Exclusive,
            NodeKind::Parallel => Kind::Parallel,
            NodeKind::Inclusive => Kind::Inclusive(Upstream::default()),
            NodeKind::Complex(gateway) => Kind::Complex(self.complex(&node.id, gateway)),
            NodeKind::TimerCatch(timer) => self.timer(&node.id, timer).map_or(Kind::Pass, Kind::TimerCatch),
            NodeKind::MessageCatch(message) | NodeKind::Receive(message) => {
                self.message(&node.id, message).map_or(Kind::Pass, Kind::Receive)
            }
            NodeKind::SignalCatch(name) => {
                self.expressions.formula(&node.id, name).map_or(Kind::Pass, Kind::SignalCatch)
            }
            NodeKind::ConditionCatch(written) => {
                self.expressions.expression(&node.id, written).map_or(Kind::Pass, Kind::ConditionCatch)
            }
            NodeKind::EventGateway => Kind::EventGateway,
            NodeKind::Call(call) => self
                .call(&node.id, call)
                .map_or(Kind::Pass, |scope| Kind::Call(Call { scope, returned: call.returned })),
            NodeKind::Boundary(boundary) => self
                .event(&node.id, boundary.interrupting, &boundary.trigger)
                .map_or(Kind::Pass, Kind::Boundary),
            NodeKind::User(task) => self.user(&node.id, task),
            NodeKind::Job(task) | NodeKind::Send(task) => self.job(&node.id, task),
            NodeKind::Rule(task) => self.rule(&node.id, task),
            NodeKind::Script(task) => {
                let result = task.result.text.as_str().into();
                self.expressions
                    .expression(&node.id, &task.expression)
                    .map_or(Kind::Pass, |expression| Kind::Script(Script { expression, result }))
            }
            NodeKind::SubProcess(body) => Kind::SubProcess(self.body(body)),
            NodeKind::Transaction(body) => Kind::Transaction(self.body(body)),
            NodeKind::AdHoc(drawn) => self.ad_hoc(&node.id, drawn),
            NodeKind::EventSubProcess(body) => Kind::EventSubProcess(self.body(body)),
        }
    }

    fn complex(&mut self, element: &str, gateway: &bpmn::ComplexGateway) -> Complex {
        let written = gateway.activation.as_ref();
        let activation = written
            .and_then(|written| self.expressions.expression_knowing(element, written, &[ACTIVATION_COUNT]));
        Complex { activation, upstream: Upstream::default() }
    }

    fn user(&mut self, element: &str, task: &bpmn::UserTask) -> Kind {
        if let Some(form) = &task.form
            && !self.source.forms.contains_key(&form.text)
        {
            self.expressions.report(element, form, "engine-unknown-form", "form");
        }
        let file = self.expressions.file;
        let asking = self.element(element);
        for of in &task.four_eyes {
            let (element, task) = (element.to_owned(), self.element(&of.text));
            self.asked.push(Asked { file, element, asking: asking.clone(), of: of.clone(), task });
        }
        let mut formula = |given: &Option<bpmn::Given>| {
            given.as_ref().and_then(|given| self.expressions.formula(element, given))
        };
        Kind::User(Box::new(User {
            assignee: formula(&task.assignee),
            candidate_groups: formula(&task.candidate_groups),
            due: formula(&task.due),
            follow_up: formula(&task.follow_up),
            form: task.form.as_ref().map(|form| form.text.clone()).unwrap_or_default(),
            // Found when all tasks are known.
            four_eyes: Vec::new(),
            remembered_in: Vec::new(),
        }))
    }

    /// A task for the world, or an event that has it send a message.
    pub(super) fn job(&mut self, element: &str, task: &bpmn::JobTask) -> Kind {
        if let Some(job_type) = &task.job_type
            && !self.source.job_types.contains(&job_type.text)
        {
            self.expressions.report(element, job_type, "engine-unknown-job-type", "type");
        }
        let header = |(key, written): (&String, &bpmn::Written)| (key.clone(), written.text.clone());
        Kind::Job(Job {
            job_type: task.job_type.as_ref().map(|name| name.text.clone()).unwrap_or_default(),
            retries: task.retries,
            headers: task.headers.iter().map(header).collect(),
        })
    }

    fn rule(&mut self, element: &str, task: &bpmn::RuleTask) -> Kind {
        let Some(definitions) = self.decisions.get(&task.decision.text) else {
            self.expressions.report(element, &task.decision, "engine-unknown-decision", "decision");
            return Kind::Pass;
        };
        let mut inputs = Vec::new();
        for name in definitions.inputs_of(&task.decision.text) {
            if !self.expressions.names.contains(name) {
                let unknown = Problem::in_text(task.decision.span, "engine-decision-input")
                    .with("decision", &task.decision.text)
                    .with("name", name);
                let placed = unknown.naming(element).in_file(self.expressions.file);
                self.expressions.problems.push(placed);
            }
            inputs.push(name.into());
        }
        let (decision, result) = (task.decision.text.as_str().into(), task.result.text.as_str().into());
        Kind::Rule(Rule { decision, inputs, result })
    }
}
