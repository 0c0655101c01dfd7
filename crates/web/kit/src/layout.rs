//! The template around every page.

use crate::frame::{Audience, Shell};
use crate::{Assets, Words};
use askama::Template;
use values::Language;

/// Everything around a page's own part.
#[derive(Template)]
#[template(path = "layout.html")]
pub(crate) struct Layout<'a> {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) assets: &'a Assets,
    pub(crate) words: Words,
    pub(crate) shell: Shell,
    /// The token of the form that signs a citizen out, if one is signed in with this browser.
    pub(crate) account: Option<String>,
}

impl Layout<'_> {
    /// Page, then town, then the installation: what a list of open windows shows first.
    fn window_title(&self) -> String {
        let place = match (&self.shell.town, self.shell.audience) {
            (Some(town), Audience::Portal) => town.name.clone(),
            (Some(town), Audience::Desk) => format!("{} – {}", self.words.of("kit-desk"), town.name),
            (None, _) => self.words.of("kit-installation"),
        };
        if self.title == place { place } else { format!("{} – {place}", self.title) }
    }

    fn other_language(&self) -> Language {
        match self.words.language() {
            Language::De => Language::En,
            Language::En => Language::De,
        }
    }

    /// The name of a language, in itself.
    fn language_name(&self) -> &'static str {
        match self.other_language() {
            Language::De => "Deutsch",
            Language::En => "English",
        }
    }

    fn language_link(&self) -> String {
        self.shell.visitor.in_language(self.other_language())
    }

    fn home(&self) -> String {
        match (&self.shell.town, self.shell.audience) {
            (Some(town), Audience::Portal) => format!("/{}", town.slug),
            (Some(town), Audience::Desk) => format!("/amt/{}/aufgaben", town.slug),
            (None, _) => "/".to_owned(),
        }
    }

    fn place(&self) -> String {
        self.shell.town.as_ref().map_or_else(|| self.words.of("kit-installation"), |town| town.name.clone())
    }

    /// The way to sign in and back here. The pages of the account itself lead to what is mine.
    fn sign_in(&self) -> String {
        let path = &self.shell.visitor.path;
        let own = ["/anmelden", "/konto", "/meine", "/postfach", "/ausweis-demo"];
        let is_plain =
            path.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '/' | '-' | '_'));
        if path.len() < 2 || !is_plain || own.iter().any(|own| path.starts_with(own)) {
            return "/anmelden".to_owned();
        }
        format!("/anmelden?zu={path}")
    }

    fn is_desk(&self) -> bool {
        self.shell.audience == Audience::Desk
    }
}
