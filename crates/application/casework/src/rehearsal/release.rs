//! What a second person would release: whoever prepares a decision sees the letter that follows, although another task stands
//! between. The second person's form is answered with the first of its options that lets them go on.

use super::{NOT_YET, Rehearsal};
use crate::Casework;
use crate::complete_task::OFFICIAL;
use crate::refusal::Fault;
use engine::{Command, OpenTask};
use feel::{Context, Value};
use forms::{Control, FieldView, Form, PartView, RawAnswers};

impl Casework {
    /// Goes on past a task of four eyes; the name of that task, when one was done.
    pub(crate) async fn rehearse_release(
        &self,
        rehearsal: &mut Rehearsal<'_>,
    ) -> Result<Option<String>, Fault> {
        let waiting = rehearsal.open_tasks().find(|task| !task.not_by.is_empty()).cloned();
        let Some(task) = waiting else { return Ok(None) };
        let Some(mut variables) = self.releasing(rehearsal, &task) else { return Ok(None) };
        variables.insert(OFFICIAL, Value::from(Context::new().with("name", NOT_YET)));
        let command = Command::CompleteTask { task: task.id, variables, by: Some(NOT_YET.to_owned()) };
        if !rehearsal.take(command, self.world().now()) {
            return Ok(None);
        }
        self.rehearse_jobs(rehearsal).await?;
        let name = rehearsal.loaded.release.task_name(rehearsal.language, &task.element);
        Ok(Some(name.unwrap_or(&task.name).to_owned()))
    }

    fn releasing(&self, rehearsal: &Rehearsal<'_>, task: &OpenTask) -> Option<Context> {
        let form = rehearsal.loaded.release.form(&task.form, rehearsal.language)?;
        let known = form.raw_from(&rehearsal.loaded.instance.variables());
        let environment = self.environment();
        let pages = (0..form.pages().len()).map(|index| form.show_page(index, &known, &[], &environment));
        let parts: Vec<PartView> = pages.flat_map(|page| page.parts).collect();
        let mut choices = fields(&parts).into_iter().filter(|field| is_choice(field));
        let (Some(choice), None) = (choices.next(), choices.next()) else { return None };
        choice.options.iter().find_map(|option| self.accepted(form, &known, (&choice.name, &option.value)))
    }

    /// The answers with this choice, if nothing more is asked.
    fn accepted(&self, form: &Form, known: &RawAnswers, (path, value): (&str, &str)) -> Option<Context> {
        let mut answers = known.clone();
        answers.0.insert(path.to_owned(), vec![value.to_owned()]);
        let checked = form.check(&answers, &self.environment());
        checked.problems.is_empty().then_some(checked.answers)
    }
}

fn is_choice(field: &FieldView) -> bool {
    field.required && !field.readonly && matches!(field.control, Control::Radio | Control::Select)
}

fn fields(parts: &[PartView]) -> Vec<&FieldView> {
    parts.iter().flat_map(inside).collect()
}

fn inside(part: &PartView) -> Vec<&FieldView> {
    match part {
        PartView::Field(field) => vec![field],
        PartView::Group { parts, .. } => fields(parts),
        PartView::List(_)
        | PartView::Text(_)
        | PartView::Stop { .. }
        | PartView::Separator
        | PartView::Spacer => Vec::new(),
    }
}
