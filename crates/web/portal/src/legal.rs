//! The texts every public site must have: imprint, privacy, accessibility, and how to report a barrier. The town writes them;
//! for the pages that belong to no town, whoever runs the installation.

use crate::guest;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::{AuthoritySettings, OperatorSettings, TenantSettings, Town};
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};

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
    let own = &town.settings.barrier_mail;
    Ok(web.page(guest::shell(visitor, &town), &BarrierPage::new(words, own, Office::of_town(&town))))
}

/// `GET /impressum`.
pub(crate) async fn operators_imprint(State(web): State<Web>, visitor: Visitor) -> Response {
    operators_page(&web, visitor, &IMPRINT)
}

/// `GET /datenschutz`.
pub(crate) async fn operators_privacy(State(web): State<Web>, visitor: Visitor) -> Response {
    operators_page(&web, visitor, &PRIVACY)
}

/// `GET /barrierefreiheit`.
pub(crate) async fn operators_accessibility(State(web): State<Web>, visitor: Visitor) -> Response {
    operators_page(&web, visitor, &ACCESSIBILITY)
}

/// `GET /barriere-melden`.
pub(crate) async fn operators_barrier(State(web): State<Web>, visitor: Visitor) -> Response {
    let (words, operator) = (web.frame.words(visitor.language), web.casework.operator());
    let page = BarrierPage::new(words, &operator.barrier_mail, Office::of_operator(operator));
    web.page(Shell::plain(Audience::Portal, visitor), &page)
}

/// One of the texts: the key of its title, and where the town and the operator wrote it.
struct Text {
    title: &'static str,
    of: fn(&TenantSettings) -> &str,
    of_operator: fn(&OperatorSettings) -> &str,
}

const IMPRINT: Text = Text {
    title: "kit-imprint",
    of: |settings| &settings.imprint,
    of_operator: |operator| &operator.imprint,
};
const PRIVACY: Text = Text {
    title: "kit-privacy",
    of: |settings| &settings.privacy,
    of_operator: |operator| &operator.privacy,
};
const ACCESSIBILITY: Text = Text {
    title: "kit-accessibility",
    of: |settings| &settings.accessibility,
    of_operator: |operator| &operator.accessibility,
};

async fn text_page(web: &Web, slug: &str, visitor: Visitor, text: &Text) -> Result<Response, Failure> {
    let town = web.town(slug).await?;
    let words = web.frame.words(visitor.language);
    let page = TextPage::new(words, text.title, (text.of)(&town.settings), Office::of_town(&town));
    Ok(web.page(guest::shell(visitor, &town), &page))
}

fn operators_page(web: &Web, visitor: Visitor, text: &Text) -> Response {
    let (words, operator) = (web.frame.words(visitor.language), web.casework.operator());
    let page = TextPage::new(words, text.title, (text.of_operator)(operator), Office::of_operator(operator));
    web.page(Shell::plain(Audience::Portal, visitor), &page)
}

/// Whom to ask while a text is missing.
#[derive(Debug, Clone, Default)]
struct Office {
    name: String,
    phone: String,
    mail: String,
}

impl Office {
    /// The authority that speaks for the town; empty while the town has set none.
    fn of_town(town: &Town) -> Self {
        let AuthoritySettings { name, phone, mail, .. } =
            town.settings.main_authority().cloned().unwrap_or_default();
        Self { name, phone, mail }
    }

    fn of_operator(operator: &OperatorSettings) -> Self {
        let OperatorSettings { name, phone, mail, .. } = operator.clone();
        Self { name, phone, mail }
    }
}

#[derive(Template)]
#[template(path = "legal.html")]
pub(crate) struct TextPage {
    words: Words,
    title: String,
    paragraphs: Vec<String>,
    office: Office,
}

impl TextPage {
    fn new(words: Words, title: &str, text: &str, office: Office) -> Self {
        let written = text.split("\n\n").map(str::trim);
        let paragraphs = written.filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect();
        Self { title: words.of(title), words, paragraphs, office }
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
            .map(|text| {
                let office = Office::of_town(&town);
                TextPage::new(words.clone(), text.title, (text.of)(&town.settings), office)
            })
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
    /// With the address for barriers, else the office's own.
    fn new(words: Words, own: &str, office: Office) -> Self {
        let mail = if own.is_empty() { office.mail } else { own.to_owned() };
        Self { words, mail, phone: office.phone }
    }
}

impl Page for BarrierPage {
    fn title(&self) -> String {
        self.words.of("kit-barrier")
    }

    fn samples(words: &Words) -> Vec<Self> {
        vec![BarrierPage::new(words.clone(), "", Office::of_town(&crate::sample::town()))]
    }
}
