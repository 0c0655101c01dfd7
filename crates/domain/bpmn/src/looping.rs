//! How often an activity is done: for each item of a collection, a number of times, or as long as a condition holds.

use crate::written::{Given, Written};

/// An activity that is done more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looping {
    /// Multi-instance (`multiInstanceLoopCharacteristics`): how often is known when it begins.
    Each(MultiInstance),
    /// Standard loop (`standardLoopCharacteristics`): it is asked each time whether to go on.
    While(StandardLoop),
}

/// An activity that is done for each of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MultiInstance {
    /// All at once or one after the other.
    pub order: Order,
    /// For what.
    pub over: Over,
    /// The variable that holds the item (`inputElement`).
    pub element: Option<Written>,
    /// What is collected from each.
    pub collected: Option<Collected>,
    /// The FEEL condition that ends it early; asked whenever one is done.
    pub completion: Option<Written>,
}

/// Whether several are done at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// All begin at once.
    Parallel,
    /// Each begins when the one before it is done.
    Sequential,
}

/// For what a multi-instance activity is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// Each item of a list (`inputCollection`), a FEEL expression.
    Collection(Written),
    /// So many times (`loopCardinality`).
    Times(Given),
}

/// What a multi-instance activity collects, in the order of what it is done for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collected {
    /// The variable that receives the list (`outputCollection`).
    pub into: Written,
    /// The FEEL expression of each item (`outputElement`).
    pub item: Written,
}

/// An activity that is repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardLoop {
    /// As long as this FEEL condition is true; without one, up to the maximum.
    pub condition: Option<Written>,
    /// When it is asked.
    pub test: Test,
    /// How often at most.
    pub maximum: Option<u32>,
}

/// When the condition of a standard loop is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Before each time, so that there may be none (`testBefore="true"`).
    Before,
    /// After each time.
    After,
}
