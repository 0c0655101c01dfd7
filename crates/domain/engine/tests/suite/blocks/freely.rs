//! Blocks in which people choose what is done: ad-hoc sub-processes, over by themselves, by a condition or by a person.

use super::thrown::What;
use super::visits::expect;
use super::{Block, Border, Shape, Visits, Writer, Written, clock};
use proptest::prelude::*;

/// How something is chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Freely {
    over: Over,
    /// What is open when it is over is cancelled.
    cancels: bool,
    beside: Option<What>,
}

/// When it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// When all that was begun with it is done.
    Begun,
    /// When a person says so.
    Said,
    /// When a person says so, and one is done after the other.
    InOrder,
    /// As soon as a condition is true.
    Enough,
}

/// A block that was written.
#[derive(Debug)]
pub(super) struct Choice {
    how: Freely,
    id: String,
    parts: Vec<Written>,
    /// The event and what it leads to.
    beside: Option<(What, String, Written)>,
    border: Option<String>,
    merge: String,
}

/// Any of them.
pub(super) fn any() -> impl Strategy<Value = Freely> {
    let over = prop_oneof![
        3 => Just(Over::Begun),
        1 => Just(Over::Said),
        1 => Just(Over::InOrder),
        2 => Just(Over::Enough)
    ];
    let beside = prop_oneof![
        3 => Just(None),
        1 => Just(Some(What::Message)),
        1 => Just(Some(What::Timer)),
        1 => Just(Some(What::Condition)),
        1 => Just(Some(What::Timeout)),
        1 => Just(Some(What::Withdrawal)),
        1 => Just(Some(What::Advice)),
    ];
    (over, prop::bool::ANY, beside).prop_map(|(over, cancels, beside)| Freely { over, cancels, beside })
}

impl Writer {
    /// Each part is a scope of its own, because people may begin it several times at once.
    pub(super) fn freely(
        &mut self,
        blocks: &[Block],
        beside: &Block,
        how: Freely,
        border: Border,
    ) -> Written {
        let id = self.id(if how.over == Over::Begun { "begun" } else { "freely" });
        let outer = std::mem::take(&mut self.xml);
        let parts: Vec<Written> = blocks.iter().map(|block| self.sub(block, Border::Nothing)).collect();
        for part in &parts {
            let done = self.id("done");
            self.push(&format!("<task id='{done}'/>"));
            self.flow(&part.last, &done, None);
        }
        let beside = how.beside.map(|what| {
            let (catch, handler) = self.event_sub_process(beside, what);
            (what, catch, handler)
        });
        let inside = std::mem::replace(&mut self.xml, outer);
        let (ordering, extensions, completion) = how.xml(&id, &parts, border);
        self.push(&format!(
            "<adHocSubProcess id='{id}' {ordering} cancelRemainingInstances='{}'>{extensions}{inside}{completion}\
             </adHocSubProcess>",
            how.cancels
        ));
        let (merge, border) = self.bordered(&id, border);
        let choice = Choice { how, id: id.clone(), parts, beside, border, merge: merge.clone() };
        Written { first: id, last: merge, shape: Shape::Freely(Box::new(choice)) }
    }
}

impl Freely {
    fn xml(self, id: &str, parts: &[Written], border: Border) -> (&'static str, String, &'static str) {
        let mut extensions = String::new();
        if border == Border::Deadline {
            extensions.push_str(&clock(id, ""));
        }
        if self.over == Over::Begun {
            let ids: Vec<String> = parts.iter().map(|part| format!("\"{}\"", part.first)).collect();
            extensions.push_str(&format!("<z:adHoc activeElementsCollection='=[{}]'/>", ids.join(", ")));
        }
        let ordering = if self.over == Over::InOrder { "ordering='Sequential'" } else { "" };
        let completion =
            if self.over == Over::Enough { "<completionCondition>=again</completionCondition>" } else { "" };
        (ordering, format!("<extensionElements>{extensions}</extensionElements>"), completion)
    }
}

impl Visits {
    /// Every token that entered comes out once, and each part is done as often as it was begun, unless it was cut short.
    pub(super) fn check_freely(&self, choice: &Choice, tokens: i64) -> Result<(), String> {
        expect("passed", &choice.merge, self.passed(&choice.merge), tokens)?;
        expect("rested", &choice.id, self.rested(&choice.id), tokens)?;
        if choice.border.as_ref().is_some_and(|border| self.passed(border) > 0) {
            return Ok(());
        }
        let with_it = if choice.how.over == Over::Begun { tokens } else { 0 };
        for part in &choice.parts {
            let begun = with_it + self.begun(&part.first);
            expect("begun", &part.first, self.rested(&part.first), begun)?;
        }
        let ends_early = match &choice.beside {
            Some((What::Timeout | What::Withdrawal, catch, _)) => self.passed(catch) > 0,
            _ => false,
        };
        let is_cut = choice.how.cancels && choice.how.over == Over::Enough;
        if self.is_interrupted() && (ends_early || is_cut) {
            return Ok(());
        }
        if let Some((_, catch, handler)) = &choice.beside {
            self.check(handler, self.passed(catch))?;
        }
        choice.parts.iter().try_for_each(|part| self.check(part, self.rested(&part.first)))
    }
}
