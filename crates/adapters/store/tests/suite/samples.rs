//! One row of every table, for one tenant and one citizen, made from a number.

mod between;
mod timed_starts;

use store::*;
use values::{
    AttemptId, CaseId, CitizenId, DeliveryId, DocumentId, DraftId, EffectId, Hash, IncidentId, Moment,
    NoteId, PaymentId, QuestionId, RecordId, StaffId, SubscriptionId, TaskId, TenantId, TimerId,
};

/// Noon of some day, and seconds after it.
pub(crate) fn at(seconds: i64) -> Moment {
    Moment::from_micros(1_795_000_000_000_000 + seconds * 1_000_000)
}

pub(crate) fn tenant(number: u8) -> TenantId {
    TenantId::from_bytes([number; 16])
}

/// The rows of one tenant; ids differ from table to table, texts are alike.
pub(crate) struct Sample {
    pub(crate) tenant: TenantId,
    pub(crate) citizen: CitizenId,
    pub(crate) case: CaseId,
    pub(crate) number: String,
    seed: u8,
}

impl Sample {
    pub(crate) fn new(number: u8) -> Self {
        Self {
            tenant: tenant(number),
            citizen: CitizenId::derived(&[b"citizen".as_slice(), &[number]]),
            case: CaseId::derived(&[b"case".as_slice(), &[number]]),
            number: format!("HU-2026-{number}"),
            seed: number,
        }
    }

    pub(crate) fn scope(&self) -> Scope {
        Scope::Tenant(self.tenant)
    }

    pub(crate) fn hash(&self, name: &str) -> Hash {
        Hash::of_parts(&[name.as_bytes(), &[self.seed]])
    }

    fn bytes(&self, name: &str) -> [u8; 16] {
        *CaseId::derived(&[name.as_bytes(), &[self.seed]]).as_bytes()
    }

    /// A commit of this tenant with these changes.
    pub(crate) fn commit(&self, changes: Vec<Change>) -> Commit {
        Commit { changes, ..Commit::new(self.scope(), at(0)) }
    }

    pub(crate) fn key(&self, name: &str) -> CommandKey {
        CommandKey(self.hash(name))
    }

    pub(crate) fn claim(&self, holder: u8) -> Claim {
        Claim { kind: "dog", key: Hash::of(b"Bello"), holder: [holder; 16] }
    }

    /// All rows of the tenant's tables and of the due index, each once.
    pub(crate) fn everything(&self) -> Vec<Change> {
        vec![
            Change::insert(&self.service()),
            Change::insert(&self.release()),
            Change::insert(&self.staff()),
            Change::insert(&self.second_factor()),
            Change::insert(&self.note()),
            Change::insert(&self.question()),
            Change::insert(&self.resubmission()),
            Change::insert(&self.resubmission_candidate()),
            Change::insert(&self.record()),
            Change::insert(&self.search_entry()),
            Change::insert(&self.draft()),
            Change::insert(&self.case_head()),
            Change::insert(&self.instance()),
            Change::insert(&self.task()),
            Change::insert(&self.candidate("steuern")),
            Change::insert(&self.journal()),
            Change::insert(&self.payload()),
            Change::insert(&self.outbox()),
            Change::insert(&self.timer()),
            Change::insert(&self.incident()),
            Change::insert(&self.document()),
            Change::insert(&self.delivery()),
            Change::insert(&self.payment()),
            Change::insert(&self.attempt()),
            Change::insert(&self.mandate()),
            Change::insert(&self.upload()),
            Change::insert(&self.access()),
            Change::insert(&self.subscription()),
            Change::insert(&self.signal()),
            Change::insert(&self.publication()),
            Change::insert(&self.service_start()),
            Change::insert(&self.timed_start()),
            Change::insert(&self.citizen_case()),
            Change::insert(&self.postbox_item()),
            Change::insert(&self.due()),
        ]
    }

    pub(crate) fn tenant_row(&self) -> TenantRow {
        TenantRow {
            id: self.tenant,
            slug: format!("stadt-{}", self.seed),
            name: "Musterstadt".into(),
            status: "live".into(),
            area: format!("0643{}", self.seed),
            settings: "{}".into(),
            version: 1,
        }
    }

    pub(crate) fn package(&self) -> PackageRow {
        PackageRow {
            hash: self.hash("package"),
            key: "hundesteuer".into(),
            package_version: "1.0".into(),
            content: b"\0archive\xff".to_vec(),
            installed_at: at(0),
        }
    }

    pub(crate) fn session(&self) -> SessionRow {
        SessionRow {
            token_hash: self.hash("token"),
            kind: SessionKind::Staff,
            tenant: Some(self.tenant),
            subject: self.bytes("staff"),
            data: "{}".into(),
            created_at: at(0),
            expires_at: at(3600),
        }
    }

    pub(crate) fn account(&self) -> AccountRow {
        AccountRow {
            id: self.citizen,
            mail: format!("erika-{}@beispiel.example", self.seed),
            password_hash: "$argon2id$".into(),
            card: Some(self.hash("card")),
            person: "{}".into(),
            created_at: at(0),
            version: 1,
        }
    }

    pub(crate) fn account_mail(&self) -> AccountMailRow {
        AccountMailRow {
            id: self.bytes("mail"),
            sealed: b"sealed".to_vec(),
            next_try_at: at(0),
            attempts: 0,
            version: 1,
        }
    }

    pub(crate) fn throttle(&self) -> ThrottleRow {
        ThrottleRow { key_hash: self.hash("throttle"), failures: 3, until: at(60) }
    }

    pub(crate) fn service(&self) -> ServiceRow {
        ServiceRow {
            tenant: self.tenant,
            key: "hundesteuer".into(),
            release: self.hash("newest release"),
            status: "live".into(),
            version: 1,
        }
    }

    pub(crate) fn release(&self) -> ReleaseRow {
        ReleaseRow {
            tenant: self.tenant,
            hash: self.hash("release"),
            service: "hundesteuer".into(),
            package: self.hash("package"),
            parameters: "{}".into(),
            published_at: at(0),
        }
    }

    pub(crate) fn staff(&self) -> StaffRow {
        StaffRow {
            tenant: self.tenant,
            id: StaffId::from_bytes(self.bytes("staff")),
            login: "krause".into(),
            name: "Änne Krause".into(),
            name_key: "aenne krause".into(),
            password_hash: String::new(),
            groups: r#"["steuern"]"#.into(),
            roles: "[]".into(),
            active: true,
            version: 1,
        }
    }

    pub(crate) fn draft(&self) -> DraftRow {
        DraftRow {
            tenant: self.tenant,
            id: DraftId::from_bytes(self.bytes("draft")),
            citizen: self.citizen,
            service: "hundesteuer".into(),
            procedure: "register".into(),
            release: self.hash("release"),
            authority: "executive".into(),
            answers: r#"{"dog.name":["Bello"]}"#.into(),
            version: 1,
            created_at: at(0),
            changed_at: at(1),
            submitted_case: None,
            entered_by: None,
        }
    }

    pub(crate) fn upload(&self) -> UploadRow {
        UploadRow {
            tenant: self.tenant,
            id: DocumentId::from_bytes(self.bytes("upload")),
            draft: self.draft().id,
            name: "Ausweis.pdf".into(),
            media_type: "application/pdf".into(),
            content: self.hash("upload"),
            size: 1_234,
            created_at: at(0),
        }
    }

    pub(crate) fn case_head(&self) -> CaseRow {
        CaseRow {
            tenant: self.tenant,
            id: self.case,
            number: self.number.clone(),
            service: "hundesteuer".into(),
            procedure: "register".into(),
            release: self.hash("release"),
            authority: "executive".into(),
            citizen: self.citizen,
            applicant: "Öztürk, Ayşe".into(),
            applicant_key: "oeztuerk, ayse".into(),
            subject: "Bello".into(),
            status: "received".into(),
            opened_at: at(0),
            changed_at: at(0),
            code_hash: self.hash("code"),
            delivery_wish: "post".into(),
            steps: 1,
            is_running: true,
            version: 1,
        }
    }

    pub(crate) fn instance(&self) -> InstanceRow {
        InstanceRow {
            tenant: self.tenant,
            case: self.case,
            part: 0,
            format: 1,
            bytes: vec![0, 255],
            version: 1,
        }
    }

    pub(crate) fn task(&self) -> TaskRow {
        TaskRow {
            tenant: self.tenant,
            id: TaskId::from_bytes(self.bytes("task")),
            case: self.case,
            element: "Task_pruefen".into(),
            name: "Antrag prüfen".into(),
            name_key: "antrag pruefen".into(),
            form: "pruefung".into(),
            assignee: None,
            due: None,
            opened_at: at(0),
            version: 1,
            not_by: String::new(),
        }
    }

    pub(crate) fn subscription(&self) -> SubscriptionRow {
        SubscriptionRow {
            tenant: self.tenant,
            id: SubscriptionId::from_bytes(self.bytes("subscription")),
            case: self.case,
            sort: Sort::Message,
            message: "answered".into(),
            message_key: String::new(),
            key_hash: Hash::of(b""),
            since: at(0),
        }
    }

    pub(crate) fn candidate(&self, group: &str) -> TaskCandidateRow {
        let task = self.task();
        TaskCandidateRow {
            tenant: self.tenant,
            group: group.into(),
            due: task.due,
            task: task.id,
            case: self.case,
        }
    }

    pub(crate) fn journal(&self) -> JournalRow {
        JournalRow {
            tenant: self.tenant,
            chain: *self.case.as_bytes(),
            step: 1,
            at: at(0),
            header: "{}".into(),
            previous: Hash::of(b""),
            payload_hash: self.hash("payload"),
            snapshot_hash: self.hash("snapshot"),
            hash: self.hash("entry"),
        }
    }

    pub(crate) fn payload(&self) -> JournalPayloadRow {
        JournalPayloadRow {
            tenant: self.tenant,
            chain: *self.case.as_bytes(),
            step: 1,
            salt: vec![7; 16],
            payload: "[]".into(),
        }
    }

    pub(crate) fn outbox(&self) -> OutboxRow {
        OutboxRow {
            tenant: self.tenant,
            id: EffectId::from_bytes(self.bytes("effect")),
            case: self.case,
            job_type: "letter".into(),
            body: "{}".into(),
            state: OutboxState::Open,
            created_at: at(0),
        }
    }

    pub(crate) fn timer(&self) -> TimerRow {
        TimerRow {
            tenant: self.tenant,
            id: TimerId::from_bytes(self.bytes("timer")),
            case: self.case,
            due: at(9),
        }
    }

    pub(crate) fn incident(&self) -> IncidentRow {
        IncidentRow {
            tenant: self.tenant,
            id: IncidentId::from_bytes(self.bytes("incident")),
            case: self.case,
            element: "Letter".into(),
            code: "letter-failed".into(),
            message: "the template does not compile".into(),
            raised_at: at(0),
            resolved_at: None,
        }
    }

    pub(crate) fn document(&self) -> DocumentRow {
        DocumentRow {
            tenant: self.tenant,
            id: DocumentId::from_bytes(self.bytes("document")),
            case: self.case,
            kind: "letter".into(),
            title: "Bescheid".into(),
            media_type: "application/pdf".into(),
            content: self.hash("content"),
            page: Some(self.hash("page")),
            size: 12,
            created_at: at(0),
            delivered_at: None,
        }
    }

    pub(crate) fn delivery(&self) -> DeliveryRow {
        DeliveryRow {
            tenant: self.tenant,
            id: DeliveryId::from_bytes(self.bytes("delivery")),
            case: self.case,
            document: self.document().id,
            effect: None,
            way: "status-page".into(),
            state: DeliveryState::Offered,
            created_at: at(0),
            handed_over_at: None,
            told_at: None,
            made_available_at: Some(at(1)),
            opened_at: None,
            deemed_on: Some("2026-12-28".into()),
            objection_ends: None,
            rule: String::new(),
            version: 1,
        }
    }

    pub(crate) fn second_factor(&self) -> SecondFactorRow {
        SecondFactorRow {
            tenant: self.tenant,
            staff: self.staff().id,
            secret: vec![9; 60],
            confirmed: true,
            last_step: 59_833_333,
            recovery: "[]".into(),
            created_at: at(0),
            version: 1,
        }
    }

    pub(crate) fn note(&self) -> NoteRow {
        NoteRow {
            tenant: self.tenant,
            id: NoteId::from_bytes(self.bytes("note")),
            case: self.case,
            author: self.staff().id,
            at: at(3),
            text: "Halterin hat angerufen.".into(),
        }
    }

    pub(crate) fn resubmission(&self) -> ResubmissionRow {
        ResubmissionRow {
            tenant: self.tenant,
            case: self.case,
            day: at(0),
            reason: "Wartet auf die Meldebehörde".into(),
            set_by: self.staff().id,
            set_at: at(-60),
        }
    }

    pub(crate) fn resubmission_candidate(&self) -> ResubmissionCandidateRow {
        ResubmissionCandidateRow { tenant: self.tenant, group: "steuern".into(), day: at(0), case: self.case }
    }

    pub(crate) fn search_entry(&self) -> SearchEntryRow {
        let groups = ["steuern".to_owned()].into();
        let words = ["oeztuerk", "ozturk", "ayse", "bello"].map(str::to_owned);
        SearchEntryRow::new(self.tenant, (SearchKind::Case, *self.case.as_bytes()), at(0), &groups, words)
    }

    pub(crate) fn record(&self) -> RecordRow {
        RecordRow {
            tenant: self.tenant,
            id: RecordId::from_bytes(self.bytes("record")),
            service: "hundesteuer".into(),
            kind: "dog".into(),
            number: 1_204,
            key: "276098100123456".into(),
            title: "Bello".into(),
            fields: r#"{"name":"Bello"}"#.into(),
            valid_from: "2026-04-01".into(),
            valid_to: String::new(),
            opened_by: self.case,
            ended_by: None,
            version: 1,
        }
    }

    pub(crate) fn question(&self) -> QuestionRow {
        QuestionRow {
            tenant: self.tenant,
            id: QuestionId::from_bytes(self.bytes("question")),
            case: self.case,
            asked_by: "Krause".into(),
            asked_at: at(4),
            text: "Bitte schicken Sie den Nachweis.".into(),
            answer_by: None,
            answered_at: None,
            answer: String::new(),
            documents: "[]".into(),
            entered_by: "Kaya".into(),
            version: 1,
        }
    }

    pub(crate) fn payment(&self) -> PaymentRow {
        PaymentRow {
            tenant: self.tenant,
            id: PaymentId::from_bytes(self.bytes("payment")),
            case: self.case,
            effect: self.outbox().id,
            way: PaymentWay::Online,
            waits: true,
            amount_cents: 9_000,
            purpose: "Hundesteuer".into(),
            reference: format!("202600000{}", self.seed),
            due_day: "2026-12-15".into(),
            account: "{}".into(),
            state: PaymentState::Open,
            paid_cents: 0,
            opened_at: at(0),
            settled_at: None,
            version: 1,
        }
    }

    pub(crate) fn attempt(&self) -> AttemptRow {
        AttemptRow {
            tenant: self.tenant,
            id: AttemptId::from_bytes(self.bytes("attempt")),
            payment: self.payment().id,
            case: self.case,
            provider: "demo".into(),
            transaction: "1".into(),
            checkout: "https://pay.example/1".into(),
            state: AttemptState::Initial,
            started_at: at(0),
            settled_at: None,
            version: 1,
        }
    }

    pub(crate) fn mandate(&self) -> MandateRow {
        MandateRow {
            tenant: self.tenant,
            id: self.payment().id,
            case: self.case,
            reference: format!("M-{}", self.seed),
            creditor_id: "DE98ZZZ09999999999".into(),
            holder: "Erika Beispiel".into(),
            iban: "DE02120300000000202051".into(),
            given_at: at(0),
        }
    }

    pub(crate) fn access(&self) -> AccessRow {
        AccessRow {
            tenant: self.tenant,
            id: self.bytes("access"),
            at: at(0),
            actor: "staff".into(),
            case: self.case,
            what: "case".into(),
        }
    }

    pub(crate) fn citizen_case(&self) -> CitizenCaseRow {
        CitizenCaseRow {
            citizen: self.citizen,
            tenant: self.tenant,
            case: self.case,
            number: self.number.clone(),
            title: "Hundesteuer".into(),
            status: "received".into(),
            changed_at: at(0),
        }
    }

    pub(crate) fn postbox_item(&self) -> PostboxRow {
        PostboxRow {
            citizen: self.citizen,
            tenant: self.tenant,
            id: self.bytes("postbox"),
            case: self.case,
            number: self.number.clone(),
            kind: PostboxKind::Message,
            title: "Hundesteuer".into(),
            document: None,
            at: at(0),
            opened_at: None,
        }
    }

    /// A job, due at once.
    pub(crate) fn due(&self) -> DueRow {
        DueRow {
            tenant: self.tenant,
            id: self.bytes("effect"),
            kind: DueKind::Job,
            due: at(0),
            lease_until: Moment::from_micros(0),
            attempt: 0,
        }
    }
}
