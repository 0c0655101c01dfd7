//! A BPMN file: its processes, and the limits within which a file is read.

use crate::clock::LegalClock;
use crate::node::Body;
use crate::read;
use values::{Problem, Span};

/// What a file may ask of the reader. Tenants upload files, so nothing is unlimited.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Elements within elements.
    pub depth: usize,
    /// XML nodes of all kinds.
    pub nodes: u32,
    /// Attributes of one element.
    pub attributes: usize,
    /// Comparisons of namespaces; see [`values::crowded_scope`].
    pub namespaces: usize,
}

impl Default for Limits {
    /// Enough for a model of 10,000 elements with its diagram.
    fn default() -> Self {
        Self { bytes: 16 << 20, depth: 64, nodes: 1_000_000, attributes: 1_000, namespaces: 50_000_000 }
    }
}

/// A file that was read without problems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definitions {
    /// The processes in the order of the file.
    pub processes: Vec<Process>,
}

/// A process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// The id, unique in the file.
    pub id: String,
    /// What people read, empty when the designer gave none.
    pub name: String,
    /// Where the element stands.
    pub span: Span,
    /// Its nodes and flows; `None` for a drawing (`isExecutable="false"`), which is neither linted nor executed.
    pub body: Option<Body>,
    /// The statutory period that the whole process is under.
    pub clock: Option<LegalClock>,
}

impl Definitions {
    /// Reads a file that is to be published.
    ///
    /// # Errors
    /// Every problem of the file at once: malformed XML, duplicate ids, dangling references, what is not executed,
    /// unreachable nodes, gateways without conditions, malformed timers, missing forms, job types and decisions.
    pub fn parse(xml: &str) -> Result<Self, Vec<Problem>> {
        read::file(xml, Limits::default(), read::Completeness::Required)
    }

    /// Reads a file that is only tried out: user tasks may lack their form and service tasks their job type, and
    /// drawings are read as if they were executable.
    ///
    /// # Errors
    /// As [`Definitions::parse`] otherwise.
    pub fn sketch(xml: &str) -> Result<Self, Vec<Problem>> {
        read::file(xml, Limits::default(), read::Completeness::Sketch)
    }

    /// Reads a file by itself: as [`Definitions::parse`] when a process in it says that it may be executed
    /// (`isExecutable="true"`), else as [`Definitions::sketch`].
    ///
    /// # Errors
    /// As these.
    pub fn as_marked(xml: &str) -> Result<Self, Vec<Problem>> {
        read::file(xml, Limits::default(), read::Completeness::AsMarked)
    }

    /// As [`Definitions::parse`], within other limits.
    ///
    /// # Errors
    /// As [`Definitions::parse`].
    pub fn parse_within(xml: &str, limits: Limits) -> Result<Self, Vec<Problem>> {
        read::file(xml, limits, read::Completeness::Required)
    }

    /// The process of this id.
    pub fn process(&self, id: &str) -> Option<&Process> {
        self.processes.iter().find(|process| process.id == id)
    }
}
