//! What a case is called: applicant, subject and addresses, computed from its variables by expressions of the manifest.

use super::{PARAMETERS, ReleasedProcedure};
use crate::manifest::{FILE as MANIFEST, Procedure, Written};
use crate::package::Parts;
use feel::{Context, Environment, Expression, Limits, Names, Value};
use std::sync::Arc;
use values::{Moment, Problem, Span};

/// What people call a case by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseTexts {
    /// Who applied.
    pub applicant: String,
    /// What it is about, such as `Hund Bello`.
    pub subject: String,
    /// The address of the applicant, one line each.
    pub recipient: Vec<String>,
    /// The mail address of the applicant; empty when the package does not say where it stands.
    pub mail: String,
}

/// The expressions behind it.
#[derive(Debug)]
pub(super) struct CaseFormulas {
    applicant: Expression,
    subject: Expression,
    recipient: Vec<Expression>,
    mail: Option<Expression>,
}

impl CaseFormulas {
    /// Reads the expressions; they may use the answers of the start form and the parameters.
    pub(super) fn parse(parts: &Parts, procedure: &Procedure) -> Result<Self, Vec<Problem>> {
        let start = parts.forms.get(&procedure.start_form);
        let mut names: Names = start.map(|form| form.keys()).unwrap_or_default().into_iter().collect();
        names.extend([PARAMETERS]);
        let case = &procedure.case;
        let mut problems = Vec::new();
        let mut read =
            |written: &Written| formula(written, &names).map_err(|found| problems.extend(found)).ok();
        let applicant = read(&case.applicant);
        let subject = read(&case.subject);
        let mail = case.mail.as_ref().and_then(&mut read);
        let recipient: Vec<Option<Expression>> = case.recipient.iter().map(read).collect();
        match (applicant, subject, recipient.into_iter().collect()) {
            (Some(applicant), Some(subject), Some(recipient)) if problems.is_empty() => {
                Ok(Self { applicant, subject, recipient, mail })
            }
            _ => Err(problems),
        }
    }
}

fn formula(written: &Written, names: &Names) -> Result<Expression, Vec<Problem>> {
    let Some(source) = written.text.strip_prefix('=') else {
        let problem =
            Problem::in_text(written.span, "services-not-an-expression").with("text", &written.text);
        return Err(vec![problem.in_file(MANIFEST)]);
    };
    // The expression begins behind the `=`.
    let Span { start, end, line, column } = written.span;
    let outer = Span { start: start + 1, end, line, column: column + 1 };
    let placed = |problem: Problem| problem.inside("", outer).in_file(MANIFEST);
    Expression::parse(source, names).map_err(|problems| problems.into_iter().map(placed).collect())
}

impl ReleasedProcedure {
    /// What the case with these variables is called. An expression that yields no text gives an empty one.
    pub fn case_texts(&self, variables: &Context, now: Moment) -> CaseTexts {
        let mut known = variables.clone();
        known.insert(PARAMETERS, Value::Context(Arc::new(self.parameters.clone())));
        let environment = Environment { now };
        let text = |formula: &Expression| match formula.evaluate(&known, &environment, &Limits::default()) {
            Ok(Value::Text(text)) => text.to_string(),
            _ => String::new(),
        };
        CaseTexts {
            applicant: text(&self.formulas.applicant),
            subject: text(&self.formulas.subject),
            recipient: self.formulas.recipient.iter().map(text).filter(|line| !line.is_empty()).collect(),
            mail: self.formulas.mail.as_ref().map(text).unwrap_or_default(),
        }
    }
}
