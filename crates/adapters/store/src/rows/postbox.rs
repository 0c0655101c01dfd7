//! What reached a citizen: the postbox (Postfach) across all tenants. The text of a message stands with its case.

use crate::table::row;
use crate::value::words;
use values::{CaseId, CitizenId, DocumentId, Moment, TenantId};

words! {
    /// What kind of thing lies in a postbox.
    PostboxKind {
        /// A notice or another letter; it has a document.
        Letter = "letter",
        /// The office asks something and waits for an answer.
        Question = "question",
        /// The office tells something.
        Message = "message",
    }
}

row! {
    /// Something in a citizen's postbox; written in the commit of its case.
    PostboxRow in "postbox_item" guard Unguarded
    key {
        /// Whose postbox.
        citizen: CitizenId,
        /// Who sent it.
        tenant: TenantId,
        /// Its id; derived from what caused it, so that doing it twice sends one.
        id: [u8; 16],
    }
    /// The case it is about.
    case("case_id"): CaseId,
    /// The number of that case.
    number: String,
    /// What it is.
    kind: PostboxKind,
    /// Its title for people; no content of the case beyond that.
    title: String,
    /// The document to read, for letters.
    document("document_id"): Option<DocumentId>,
    /// When it could first be read.
    at: Moment,
    /// When it was first opened.
    opened_at: Option<Moment> as ZeroIfNone,
}
