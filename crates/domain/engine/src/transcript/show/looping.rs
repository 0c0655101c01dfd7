//! What happens to activities that are done more than once, as lines of text.

use super::Names;
use crate::event::Event;

/// The line of an event of such an activity; none of any other.
pub(super) fn event(event: &Event, names: &Names) -> Option<String> {
    Some(match event {
        Event::LoopBegan { key, total, .. } => {
            let times = total.map_or("loop".to_owned(), |total| format!("{total} times"));
            format!("{} begins {times}", names.key(*key))
        }
        Event::Yielded { key, index, value, .. } => format!("{} yields {index} {value}", names.key(*key)),
        Event::LoopSatisfied { key } => format!("{} is satisfied", names.key(*key)),
        _ => return None,
    })
}
