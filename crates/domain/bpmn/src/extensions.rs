//! Extension elements that any node may carry: mappings, properties (namespace of Camunda 8) and the milestone (ours).

use crate::clock::LegalClock;
use crate::written::{Given, Written};
use std::collections::BTreeMap;

/// The extension elements common to all kinds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extensions {
    /// Computed before the element starts, into its own scope.
    pub inputs: Vec<Mapping>,
    /// Computed when it ends, into the surrounding scope; without any, every result goes there.
    pub outputs: Vec<Mapping>,
    /// The statutory period that an activity is under.
    pub clock: Option<Box<LegalClock>>,
    /// The public status the case has from here on.
    pub milestone: Option<Milestone>,
    /// Computed at certain moments of its life, in the order of the file.
    pub listeners: Vec<Listener>,
    /// Free name-value pairs; nothing in the engine reads them.
    pub properties: BTreeMap<String, String>,
}

/// A variable and how its value is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The value.
    pub source: Given,
    /// The name of the variable.
    pub target: Written,
    /// Where inside of the variable the value is put, from the outside in: `b`, `c` for a target `a.b.c`. Empty for the
    /// variable itself.
    pub path: Vec<String>,
}

/// An expression that is computed when something becomes of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// When.
    pub moment: ListenerMoment,
    /// The FEEL expression.
    pub expression: Written,
    /// The variable for its value.
    pub result: Written,
}

/// When a listener is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListenerMoment {
    /// When the element is entered, with its inputs known.
    Start,
    /// When the task of a person is opened, before its group, its dates and whom it is given to are computed.
    Create,
    /// When a person has done the task, before its outputs are mapped.
    Complete,
    /// When the element is left, with its outputs known.
    End,
}

impl ListenerMoment {
    /// The moment of this word.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word {
            "start" => Some(Self::Start),
            "create" => Some(Self::Create),
            "complete" => Some(Self::Complete),
            "end" => Some(Self::End),
            _ => None,
        }
    }

    /// Whether only the task of a person has it.
    pub(crate) const fn is_of_task(self) -> bool {
        matches!(self, Self::Create | Self::Complete)
    }
}

/// The public status of a case, as the applicant sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// The application has arrived.
    Received,
    /// Somebody works on it.
    InProgress,
    /// The office waits for something.
    Waiting,
    /// A decision was made.
    Decided,
    /// Nothing more will happen.
    Ended,
}

impl Milestone {
    /// All of them, in the order in which a case usually meets them.
    pub const ALL: [Milestone; 5] =
        [Self::Received, Self::InProgress, Self::Waiting, Self::Decided, Self::Ended];

    /// The word in the file and in stored cases.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::InProgress => "in-progress",
            Self::Waiting => "waiting",
            Self::Decided => "decided",
            Self::Ended => "ended",
        }
    }

    /// The milestone of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|milestone| milestone.as_str() == word)
    }
}
