//! Scopes: what an element sees, and where a value that it sets is stored.

use crate::elements::node_of;
use crate::event::Event;
use crate::incident::{Cause, Incident};
use crate::instance::weight_of_entry;
use crate::key::Key;
use crate::program::Kind;
use crate::work::Work;
use feel::{Context, Value};
use std::sync::Arc;

/// The scopes of the same process from the inside out, and the one that holds its variables: a called process never
/// changes what surrounds its call.
fn within_process(work: &Work<'_>, scope: Key) -> (Vec<Key>, Key) {
    let mut inside = Vec::new();
    for key in work.outwards(scope) {
        inside.push(key);
        let is_one = work.state.elements.contains_key(&key) && !work.state.loops.contains_key(&key);
        if is_one && matches!(node_of(work, key).kind, Kind::Call(_)) {
            return (inside, key);
        }
    }
    (inside, Key::ROOT)
}

/// The value of a name as seen from a scope: the nearest one counts, parameters are outermost.
fn look_up(work: &Work<'_>, scope: Key, name: &str) -> Option<Value> {
    for key in work.outwards(scope) {
        if let Some(value) = work.state.variables.get(&key).and_then(|known| known.get(name)) {
            return Some(value.clone());
        }
        if let Some(number) = work.state.loop_number(key, name) {
            return Some(Value::from(i64::from(number)));
        }
    }
    work.program.parameters.get(name).cloned()
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
            context.insert(name.as_ref(), value);
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
    let placed = vec![(scope, variables)];
    check_placed(work, &placed)?;
    set_checked(work, placed);
    Ok(())
}

/// Sets each variable where it is found, from this scope outwards; a new one becomes a variable of the process, or of
/// the call when another process runs here.
pub(crate) fn propagate(work: &mut Work<'_>, scope: Key, variables: Context) -> Result<(), Cause> {
    let placed = places(work, scope, variables);
    check_placed(work, &placed)?;
    set_checked(work, placed);
    Ok(())
}

/// Whether these variables may be set from this scope outwards.
pub(crate) fn check(work: &Work<'_>, scope: Key, variables: &Context) -> Result<(), Cause> {
    check_placed(work, &places(work, scope, variables.clone()))
}

/// Sets what a person corrects where something is stuck: each variable where it is found, also around a called process,
/// for it is the case that is corrected. A new one belongs to the process of what is stuck. A call is stuck in the process
/// that calls, where its mappings and the flows behind it read.
pub(crate) fn correct(work: &mut Work<'_>, stuck: &Incident, variables: Context) -> Result<(), Cause> {
    let (_, edge) = within_process(work, around_call(work, stuck).unwrap_or(stuck.key));
    let placed = placed(work, (work.outwards(stuck.key).collect(), edge), variables);
    check_placed(work, &placed)?;
    set_checked(work, placed);
    Ok(())
}

/// What surrounds a call that is stuck itself, or at its border, and not something of the called process.
fn around_call(work: &Work<'_>, stuck: &Incident) -> Option<Key> {
    let live = work.state.elements.get(&stuck.key)?;
    let node = work.node(work.process().node(&stuck.element)?);
    let is_outside = matches!(node.kind, Kind::Boundary(_)) || node.id == live.element;
    (is_outside && matches!(node_of(work, stuck.key).kind, Kind::Call(_))).then_some(live.scope)
}

/// The variables by the scope that holds them, or will.
fn places(work: &Work<'_>, scope: Key, variables: Context) -> Vec<(Key, Context)> {
    if variables.is_empty() {
        return Vec::new();
    }
    placed(work, within_process(work, scope), variables)
}

fn placed(work: &Work<'_>, (inside, edge): (Vec<Key>, Key), variables: Context) -> Vec<(Key, Context)> {
    let mut by_scope: Vec<(Key, Context)> = Vec::new();
    for (name, value) in variables {
        let holds = |key: &Key| work.state.variables.get(key).is_some_and(|known| known.contains(&name));
        let target = inside.iter().copied().find(holds).unwrap_or(edge);
        match by_scope.iter_mut().find(|(key, _)| *key == target) {
            Some((_, context)) => {
                context.insert(name, value);
            }
            None => by_scope.push((target, Context::new().with(name, value))),
        }
    }
    by_scope
}

fn set_checked(work: &mut Work<'_>, placed: Vec<(Key, Context)>) {
    for (scope, variables) in placed.into_iter().filter(|(_, variables)| !variables.is_empty()) {
        work.emit(Event::Set { scope, variables });
    }
}

/// Whether these variables may be set: no parameter, nothing that cannot be stored, nothing by which the state would
/// grow beyond its limit.
fn check_placed(work: &Work<'_>, placed: &[(Key, Context)]) -> Result<(), Cause> {
    let (mut grown, mut freed) = (0, 0);
    for (scope, variables) in placed {
        let known = work.state.variables.get(scope);
        for (name, value) in variables.iter() {
            if work.program.parameters.contains(name) {
                return Err(Cause::SetsParameter { name: name.to_string() });
            }
            if value.check_storable().is_err() {
                return Err(Cause::NotStorable { name: name.to_string() });
            }
            grown += weight_of_entry(name, value);
            freed += known.and_then(|known| known.get(name)).map_or(0, |old| weight_of_entry(name, old));
        }
    }
    fits(work, grown.saturating_sub(freed))
}

/// What a variable is once a value was put inside of it. On the way there contexts stay as they are; anything else gives
/// way to one.
pub(crate) fn put(known: Option<&Value>, path: &[Arc<str>], value: Value) -> Value {
    let Some((name, rest)) = path.split_first() else { return value };
    let mut context = known.and_then(Value::as_context).cloned().unwrap_or_default();
    let inside = put(context.get(name), rest, value);
    context.insert(name.clone(), inside);
    Value::from(context)
}

/// Whether the state may grow by so many bytes.
pub(crate) fn fits(work: &Work<'_>, bytes: usize) -> Result<(), Cause> {
    let limit = work.program.limits.bytes;
    if bytes > 0 && work.state.bytes() + bytes > limit { Err(Cause::TooLarge { limit }) } else { Ok(()) }
}
