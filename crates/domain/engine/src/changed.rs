//! Which conditions an event may make true or false: those that read what has changed and see it from where they wait.

use crate::event::Event;
use crate::instance::LOOP_NUMBERS;
use crate::key::Key;
use crate::program::NodeIndex;
use crate::work::Work;

/// Who waits, and for which event. The event has not been applied yet.
pub(crate) fn conditions(work: &Work<'_>, event: &Event) -> Vec<(Key, NodeIndex)> {
    if work.process().conditions.is_empty() {
        return Vec::new();
    }
    match event {
        Event::Set { scope, variables } => {
            let known = work.state.variables.get(scope);
            let is_new = |name: &str, value| known.and_then(|known| known.get(name)) != Some(value);
            let changed = variables.iter().filter(|(name, value)| is_new(name, value));
            reading(work, *scope, changed.map(|(name, _)| &**name))
        }
        Event::Entered { scope, .. } if work.state.loops.contains_key(scope) => {
            reading(work, *scope, LOOP_NUMBERS)
        }
        Event::Left { key } | Event::Cancelled { key } => {
            let of = work.state.looped_by(*key);
            of.map_or(Vec::new(), |of| reading(work, of, LOOP_NUMBERS))
        }
        _ => Vec::new(),
    }
}

/// The conditions that read one of these names of a scope; those elsewhere are not even looked through.
fn reading<'n>(
    work: &Work<'_>,
    scope: Key,
    names: impl IntoIterator<Item = &'n str>,
) -> Vec<(Key, NodeIndex)> {
    let process = work.process();
    let events = names.into_iter().filter_map(|name| process.conditions.get(name)).flatten();
    let waiting = events.flat_map(|event| {
        let keys = work.state.watching(scope, &work.node(*event).id);
        keys.map(|key| (key, *event))
    });
    waiting.collect()
}
