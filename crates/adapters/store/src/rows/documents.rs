//! Documents of cases and how they reached people. The bytes live elsewhere, by content hash.

use crate::table::row;
use values::{CaseId, DocumentId, DraftId, Hash, Moment, TenantId};

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
    /// How many bytes.
    size("size_bytes"): i64,
    /// When it was made.
    created_at: Moment,
    /// When it was made visible to the applicant.
    delivered_at: Option<Moment> as ZeroIfNone,
}

row! {
    /// A delivery (Bekanntgabe) of a document.
    DeliveryRow in "delivery" guard Unguarded
    key {
        /// Whose.
        tenant: TenantId,
        /// Its id.
        id: [u8; 16],
    }
    /// Its case.
    case("case_id"): CaseId,
    /// The document.
    document("document_id"): DocumentId,
    /// Status page, postbox, letter ….
    way: String,
    /// When the recipient could first open it.
    made_available_at: Moment,
    /// When the recipient first opened it.
    opened_at: Option<Moment> as ZeroIfNone,
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
