//! Scopes: what an element sees, and where a value that it sets is stored.

use crate::elements::node_of;
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::Instance;
use crate::key::Key;
use crate::program::{Kind, Program};
use crate::work::Work;
use feel::{Context, Value};
use std::sync::Arc;

/// The scopes of the same process from the inside out, and the one that holds its variables: a called process never
/// changes what surrounds its call.
fn within_process(work: &Work<'_>, scope: Key) -> (Vec<Key>, Key) {
    let mut inside = Vec::new();
    for key in work.outwards(scope) {
        inside.push(key);
        let is_call =
            work.state.elements.contains_key(&key) && matches!(node_of(work, key).kind, Kind::Call { .. });
        if is_call {
            return (inside, key);
        }
    }
    (inside, Key::ROOT)
}

/// The value of a name as seen from a scope: the nearest one counts, parameters are outermost.
fn look_up<'w>(work: &'w Work<'_>, scope: Key, name: &str) -> Option<&'w Value> {
    work.outwards(scope)
        .find_map(|key| work.state.variables.get(&key)?.get(name))
        .or_else(|| work.program.parameters.get(name))
}

/// The values of these names as seen from a scope.
pub(crate) fn visible<N: AsRef<str>>(
    work: &Work<'_>,
    scope: Key,
    names: impl IntoIterator<Item = N>,
) -> Context {
    let mut context = Context::new();
    for name in names {
        if let Some(value) = look_up(work, scope, name.as_ref()) {
            context.insert(name.as_ref(), value.clone());
        }
    }
    context
}

/// All variables as seen from a scope, without the parameters.
pub(crate) fn all_visible(work: &Work<'_>, scope: Key) -> Context {
    let mut context = Context::new();
    for key in work.outwards(scope) {
        for (name, value) in work.state.variables.get(&key).into_iter().flat_map(Context::iter) {
            if !context.contains(name) {
                context.insert(name.clone(), value.clone());
            }
        }
    }
    context
}

/// Sets variables in exactly this scope.
pub(crate) fn set_local(work: &mut Work<'_>, scope: Key, variables: Context) -> Result<(), Cause> {
    check(work.program, &work.state, &variables)?;
    set_checked(work, scope, variables);
    Ok(())
}

/// Sets each variable where it is found, from this scope outwards; a new one becomes a variable of the process, or of
/// the call when another process runs here.
pub(crate) fn propagate(work: &mut Work<'_>, scope: Key, variables: Context) -> Result<(), Cause> {
    check(work.program, &work.state, &variables)?;
    let mut by_scope: Vec<(Key, Context)> = Vec::new();
    for (name, value) in variables {
        let holds = |key: &Key| work.state.variables.get(key).is_some_and(|known| known.contains(&name));
        let (inside, edge) = within_process(work, scope);
        let target = inside.into_iter().find(holds).unwrap_or(edge);
        match by_scope.iter_mut().find(|(key, _)| *key == target) {
            Some((_, context)) => {
                context.insert(name, value);
            }
            None => by_scope.push((target, Context::new().with(name, value))),
        }
    }
    for (key, context) in by_scope {
        set_checked(work, key, context);
    }
    Ok(())
}

fn set_checked(work: &mut Work<'_>, scope: Key, variables: Context) {
    if !variables.is_empty() {
        work.emit(Event::Set { scope, variables });
    }
}

/// Whether these variables may be set: no parameter, nothing that cannot be stored, nothing too large.
pub(crate) fn check(program: &Program, state: &Instance, variables: &Context) -> Result<(), Cause> {
    if let Some(name) = variables.names().find(|name| program.parameters.contains(name)) {
        return Err(Cause::SetsParameter { name: name.to_owned() });
    }
    if let Some((name, _)) = variables.iter().find(|(_, value)| value.check_storable().is_err()) {
        return Err(Cause::NotStorable { name: name.to_string() });
    }
    let limit = program.limits.bytes;
    let stored: usize = state.variables.values().map(weight_of_all).sum();
    let replaced: usize = variables.names().map(|name| replaced(state, name)).sum();
    if stored + weight_of_all(variables) > limit + replaced {
        return Err(Cause::TooLarge { limit });
    }
    Ok(())
}

/// What a value that is set anew gives back. When several scopes hold the name, the smallest counts.
fn replaced(state: &Instance, name: &str) -> usize {
    let held = state.variables.values().filter_map(|known| known.get(name));
    held.map(|value| name.len() + 4 + weight(value)).min().unwrap_or(0)
}

fn weight_of_all(context: &Context) -> usize {
    context.iter().map(|(name, value)| weight_of_entry(name, value)).sum()
}

fn weight_of_entry(name: &Arc<str>, value: &Value) -> usize {
    name.len() + 4 + weight(value)
}

/// About as many bytes as the value takes in the stored state.
fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len() + 2,
        Value::List(items) => items.iter().map(|item| weight(item) + 1).sum::<usize>() + 2,
        Value::Context(context) => weight_of_all(context) + 2,
        _ => 16,
    }
}
