//! Takes in what a browser sends with a page: typed answers, and files as they come. Memory stays flat however large a file
//! is, and what was typed is kept even when a file is not.

use super::SentForm;
use super::sent::Session;
use crate::{Failure, Submitted, Web};
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header;
use cases::Actor;
use casework::{ReceivedFile, Town};
use values::{DraftId, Problem};

/// Bytes of all typed answers of a page together, and of everything that one page may send: so far the rest of a file that
/// is too large is read and let go by, because a browser shows no answer before it has sent everything.
const MOST_TYPED: usize = 2_000_000;
const MOST_SENT: u64 = 300_000_000;
/// Files that one page may send at once.
const MOST_FILES: usize = 50;

/// Whose page it is, and for which draft.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    /// The use cases.
    pub web: &'a Web,
    /// Who sends.
    pub actor: &'a Actor,
    /// Where.
    pub town: &'a Town,
    /// For which draft.
    pub draft: DraftId,
    /// The session that the form has to be made for.
    pub session: &'a str,
}

/// What has been taken in so far.
#[derive(Default)]
struct Taken {
    fields: Vec<(String, String)>,
    files: Vec<ReceivedFile>,
    problems: Vec<Problem>,
    typed: usize,
    sent: u64,
    is_ours: bool,
}

impl SentForm {
    /// Takes in the page with this number; people count from 1. Of a form that was not made for the session only what was
    /// typed is taken in, and it says so ([`SentForm::to_be_parked`]).
    pub async fn receive(sender: Sender<'_>, number: usize, mut request: Request) -> Result<Self, Failure> {
        if !is_multipart(&request) {
            let form = Submitted::from_request(request, &()).await?;
            return Ok(Self { session: session(&form, sender), ..Self::new(number, form)? });
        }
        DefaultBodyLimit::disable().apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Failure::Unreadable)?;
        let mut taken = Taken::default();
        while let Some(part) = parts.next_field().await.map_err(|_| Failure::Unreadable)? {
            taken.part(sender, part).await?;
        }
        let form = Submitted::from(taken.fields);
        let session = session(&form, sender);
        Ok(Self { files: taken.files, problems: taken.problems, session, ..Self::new(number, form)? })
    }
}

impl Taken {
    async fn part(&mut self, sender: Sender<'_>, part: Field<'_>) -> Result<(), Failure> {
        match part.file_name().map(str::to_owned) {
            Some(name) if name.is_empty() => Ok(()),
            Some(name) => self.file(sender, &name, part).await,
            None => self.text(part).await,
        }
    }

    async fn text(&mut self, mut part: Field<'_>) -> Result<(), Failure> {
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(|_| Failure::Unreadable)? {
            self.typed += piece.len() + name.len();
            if self.typed > MOST_TYPED {
                return Err(Failure::TooLarge);
            }
            bytes.extend_from_slice(&piece);
        }
        // What is no text arrives at the form as signs that it refuses beside the field.
        self.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        Ok(())
    }

    /// Reads a file that nobody keeps, so that what was typed after it arrives.
    async fn let_by(&mut self, mut part: Field<'_>) -> Result<(), Failure> {
        while let Some(piece) = part.chunk().await.map_err(|_| Failure::Unreadable)? {
            self.sent += piece.len() as u64;
            if self.sent > MOST_SENT {
                return Err(Failure::TooLarge);
            }
        }
        Ok(())
    }

    async fn file(&mut self, sender: Sender<'_>, name: &str, mut part: Field<'_>) -> Result<(), Failure> {
        if !self.is_ours {
            // Our own fields stand at the start of every form.
            let sent_so_far = Submitted::from(self.fields.clone());
            self.is_ours = session(&sent_so_far, sender) == Session::GoesOn;
        }
        if !self.is_ours {
            return self.let_by(part).await;
        }
        if self.files.len() + self.problems.len() >= MOST_FILES {
            return Err(Failure::TooLarge);
        }
        let path = part.name().unwrap_or_default().to_owned();
        let place = (sender.town, sender.draft);
        let mut incoming = sender.web.casework.receive_file(sender.actor, place, &path, name).await?;
        while let Some(piece) = part.chunk().await.map_err(|_| Failure::Unreadable)? {
            self.sent += piece.len() as u64;
            if self.sent > MOST_SENT {
                return Err(Failure::TooLarge);
            }
            incoming.push(piece).await?;
        }
        match incoming.finish().await? {
            Ok(file) => self.files.push(file),
            Err(problem) => self.problems.push(problem),
        }
        Ok(())
    }
}

fn session(form: &Submitted, sender: Sender<'_>) -> Session {
    if form.made_for(sender.session).is_ok() { Session::GoesOn } else { Session::HasEnded }
}

fn is_multipart(request: &Request) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}
