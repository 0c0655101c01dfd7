//! The texts every public site must have: imprint, privacy, accessibility, and how to report a barrier. The town writes them.

use crate::guest;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::{AuthoritySettings, TenantSettings, Town};
use kit::{Failure, Page, Visitor, Web, Words};

/// `GET /{slug}/impressum` (§ 5 DDG).
pub(crate) async fn imprint(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    text_page(&web, &slug, visitor, &IMPRINT).await
}

/// `GET /{slug}/datenschutz` (Art. 13 GDPR).
pub(crate) async fn privacy(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    text_page(&web, &slug, visitor, &PRIVACY).await
}

/// `GET /{slug}/barrierefreiheit` (§ 14 HessBGG, HVBIT).
pub(crate) async fn accessibility(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    text_page(&web, &slug, visitor, &ACCESSIBILITY).await
}

/// `GET /{slug}/barriere-melden`.
pub(crate) async fn barrier(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(guest::shell(visitor, &town), &BarrierPage::new(words, &town)))
}

/// One of the texts: the key of its title and where the town wrote it.
struct Text {
    title: &'static str,
    of: fn(&TenantSettings) -> &str,
}

const IMPRINT: Text = Text { title: "kit-imprint", of: |settings| &settings.imprint };
const PRIVACY: Text = Text { title: "kit-privacy", of: |settings| &settings.privacy };
const ACCESSIBILITY: Text = Text { title: "kit-accessibility", of: |settings| &settings.accessibility };

async fn text_page(web: &Web, slug: &str, visitor: Visitor, text: &Text) -> Result<Response, Failure> {
    let town = web.town(slug).await?;
    let page = TextPage::new(web.frame.words(visitor.language), &town, text);
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// The authority that speaks for the town; empty while the town has set none.
fn main_office(town: &Town) -> AuthoritySettings {
    town.settings.main_authority().cloned().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "legal.html")]
pub(crate) struct TextPage {
    words: Words,
    title: String,
    paragraphs: Vec<String>,
    office: AuthoritySettings,
}

impl TextPage {
    fn new(words: Words, town: &Town, text: &Text) -> Self {
        let title = words.of(text.title);
        let written = (text.of)(&town.settings).split("\n\n").map(str::trim);
        let paragraphs = written.filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect();
        Self { words, title, paragraphs, office: main_office(town) }
    }
}

impl Page for TextPage {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let town = crate::sample::town();
        [IMPRINT, PRIVACY, ACCESSIBILITY]
            .iter()
            .map(|text| TextPage::new(words.clone(), &town, text))
            .collect()
    }
}

#[derive(Template)]
#[template(path = "barrier.html")]
pub(crate) struct BarrierPage {
    words: Words,
    mail: String,
    phone: String,
}

impl BarrierPage {
    /// With the address for barriers, else the town's own.
    fn new(words: Words, town: &Town) -> Self {
        let (own, office) = (town.settings.barrier_mail.clone(), main_office(town));
        let mail = if own.is_empty() { office.mail } else { own };
        Self { words, mail, phone: office.phone }
    }
}

impl Page for BarrierPage {
    fn title(&self) -> String {
        self.words.of("kit-barrier")
    }

    fn samples(words: &Words) -> Vec<Self> {
        vec![BarrierPage::new(words.clone(), &crate::sample::town())]
    }
}
