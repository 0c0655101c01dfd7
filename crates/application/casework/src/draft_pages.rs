//! A draft page by page: showing, saving, going through the summary. Whatever a person types is stored as typed, right
//! or wrong; sending it off lives elsewhere.

use crate::Casework;
use crate::competence::rule_of;
use crate::enter_on_behalf::owns;
use crate::park_page::parking_key;
use crate::refusal::{Fault, Refusal, Undecided};
use crate::uploads::{self, PageSent};
use crate::views::{DraftPage, DraftState, OtherPlace, PageMark, SavedPage, Summary, Town};
use cases::{Actor, StatusCode};
use feel::Environment;
use forms::{Form, RawAnswers, SentPage};
use serde::{Deserialize, Serialize};
use services::{Release, ReleasedProcedure};
use std::sync::Arc;
use store::{Change, Commit, DraftRow, Scope};
use values::{DraftId, Language, Problem};

/// How forms mark the question for a town, as browsers do.
const TOWN: &str = "address-level2";

/// Whether a page is shown with what has to be mended on it. A page seen for the first time has nothing to mend yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShowProblems {
    /// As for the first time.
    No,
    /// With everything that has to be mended.
    Yes,
}

/// What a draft holds; stored as JSON with a format number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DraftContent {
    format: u32,
    /// The answers as typed.
    pub(crate) answers: RawAnswers,
    /// The code that will open the status page; only this draft's owner ever reads it.
    code: String,
    /// Whether letters are to come by post although there is a postbox.
    #[serde(default)]
    pub(crate) by_post: bool,
}

impl DraftContent {
    const FORMAT: u32 = 1;

    pub(crate) fn empty(code: StatusCode) -> Self {
        Self { format: Self::FORMAT, answers: RawAnswers::default(), code: code.to_string(), by_post: false }
    }

    pub(crate) fn read(row: &DraftRow) -> Result<Self, Fault> {
        let impossible = |why: String| Fault::while_doing("reading a draft", why);
        let content: Self =
            serde_json::from_str(&row.answers).map_err(|error| impossible(error.to_string()))?;
        if content.format == Self::FORMAT {
            Ok(content)
        } else {
            Err(impossible(format!("format {}", content.format)))
        }
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("answers are texts")
    }

    /// What only the owner of the draft ever sees.
    pub(crate) fn secret(&self) -> &str {
        &self.code
    }

    pub(crate) fn code(&self) -> Result<StatusCode, Fault> {
        self.code.parse().map_err(|error| Fault::while_doing("reading a draft", error))
    }
}

/// A draft with everything needed to show it.
pub(crate) struct OpenDraft {
    pub(crate) row: DraftRow,
    pub(crate) content: DraftContent,
    pub(crate) release: Arc<Release>,
    pub(crate) form: Form,
    pub(crate) sent_as: Option<String>,
}

impl OpenDraft {
    /// The procedure that sending it will start.
    pub(crate) fn procedure(&self) -> Result<&ReleasedProcedure, Fault> {
        procedure_of_draft(&self.release, &self.row)
    }

    /// The title of the procedure.
    fn title(&self, language: Language) -> &str {
        self.release.procedure(&self.row.procedure).map_or("", |procedure| procedure.about().title(language))
    }
}

pub(crate) fn procedure_of_draft<'a>(
    release: &'a Release,
    row: &DraftRow,
) -> Result<&'a ReleasedProcedure, Fault> {
    let missing =
        || Fault::while_doing("reading a draft", format!("its procedure is not in {}", row.release));
    release.procedure(&row.procedure).map(AsRef::as_ref).ok_or_else(missing)
}

impl Casework {
    /// Loads a draft of this town for its owner; for anybody else there is none.
    pub(crate) async fn own_draft(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        language: Language,
    ) -> Result<OpenDraft, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let row = snapshot.draft(draft).await?.filter(|row| owns(actor, row));
        let row = row.ok_or(Refusal::NotFound)?;
        let sent_as = match row.submitted_case {
            Some(case) => snapshot.case(case).await?.map(|case| case.number),
            None => None,
        };
        drop(snapshot);
        let release = self.release(town.tenant, row.release).await?;
        let form = procedure_of_draft(&release, &row)?.start_form(language).clone();
        Ok(OpenDraft { content: DraftContent::read(&row)?, row, release, form, sent_as })
    }

    /// One page of the wizard.
    pub async fn draft_page(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        asked: PageAsked,
    ) -> Result<DraftPage, Refusal> {
        let open = self.own_draft(actor, town, draft, asked.language).await?;
        self.page_of(&open, town, &open.content.answers, asked)
    }

    /// The page as it is stored, with problems of what did not come in, such as a file that is too large.
    pub async fn draft_page_with(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        (asked, problems): (PageAsked, &[Problem]),
    ) -> Result<DraftPage, Refusal> {
        let mut page = self.draft_page(actor, town, draft, asked).await?;
        let open = self.own_draft(actor, town, draft, asked.language).await?;
        page.problems.extend_from_slice(problems);
        page.page =
            open.form.show_page(asked.index, &open.content.answers, &page.problems, &self.environment());
        Ok(page)
    }

    /// The page as it would be with these answers; nothing is stored. For parts that appear while typing.
    pub async fn preview_page(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        asked: PageAsked,
        sent: SentPage,
    ) -> Result<DraftPage, Refusal> {
        let open = self.own_draft(actor, town, draft, asked.language).await?;
        let answers = open.form.with_page(asked.index, &open.content.answers, &sent, &self.environment());
        self.page_of(&open, town, &answers, asked)
    }

    /// Stores what was typed on a page and says whether it is in order. Two tabs may save: the later one counts.
    pub async fn save_page(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        asked: PageAsked,
        sent: impl Into<PageSent>,
    ) -> Result<SavedPage, Refusal> {
        let sent = sent.into();
        self.decide(|| self.try_save(actor, town, draft, asked, &sent)).await
    }

    async fn try_save(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        asked: PageAsked,
        sent: &PageSent,
    ) -> Result<SavedPage, Undecided> {
        let mut open = self.own_draft(actor, town, draft, asked.language).await?;
        if open.row.submitted_case.is_some() {
            return Err(Refusal::Conflict.into());
        }
        if asked.index >= open.form.pages().len() {
            return Err(Refusal::NotFound.into());
        }
        let environment = self.environment();
        let before = std::mem::take(&mut open.content.answers);
        open.content.answers = open.form.with_page(asked.index, &before, &sent.with_files(), &environment);
        open.row.answers = open.content.to_json();
        open.row.changed_at = self.world().now();
        let mut commit = Commit::new(Scope::Tenant(town.tenant), open.row.changed_at);
        commit.changes.push(Change::update(&open.row));
        if uploads::names_files(&open, &before) {
            let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
            commit.changes.extend(self.upload_changes(&snapshot, &open, &sent.files).await?);
        }
        self.store().apply(commit).await?;
        open.row.version += 1;
        Ok(SavedPage {
            problems: open.form.check_page(asked.index, &open.content.answers, &environment),
            draft: self.state_of(&open, town, &open.content.answers, asked.language),
        })
    }

    /// Everything that was answered, before it is sent.
    pub async fn summary(
        &self,
        actor: &Actor,
        town: &Town,
        draft: DraftId,
        language: Language,
    ) -> Result<Summary, Refusal> {
        let open = self.own_draft(actor, town, draft, language).await?;
        let environment = self.environment();
        let incomplete_page = first_incomplete(&open.form, &open.content.answers, &environment);
        Ok(Summary {
            draft: self.state_of(&open, town, &open.content.answers, language),
            sections: open.form.summary(&open.content.answers, &environment),
            incomplete_page,
            trust_level: open.release.manifest().trust_level(),
            by_post: open.content.by_post,
            other_place: self.other_place(town, &open),
            answers: open.content.answers,
        })
    }

    /// Whether the town that was typed is a place that another office is competent for. A district or a misspelt name is
    /// no known place, and nothing is said.
    fn other_place(&self, town: &Town, open: &OpenDraft) -> Option<OtherPlace> {
        let here = self.area_of(town)?;
        let typed = open.form.answer_filled_as(TOWN, &open.content.answers, &self.environment())?;
        let place = self.areas().at_address(&areas::slug_of(&typed), self.today())?;
        let competent = self.areas().responsible(rule_of(open.release.manifest()), place, self.today())?;
        (competent.area.key != here.key).then(|| OtherPlace {
            name: place.name.clone(),
            slug: place.slug.clone(),
            town: town.name.clone(),
            called: areas::name_with_article(here),
        })
    }

    fn page_of(
        &self,
        open: &OpenDraft,
        town: &Town,
        answers: &RawAnswers,
        asked: PageAsked,
    ) -> Result<DraftPage, Refusal> {
        if asked.index >= open.form.pages().len() {
            return Err(Refusal::NotFound);
        }
        let environment = self.environment();
        let problems: Vec<Problem> = match asked.problems {
            ShowProblems::Yes => open.form.check_page(asked.index, answers, &environment),
            ShowProblems::No => Vec::new(),
        };
        let page = open.form.show_page(asked.index, answers, &problems, &environment);
        let draft = self.state_of(open, town, answers, asked.language);
        Ok(DraftPage { draft, index: asked.index, page, problems })
    }

    fn state_of(
        &self,
        open: &OpenDraft,
        town: &Town,
        answers: &RawAnswers,
        language: Language,
    ) -> DraftState {
        let pages = open.form.visible_pages(answers, &self.environment()).into_iter();
        let mark = |index: usize| PageMark { index, title: open.form.pages()[index].label().to_owned() };
        DraftState {
            id: open.row.id,
            town: town.clone(),
            service: open.row.service.clone(),
            service_title: open.title(language).to_owned(),
            pages: pages.map(mark).collect(),
            version: open.row.version,
            saved_at: open.row.changed_at,
            sent_as: open.sent_as.clone(),
            max_file_bytes: self.parts().settings.uploads.max_bytes,
            parking_key: parking_key(open.row.id, &open.content),
        }
    }

    /// What expressions may know of the world.
    pub(crate) fn environment(&self) -> Environment {
        Environment { now: self.world().now() }
    }
}

/// Which page somebody wants to see, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageAsked {
    /// Which page, from 0.
    pub index: usize,
    /// In which language.
    pub language: Language,
    /// With or without what has to be mended.
    pub problems: ShowProblems,
}

/// The first page on which something is missing or wrong.
pub(crate) fn first_incomplete(
    form: &Form,
    answers: &RawAnswers,
    environment: &Environment,
) -> Option<usize> {
    (0..form.pages().len()).find(|index| !form.check_page(*index, answers, environment).is_empty())
}
