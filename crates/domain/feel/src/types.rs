//! Types of FEEL: what `instance of` asks and what a decision model declares. Allowed values are checked by `dmn`.

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

impl Type {
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

    /// Whether a value is of this type; null is of the types `Any` and `Null` only.
    pub fn holds(&self, value: &Value) -> bool {
        match (self, value) {
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
            (Type::List(item_type), Value::List(items)) => items.iter().all(|item| item_type.allows(item)),
            (Type::Range(end_type), Value::Range(range)) => {
                range.start.iter().chain(&range.end).all(|end| end_type.allows(end))
            }
            (Type::Context(fields), Value::Context(context)) => {
                fields.iter().all(|(name, field)| context.get(name).is_some_and(|value| field.allows(value)))
            }
            (Type::Function(parameters, result), Value::Function(function)) => {
                function_holds(parameters.as_deref(), result, function)
            }
            _ => false,
        }
    }

    /// Whether a value may stand where this type is declared: null may stand everywhere.
    pub fn allows(&self, value: &Value) -> bool {
        value.is_null() || self.holds(value)
    }

    /// The value as this type: a single value for a list, the item of a list of one, a date as a date and time
    /// (DMN 1.5 §10.3.2.9.4). `None` when it does not fit.
    pub fn coerced(&self, value: Value) -> Option<Value> {
        if self.allows(&value) {
            return Some(value);
        }
        match (self, value) {
            (Type::Context(fields), Value::Context(context)) => {
                let fits =
                    fields.iter().all(|(name, field)| context.get(name).is_some_and(|v| field.allows(v)));
                fits.then_some(Value::Context(context))
            }
            (Type::List(item_type), value) if item_type.allows(&value) => Some(Value::list([value])),
            (Type::DateTime, Value::Date(date)) => {
                let midnight = crate::temporal::Time::MIDNIGHT.in_zone(Some(crate::temporal::Zone::UTC));
                Some(Value::DateTime(crate::temporal::DateTime::new(date, midnight)))
            }
            (wanted, Value::List(items)) if items.len() == 1 && !matches!(wanted, Type::List(_)) => {
                wanted.allows(&items[0]).then(|| items[0].clone())
            }
            _ => None,
        }
    }

    /// Whether every value of `other` is one of this type.
    pub fn covers(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Any, _) | (_, Type::Null) => true,
            (Type::List(a), Type::List(b)) | (Type::Range(a), Type::Range(b)) => a.covers(b),
            (Type::Context(a), Type::Context(b)) => {
                a.iter().all(|(name, field)| b.get(name).is_some_and(|other| field.covers(other)))
            }
            (Type::Function(None, a), Type::Function(_, b)) => a.covers(b),
            (Type::Function(Some(a), a_result), Type::Function(Some(b), b_result)) => {
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|(a, b)| b.covers(a))
                    && a_result.covers(b_result)
            }
            _ => self == other,
        }
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
    pub(crate) fn field_names(&self) -> Option<&BTreeMap<Arc<str>, Type>> {
        match self {
            Type::Context(fields) if !fields.is_empty() => Some(fields),
            Type::List(item) => item.field_names(),
            _ => None,
        }
    }
}

/// Built-in functions and lambdas without declared types count as functions of `Any`.
fn function_holds(parameters: Option<&Vec<Type>>, result: &Type, function: &Function) -> bool {
    let Some(parameters) = parameters else { return true };
    if matches!(function.callee, Callee::Builtin(_)) {
        return true;
    }
    let fits = parameters.iter().zip(&function.parameters).all(|(given, (_, taken))| taken.covers(given));
    fits && parameters.len() == function.parameters.len()
        && (result.covers(&function.result) || function.result == Type::Any)
}
