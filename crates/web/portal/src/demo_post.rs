//! The mails of a demo, to be read without a mailbox: nobody there is real. It exists in demo folders only.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::DemoMail;
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};

/// Where the mails lie.
pub(crate) const PLACE: &str = "/demo/post";

/// `GET /demo/post`.
pub(crate) async fn list(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let mails = web.casework.demo_mails().await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(Shell::plain(Audience::Portal, visitor), &TrayPage { words, mails }))
}

/// `GET /demo/post/{id}`.
pub(crate) async fn open(
    State(web): State<Web>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let mail = web.casework.demo_mail(&id).await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(Shell::plain(Audience::Portal, visitor), &MailPage { words, mail }))
}

/// The way to the mails, where they can be read.
pub(crate) fn link(web: &Web, words: &Words) -> Option<(String, String)> {
    web.casework.shows_mails().then(|| (PLACE.to_owned(), words.of("portal-demo-post-link")))
}

#[derive(Template)]
#[template(path = "demo_post.html")]
pub(crate) struct TrayPage {
    words: Words,
    mails: Vec<DemoMail>,
}

impl TrayPage {
    fn facts(&self, mail: &DemoMail) -> String {
        let when = kit::date_time(mail.sent_at);
        self.words.fill("portal-demo-post-facts", &[("to", mail.to.clone()), ("when", when)])
    }
}

impl Page for TrayPage {
    fn title(&self) -> String {
        self.words.of("portal-demo-post-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |mails| TrayPage { words: words.clone(), mails };
        vec![page(Vec::new()), page(vec![crate::sample::demo_mail()])]
    }
}

#[derive(Template)]
#[template(path = "demo_mail.html")]
pub(crate) struct MailPage {
    words: Words,
    mail: DemoMail,
}

/// A piece of a mail's text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Link(&'a str),
}

impl MailPage {
    fn sent(&self) -> String {
        kit::date_time(self.mail.sent_at)
    }

    fn pieces(&self) -> Vec<Piece<'_>> {
        pieces(&self.mail.text)
    }
}

/// The text with its addresses apart. A sign that ends a sentence does not belong to an address.
fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min() {
        let (before, rest) = text.split_at(start);
        let end = rest.find(|sign: char| sign.is_whitespace() || "<>\"".contains(sign)).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ')', '!', '?']);
        pieces.extend([Piece::Words(before), Piece::Link(address)]);
        text = &rest[address.len()..];
    }
    pieces.push(Piece::Words(text));
    pieces
}

impl Page for MailPage {
    fn title(&self) -> String {
        self.mail.subject.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        vec![MailPage { words: words.clone(), mail: crate::sample::demo_mail() }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever tries the demo clicks the link in a mail; nothing else of a mail becomes more than text.
    #[test]
    fn addresses_are_links() {
        let text = "Hier:\nhttp://127.0.0.1:8080/konto/neu\n<b>Oder (https://a.example/b).";
        let expected = [
            Piece::Words("Hier:\n"),
            Piece::Link("http://127.0.0.1:8080/konto/neu"),
            Piece::Words("\n<b>Oder ("),
            Piece::Link("https://a.example/b"),
            Piece::Words(")."),
        ];
        assert_eq!(pieces(text), expected);
    }
}
