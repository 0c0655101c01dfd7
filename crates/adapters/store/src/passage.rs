//! The way to the database, where a simulation holds somebody up or breaks it. Whoever serves people opens a store without
//! one.

use crate::error::StoreError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Where somebody stands on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// About to begin a reading.
    Reading,
    /// About to commit or to claim; nothing is written yet.
    Writing,
    /// It is written, and whoever asked does not know yet.
    Written,
}

/// Passing a point, or not: an error takes the place of the answer of the database.
pub type Passing = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send>>;

/// Asked at every point of the way.
#[derive(Clone)]
pub struct Passage(Arc<dyn Fn(Point) -> Passing + Send + Sync>);

impl Passage {
    /// A way that asks this at every point.
    pub fn new(pass: impl Fn(Point) -> Passing + Send + Sync + 'static) -> Self {
        Self(Arc::new(pass))
    }

    pub(crate) async fn pass(&self, point: Point) -> Result<(), StoreError> {
        (self.0)(point).await
    }
}

impl fmt::Debug for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passage")
    }
}
