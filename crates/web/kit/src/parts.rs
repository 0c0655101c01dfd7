//! Takes in a form that a browser sends in parts: typed answers, and files as they come. Memory stays flat however large a
//! file is, and what was typed is kept even when a file is not.

use crate::{Failure, Submitted, Web};
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header;
use cases::Actor;
use casework::{FilePlace, ReceivedFile, Town};
use values::Problem;

/// Bytes of all typed answers of a page together, and of everything that one page may send: so far the rest of a file that
/// is too large is read and let go by, because a browser shows no answer before it has sent everything.
const MOST_TYPED: usize = 2_000_000;
const MOST_SENT: u64 = 300_000_000;
/// Files that one page may send at once.
const MOST_FILES: usize = 50;

/// Who sends a form, and where its files go.
#[derive(Debug, Clone, Copy)]
pub struct Inbox<'a> {
    /// The use cases.
    pub web: &'a Web,
    /// Who sends.
    pub actor: &'a Actor,
    /// Where.
    pub town: &'a Town,
    /// What the files are added to.
    pub place: FilePlace<'a>,
    /// The sessions of this browser; the form has to be made for one of them.
    pub sessions: &'a [&'a str],
}

/// What has come in.
#[derive(Debug, Default)]
pub struct InParts {
    /// What was typed, and our own fields.
    pub form: Submitted,
    /// Files that were kept.
    pub files: Vec<ReceivedFile>,
    /// What is wrong with those that were not.
    pub problems: Vec<Problem>,
    /// Whether the form was made for one of the sessions; files of another form are let go by.
    pub is_ours: bool,
    /// Files that were let go by.
    pub let_by: usize,
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
    let_by: usize,
}

impl InParts {
    /// Takes in a form, with files or without.
    pub async fn receive(inbox: Inbox<'_>, mut request: Request) -> Result<Self, Failure> {
        if !is_multipart(&request) {
            let form = Submitted::from_request(request, &()).await?;
            return Ok(Self { is_ours: inbox.knows(&form), form, ..Self::default() });
        }
        DefaultBodyLimit::disable().apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Failure::Unreadable)?;
        let mut taken = Taken::default();
        while let Some(part) = parts.next_field().await.map_err(|_| Failure::Unreadable)? {
            taken.part(inbox, part).await?;
        }
        let Taken { fields, files, problems, let_by, .. } = taken;
        let form = Submitted::from(fields);
        Ok(Self { is_ours: inbox.knows(&form), form, files, problems, let_by })
    }
}

impl Inbox<'_> {
    fn knows(&self, form: &Submitted) -> bool {
        self.sessions.iter().any(|session| form.made_for(session).is_ok())
    }
}

impl Taken {
    async fn part(&mut self, inbox: Inbox<'_>, part: Field<'_>) -> Result<(), Failure> {
        match part.file_name().map(str::to_owned) {
            Some(name) if name.is_empty() => Ok(()),
            Some(name) => self.file(inbox, &name, part).await,
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
        self.let_by += 1;
        while let Some(piece) = part.chunk().await.map_err(|_| Failure::Unreadable)? {
            self.sent += piece.len() as u64;
            if self.sent > MOST_SENT {
                return Err(Failure::TooLarge);
            }
        }
        Ok(())
    }

    async fn file(&mut self, inbox: Inbox<'_>, name: &str, mut part: Field<'_>) -> Result<(), Failure> {
        if !self.is_ours {
            // Our own fields stand at the start of every form.
            self.is_ours = inbox.knows(&Submitted::from(self.fields.clone()));
        }
        if !self.is_ours {
            return self.let_by(part).await;
        }
        if self.files.len() + self.problems.len() >= MOST_FILES {
            return Err(Failure::TooLarge);
        }
        let path = part.name().unwrap_or_default().to_owned();
        let Inbox { web, actor, town, place, .. } = inbox;
        let (named, before) = ((path.as_str(), name), self.files.len());
        let mut incoming = web.casework.receive_file(actor, (town, place), named, before).await?;
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

fn is_multipart(request: &Request) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}
