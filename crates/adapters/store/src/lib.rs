//! The store: rows and commits on SQLite and PostgreSQL. It decides nothing; `casework` says what is written, and
//! every statement runs inside one of three scopes. The bytes of documents live elsewhere.

mod commit;
mod dialect;
mod error;
mod migrations;
mod passage;
mod plan;
mod postgres;
mod queries;
mod rows;
mod scopes;
mod snapshot;
mod sqlite;
mod store;
mod table;
mod value;
mod views;
mod worker;

pub use commit::{Applied, Change, Claim, CommandKey, Commit, Expect, Scope};
pub use error::{Fault, StoreError};
pub use passage::{Passage, Passing, Point};
pub use postgres::PostgresOptions;
pub use queries::{MOST_AREAS, NotArrived, Published, Refused};
pub use rows::*;
pub use scopes::{Reach, TABLES};
pub use snapshot::Snapshot;
pub use store::Store;
pub use table::{Guard, Key, Row, Table};
pub use value::{Cell, Value};
pub use views::{
    CaseReach, Direction, ListedCase, PackageHead, Resubmitted, ResubmittedCase, TenantHead, WorkCounts,
    WorkMark, WorkOrder, WorkQuestion, WorkRow, WorkScope, WorkView,
};
pub use worker::NumberRange;
