//! Types of FEEL: what `instance of` asks and what a decision model declares. Allowed values are checked by `dmn`.

use crate::evaluation::Evaluation;
use crate::limits::Budget;
use crate::value::{Callee, Function, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A type. Every type but `Null` and `Any` leaves null out when asked with `instance of`.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Type {
    /// Every value.
    #[default]
    Any,
    /// Only null.
    Null,
    /// `number`.
    Number,
    /// `string`.
    Text,
    /// `boolean`.
    Bool,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `date and time`.
    DateTime,
    /// `years and months duration`.
    YearsMonths,
    /// `days and time duration`.
    DaysTime,
    /// `list<T>`.
    List(Arc<Type>),
    /// `range<T>`.
    Range(Arc<Type>),
    /// `context<name: T, …>`; a value may have more entries.
    Context(Arc<BTreeMap<Arc<str>, Type>>),
    /// `function<T, …> -> R`; without parameters known when `None`.
    Function(Option<Arc<Vec<Type>>>, Arc<Type>),
}

/// How many parts of two types are looked at to compare them.
const MOST_COMPARED: usize = 2_000;

impl Type {
    /// How many fields of the items of a list are put together.
    pub(crate) const MOST_JOINED: usize = 20_000;

    /// The names that [`Type::named`] knows, without their abbreviations.
    pub(crate) const NAMES: [&'static str; 14] = [
        "Any",
        "Null",
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "years and months duration",
        "days and time duration",
        "list",
        "context",
        "range",
        "function",
    ];

    /// The type with this name in the language; names of a model are not known here.
    pub fn named(name: &str) -> Option<Type> {
        Some(match name {
            "Any" => Type::Any,
            "Null" => Type::Null,
            "number" => Type::Number,
            "string" => Type::Text,
            "boolean" => Type::Bool,
            "date" => Type::Date,
            "time" => Type::Time,
            "date and time" | "dateTime" => Type::DateTime,
            "years and months duration" | "yearMonthDuration" => Type::YearsMonths,
            "days and time duration" | "dayTimeDuration" => Type::DaysTime,
            "list" => Type::List(Arc::new(Type::Any)),
            "context" => Type::Context(Arc::new(BTreeMap::new())),
            "range" => Type::Range(Arc::new(Type::Any)),
            "function" => Type::Function(None, Arc::new(Type::Any)),
            _ => return None,
        })
    }

    /// A list of this type.
    #[must_use]
    pub fn listed(self) -> Type {
        Type::List(Arc::new(self))
    }

    /// Whether a value is of this type; null is of the types `Any` and `Null` only. What is looked at is counted.
    pub(crate) fn holds(&self, value: &Value, evaluation: &mut Evaluation<'_>) -> Result<bool, Budget> {
        Ok(match (self, value) {
            (Type::Any, _)
            | (Type::Null, Value::Null)
            | (Type::Number, Value::Number(_))
            | (Type::Text, Value::Text(_))
            | (Type::Bool, Value::Bool(_))
            | (Type::Date, Value::Date(_))
            | (Type::Time, Value::Time(_))
            | (Type::DateTime, Value::DateTime(_))
            | (Type::YearsMonths, Value::YearsMonths(_))
            | (Type::DaysTime, Value::DaysTime(_)) => true,
            (Type::List(item_type), Value::List(items)) => {
                evaluation.look_at(items.len())?;
                let is_open = **item_type == Type::Any;
                is_open || all(items.iter().map(|item| (&**item_type, item)), evaluation)?
            }
            (Type::Range(end_type), Value::Range(range)) => {
                all(range.start.iter().chain(&range.end).map(|end| (&**end_type, end)), evaluation)?
            }
            (Type::Context(fields), Value::Context(context)) => {
                evaluation.look_at(fields.len())?;
                fields.keys().all(|name| context.contains(name))
                    && all(
                        fields.iter().filter_map(|(name, field)| Some((field, context.get(name)?))),
                        evaluation,
                    )?
            }
            (Type::Function(parameters, result), Value::Function(function)) => {
                evaluation.look_at(function.parameters.len())?;
                function_holds(parameters.as_deref(), result, function)
            }
            _ => false,
        })
    }

    /// Whether a value may stand where this type is declared: null may stand everywhere.
    fn allows(&self, value: &Value, evaluation: &mut Evaluation<'_>) -> Result<bool, Budget> {
        Ok(value.is_null() || self.holds(value, evaluation)?)
    }

    /// The value as this type: a single value for a list, the item of a list of one, a date as a date and time
    /// (DMN 1.5 §10.3.2.9.4). `None` when it does not fit.
    ///
    /// # Errors
    /// The budget of steps ran out while looking at the value.
    pub fn coerced(&self, value: Value, evaluation: &mut Evaluation<'_>) -> Result<Option<Value>, Budget> {
        if self.allows(&value, evaluation)? {
            return Ok(Some(value));
        }
        Ok(match (self, value) {
            (Type::List(item_type), value) => {
                item_type.allows(&value, evaluation)?.then(|| Value::list([value]))
            }
            (Type::DateTime, Value::Date(date)) => {
                let midnight = crate::temporal::Time::MIDNIGHT.in_zone(Some(crate::temporal::Zone::UTC));
                Some(Value::DateTime(crate::temporal::DateTime::new(date, midnight)))
            }
            (wanted, Value::List(items)) if items.len() == 1 => {
                wanted.allows(&items[0], evaluation)?.then(|| items[0].clone())
            }
            _ => None,
        })
    }

    /// Whether every value of `other` is one of this type, as far as a look at `left` of their parts can tell.
    fn covers(&self, other: &Type, left: &mut usize) -> bool {
        if *left == 0 {
            return false;
        }
        *left -= 1;
        match (self, other) {
            (Type::Any, _) | (_, Type::Null) => true,
            (Type::List(a), Type::List(b)) | (Type::Range(a), Type::Range(b)) => a.covers(b, left),
            (Type::Context(a), Type::Context(b)) => {
                a.iter().all(|(name, field)| b.get(name).is_some_and(|other| field.covers(other, left)))
            }
            (Type::Function(None, a), Type::Function(_, b)) => a.covers(b, left),
            (Type::Function(Some(a), a_result), Type::Function(Some(b), b_result)) => {
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|(a, b)| b.covers(a, left))
                    && a_result.covers(b_result, left)
            }
            _ => self.is_same(other),
        }
    }

    /// The type of items of which some have one type and some another: fields of contexts are put together, so that their
    /// names stay readable. `left` fields are put together; where there are more it is not known which they are.
    pub(crate) fn joined(a: Type, b: Type, left: &mut usize) -> Type {
        match (a, b) {
            (a, b) if a.is_same(&b) => a,
            (Type::Context(a), Type::Context(b)) if a.len() + b.len() <= *left => {
                *left -= a.len() + b.len();
                let mut fields = (*b).clone();
                for (name, its_type) in a.iter() {
                    let both = match fields.remove(name) {
                        Some(other) => Self::joined(its_type.clone(), other, left),
                        None => its_type.clone(),
                    };
                    fields.insert(name.clone(), both);
                }
                Type::Context(Arc::new(fields))
            }
            _ => Type::Any,
        }
    }

    /// Whether two types are the same, as far as a look at so many of their parts can tell: a few lines may stand for types
    /// with more parts than can be looked at.
    pub(crate) fn is_same(&self, other: &Type) -> bool {
        let mut left = MOST_COMPARED;
        self.equals(other, &mut left)
    }

    fn equals(&self, other: &Type, left: &mut usize) -> bool {
        if *left == 0 {
            return false;
        }
        *left -= 1;
        match (self, other) {
            (Type::List(a), Type::List(b)) | (Type::Range(a), Type::Range(b)) => {
                Arc::ptr_eq(a, b) || a.equals(b, left)
            }
            (Type::Context(a), Type::Context(b)) => {
                let mut pairs = a.iter().zip(b.iter());
                Arc::ptr_eq(a, b)
                    || a.len() == b.len() && pairs.all(|((a, x), (b, y))| a == b && x.equals(y, left))
            }
            (Type::Function(None, a), Type::Function(None, b)) => Arc::ptr_eq(a, b) || a.equals(b, left),
            (Type::Function(Some(a), x), Type::Function(Some(b), y)) => {
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|(a, b)| a.equals(b, left))
                    && x.equals(y, left)
            }
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b) && !a.has_parts(),
        }
    }

    /// Whether the type is made of others.
    const fn has_parts(&self) -> bool {
        matches!(self, Type::List(_) | Type::Range(_) | Type::Context(_) | Type::Function(..))
    }

    /// The type of the fields below, looked up through lists.
    pub(crate) fn field(&self, name: &str) -> Option<Type> {
        match self {
            Type::Context(fields) => fields.get(name).cloned(),
            Type::List(item) => item.field(name).map(Type::listed),
            _ => None,
        }
    }

    /// The names of the fields, when they are known.
    pub(crate) fn field_names(&self) -> Option<&Arc<BTreeMap<Arc<str>, Type>>> {
        match self {
            Type::Context(fields) if !fields.is_empty() => Some(fields),
            Type::List(item) => item.field_names(),
            _ => None,
        }
    }
}

/// Whether each value may stand where its type is declared.
fn all<'t>(
    mut pairs: impl Iterator<Item = (&'t Type, &'t Value)>,
    evaluation: &mut Evaluation<'_>,
) -> Result<bool, Budget> {
    let misfit = pairs.find_map(|(its_type, value)| match its_type.allows(value, evaluation) {
        Ok(true) => None,
        other => Some(other),
    });
    misfit.unwrap_or(Ok(true))
}

/// Built-in functions and lambdas without declared types count as functions of `Any`.
fn function_holds(parameters: Option<&Vec<Type>>, result: &Type, function: &Function) -> bool {
    let Some(parameters) = parameters else { return true };
    if matches!(function.callee, Callee::Builtin(_)) {
        return true;
    }
    let mut left = MOST_COMPARED;
    parameters.len() == function.parameters.len()
        && parameters
            .iter()
            .zip(&function.parameters)
            .all(|(given, (_, taken))| taken.covers(given, &mut left))
        && (function.result == Type::Any || result.covers(&function.result, &mut left))
}
