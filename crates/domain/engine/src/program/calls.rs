//! Call activities: the called process is compiled once into the same flat graph, whoever calls it. Which process may
//! call which is static, so a step can never descend without end.

use super::compile::Compiler;
use super::expressions::Expressions;
use super::{Scope, Source};
use bpmn::{Body, CallActivity};
use std::collections::BTreeMap;

/// The processes that were called so far.
pub(super) struct Calls {
    compiled: BTreeMap<String, Scope>,
    /// Those that are being compiled, from the outside in.
    open: Vec<String>,
}

impl Calls {
    /// Nothing is called yet by this process.
    pub(super) fn from(process: &str) -> Self {
        Self { compiled: BTreeMap::new(), open: vec![process.to_owned()] }
    }

    /// The process that is being compiled.
    pub(super) fn current(&self) -> &str {
        self.open.last().map_or("", String::as_str)
    }
}

impl Compiler<'_> {
    /// What begins in the process that an activity calls.
    pub(super) fn call(&mut self, element: &str, call: &CallActivity) -> Option<Scope> {
        let id = &call.process.text;
        if self.calls.open.contains(id) {
            self.expressions.report(element, &call.process, "engine-call-in-circle", "process");
            return None;
        }
        if let Some(scope) = self.calls.compiled.get(id) {
            return Some(scope.clone());
        }
        let Some((file, process, body)) = body_of(self.source, id) else {
            self.expressions.report(element, &call.process, "engine-unknown-process", "process");
            return None;
        };
        let names = self.vocabulary.of_process(id);
        let inner = Expressions { file, names, problems: Vec::new() };
        let outer = std::mem::replace(&mut self.expressions, inner);
        self.calls.open.push(id.clone());
        let scope = self.body(body);
        self.clock_of_body(id, scope.start, process.clock.as_ref());
        self.calls.open.pop();
        let inner = std::mem::replace(&mut self.expressions, outer);
        self.expressions.problems.extend(inner.problems);
        self.calls.compiled.insert(id.clone(), scope.clone());
        Some(scope)
    }
}

/// The executable body of a process, with its file.
fn body_of<'a>(source: &'a Source<'a>, id: &str) -> Option<(&'a str, &'a bpmn::Process, &'a Body)> {
    let found = |(file, definitions): &'a (String, bpmn::Definitions)| {
        let process = definitions.process(id)?;
        Some((file.as_str(), process, process.body.as_ref()?))
    };
    source.processes.iter().find_map(found)
}
