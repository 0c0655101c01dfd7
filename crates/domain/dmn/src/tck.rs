//! Reads a test file of the DMN Technology Compatibility Kit and compares what its model gives with what it expects.
//! Files are handed in as text; finding them is the caller's part.

use crate::Definitions;
use feel::{Context, Environment, Expression, Limits, Names, Number, Value};
use roxmltree::{Document, Node};
use std::sync::LazyLock;
use values::Moment;

/// One expected result of one test case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Id of the test case and name of the decision.
    pub name: String,
    /// `None` when the result is as expected, else expected and found.
    pub failure: Option<String>,
}

/// The file name of the model that a test file is about.
pub fn model_name(tests: &str) -> Option<String> {
    let document = Document::parse(tests).ok()?;
    let name = child(document.root_element(), "modelName")?.text()?;
    Some(name.trim().to_owned())
}

/// Runs every test case of a test file against its model.
pub fn run(tests: &str, model: &str, imported: &[&str], environment: &Environment) -> Vec<Check> {
    let Ok(document) = Document::parse(tests) else {
        return vec![failed("test file", "the test file is no XML")];
    };
    let (definitions, problems) = Definitions::read(model, imported);
    let cases = children(document.root_element(), "testCase");
    cases
        .flat_map(|case| children(case, "resultNode").map(move |result| (case, result)).collect::<Vec<_>>())
        .map(|(case, result)| {
            let id = case.attribute("id").unwrap_or("?");
            let name = format!("{id} {}", result.attribute("name").unwrap_or("?"));
            let Some(definitions) = &definitions else { return failed(&name, "the model cannot be read") };
            let found = found(definitions, case, result, environment);
            let failure = difference(result, &found).map(|difference| match problems.first() {
                Some(problem) => format!("{difference}; {problem}"),
                None => difference,
            });
            Check { name, failure }
        })
        .collect()
}

fn failed(name: &str, why: &str) -> Check {
    Check { name: name.to_owned(), failure: Some(why.to_owned()) }
}

/// What the model gives.
fn found(
    definitions: &Definitions,
    case: Node<'_, '_>,
    result: Node<'_, '_>,
    environment: &Environment,
) -> Value {
    let inputs: Context = children(case, "inputNode")
        .filter_map(|input| Some((input.attribute("name")?, value_of(input))))
        .collect();
    let limits = Limits::default();
    if case.attribute("type") == Some("decisionService") {
        let id = case.attribute("invocableName").and_then(|name| definitions.service_named(name));
        let outcome = id.map(|id| definitions.evaluate(id, &inputs, environment, &limits));
        let value = outcome.and_then(Result::ok).map(|outcome| outcome.value).unwrap_or_default();
        let part = value.as_context().and_then(|context| context.get(result.attribute("name")?)).cloned();
        return part.unwrap_or(value);
    }
    let id = result.attribute("name").and_then(|name| definitions.decision_named(name));
    let outcome = id.map(|id| definitions.evaluate(id, &inputs, environment, &limits));
    match outcome {
        Some(Ok(outcome)) => outcome.value,
        _ => Value::Null,
    }
}

/// Expected and found, unless they agree.
fn difference(result: Node<'_, '_>, found: &Value) -> Option<String> {
    let expected = child(result, "expected").map_or(Value::Null, value_of);
    (!agrees(&expected, found)).then(|| format!("expected {expected}, found {found}"))
}

/// Numbers agree when they are equal to as many places as the expected one is written with, or differ by less than the
/// 10^12th part: some expected ones were calculated in binary.
fn agrees(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Number(expected), Value::Number(found)) => {
            let places =
                expected.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len() as i32);
            found.to_places(places) == Some(*expected) || nearly_equal(*expected, *found)
        }
        (Value::List(expected), Value::List(found)) => {
            expected.len() == found.len() && expected.iter().zip(found.iter()).all(|(a, b)| agrees(a, b))
        }
        (Value::Context(expected), Value::Context(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .all(|(name, value)| found.get(name).is_some_and(|other| agrees(value, other)))
        }
        (expected, found) => expected == found,
    }
}

fn nearly_equal(expected: Number, found: Number) -> bool {
    static NEAR: LazyLock<Expression> = LazyLock::new(|| {
        let names = Names::from_iter(["a", "b"]);
        Expression::parse("abs(a - b) <= 1e-12 * abs(a)", &names).expect("the expression is right")
    });
    let numbers = Context::new().with("a", expected).with("b", found);
    let environment = Environment { now: Moment::from_micros(0) };
    NEAR.evaluate(&numbers, &environment, &Limits::default()) == Ok(Value::Bool(true))
}

/// The value that an element of the test file describes.
fn value_of(node: Node<'_, '_>) -> Value {
    if let Some(list) = child(node, "list") {
        if is_nil(list) {
            return Value::Null;
        }
        return Value::list(children(list, "item").map(value_of));
    }
    let components: Vec<Node<'_, '_>> = children(node, "component").collect();
    if !components.is_empty() {
        return components
            .into_iter()
            .map(|component| (component.attribute("name").unwrap_or(""), value_of(component)))
            .collect::<Context>()
            .into();
    }
    match child(node, "value") {
        Some(value) if !is_nil(value) => scalar(value),
        _ => Value::Null,
    }
}

fn scalar(node: Node<'_, '_>) -> Value {
    let text: String = node.children().filter_map(|part| part.text()).collect();
    let declared = node.attribute((XSI, "type")).unwrap_or("");
    let kind = declared.rsplit(':').next().unwrap_or("");
    match kind {
        "decimal" | "double" | "integer" | "int" | "long" | "float" => {
            Number::parse(text.trim()).map_or(Value::Null, Value::Number)
        }
        "boolean" => Value::Bool(text.trim() == "true" || text.trim() == "1"),
        "date" | "time" | "dateTime" | "duration" => Value::parse_at_literal(text.trim()).unwrap_or_default(),
        _ => Value::text(text),
    }
}

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

fn is_nil(node: Node<'_, '_>) -> bool {
    node.attribute((XSI, "nil")) == Some("true")
}

fn children<'a, 'x>(node: Node<'a, 'x>, name: &'static str) -> impl Iterator<Item = Node<'a, 'x>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn child<'a, 'x>(node: Node<'a, 'x>, name: &'static str) -> Option<Node<'a, 'x>> {
    children(node, name).next()
}
