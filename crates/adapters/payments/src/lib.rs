//! Payments: providers where people pay online, and what banks read. Which payment is open, and what follows from its
//! being paid, is decided by `casework`.

mod demo;
mod error;
mod giro_code;
mod notify;
mod port;
mod providers;

pub use demo::{Demo, DemoCheckout, DemoChoice};
pub use error::PaymentError;
pub use giro_code::{GiroCode, NotATransfer, Transfer};
pub use port::{Order, Report, Started, TransactionState};
pub use providers::Payments;
