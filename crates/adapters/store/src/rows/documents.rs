//! Documents of cases and how they reached people. The bytes live elsewhere, by content hash.

use crate::table::row;
use crate::value::words;
use values::{CaseId, DeliveryId, DocumentId, DraftId, EffectId, Hash, Moment, TenantId};

row! {
    /// A document (Dokument) of a case.
    DocumentRow in "document" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: DocumentId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// Letter, upload ….
    kind: String,
    /// Its title for people.
    title: String,
    /// Its media type.
    media_type: String,
    /// The hash of the bytes.
    content("content_hash"): Hash,
    /// The hash of the same letter written for the screen, if it is one.
    page("page_hash"): Option<Hash>,
    /// How many bytes.
    size("size_bytes"): i64,
    /// When it was made.
    created_at: Moment,
    /// When it was made visible to the applicant.
    delivered_at: Option<Moment> as ZeroIfNone,
}

words! {
    /// How far a delivery is.
    DeliveryState {
        /// It lies in the print tray and has yet to be posted.
        ToPrint = "to-print",
        /// It can be retrieved and has not been yet.
        Offered = "offered",
        /// Done: it counts as known, or nothing has to count.
        Known = "known",
        /// It was not retrieved in time, so another delivery took its place.
        Replaced = "replaced",
    }
}

row! {
    /// A delivery (Bekanntgabe) of a document. A second try is a row of its own.
    DeliveryRow in "delivery" guard Version
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: DeliveryId,
    }
    /// Its case.
    case("case_id"): CaseId,
    /// The document.
    document("document_id"): DocumentId,
    /// The job that waits for it, if one does.
    effect: Option<EffectId>,
    /// Status page, postbox, post ….
    way: String,
    /// How far it is.
    state: DeliveryState,
    /// When the office decided to deliver.
    created_at: Moment,
    /// When it was handed to the post.
    handed_over_at: Option<Moment> as ZeroIfNone,
    /// When the recipient was told that there is something to read.
    told_at: Option<Moment> as ZeroIfNone,
    /// When the recipient could first open it.
    made_available_at: Option<Moment> as ZeroIfNone,
    /// When the recipient first opened it.
    opened_at: Option<Moment> as ZeroIfNone,
    /// The day it counts as known, such as `2026-12-28`.
    deemed_on: Option<String>,
    /// The last day to object.
    objection_ends: Option<String>,
    /// The rule the day follows from; empty before it is known.
    rule: String,
    /// Grows with every change.
    version: i64,
}

row! {
    /// A file added to a draft; it becomes a document with the same id when the application is sent.
    UploadRow in "upload" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: DocumentId,
    }
    /// Its draft.
    draft("draft_id"): DraftId,
    /// Its name, as the person's device calls it.
    name: String,
    /// What it is, judged by its content.
    media_type: String,
    /// The hash of the bytes.
    content("content_hash"): Hash,
    /// How many bytes.
    size("size_bytes"): i64,
    /// When it was added.
    created_at: Moment,
}
