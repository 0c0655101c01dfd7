//! The receipt of an application as a file: what was sent, when, under which number. The page that says the same right
//! after sending is made elsewhere.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use crate::status_page::File;
use crate::views::Town;
use cases::{Action, Actor};
use forms::Section;
use serde_json::{Map, Value, json};
use values::{Language, Moment};

impl Casework {
    /// The receipt for whoever applied or holds the code, in their language.
    pub async fn receipt_file(
        &self,
        actor: &Actor,
        town: &Town,
        number: &str,
        language: Language,
    ) -> Result<File, Refusal> {
        let (snapshot, case, _) = self.visible_case(actor, town, number, Action::ReadStatus).await?;
        let loaded = self.load_from(&snapshot, case.id).await?;
        drop(snapshot);
        let form = loaded.procedure.start_form(language);
        let sections = form.summary(&form.raw_from(&loaded.instance.variables()), &self.environment());
        let variables = variables(loaded.case.opened_at, &sections);
        let fault = |why: String| Fault::while_doing("writing a receipt", why);
        let draft = self.receipt_draft(&loaded, town, variables, language);
        let draft = draft.map_err(|none| fault(none.message))?;
        let title = draft.title.clone();
        let written = self.typeset_receipt(draft).await?;
        let bytes = written.map_err(|failure| fault(failure.to_string()))?;
        Ok(File {
            file_name: format!("{number}.pdf"),
            title,
            media_type: "application/pdf".to_owned(),
            bytes,
        })
    }
}

/// What the template of the receipt reads.
fn variables(received: Moment, sections: &[Section]) -> Map<String, Value> {
    // Of a paper that was entered later, only the day is known.
    let is_day = received == Moment::start_of(received.date());
    let received = received.civil();
    let time = format!("{:02}:{:02}", received.hour(), received.minute());
    let rows = |section: &Section| -> Vec<Value> {
        let shown = section.rows.iter().map(|row| json!({ "label": row.label, "value": row.value }));
        shown.collect()
    };
    let sections: Vec<Value> =
        sections.iter().map(|section| json!({ "title": section.title, "rows": rows(section) })).collect();
    let variables = json!({
        "received_on": received.date().to_string(),
        "received_at": if is_day { String::new() } else { time },
        "sections": sections,
    });
    match variables {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
