//! Gateways that say more than their kind.

use crate::written::Written;

/// A complex gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplexGateway {
    /// The FEEL condition under which the tokens that have come go on (`activationCondition`); it sees how many there
    /// are as `activationCount`. There is none where nothing is joined.
    pub activation: Option<Written>,
}
