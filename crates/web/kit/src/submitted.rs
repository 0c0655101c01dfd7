//! A form as a browser sent it, and the token that ties it to a session.

use crate::Failure;
use axum::extract::{Form, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use std::collections::BTreeMap;
use values::Hash;

/// The name of the hidden field that carries the token.
const TOKEN: &str = "_token";
/// The name of the buttons that say what to do.
const ACTION: &str = "action";
/// Stands before the name of a field that was typed when the session was over and comes along while somebody signs in.
pub const TYPED: &str = "getippt:";

/// The fields of a form, in the order they were sent.
#[derive(Debug, Clone, Default)]
pub struct Submitted(Vec<(String, String)>);

impl Submitted {
    /// The first value of a field, or nothing.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// What the pressed button asks for.
    pub fn action(&self) -> &str {
        self.get(ACTION)
    }

    /// All fields a person filled in, without our own.
    pub fn answers(&self) -> BTreeMap<String, Vec<String>> {
        let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in &self.0 {
            if name != ACTION && !name.starts_with('_') {
                answers.entry(name.clone()).or_default().push(value.clone());
            }
        }
        answers
    }

    /// The fields whose names begin like this, by the rest of their names; of several the last counts.
    pub fn beginning_with(&self, prefix: &str) -> BTreeMap<String, String> {
        let fields = self.0.iter();
        fields
            .filter_map(|(name, value)| Some((name.strip_prefix(prefix)?.to_owned(), value.clone())))
            .collect()
    }

    /// The same with one more field.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What was typed and chosen, as hidden fields that come along while somebody signs in again.
    pub fn to_be_carried(&self) -> Vec<(String, String)> {
        let typed = self.0.iter().filter(|(name, _)| !name.starts_with('_'));
        typed.map(|(name, value)| (format!("{TYPED}{name}"), value.clone())).collect()
    }

    /// What came along while somebody signed in, as it came.
    pub fn carried(&self) -> Vec<(String, String)> {
        self.0.iter().filter(|(name, _)| name.starts_with(TYPED)).cloned().collect()
    }

    /// The form that came along while somebody signed in, as it was typed; `None` when nothing did.
    pub fn brought(&self) -> Option<Submitted> {
        let typed = self.0.iter().filter_map(|(name, value)| Some((name.strip_prefix(TYPED)?, value)));
        let fields: Vec<_> = typed.map(|(name, value)| (name.to_owned(), value.clone())).collect();
        (!fields.is_empty()).then_some(Submitted(fields))
    }

    /// Refuses a form that was not made for this session; where there is none, none was.
    pub fn made_for(&self, session: &str) -> Result<(), Failure> {
        if session.is_empty() {
            return Err(Failure::FormExpired);
        }
        // Both sides are digests, so comparing them tells nothing about the secret they were made from.
        if Hash::of(self.get(TOKEN).as_bytes()) == Hash::of(token_for(session).as_bytes()) {
            return Ok(());
        }
        Err(Failure::FormExpired)
    }
}

/// The token of all forms of a session, made from its secret.
pub fn token_for(session: &str) -> String {
    Hash::of_parts(&[b"form token", session.as_bytes()]).to_string()
}

impl<S: Send + Sync> FromRequest<S> for Submitted {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        form.map(|Form(fields)| Self(fields)).map_err(|refused| match refused.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Failure::Unreadable,
        })
    }
}

impl From<Vec<(String, String)>> for Submitted {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A form of yesterday's session is refused, and what a person typed is kept apart from our own fields.
    #[test]
    fn forms_belong_to_a_session() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let form = Submitted::from(vec![
            field("_token", &token_for("today")),
            field("action", "next"),
            field("dog.name", "Bello"),
        ]);
        assert_eq!(form.made_for("today"), Ok(()));
        assert_eq!(form.made_for("yesterday"), Err(Failure::FormExpired));
        let anybodys = Submitted::from(vec![field("_token", &token_for(""))]);
        assert_eq!(anybodys.made_for(""), Err(Failure::FormExpired));
        let along = Submitted::from(form.to_be_carried());
        assert_eq!(
            along.made_for("today"),
            Err(Failure::FormExpired),
            "what was typed comes along, not the right to send"
        );
        assert_eq!(along.carried(), form.to_be_carried());
        assert_eq!(along.brought().expect("something was typed").get("dog.name"), "Bello");
        assert!(form.brought().is_none());
        assert_eq!(form.action(), "next");
        assert_eq!(
            form.answers().into_iter().collect::<Vec<_>>(),
            [("dog.name".into(), vec!["Bello".into()])]
        );
    }
}
