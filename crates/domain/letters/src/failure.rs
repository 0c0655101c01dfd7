//! Why a letter could not be written, told to its designer: sentence, line and column. Typst's own words are handed on.

use crate::world::Sheet;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, DiagSpanKind};
use values::{Place, Problem, Span};

/// The letter could not be written: template and data do not fit. All problems that were found, never none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct LetterFailure {
    problems: Vec<Problem>,
}

impl LetterFailure {
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// What Typst says about this sheet.
    pub(crate) fn told(sheet: &Sheet<'_>, errors: &[SourceDiagnostic]) -> Self {
        Self::new(errors.iter().map(|error| problem(sheet, error)).collect())
    }

    /// The problems; places are lines and columns of the template, whose file name only the caller knows
    /// ([`Problem::in_file`]).
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The problems, to be merged with others.
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

fn problem(sheet: &Sheet<'_>, error: &SourceDiagnostic) -> Problem {
    let place = match span_in_template(sheet, error) {
        Some(span) => Place::Text { file: String::new(), element: String::new(), span },
        None => Place::Whole,
    };
    // The checks of our own letterhead are assertions; only their sentence helps.
    let message = error.message.trim_start_matches("assertion failed: ");
    match error.hints.first() {
        None => Problem::new(place, "letters-not-typeset").with("message", message),
        Some(hint) => {
            Problem::new(place, "letters-not-typeset-hint").with("message", message).with("hint", &hint.v)
        }
    }
}

/// Where in the template the error arose: its own span, or the call in the template that led into the letterhead.
fn span_in_template(sheet: &Sheet<'_>, error: &SourceDiagnostic) -> Option<Span> {
    let calls = error.trace.iter().map(|call| DiagSpan::from(call.span));
    std::iter::once(error.span).chain(calls).find_map(|span| {
        let template = sheet.template();
        let (DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. }) = span.get() else {
            return None;
        };
        let range = (id == template.id()).then(|| sheet.range(span)).flatten()?;
        Some(Span::of(template.text(), range.start, range.end))
    })
}
