//! A YAML or JSON text as a tree with places, before anything in it has a type.
//!
//! It is made from the events of the YAML parser behind `serde_yaml`, so that scalars keep their spelling (`0913`,
//! `1.10`, `NO`), every key and value knows its place, and doubled keys and alias bombs are ours to judge. JSON goes
//! the same way, for JSON is YAML; it comes here only if `serde_json` has found something wrong with it.

use std::collections::HashMap;

use serde_yaml::granit_parser::{self, ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// Bytes of a text. Ten thousand pieces of evidence take some three million; what is larger is no record.
pub const SIZE_LIMIT: usize = 16 << 20;

/// Brackets or indentations within one another. A record has at most eight; readers that walk the tree may recurse.
pub const DEPTH_LIMIT: usize = 64;

/// Values of a text. So many fit into the permitted size only if nearly all of them are empty.
pub const NODE_LIMIT: usize = 1_000_000;

/// Values that aliases (`*name`) repeat, all together. A provider repeated for each course takes a few thousand; the
/// known "bombs" want billions.
pub const ALIAS_LIMIT: usize = 100_000;

/// Doubled keys told of one text.
const DOUBLED_LIMIT: usize = 25;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tree {
    /// Its place.
    pub(super) span: Span,
    /// What it is.
    pub(super) node: Node,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An unquoted scalar: a word, number, `true`, `null`, or nothing.
    Plain(String),
    /// A quoted or block scalar: a text, whatever it looks like.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Keys with values, in the order of the file.
    Map(Vec<Entry>),
    /// Something that has been found wrong and is left out of further reading.
    Hole,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The key.
    pub(super) key: String,
    /// Its place.
    pub(super) key_span: Span,
    /// The value.
    pub(super) value: Tree,
}

impl Tree {
    /// The place to underline: a scalar, or where a list or map begins.
    pub(super) fn head(&self) -> Span {
        match &self.node {
            Node::Plain(_) | Node::Text(_) | Node::Hole => self.span,
            Node::List(list) => list.first().map_or(self.span, Self::head),
            Node::Map(entries) => entries.first().map_or(self.span, |entry| match &entry.value.node {
                Node::Plain(_) | Node::Text(_) if entry.key_span.file == entry.value.span.file => {
                    entry.key_span.to(entry.value.span)
                }
                Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Map(_) | Node::Hole => entry.key_span,
            }),
        }
    }

    /// Whether nothing stands here.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(&self.node, Node::Plain(text) if is_null(text))
    }

    /// The value of a key of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match &self.node {
            Node::Map(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value),
            Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Hole => None,
        }
    }
}

/// Whether an unquoted scalar says that there is nothing.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether an unquoted scalar is a number: that of JSON, and with a sign or leading zeros that of YAML.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = digits.split_once(['e', 'E']).map_or((digits, None), |(a, b)| (a, Some(b)));
    let (integer, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_ok = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !digits.is_empty() && plain(digits)
    });
    !integer.is_empty() && plain(integer) && plain(decimals) && exponent_ok
}

/// All documents of a text, and what is wrong with its form.
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// The documents.
    pub(super) trees: Vec<Tree>,
    /// What is wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the documents of a text: YAML documents, the elements of a list at the top, or one JSON value after another.
pub(super) fn documents(file: FileId, text: &str) -> Forest {
    let values = json_values(text);
    let mut forest = Forest::default();
    for (start, part) in values.unwrap_or_else(|| vec![(0, text)]) {
        let read = read(file, start, part);
        forest.trees.extend(read.trees);
        forest.diagnostics.extend(read.diagnostics);
    }
    forest.trees = forest.trees.into_iter().flat_map(spread).collect();
    forest
}

/// The elements of a list of documents, or the one document.
fn spread(tree: Tree) -> Vec<Tree> {
    match tree.node {
        Node::List(list) => list,
        Node::Plain(_) | Node::Text(_) | Node::Map(_) | Node::Hole => vec![tree],
    }
}

/// The values of a text that is JSON, with their offsets; none if it is not.
fn json_values(text: &str) -> Option<Vec<(usize, &str)>> {
    let begin = text.trim_start_matches('\u{feff}').trim_start();
    if !begin.starts_with(['{', '[']) {
        return None;
    }
    let offset = text.len() - begin.len();
    let mut values = serde_json::Deserializer::from_str(begin).into_iter::<serde::de::IgnoredAny>();
    let mut parts = Vec::new();
    loop {
        let from = values.byte_offset();
        match values.next() {
            None => return Some(parts),
            Some(Err(_)) => return None,
            Some(Ok(_)) => parts.push((offset + from, begin.get(from..values.byte_offset())?)),
        }
    }
}

/// Reads the YAML documents of a part of a text that begins at an offset.
fn read(file: FileId, offset: usize, text: &str) -> Forest {
    let mut builder = Builder::new(file, offset, text.len());
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEPTH_LIMIT,
        block_nesting_limit: DEPTH_LIMIT,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let outcome = match event {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => Err(Box::new(builder.syntax(&error))),
        };
        if let Err(diagnostic) = outcome {
            builder.forest.diagnostics.push(*diagnostic);
            break;
        }
    }
    builder.forest
}

/// A list or map that is still open.
#[derive(Debug)]
struct Open {
    node: Node,
    start: Span,
    anchor: usize,
    /// The key that waits for its value.
    key: Option<(String, Span)>,
    /// The keys of a map, with their places.
    keys: HashMap<String, Span>,
    /// How many values it holds, itself included.
    size: usize,
}

#[derive(Debug)]
struct Builder {
    file: FileId,
    offset: usize,
    length: usize,
    open: Vec<Open>,
    /// Anchored values by the parser's number, with their sizes.
    anchors: HashMap<usize, (Tree, usize)>,
    nodes: usize,
    repeated: usize,
    forest: Forest,
}

type Outcome = Result<(), Box<Diagnostic>>;

impl Builder {
    fn new(file: FileId, offset: usize, length: usize) -> Self {
        Self {
            file,
            offset,
            length,
            open: Vec::new(),
            anchors: HashMap::new(),
            nodes: 0,
            repeated: 0,
            forest: Forest::default(),
        }
    }

    fn at(&self, marker: &Marker) -> u32 {
        let byte = marker.byte_offset().unwrap_or(0).min(self.length) + self.offset;
        u32::try_from(byte).unwrap_or(u32::MAX)
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        Span::new(self.file, self.at(&span.start), self.at(&span.end))
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "the parser may learn other events")]
    fn event(&mut self, event: Event<'_>, span: granit_parser::Span) -> Outcome {
        let span = self.span(span);
        match event {
            Event::DocumentStart(..) => {
                // Aliases do not reach into another document.
                self.anchors.clear();
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                let mut node = match style {
                    ScalarStyle::Plain => Node::Plain(text.into_owned()),
                    ScalarStyle::SingleQuoted
                    | ScalarStyle::DoubleQuoted
                    | ScalarStyle::Literal
                    | ScalarStyle::Folded => Node::Text(text.into_owned()),
                };
                if let Some(tag) = tag {
                    node = self.tagged(node, &tag, span)?;
                }
                self.value(Tree { span, node }, anchor, 1)
            }
            Event::SequenceStart(_, anchor, tag) => self.begin(Node::List(Vec::new()), anchor, tag.as_deref(), span),
            Event::MappingStart(_, anchor, tag) => self.begin(Node::Map(Vec::new()), anchor, tag.as_deref(), span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Ok(()),
        }
    }

    fn fault(&self, code: Code, message: impl Into<String>, span: Span, label: &str) -> Box<Diagnostic> {
        Box::new(Diagnostic::new(code, message).at(span, label))
    }

    /// Gives an explicit tag its meaning; only that of texts has one here.
    fn tagged(&self, node: Node, tag: &granit_parser::Tag, span: Span) -> Result<Node, Box<Diagnostic>> {
        let core = tag.core_suffix();
        match node {
            Node::Plain(text) | Node::Text(text) if core == Some("str") => Ok(Node::Text(text)),
            node if matches!(core, Some("int" | "float" | "bool" | "null" | "seq" | "map")) => Ok(node),
            Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Map(_) | Node::Hole => {
                let message = format!("tags such as `{}` have no meaning in a record", tag.original());
                Err(self.fault(Code::RecordSyntax, message, span, "tagged"))
            }
        }
    }

    fn begin(&mut self, node: Node, anchor: usize, tag: Option<&granit_parser::Tag>, start: Span) -> Outcome {
        let node = match tag {
            Some(tag) => self.tagged(node, tag, start)?,
            None => node,
        };
        // The parser limits block and flow nesting each; together they may reach twice the limit.
        if self.open.len() >= DEPTH_LIMIT {
            return Err(self.too_deep(start));
        }
        self.open.push(Open { node, start, anchor, key: None, keys: HashMap::new(), size: 1 });
        Ok(())
    }

    fn too_deep(&self, span: Span) -> Box<Diagnostic> {
        let message = format!("values are nested more than {DEPTH_LIMIT} deep");
        self.fault(Code::TooDeep, message, span, "too deep")
    }

    fn end(&mut self, span: Span) -> Outcome {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let span = Span::new(self.file, open.start.start, span.end.max(open.start.end));
        self.value(Tree { span, node: open.node }, open.anchor, open.size)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Outcome {
        let Some((tree, size)) = self.anchors.get(&anchor).map(|(tree, size)| (tree, *size)) else {
            return Err(self.fault(Code::RecordSyntax, "an alias that holds itself", span, "inside its own anchor"));
        };
        let mut copy = tree.clone();
        copy.span = span;
        self.repeat(size, span)?;
        self.value(copy, 0, size)
    }

    /// Counts values that are kept for aliases, or put in place of one.
    fn repeat(&mut self, size: usize, span: Span) -> Outcome {
        self.repeated = self.repeated.saturating_add(size);
        if self.repeated <= ALIAS_LIMIT {
            return Ok(());
        }
        let message = format!("anchors and aliases repeat more than {ALIAS_LIMIT} values");
        Err(self.fault(Code::TooMuch, message, span, "one value too many"))
    }

    /// Puts a value where it belongs: behind its key, into its list, or at the top.
    fn value(&mut self, tree: Tree, anchor: usize, size: usize) -> Outcome {
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > NODE_LIMIT {
            let message = format!("the text holds more than {NODE_LIMIT} values");
            return Err(self.fault(Code::TooMuch, message, tree.span, "one value too many"));
        }
        if anchor != 0 {
            // Nested anchors would copy their values once for each level.
            self.repeat(size, tree.span)?;
            self.anchors.insert(anchor, (tree.clone(), size));
        }
        let Some(open) = self.open.last_mut() else {
            if !tree.is_nothing() {
                self.forest.trees.push(tree);
            }
            return Ok(());
        };
        open.size = open.size.saturating_add(size);
        match &mut open.node {
            Node::List(list) => list.push(tree),
            Node::Map(entries) => match open.key.take() {
                None => match tree.node {
                    Node::Plain(text) | Node::Text(text) => open.key = Some((text, tree.span)),
                    Node::List(_) | Node::Map(_) | Node::Hole => {
                        let message = "a list or map stands where a key is expected";
                        return Err(self.fault(Code::RecordSyntax, message, tree.head(), "not a key"));
                    }
                },
                Some((key, key_span)) => match open.keys.get(&key) {
                    Some(_) if self.forest.diagnostics.len() >= DOUBLED_LIMIT => {}
                    Some(first) => {
                        let shown = super::scalar::shorten(&key);
                        let diagnostic = Diagnostic::new(Code::DuplicateKey, format!("the key `{shown}` stands twice"))
                            .at(key_span, "again here")
                            .also(*first, "first here");
                        self.forest.diagnostics.push(diagnostic);
                    }
                    None => {
                        open.keys.insert(key.clone(), key_span);
                        entries.push(Entry { key, key_span, value: tree });
                    }
                },
            },
            Node::Plain(_) | Node::Text(_) | Node::Hole => {}
        }
        Ok(())
    }

    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let start = self.at(error.marker());
        let end = u32::try_from(self.offset + self.length).unwrap_or(u32::MAX);
        let span = Span::new(self.file, start, start.saturating_add(1).min(end).max(start));
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return *self.too_deep(span);
        }
        Diagnostic::new(Code::RecordSyntax, sentence(error)).at(span, "here")
    }
}

/// Says in plain words what the YAML parser found.
#[allow(clippy::wildcard_enum_match_arm, reason = "the parser's list of slips is long and may grow")]
fn sentence(error: &ScanError) -> String {
    let plain = match error.kind() {
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::UnclosedFlowCollection { open: '[' } => {
            "a list that begins with `[` is not closed with `]`"
        }
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::UnclosedFlowCollection { .. } => "a map that begins with `{` is not closed with `}`",
        ErrorKind::UnclosedQuotedScalar => "a text in quotes is not closed",
        ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabNotAllowed => "a tab stands where spaces are expected",
        ErrorKind::UnknownAnchor => "an alias (`*name`) names no anchor (`&name`) that stands before it",
        ErrorKind::ExpectedFlowMappingSeparator => "expected `,` or `}`",
        ErrorKind::ExpectedFlowSequenceSeparator => "expected `,` or `]`",
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => {
            "this line is indented neither like the lines above nor deeper"
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => "expected a key with `:` behind it",
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            "a `:` stands where no key is expected; a text that contains `: ` needs quotes"
        }
        ErrorKind::BlockSequenceEntryNotAllowed => "a list entry (`-`) stands where none is expected",
        ErrorKind::MisplacedFlowCollectionEnd => "a bracket closes that was not opened",
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return format!("`{open}` is closed with `{close}`");
        }
        ErrorKind::UnexpectedCharacter { character } if !character.is_control() => {
            return format!("the character `{character}` cannot stand here; a text that begins with it needs quotes");
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "no such escape after `\\`; a text in single quotes takes `\\` as it is"
        }
        ErrorKind::BomInsideDocument => "a byte-order mark stands in the middle of the text",
        ErrorKind::UnexpectedEof => "the text ends too early",
        _ => return format!("the text is not well-formed YAML: {}", error.info()),
    };
    plain.to_owned()
}
