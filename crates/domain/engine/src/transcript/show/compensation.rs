//! What is undone, as lines of text.

use super::{Names, json};
use crate::event::Event;

/// The line of an event of compensation; none of any other.
pub(super) fn event(event: &Event, names: &Names) -> Option<String> {
    Some(match event {
        Event::Compensable { scope, element, variables, .. } => {
            let known = if variables.is_empty() { String::new() } else { format!(" {}", json(variables)) };
            format!("compensable {element} in {}{known}", names.key(*scope))
        }
        Event::CompensableEach { scope, of } => {
            format!("compensable each {} in {}", names.key(*of), names.key(*scope))
        }
        Event::Compensating { by, scope, element } => {
            let what = element.as_deref().unwrap_or("everything");
            format!("compensating {what} in {} for {}", names.key(*scope), names.key(*by))
        }
        Event::Undoing { by, key, .. } => format!("{} undoes for {}", names.key(*key), names.key(*by)),
        _ => return None,
    })
}
