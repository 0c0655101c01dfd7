//! Knowledge models, decision services and boxed functions as functions of FEEL.

use super::Running;
use crate::graph::{FunctionLogic, Graph, Key, Service};
use feel::{Context, Evaluation, Exceeded, Function, Invocable, Type, Value};
use std::sync::Arc;

/// The name and the function value of a knowledge model or decision service.
pub(super) fn function_of(
    graph: &Arc<Graph>,
    key: &Key,
    evaluation: &mut Evaluation<'_>,
) -> Result<Option<(Arc<str>, Value)>, Exceeded> {
    let knowledge = graph.knowledge.get(key).and_then(|knowledge| knowledge.function.as_ref());
    let service = graph.services.get(key);
    let parameters = knowledge.map_or(0, |function| function.parameters.len())
        + service.map_or(0, |service| service.parameters.len());
    evaluation.spend(parameters as u64)?;
    Ok(named_function(graph, key))
}

fn named_function(graph: &Arc<Graph>, key: &Key) -> Option<(Arc<str>, Value)> {
    if let Some(knowledge) = graph.knowledge.get(key) {
        let value = match &knowledge.function {
            Some(function) => {
                let call = KnowledgeCall { graph: graph.clone(), key: key.clone() };
                value_of(function, Arc::new(call))
            }
            None => Value::Null,
        };
        return Some((knowledge.name.clone(), value));
    }
    let service = graph.services.get(key)?;
    let parameters = service.parameters.iter().filter_map(|parameter| {
        let (name, data_type) = graph.parameter(parameter)?;
        Some((name.into(), data_type.shape.clone()))
    });
    let call = ServiceCall { graph: graph.clone(), key: key.clone() };
    let function = Function::outside(parameters.collect(), Type::Any, Arc::new(call));
    Some((service.name.clone(), Value::Function(Arc::new(function))))
}

/// A boxed function with the names it saw where it stands.
pub(super) fn boxed_function(
    graph: &Arc<Graph>,
    function: &Arc<FunctionLogic>,
    scope: &Context,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, Exceeded> {
    evaluation.spend((scope.len() + function.parameters.len()) as u64)?;
    let call = BoxedCall { graph: graph.clone(), function: function.clone(), scope: scope.clone() };
    Ok(value_of(function, Arc::new(call)))
}

fn value_of(function: &FunctionLogic, call: Arc<dyn Invocable>) -> Value {
    let parameters =
        function.parameters.iter().map(|(name, data_type)| (name.clone(), data_type.shape.clone())).collect();
    Value::Function(Arc::new(Function::outside(parameters, Type::Any, call)))
}

struct KnowledgeCall {
    graph: Arc<Graph>,
    key: Key,
}

impl Invocable for KnowledgeCall {
    fn invoke(&self, arguments: Vec<Value>, evaluation: &mut Evaluation<'_>) -> Result<Value, Exceeded> {
        let Some(knowledge) = self.graph.knowledge.get(&self.key) else { return Ok(Value::Null) };
        let Some(function) = &knowledge.function else { return Ok(Value::Null) };
        let inputs = Context::new();
        let running = Running::new(&self.graph, &inputs);
        let mut scope = running.scope(&knowledge.requirements, evaluation)?;
        if let Some((name, itself)) = function_of(&self.graph, &self.key, evaluation)? {
            scope.insert(name, itself);
        }
        let value = run_function(&self.graph, function, scope, arguments, evaluation)?;
        match &knowledge.data_type.shape {
            Type::Function(..) => Ok(value),
            _ => knowledge.data_type.fitted(value, evaluation),
        }
    }
}

struct BoxedCall {
    graph: Arc<Graph>,
    function: Arc<FunctionLogic>,
    scope: Context,
}

impl Invocable for BoxedCall {
    fn invoke(&self, arguments: Vec<Value>, evaluation: &mut Evaluation<'_>) -> Result<Value, Exceeded> {
        evaluation.spend(self.scope.len() as u64 / 4)?;
        run_function(&self.graph, &self.function, self.scope.clone(), arguments, evaluation)
    }
}

fn run_function(
    graph: &Arc<Graph>,
    function: &FunctionLogic,
    mut scope: Context,
    arguments: Vec<Value>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, Exceeded> {
    for ((name, data_type), argument) in function.parameters.iter().zip(arguments) {
        let given = !argument.is_null();
        let argument = data_type.fitted(argument, evaluation)?;
        if given && argument.is_null() {
            return Ok(Value::Null);
        }
        scope.insert(name.clone(), argument);
    }
    let inputs = Context::new();
    let value = Running::new(graph, &inputs).logic(&function.body, &scope, evaluation)?;
    function.data_type.fitted(value, evaluation)
}

struct ServiceCall {
    graph: Arc<Graph>,
    key: Key,
}

impl Invocable for ServiceCall {
    fn invoke(&self, arguments: Vec<Value>, evaluation: &mut Evaluation<'_>) -> Result<Value, Exceeded> {
        match self.graph.services.get(&self.key) {
            Some(service) => run_service(&self.graph, service, arguments, evaluation),
            None => Ok(Value::Null),
        }
    }
}

fn run_service(
    graph: &Arc<Graph>,
    service: &Service,
    arguments: Vec<Value>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, Exceeded> {
    let inputs = Context::new();
    let mut running = Running::new(graph, &inputs);
    serve(&mut running, service, arguments, evaluation).map_err(|(_, exceeded)| exceeded)
}

/// Evaluates the output decisions with the parameters settled: one value, or a context of several. Where a budget runs out
/// it is told in which decision.
pub(super) fn serve(
    running: &mut Running<'_>,
    service: &Service,
    arguments: Vec<Value>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, (Key, Exceeded)> {
    running.decided.extend(service.parameters.iter().cloned().zip(arguments));
    let mut outputs = Context::new();
    for output in &service.outputs {
        for next in running.order(output) {
            running.decide(&next, evaluation).map_err(|exceeded| (next, exceeded))?;
        }
        if let Some(decision) = running.graph.decisions.get(output) {
            outputs.insert(decision.name.clone(), running.decided.get(output).cloned().unwrap_or_default());
        }
    }
    let value = match service.outputs.len() {
        1 => outputs.into_iter().next().map(|(_, value)| value).unwrap_or_default(),
        _ => outputs.into(),
    };
    match &service.data_type.shape {
        Type::Function(..) => Ok(value),
        _ => {
            let last = service.outputs.last().cloned().unwrap_or_default();
            service.data_type.fitted(value, evaluation).map_err(|exceeded| (last, exceeded))
        }
    }
}
