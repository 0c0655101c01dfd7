//! The sandbox: letters whose templates nobody here has read are written by a child process that may use only so much
//! memory and time and sees nothing of the world. Which letters those are is decided above; how a letter is written is the
//! business of `letters`.
//!
//! The child is this very program with the command `render`: it limits itself before it reads the template, takes one job
//! from standard input, and answers on standard output.

mod child;
mod job;
mod parent;

pub use child::{limit_self, serve};
pub use job::{LetterJob, Wanted};
pub use parent::{Limits, Sandbox, SandboxFailure};
