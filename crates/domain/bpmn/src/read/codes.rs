//! Errors and escalations: declared once in a file, thrown and caught by their code.

use super::names::{FACHWERK, model_children};
use super::reader::{Reader, owner};
use crate::event::{Caught, Throw};
use crate::written::{Given, Written};
use roxmltree::Node;

/// Whether errors or escalations are meant. They differ in the names of the format only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Error,
    Escalation,
}

impl Sort {
    /// Which of the two an event definition speaks of.
    pub(super) fn of(definition: Node<'_, '_>) -> Option<Self> {
        match definition.tag_name().name() {
            "errorEventDefinition" => Some(Self::Error),
            "escalationEventDefinition" => Some(Self::Escalation),
            _ => None,
        }
    }

    const fn reference(self) -> &'static str {
        match self {
            Self::Error => "errorRef",
            Self::Escalation => "escalationRef",
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Error => "errorCode",
            Self::Escalation => "escalationCode",
        }
    }

    const fn code_variable(self) -> &'static str {
        match self {
            Self::Error => "errorCodeVariable",
            Self::Escalation => "escalationCodeVariable",
        }
    }
}

/// Reads the errors and escalations of a file. One that is only caught may lack its code.
pub(super) fn read(reader: &mut Reader<'_>, root: Node<'_, '_>) {
    for node in model_children(root) {
        let sort = match node.tag_name().name() {
            "error" => Sort::Error,
            "escalation" => Sort::Escalation,
            _ => continue,
        };
        let code = reader.attribute(node, sort.code()).map(Written::given);
        let id = reader.id(node);
        reader.codes.insert(id, code);
    }
}

/// What an event throws; it must say which code.
pub(super) fn thrown(reader: &mut Reader<'_>, node: Node<'_, '_>, sort: Sort) -> Option<Throw> {
    let Some(code) = referred(reader, node, sort)? else {
        let key = match sort {
            Sort::Error => "bpmn-no-error-code",
            Sort::Escalation => "bpmn-no-escalation-code",
        };
        reader.report(node, key, &[]);
        return None;
    };
    Some(match sort {
        Sort::Error => Throw::Error(code),
        Sort::Escalation => Throw::Escalation(code),
    })
}

/// What an event catches; without a code, whatever comes.
pub(super) fn caught(reader: &mut Reader<'_>, node: Node<'_, '_>, sort: Sort) -> Option<Caught> {
    let code = match referred(reader, node, sort)? {
        None => None,
        Some(Given::Literal(code)) => Some(code),
        Some(Given::Expression(code)) => {
            reader.report_at(code.span, owner(node), "bpmn-must-be-fixed", &[("attribute", sort.code())]);
            return None;
        }
    };
    let code_variable = reader.variable(node, (FACHWERK, sort.code_variable()));
    let message_variable = match sort {
        Sort::Error => reader.variable(node, (FACHWERK, "errorMessageVariable")),
        Sort::Escalation => None,
    };
    Some(Caught { code, code_variable, message_variable })
}

/// The code that an event definition refers to; `None` when the reference leads nowhere. Some tools write the code of an
/// error that is not declared as the reference; that can be tried out.
fn referred(reader: &mut Reader<'_>, node: Node<'_, '_>, sort: Sort) -> Option<Option<Given>> {
    let Some(written) = reader.attribute(node, sort.reference()) else { return Some(None) };
    let id = written.text.as_str();
    let found = reader.codes.get(id.rsplit(':').next().unwrap_or(id)).cloned();
    if found.is_none() && sort == Sort::Error && reader.is_sketch() {
        return Some(Some(Given::Literal(written)));
    }
    if found.is_none() {
        reader.report(node, "bpmn-dangling", &[("attribute", sort.reference()), ("target", id)]);
    }
    found
}
