//! How a random model begins.

use proptest::prelude::*;

/// How a model begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    Plainly,
    Timer,
    Message,
    Signal,
}

impl Begin {
    pub(super) fn xml(self) -> &'static str {
        match self {
            Self::Plainly => "",
            Self::Timer => "<timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition>",
            Self::Message => "<messageEventDefinition messageRef='m'/>",
            Self::Signal => "<signalEventDefinition signalRef='s'/>",
        }
    }
}

/// Any of them.
pub(super) fn any() -> impl Strategy<Value = Begin> {
    prop_oneof![
        3 => Just(Begin::Plainly),
        1 => Just(Begin::Timer),
        1 => Just(Begin::Message),
        1 => Just(Begin::Signal)
    ]
}
