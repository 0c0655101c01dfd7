//! The pages around an account look alike: a heading, some sentences, one or more short forms, and links.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};

/// A page with short forms.
#[derive(Template, Default)]
#[template(path = "account_form.html")]
pub(crate) struct AccountPage {
    pub(crate) title: String,
    pub(crate) problem: Option<String>,
    pub(crate) notice: Option<String>,
    pub(crate) lead: Vec<String>,
    pub(crate) forms: Vec<ShortForm>,
    pub(crate) links: Vec<(String, String)>,
}

/// One form of a page.
#[derive(Default)]
pub(crate) struct ShortForm {
    pub(crate) heading: String,
    pub(crate) lead: String,
    pub(crate) action: String,
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) fields: Vec<Input>,
    pub(crate) button: String,
    pub(crate) is_main: bool,
}

/// One field.
pub(crate) struct Input {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) value: String,
    pub(crate) autocomplete: &'static str,
}

impl Input {
    /// A mail address with what was typed.
    pub(crate) fn mail(words: &Words, id: &'static str, value: &str) -> Self {
        let (label, value) = (words.of("portal-account-mail"), value.to_owned());
        Self { id, name: "mail", kind: "email", label, hint: String::new(), value, autocomplete: "username" }
    }

    /// The password there is.
    pub(crate) fn password(words: &Words, id: &'static str) -> Self {
        let label = words.of("portal-account-password");
        let (hint, value) = (String::new(), String::new());
        Self { id, name: "password", kind: "password", label, hint, value, autocomplete: "current-password" }
    }

    /// A password to be chosen.
    pub(crate) fn new_password(words: &Words, id: &'static str, name: &'static str) -> Self {
        let (label, hint) =
            (words.of("portal-account-new-password"), words.of("portal-account-password-hint"));
        Self { id, name, kind: "password", label, hint, value: String::new(), autocomplete: "new-password" }
    }
}

impl AccountPage {
    /// The page as an answer; with a problem it says that something was refused.
    pub(crate) fn shown(self, web: &Web, visitor: Visitor) -> Result<Response, Failure> {
        let is_refused = self.problem.is_some();
        let mut response = web.page(Shell::plain(Audience::Portal, visitor), &self);
        if is_refused {
            *response.status_mut() = StatusCode::FORBIDDEN;
        }
        Ok(response)
    }
}

impl Page for AccountPage {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let fields = vec![
            Input::mail(words, "mail", "erika@beispiel.example"),
            Input::password(words, "password"),
            Input::new_password(words, "new", "new"),
        ];
        let form = ShortForm {
            action: "/anmelden".into(),
            fields,
            button: words.of("portal-sign-in-go"),
            ..ShortForm::default()
        };
        let title = words.of("portal-sign-in-title");
        let problem = Some(words.of("portal-sign-in-wrong"));
        let notice = Some(words.of("portal-session-over"));
        vec![
            AccountPage { title: title.clone(), forms: vec![form], problem, ..AccountPage::default() },
            AccountPage {
                title,
                notice,
                lead: vec![words.of("portal-mail-on-its-way")],
                ..AccountPage::default()
            },
        ]
    }
}
