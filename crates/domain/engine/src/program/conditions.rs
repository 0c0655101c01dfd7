//! Which conditional events wait for what, and which of them a variable may concern.

use super::graph::{Kind, Process};
use super::happening::Trigger;
use feel::Expression;

impl Kind {
    /// What a conditional event waits for.
    pub(crate) fn condition(&self) -> Option<&Expression> {
        match self {
            Kind::ConditionCatch(condition) => Some(condition),
            kind => match &kind.event()?.trigger {
                Trigger::Condition(condition) => Some(condition),
                _ => None,
            },
        }
    }
}

impl Process {
    /// Keeps ready which conditions a variable may change.
    pub(super) fn note_conditions(&mut self) {
        for (index, node) in self.nodes.iter().enumerate() {
            for name in node.kind.condition().into_iter().flat_map(Expression::names_used) {
                self.conditions.entry(name.into()).or_default().push(index);
            }
        }
    }
}
