//! What must be true after a command: only what a table says is compared.

use fachwerk_engine::transcript::State;
use serde_json::Value;
use std::collections::BTreeMap;

/// The right-hand side of `= …`.
#[derive(Default)]
pub(super) struct Expected {
    /// The command must be refused, or find nothing open.
    rejected: bool,
    phase: Option<String>,
    /// Elements by the word of the state's line, sorted: the order among open ones is nobody's promise.
    open: BTreeMap<String, Vec<String>>,
    /// Variables that have these values.
    variables: serde_json::Map<String, Value>,
}

impl Expected {
    /// `running · tasks: a, 2 b · timers: -` and the like; `-` says that there are none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut expected = Self::default();
        for part in text.split(" · ").map(str::trim) {
            match part.split_once(": ") {
                None if part == "rejected" => expected.rejected = true,
                None => expected.phase = Some(part.to_owned()),
                Some(("variables", json)) => {
                    expected.variables = serde_json::from_str(json).map_err(|error| error.to_string())?;
                }
                Some((word, elements)) => {
                    let listed = elements.split(", ").filter(|element| *element != "-");
                    let mut named: Vec<String> = listed.flat_map(repeated).collect();
                    named.sort();
                    expected.open.insert(word.to_owned(), named);
                }
            }
        }
        Ok(expected)
    }
}

/// `5 task` is five times the same element.
fn repeated(text: &str) -> Vec<String> {
    let counted = text.split_once(' ').and_then(|(count, name)| Some((count.parse().ok()?, name)));
    let (count, name) = counted.unwrap_or((1, text));
    vec![name.to_owned(); count]
}

/// The first thing that is otherwise.
pub(super) fn difference(expected: &Expected, refused: Option<&str>, state: &State) -> Option<String> {
    match refused {
        Some(why) if !expected.rejected => return Some(format!("rejected, {why}")),
        None if expected.rejected => return Some("not rejected".to_owned()),
        _ => {}
    }
    let Ok(Value::Object(state)) = serde_json::to_value(state) else {
        return Some("the state is no object".to_owned());
    };
    if let Some(phase) = &expected.phase
        && state["phase"] != phase.as_str()
    {
        return Some(format!("{} instead of {phase}", state["phase"]));
    }
    for (word, elements) in &expected.open {
        let Some(open) = state.get(word).map(elements_of) else {
            return Some(format!("a state has no {word}"));
        };
        if open != *elements {
            return Some(format!("{word} are {open:?} instead of {elements:?}"));
        }
    }
    let variables = &state["variables"];
    let wrong = expected.variables.iter().find(|(name, value)| variables.get(name.as_str()) != Some(value));
    wrong.map(|(name, value)| format!("{name} is {:?} instead of {value}", variables.get(name.as_str())))
}

/// The elements of a list of the state, whatever is told beside them.
fn elements_of(list: &Value) -> Vec<String> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let element =
        |item: &Value| item.as_str().or_else(|| item.get(0)?.as_str()).unwrap_or_default().to_owned();
    let mut elements: Vec<String> = list.iter().map(element).collect();
    elements.sort();
    elements
}
