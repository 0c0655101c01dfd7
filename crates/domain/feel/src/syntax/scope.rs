//! Which names are known at a place of the text, and where their values will be.

use super::lexer::{blank_length, name_piece};
use super::similar::closest;
use crate::ast::{Kind, Node, Stretch};
use crate::builtins::{self, Builtin};
use crate::names::Names;
use crate::types::Type;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Names of more pieces than this are not looked for.
const MOST_PIECES: usize = 40;
/// Properties with spaces that values of the language have.
const OWN_PROPERTIES: [&str; 3] = ["time offset", "start included", "end included"];

/// A name in the form in which names are compared: words one space apart, signs without spaces.
pub(crate) fn normal(name: &str) -> String {
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
    /// The slots of the locals with a name, from the outside in.
    by_name: BTreeMap<String, Vec<u32>>,
    /// The slots of the items of filters, from the outside in.
    items: Vec<u32>,
    own_name: Option<String>,
    captures: Vec<Node>,
    captured: BTreeMap<String, (u32, Type)>,
}

impl Function {
    /// The innermost local of this name.
    fn slot_of(&self, name: &str) -> Option<u32> {
        self.by_name.get(name)?.last().copied()
    }

    /// Whether the function or a value in it has this name.
    fn hides(&self, name: &str) -> bool {
        self.own_name.as_deref() == Some(name) || self.slot_of(name).is_some()
    }

    /// The items of filters with their slots, from the outside in.
    fn items(&self) -> impl DoubleEndedIterator<Item = (u32, &Local)> {
        self.items.iter().map(|slot| (*slot, &self.locals[*slot as usize]))
    }
}

/// The fields of a type whose names are written with other spaces than they are compared with.
struct Spaced {
    by_normal: BTreeMap<String, Arc<str>>,
    /// Kept, so that the type is known by its place in memory.
    _fields: Arc<BTreeMap<Arc<str>, Type>>,
}

impl Spaced {
    fn of(fields: &Arc<BTreeMap<Arc<str>, Type>>) -> Self {
        let named = fields.keys().map(|name| (normal(name), name.clone()));
        Self {
            by_normal: named.filter(|(normal, name)| **normal != **name).collect(),
            _fields: fields.clone(),
        }
    }
}

/// All names known at the current place.
pub(super) struct Scope<'n> {
    functions: Vec<Function>,
    names: &'n Names,
    used: Vec<Arc<str>>,
    /// The number of each of them.
    numbers: BTreeMap<Arc<str>, u32>,
    /// Names of properties among the keys seen.
    properties: BTreeSet<String>,
    /// The fields of the types seen whose names are written with other spaces than they are compared with.
    spaced: RefCell<BTreeMap<usize, Spaced>>,
    /// How often `?` was used so far.
    pub(super) input_uses: u32,
    /// How often `partial` was used so far.
    pub(super) partial_uses: u32,
}

impl<'n> Scope<'n> {
    pub(super) fn new(names: &'n Names) -> Self {
        Self {
            functions: vec![Function::default()],
            names,
            used: Vec::new(),
            numbers: BTreeMap::new(),
            properties: OWN_PROPERTIES.iter().map(|name| (*name).to_owned()).collect(),
            spaced: RefCell::default(),
            input_uses: 0,
            partial_uses: 0,
        }
    }

    /// The variables used, in the order of their numbers.
    pub(super) fn into_used(self) -> Vec<Arc<str>> {
        self.used
    }

    /// The longest name of a type of the model at the start of `text`: its length and the type.
    pub(super) fn longest_type(&self, text: &str) -> Option<(usize, Type)> {
        let (name, length) = longest(text, |name| self.names.type_called(name).is_some())?;
        Some((length, self.names.type_called(&name)?.clone()))
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
        let function = self.function();
        let slot = function.locals.len() as u32;
        function.by_name.entry(local.normal.clone()).or_default().push(slot);
        function.items.extend(local.is_item.then_some(slot));
        function.locals.push(local);
        slot
    }

    /// How many locals there are, to go back to.
    pub(super) fn mark(&mut self) -> usize {
        self.function().locals.len()
    }

    /// Forgets the locals added since.
    pub(super) fn reset(&mut self, mark: usize) {
        let function = self.function();
        for forgotten in function.locals.drain(mark.min(function.locals.len())..) {
            function.by_name.get_mut(&forgotten.normal).and_then(Vec::pop);
            if forgotten.is_item {
                function.items.pop();
            }
        }
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
        let declared = longest(text, |name| self.field_of(its_type, name).is_some());
        if let Some((name, length)) = declared {
            return Some((self.field_of(its_type, &name)?, length));
        }
        let is_known = |name: &str| self.properties.contains(name) || self.names.has_property(name);
        longest(text, is_known).map(|(name, length)| (name.into(), length))
    }

    /// Whether an item with unknown properties is in sight, so that any name may be one of them.
    pub(super) fn has_open_item(&self) -> bool {
        self.names.is_open()
            || self.functions.iter().flat_map(Function::items).any(|(_, item)| is_open_item(item))
    }

    /// How the field is written in the type that has this name in the form in which names are compared.
    fn field_of(&self, its_type: &Type, name: &str) -> Option<Arc<str>> {
        let fields = its_type.field_names()?;
        if let Some((field, _)) = fields.get_key_value(name) {
            return Some(field.clone());
        }
        let mut spaced = self.spaced.borrow_mut();
        let known = spaced.entry(Arc::as_ptr(fields) as usize).or_insert_with(|| Spaced::of(fields));
        known.by_normal.get(name).cloned()
    }

    fn knows(&self, name: &str) -> bool {
        builtins::find(name).is_some()
            || self.names.called(name).is_some()
            || self.functions.iter().any(|function| {
                function.hides(name)
                    || function.items().any(|(_, item)| self.field_of(&item.its_type, name).is_some())
            })
    }

    /// The function of the language with this name, unless a value hides it. Properties of items with unknown fields
    /// hide nothing that is called.
    pub(super) fn builtin(&self, name: &str) -> Option<&'static Builtin> {
        let hidden =
            self.names.called(name).is_some() || self.functions.iter().any(|function| function.hides(name));
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
        let function = &self.functions[level];
        let named = function.slot_of(name);
        let mut open_items = Vec::new();
        let mut found = named.map(|slot| (Kind::Slot(slot), function.locals[slot as usize].its_type.clone()));
        // A property of the item goes before the item itself, also when it is called `item`.
        for (slot, item) in
            function.items().rev().take_while(|(slot, _)| named.is_none_or(|named| *slot >= named))
        {
            if let Some((field, its_type)) = self
                .field_of(&item.its_type, name)
                .and_then(|field| Some((field.clone(), item.its_type.field(&field)?)))
            {
                let item = Node { kind: Kind::Slot(slot), at, depth: 1 };
                found = Some((Kind::Path(Box::new(item), field), its_type));
                break;
            }
            if is_open_item(item) {
                open_items.push(slot);
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
            let Some(original) = self.names.called(name).cloned() else {
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
        *self.numbers.entry(name).or_insert_with_key(|name| {
            self.used.push(name.clone());
            self.used.len() as u32 - 1
        })
    }

    /// The number of a variable whether it is known or not: `is defined` asks for just that.
    pub(super) fn number_of_any(&mut self, name: &str) -> u32 {
        self.number_of(name.into())
    }

    /// The known name closest to a misspelt one.
    pub(super) fn similar(&self, name: &str) -> Option<String> {
        let mut known: Vec<&str> = builtins::names().collect();
        known.extend(self.names.all_called());
        known.extend(
            self.functions.iter().flat_map(|function| &function.locals).map(|local| local.normal.as_str()),
        );
        closest(name, known)
    }

    /// The known type closest to a misspelt one.
    pub(super) fn similar_type(&self, name: &str) -> Option<String> {
        let mut known: Vec<&str> = Type::NAMES.to_vec();
        known.extend(self.names.type_names());
        closest(name, known)
    }
}

fn is_open_item(local: &Local) -> bool {
    local.is_item
        && matches!(&local.its_type, Type::Any | Type::Context(_))
        && local.its_type.field_names().is_none()
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
