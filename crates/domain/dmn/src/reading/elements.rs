//! The elements of the requirement graph: input data, decisions, knowledge models, services, and what they need.

use super::logic::Site;
use super::{Model, Reader, child, children, elements, tidy_name};
use crate::graph::{Decision, FunctionLogic, Graph, Input, Key, Knowledge, Required, Requirement, Service};
use crate::types::DataType;
use feel::{Names, Type};
use roxmltree::Node;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What others may require, known before any logic is read.
struct Target {
    name: Arc<str>,
    shape: Type,
}

type Targets = BTreeMap<Key, Target>;

impl Reader<'_> {
    /// Reads the main model and those it imports.
    pub(super) fn models(&mut self, models: &[Model<'_>]) {
        for model in models {
            self.item_definitions(model);
        }
        let mut targets = Targets::new();
        for model in models {
            self.targets(model, &mut targets);
        }
        for model in models {
            self.model(model, &targets);
        }
        self.check_cycles(models);
    }

    fn targets(&mut self, model: &Model<'_>, targets: &mut Targets) {
        for node in elements(model.root) {
            let Some((id, name)) = node.attribute("id").zip(node.attribute("name")) else {
                if matches!(node.tag_name().name(), "decision" | "inputData" | "businessKnowledgeModel") {
                    self.note(node, "dmn-without-id-or-name");
                }
                continue;
            };
            let shape = match node.tag_name().name() {
                "inputData" | "decision" => self.variable_type(model, node).shape,
                "businessKnowledgeModel" | "decisionService" => {
                    Type::Function(None, Arc::new(self.variable_type(model, node).shape))
                }
                _ => continue,
            };
            let shape = if let Type::Function(_, result) = &shape {
                match &**result {
                    Type::Function(..) => (**result).clone(),
                    _ => shape,
                }
            } else {
                shape
            };
            let target = Target { name: tidy_name(name), shape };
            if targets.insert(key_of(model, id), target).is_some() {
                self.note(node, "dmn-double-id");
            }
        }
    }

    fn model(&mut self, model: &Model<'_>, targets: &Targets) {
        let mut types = Names::new();
        self.define_types(model, &mut types);
        for node in elements(model.root) {
            let Some((id, name)) = node.attribute("id").zip(node.attribute("name")) else { continue };
            let (key, name) = (key_of(model, id), tidy_name(name));
            let requirements = self.requirements(node, model, targets);
            let names = names(types.clone(), &requirements, targets);
            match node.tag_name().name() {
                "inputData" => {
                    let data_type = self.variable_type(model, node);
                    self.graph.inputs.insert(key, Input { name, data_type });
                }
                "decision" => {
                    let data_type = self.variable_type(model, node);
                    let logic = self.only_logic(node, &Site::new(model, &names));
                    let decision = Decision { name, data_type, requirements, logic };
                    self.graph.decisions.insert(key.clone(), decision);
                    if model.is_main() {
                        self.graph.own_decisions.push(key);
                    }
                }
                "businessKnowledgeModel" => {
                    let function = self.knowledge_function(model, node, names, &name);
                    let data_type = self.variable_type(model, node);
                    self.graph.knowledge.insert(key, Knowledge { name, requirements, function, data_type });
                }
                "decisionService" => {
                    let service = self.service(node, name, model);
                    if model.is_main() {
                        self.graph.own_services.push(key.clone());
                    }
                    self.graph.services.insert(key, service);
                }
                _ => {}
            }
        }
    }

    fn knowledge_function(
        &mut self,
        model: &Model<'_>,
        node: Node<'_, '_>,
        mut names: Names,
        own_name: &Arc<str>,
    ) -> Option<Arc<FunctionLogic>> {
        let logic = child(node, "encapsulatedLogic")?;
        // A knowledge model may call itself.
        names.insert(own_name.clone(), Type::Function(None, Arc::new(Type::Any)));
        self.function(logic, &Site::new(model, &names))
    }

    /// What an element requires, problems noted for what is not there.
    fn requirements(&mut self, node: Node<'_, '_>, model: &Model<'_>, targets: &Targets) -> Vec<Requirement> {
        let mut requirements = Vec::new();
        for requirement in elements(node) {
            for reference in elements(requirement) {
                let kind = match reference.tag_name().name() {
                    "requiredInput" => Required::Input,
                    "requiredDecision" => Required::Decision,
                    "requiredKnowledge" => Required::Knowledge,
                    _ => continue,
                };
                match resolve(reference, model).filter(|(key, _)| targets.contains_key(key)) {
                    Some((key, import)) => requirements.push(Requirement { key, import, kind }),
                    None => {
                        let href = reference.attribute("href").unwrap_or("").to_owned();
                        let problem = self.note(reference, "dmn-unknown-reference");
                        problem.args.push(("reference".into(), href));
                    }
                }
            }
        }
        requirements
    }

    fn service(&mut self, node: Node<'_, '_>, name: Arc<str>, model: &Model<'_>) -> Service {
        let keys = |tag: &'static str| -> Vec<Key> {
            children(node, tag)
                .filter_map(|reference| resolve(reference, model))
                .map(|(key, _)| key)
                .collect()
        };
        let parameters = keys("inputData").into_iter().chain(keys("inputDecision")).collect();
        let outputs = keys("outputDecision");
        let data_type = self.variable_type(model, node);
        Service { name, outputs, parameters, data_type }
    }

    /// The type that the variable of an element declares.
    pub(super) fn variable_type(&mut self, model: &Model<'_>, node: Node<'_, '_>) -> DataType {
        let declared = child(node, "variable").and_then(|variable| variable.attribute("typeRef"));
        let reference = declared.or_else(|| node.attribute("typeRef"));
        self.type_named(model, node, reference)
    }

    /// Notes decisions that require themselves.
    fn check_cycles(&mut self, models: &[Model<'_>]) {
        let cyclic = cyclic(&self.graph);
        for node in models.first().into_iter().flat_map(|model| children(model.root, "decision")) {
            if node.attribute("id").is_some_and(|id| cyclic.contains(id)) {
                self.note(node, "dmn-cycle");
            }
        }
    }
}

/// The names that the logic of an element may use, besides those of the types.
fn names(mut names: Names, requirements: &[Requirement], targets: &Targets) -> Names {
    let mut imported: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Type>> = BTreeMap::new();
    for requirement in requirements {
        let Some(target) = targets.get(&requirement.key) else { continue };
        match &requirement.import {
            None => names.insert(target.name.clone(), target.shape.clone()),
            Some(import) => {
                let fields = imported.entry(import.clone()).or_default();
                fields.insert(target.name.clone(), target.shape.clone());
            }
        }
    }
    for (import, fields) in imported {
        names.insert(import, Type::Context(Arc::new(fields)));
    }
    names
}

/// The decisions at which a way along requirements comes back to itself.
fn cyclic(graph: &Graph) -> BTreeSet<Key> {
    let required = |key: &Key| {
        let decision = graph.decisions.get(key).into_iter();
        let all = decision.flat_map(|decision| &decision.requirements);
        all.filter(|requirement| requirement.kind == Required::Decision).map(|requirement| &requirement.key)
    };
    let (mut seen, mut on_path, mut cyclic) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for start in &graph.own_decisions {
        if !seen.insert(start.clone()) {
            continue;
        }
        let mut path = vec![(start, required(start))];
        on_path.insert(start);
        while let Some((key, rest)) = path.last_mut() {
            match rest.next() {
                None => {
                    on_path.remove(*key);
                    path.pop();
                }
                Some(target) if on_path.contains(target) => {
                    cyclic.insert(target.clone());
                }
                Some(target) if seen.insert(target.clone()) => {
                    on_path.insert(target);
                    path.push((target, required(target)));
                }
                Some(_) => {}
            }
        }
    }
    cyclic
}

/// The key of an element: own ones by id, imported ones with their namespace.
fn key_of(model: &Model<'_>, id: &str) -> Key {
    if model.is_main() { id.into() } else { format!("{}#{id}", model.namespace).into() }
}

/// The key a reference means, and the name of the import it goes through.
fn resolve(reference: Node<'_, '_>, model: &Model<'_>) -> Option<(Key, Option<Arc<str>>)> {
    let (namespace, id) = reference.attribute("href")?.split_once('#')?;
    let namespace = if namespace.is_empty() { model.namespace } else { namespace };
    let key: Key =
        if namespace == model.main_namespace { id.into() } else { format!("{namespace}#{id}").into() };
    let import = (namespace != model.namespace).then(|| model.imports.get(namespace)).flatten();
    // An import without a name puts what it brings beside the model's own elements.
    Some((key, import.map(|name| tidy_name(name)).filter(|name| !name.is_empty())))
}
