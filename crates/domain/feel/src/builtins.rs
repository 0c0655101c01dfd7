//! The functions of the language. Each family has its file; none of them reaches outside its arguments but `now`,
//! `today` (the moment handed in) and the functions handed to `sort` and the like.

mod booleans;
mod contexts;
mod conversion;
mod german;
mod lists;
mod numbers;
mod patterns;
mod ranges;
mod strings;
mod times;
mod totals;

pub(crate) use patterns::Patterns;

use crate::evaluation::{Evaluation, Outcome};
use crate::types::Type;
use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// A function of the language.
pub(crate) struct Builtin {
    pub(crate) name: &'static str,
    /// The names of the parameters, one list for each way to call it; optional ones end with a question mark.
    pub(crate) signatures: &'static [&'static [&'static str]],
    /// The type of the result, where it helps to read names after it.
    pub(crate) result: Option<&'static str>,
    pub(crate) call: fn(&mut Evaluation<'_>, Vec<Value>) -> Outcome,
}

impl Builtin {
    /// Whether all parameters are single values.
    pub(crate) fn takes_no_lists(&self) -> bool {
        let families = [numbers::FAMILY, patterns::FAMILY, strings::FAMILY, times::FAMILY];
        let takes_lists = self.name == "string join";
        !takes_lists && families.into_iter().flatten().any(|known| known.name == self.name)
    }

    /// The signature that has all these names. `before(range: …, point: …)` has the names of `before(point, range)`, too:
    /// there the order in which they are written decides.
    pub(crate) fn signature<'n>(
        &self,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<&'static [&'static str]> {
        let has_all =
            |known: &&'static [&'static str]| names.clone().all(|name| position(known, name).is_some());
        let as_written =
            |known: &&'static [&'static str]| known.iter().map(|known| bare(known)).eq(names.clone());
        let mut signatures = self.signatures.iter().copied();
        signatures.clone().find(as_written).or_else(|| signatures.find(has_all))
    }

    /// The parameters of the first signature.
    pub(crate) fn parameters(&self) -> Vec<(Arc<str>, Type)> {
        let first = self.signatures.first().copied().unwrap_or_default();
        first.iter().map(|name| (bare(name).into(), Type::Any)).collect()
    }
}

/// The name of a parameter without the mark of optional ones.
pub(crate) fn bare(parameter: &'static str) -> &'static str {
    parameter.strip_suffix('?').unwrap_or(parameter)
}

/// The place of a parameter in a signature.
pub(crate) fn position(signature: &[&'static str], name: &str) -> Option<usize> {
    signature.iter().position(|known| bare(known) == name)
}

impl std::fmt::Debug for Builtin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A line of a family's table.
const fn builtin(
    name: &'static str,
    signatures: &'static [&'static [&'static str]],
    call: fn(&mut Evaluation<'_>, Vec<Value>) -> Outcome,
) -> Builtin {
    Builtin { name, signatures, result: None, call }
}

/// A line of a family's table whose result has a type of this name.
const fn typed(
    result: &'static str,
    name: &'static str,
    signatures: &'static [&'static [&'static str]],
    call: fn(&mut Evaluation<'_>, Vec<Value>) -> Outcome,
) -> Builtin {
    Builtin { name, signatures, result: Some(result), call }
}

static ALL: LazyLock<BTreeMap<&'static str, &'static Builtin>> = LazyLock::new(|| {
    let families: [&'static [Builtin]; 11] = [
        booleans::FAMILY,
        contexts::FAMILY,
        conversion::FAMILY,
        german::FAMILY,
        lists::FAMILY,
        numbers::FAMILY,
        patterns::FAMILY,
        ranges::FAMILY,
        strings::FAMILY,
        times::FAMILY,
        totals::FAMILY,
    ];
    families.into_iter().flatten().map(|builtin| (builtin.name, builtin)).collect()
});

/// The function with this name.
pub(crate) fn find(name: &str) -> Option<&'static Builtin> {
    ALL.get(name).copied()
}

/// The names of all functions.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ALL.keys().copied()
}
