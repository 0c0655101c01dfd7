//! Which names are known at a place of the text, and where their values will be.

use super::lexer::{blank_length, name_piece};
use crate::ast::{Kind, Node, Stretch};
use crate::builtins::{self, Builtin};
use crate::names::Names;
use crate::types::Type;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Names of more pieces than this are not looked for.
const MOST_PIECES: usize = 40;
/// More properties than this are not collected from types.
const MOST_PROPERTIES: usize = 10_000;
/// Properties with spaces that values of the language have.
const OWN_PROPERTIES: [&str; 3] = ["time offset", "start included", "end included"];

/// A name in the form in which names are compared: words one space apart, signs without spaces.
pub(super) fn normal(name: &str) -> String {
    let (mut result, mut position, mut after_word) = (String::new(), 0, false);
    loop {
        position += blank_length(&name[position..]);
        let Some(length) = name_piece(&name[position..]) else { break };
        append_piece(&mut result, &name[position..position + length], &mut after_word);
        position += length;
    }
    // What is no name at all (a key in quotes) stands for itself.
    if position < name.len() { name.to_owned() } else { result }
}

fn append_piece(result: &mut String, piece: &str, after_word: &mut bool) {
    let is_word = piece.chars().next().is_some_and(super::lexer::continues_name);
    if is_word && *after_word {
        result.push(' ');
    }
    result.push_str(piece);
    *after_word = is_word;
}

/// What a name means.
pub(super) enum Meaning {
    Value(Kind, Type),
    Builtin(&'static Builtin),
}

/// A value on the stack of the running function.
struct Local {
    normal: String,
    its_type: Type,
    /// An item of a filter: its properties are names, too.
    is_item: bool,
}

/// The names of one function body.
#[derive(Default)]
struct Function {
    locals: Vec<Local>,
    own_name: Option<String>,
    captures: Vec<Node>,
    captured: BTreeMap<String, (u32, Type)>,
}

/// All names known at the current place.
pub(super) struct Scope<'n> {
    functions: Vec<Function>,
    names: &'n Names,
    global: BTreeMap<String, &'n Arc<str>>,
    used: Vec<Arc<str>>,
    /// Names of properties anywhere in the types and keys seen.
    properties: BTreeSet<String>,
    /// How often `?` was used so far.
    pub(super) input_uses: u32,
    /// How often `partial` was used so far.
    pub(super) partial_uses: u32,
}

impl<'n> Scope<'n> {
    pub(super) fn new(names: &'n Names) -> Self {
        let mut properties: BTreeSet<String> = OWN_PROPERTIES.iter().map(|name| (*name).to_owned()).collect();
        for its_type in names.entries().values().chain(names.types().values()) {
            collect_properties(its_type, &mut properties, 8);
        }
        Self {
            functions: vec![Function::default()],
            names,
            global: names.entries().keys().map(|name| (normal(name), name)).collect(),
            used: Vec::new(),
            properties,
            input_uses: 0,
            partial_uses: 0,
        }
    }

    /// The variables used, in the order of their numbers.
    pub(super) fn into_used(self) -> Vec<Arc<str>> {
        self.used
    }

    /// The types of the model.
    pub(super) fn types(&self) -> &BTreeMap<Arc<str>, Type> {
        self.names.types()
    }

    /// Adds a local; its slot.
    pub(super) fn push(&mut self, name: &str, its_type: Type) -> u32 {
        self.push_local(Local { normal: normal(name), its_type, is_item: false })
    }

    /// Adds the item of a filter; its slot.
    pub(super) fn push_item(&mut self, its_type: Type) -> u32 {
        self.push_local(Local { normal: "item".to_owned(), its_type, is_item: true })
    }

    fn push_local(&mut self, local: Local) -> u32 {
        let locals = &mut self.function().locals;
        locals.push(local);
        locals.len() as u32 - 1
    }

    /// How many locals there are, to go back to.
    pub(super) fn mark(&mut self) -> usize {
        self.function().locals.len()
    }

    /// Forgets the locals added since.
    pub(super) fn reset(&mut self, mark: usize) {
        self.function().locals.truncate(mark);
    }

    /// How many functions and locals there are, to go back to from anywhere.
    pub(super) fn place(&mut self) -> (usize, usize) {
        (self.functions.len(), self.mark())
    }

    /// Forgets the functions and locals added since.
    pub(super) fn go_back(&mut self, place: (usize, usize)) {
        self.functions.truncate(place.0);
        self.reset(place.1);
    }

    /// Starts a function body.
    pub(super) fn enter_function(&mut self, own_name: Option<&str>) {
        self.functions.push(Function { own_name: own_name.map(normal), ..Function::default() });
    }

    /// Ends a function body: what it takes from outside.
    pub(super) fn leave_function(&mut self) -> Vec<Node> {
        self.functions.pop().map(|function| function.captures).unwrap_or_default()
    }

    /// Remembers a key, so that it is readable after a dot.
    pub(super) fn add_property(&mut self, name: &str) {
        self.properties.insert(normal(name));
    }

    fn function(&mut self) -> &mut Function {
        self.functions.last_mut().expect("the outermost function is never left")
    }

    /// The longest known name at the start of `text`: its normal form and its length in bytes.
    pub(super) fn longest_name(&self, text: &str) -> Option<(String, usize)> {
        longest(text, |name| self.knows(name))
    }

    /// The longest name of a property of this type at the start of `text`; of any property seen when the type is open.
    pub(super) fn longest_property(&self, text: &str, its_type: &Type) -> Option<(Arc<str>, usize)> {
        if let Some(fields) = its_type.field_names() {
            let by_normal: BTreeMap<String, &Arc<str>> =
                fields.keys().map(|name| (normal(name), name)).collect();
            if let Some((name, length)) = longest(text, |name| by_normal.contains_key(name)) {
                return Some((by_normal[&name].clone(), length));
            }
        }
        longest(text, |name| self.properties.contains(name)).map(|(name, length)| (name.into(), length))
    }

    /// Whether an item with unknown properties is in sight, so that any name may be one of them.
    pub(super) fn has_open_item(&self) -> bool {
        self.names.is_open() || self.functions.iter().flat_map(|function| &function.locals).any(is_open_item)
    }

    fn knows(&self, name: &str) -> bool {
        builtins::find(name).is_some()
            || self.global.contains_key(name)
            || self.functions.iter().any(|function| {
                function.own_name.as_deref() == Some(name)
                    || function.locals.iter().any(|local| {
                        local.normal == name || (local.is_item && field_of(&local.its_type, name).is_some())
                    })
            })
    }

    /// The function of the language with this name, unless a value hides it. Properties of items with unknown fields
    /// hide nothing that is called.
    pub(super) fn builtin(&self, name: &str) -> Option<&'static Builtin> {
        let hidden = self.global.contains_key(name)
            || self.functions.iter().any(|function| {
                function.own_name.as_deref() == Some(name)
                    || function.locals.iter().any(|local| local.normal == name)
            });
        if hidden { None } else { builtins::find(name) }
    }

    /// Where the value of a name is; `None` when nobody knows it.
    pub(super) fn resolve(&mut self, name: &str, at: Stretch) -> Option<Meaning> {
        match name {
            "?" => self.input_uses += 1,
            "partial" => self.partial_uses += 1,
            _ => {}
        }
        let level = self.functions.len() - 1;
        if let Some((kind, its_type)) = self.resolve_at(level, name, at) {
            return Some(Meaning::Value(kind, its_type));
        }
        builtins::find(name).map(Meaning::Builtin)
    }

    /// Looks through the locals of one function from the inside out, then outside of it.
    fn resolve_at(&mut self, level: usize, name: &str, at: Stretch) -> Option<(Kind, Type)> {
        let mut open_items = Vec::new();
        let mut found = None;
        for (slot, local) in self.functions[level].locals.iter().enumerate().rev() {
            // A property of the item goes before the item itself, also when it is called `item`.
            if let Some((field, its_type)) = local.is_item.then(|| field_of(&local.its_type, name)).flatten()
            {
                let item = Node { kind: Kind::Slot(slot as u32), at, depth: 1 };
                found = Some((Kind::Path(Box::new(item), field), its_type));
                break;
            }
            if is_open_item(local) {
                open_items.push(slot as u32);
            }
            if local.normal == name {
                found = Some((Kind::Slot(slot as u32), local.its_type.clone()));
                break;
            }
        }
        let mut result = found.or_else(|| self.resolve_outside(level, name, at));
        for slot in open_items.into_iter().rev() {
            let (fallback, its_type) = result.unwrap_or((Kind::Literal(crate::Value::Null), Type::Any));
            let item = Box::new(Node { kind: Kind::Slot(slot), at, depth: 1 });
            let fallback = Box::new(Node { kind: fallback, at, depth: 2 });
            result = Some((Kind::ItemName { item, name: name.into(), fallback }, its_type));
        }
        result
    }

    /// A name that is no local: the function itself, something captured, or a variable handed in.
    fn resolve_outside(&mut self, level: usize, name: &str, at: Stretch) -> Option<(Kind, Type)> {
        if self.functions[level].own_name.as_deref() == Some(name) {
            return Some((Kind::Itself, Type::Any));
        }
        if level == 0 {
            let Some(original) = self.global.get(name).map(|known| (**known).clone()) else {
                let open = self.names.is_open() && builtins::find(name).is_none();
                return open.then(|| (Kind::Global(self.number_of(name.into())), Type::Any));
            };
            let its_type = self.names.type_of(&original).cloned().unwrap_or_default();
            return Some((Kind::Global(self.number_of(original)), its_type));
        }
        if let Some((index, its_type)) = self.functions[level].captured.get(name) {
            return Some((Kind::Captured(*index), its_type.clone()));
        }
        let (kind, its_type) = self.resolve_at(level - 1, name, at)?;
        let function = &mut self.functions[level];
        let index = function.captures.len() as u32;
        function.captures.push(Node { kind, at, depth: 3 });
        function.captured.insert(name.to_owned(), (index, its_type.clone()));
        Some((Kind::Captured(index), its_type))
    }

    fn number_of(&mut self, name: Arc<str>) -> u32 {
        let known = self.used.iter().position(|used| *used == name);
        known.unwrap_or_else(|| {
            self.used.push(name);
            self.used.len() - 1
        }) as u32
    }

    /// The number of a variable whether it is known or not: `is defined` asks for just that.
    pub(super) fn number_of_any(&mut self, name: &str) -> u32 {
        self.number_of(name.into())
    }

    /// The known name closest to a misspelt one.
    pub(super) fn similar(&self, name: &str) -> Option<String> {
        let mut known: Vec<&str> = builtins::names().collect();
        known.extend(self.global.keys().map(String::as_str));
        known.extend(
            self.functions.iter().flat_map(|function| &function.locals).map(|local| local.normal.as_str()),
        );
        closest(name, known)
    }

    /// The known type closest to a misspelt one.
    pub(super) fn similar_type(&self, name: &str) -> Option<String> {
        let mut known: Vec<&str> = Type::NAMES.to_vec();
        known.extend(self.types().keys().map(|known| &**known));
        closest(name, known)
    }
}

fn closest(name: &str, known: Vec<&str>) -> Option<String> {
    // Letter case aside, short names are too much alike to guess.
    let allowed = (name.chars().count() / 3).min(3);
    known
        .into_iter()
        .map(|known| (distance(name, known), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, known)| known.to_owned())
}

fn is_open_item(local: &Local) -> bool {
    local.is_item
        && matches!(&local.its_type, Type::Any | Type::Context(_))
        && local.its_type.field_names().is_none()
}

fn field_of(its_type: &Type, name: &str) -> Option<(Arc<str>, Type)> {
    let fields = its_type.field_names()?;
    let (original, _) =
        fields.get_key_value(name).or_else(|| fields.iter().find(|(field, _)| normal(field) == name))?;
    Some((original.clone(), its_type.field(original)?))
}

fn collect_properties(its_type: &Type, into: &mut BTreeSet<String>, levels: u32) {
    match its_type {
        Type::Context(fields) if levels > 0 && into.len() < MOST_PROPERTIES => {
            for (name, field) in fields.iter() {
                into.insert(normal(name));
                collect_properties(field, into, levels - 1);
            }
        }
        Type::List(item) | Type::Function(_, item) if levels > 0 => {
            collect_properties(item, into, levels - 1)
        }
        _ => {}
    }
}

/// The longest run of name pieces at the start of `text` that `known` accepts.
pub(super) fn longest(text: &str, known: impl Fn(&str) -> bool) -> Option<(String, usize)> {
    let (mut name, mut position, mut after_word, mut best) = (String::new(), 0, false, None);
    for _ in 0..MOST_PIECES {
        let start = position + blank_length(&text[position..]);
        let Some(length) = name_piece(&text[start..]) else { break };
        append_piece(&mut name, &text[start..start + length], &mut after_word);
        position = start + length;
        if known(&name) {
            best = Some((name.clone(), position));
        }
    }
    best
}

/// How many letters must be changed, left out, put in or swapped with the next (Damerau), letter case aside.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for line in 0..a.len() {
        let mut row = vec![line + 1];
        for column in 0..b.len() {
            let changed = last[column] + usize::from(a[line] != b[column]);
            let mut least = changed.min(last[column + 1] + 1).min(row[column] + 1);
            let swapped = line > 0 && column > 0 && a[line] == b[column - 1] && a[line - 1] == b[column];
            if swapped {
                least = least.min(before_last[column - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
