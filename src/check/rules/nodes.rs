//! Makes nodes, and keeps count of the bindings that each part refers to.

use super::{Gap, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::date::Interval;
use crate::model::program::{
    Alternative, Binding, BindingId, Claim, Condition, DateId, DateTerm, FactTest, Formula, JointScope, Node, NodeId,
    NodeKind, Note, NoteKind, Pick, Row, RowKind, Selection, SelectionId, Test, TestId, Window,
};
use crate::source::Span;

/// How many nodes the expansions of one grant may make. The largest matrix known (151 skills by four profiles) needs
/// some 1,200; a slip that multiplies sets makes millions.
const MAX_EXPANDED: usize = 2_000;

/// How many bindings a program may have: as many as a node's mask has bits. Real grants have fewer than ten.
const MAX_BINDINGS: usize = 64;

/// How much of a line is shown.
const MAX_LINE: usize = 200;

/// Bindings that dates, tests and selections refer to, by their ids.
#[derive(Debug, Default)]
pub(super) struct Masks {
    dates: Vec<u64>,
    tests: Vec<u64>,
    selections: Vec<u64>,
}

fn bit(binding: BindingId) -> u64 {
    1_u64.checked_shl(binding.0).unwrap_or(0)
}

fn at(masks: &[u64], index: usize) -> u64 {
    masks.get(index).copied().unwrap_or(0)
}

/// How far the program has come, so that what is only looked at can be taken back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    dates: usize,
    tests: usize,
    selections: usize,
    nodes: usize,
    bindings: usize,
    notes: usize,
}

impl Lowering<'_, '_> {
    /// Where the program stands.
    pub(super) fn mark_program(&self) -> Mark {
        let program = &self.rules.program;
        Mark {
            dates: program.dates.len(),
            tests: program.tests.len(),
            selections: program.selections.len(),
            nodes: program.nodes.len(),
            bindings: program.bindings.len(),
            notes: self.rules.notes.len(),
        }
    }

    /// Takes back what was made since.
    pub(super) fn back_to(&mut self, mark: Mark) {
        let program = &mut self.rules.program;
        program.dates.truncate(mark.dates);
        program.tests.truncate(mark.tests);
        program.selections.truncate(mark.selections);
        program.nodes.truncate(mark.nodes);
        program.bindings.truncate(mark.bindings);
        self.rules.notes.truncate(mark.notes);
        self.held.retain(|node| node.index() < mark.nodes);
        self.masks.dates.truncate(mark.dates);
        self.masks.tests.truncate(mark.tests);
        self.masks.selections.truncate(mark.selections);
    }

    /// Stores a date.
    pub(super) fn add_date(&mut self, term: DateTerm) -> DateId {
        let mask = self.date_mask(&term);
        let id = self.rules.program.add_date(term);
        if id.index() == self.masks.dates.len() {
            self.masks.dates.push(mask);
        }
        id
    }

    /// Stores a test.
    pub(super) fn add_test(&mut self, test: Test) -> TestId {
        let mask = match &test {
            Test::Date(_, _, date) | Test::Current(date) => self.date_bits(*date),
            Test::Between(_, from, to) => self.date_bits(*from) | self.date_bits(*to),
            Test::PartOf(binding) | Test::Is(binding) => bit(*binding),
            Test::OneOf(..) | Test::Number(..) | Test::Level(..) | Test::Unknown => 0,
        };
        let id = self.rules.program.add_test(test);
        if id.index() == self.masks.tests.len() {
            self.masks.tests.push(mask);
        }
        id
    }

    /// A formula of one test.
    pub(super) fn test(&mut self, test: Test, negated: bool) -> Formula {
        Formula::Test { test: self.add_test(test), negated }
    }

    /// Stores a selection.
    pub(super) fn add_selection(&mut self, selection: Selection) -> SelectionId {
        let mask = selection.alternatives.iter().fold(0, |mask, one| mask | self.alternative_mask(one));
        let id = self.rules.program.add_selection(selection);
        if id.index() == self.masks.selections.len() {
            self.masks.selections.push(mask);
        }
        id
    }

    /// Makes a binding, or takes an equal one whose scope does not reach here.
    pub(super) fn add_binding(
        &mut self,
        name: &str,
        selection: SelectionId,
        pick: Option<Pick>,
        span: Span,
    ) -> Result<BindingId, Gap> {
        let binding = Binding { name: name.to_owned(), selection, pick };
        let known = self.rules.program.bindings.iter().enumerate();
        let mut equal = known.filter(|(_, one)| **one == binding).map(|(index, _)| BindingId::from_index(index));
        if let Some(id) = equal.find(|id| !self.active.contains(id)) {
            return Ok(id);
        }
        let index = self.rules.program.bindings.len();
        if index >= MAX_BINDINGS {
            if self.beyond.insert("bindings") {
                let message = format!("more than {MAX_BINDINGS} pieces of evidence are named by `let` and `meets`");
                self.report(Diagnostic::new(Code::TooMuch, message).at(span, "beyond the limit"));
            }
            return Err(Gap::Broken);
        }
        self.rules.program.bindings.push(binding);
        Ok(BindingId::from_index(index))
    }

    /// Makes a node.
    pub(super) fn node(&mut self, kind: NodeKind, note: u32) -> NodeId {
        let free = self.node_mask(&kind);
        let id = NodeId::from_index(self.rules.program.nodes.len());
        self.rules.program.nodes.push(Node { kind, in_force: None, note, free });
        if self.copies > 0 {
            self.grown += 1;
        }
        id
    }

    /// Whether an expansion may make further nodes; said once if not.
    pub(super) fn may_grow(&mut self, span: Span) -> bool {
        if self.grown <= MAX_EXPANDED {
            return true;
        }
        if self.beyond.insert("expansions") {
            let message = format!("repetitions make more than {MAX_EXPANDED} lines out of one grant");
            self.report(Diagnostic::new(Code::TooMuch, message).at(span, "grows beyond the limit"));
        }
        false
    }

    /// A line that says nothing, because a fault was reported or a cell says `none`, or that nobody can decide.
    pub(super) fn gap(&mut self, gap: Gap, note: u32) -> NodeId {
        let kind = match gap {
            Gap::Absent | Gap::Broken => NodeKind::All(Vec::new()),
            Gap::Unknown => NodeKind::Open,
        };
        self.node(kind, note)
    }

    /// The node of a line, or what stands in its place.
    pub(super) fn made(&mut self, kind: Result<NodeKind, Gap>, note: u32) -> NodeId {
        match kind {
            Ok(kind) => self.node(kind, note),
            Err(gap) => self.gap(gap, note),
        }
    }

    /// All of the children; a single child stands for itself.
    pub(super) fn all(&mut self, children: Vec<NodeId>) -> NodeId {
        match children.as_slice() {
            [only] => *only,
            _ => self.node(NodeKind::All(children), 0),
        }
    }

    /// Limits a node to a period, within the one it already has.
    pub(super) fn limit(&mut self, node: NodeId, period: Option<Interval>) {
        let Some(period) = period else { return };
        if let Some(node) = self.rules.program.nodes.get_mut(node.index()) {
            node.in_force = Some(node.in_force.map_or(period, |own| intersection(own, period)));
        }
    }

    /// Stores what readers see of a node.
    pub(super) fn note(&mut self, note: Note) -> u32 {
        let index = self.rules.notes.len();
        self.rules.notes.push(note);
        u32::try_from(index).unwrap_or(0)
    }

    /// The note of an ordinary line.
    pub(super) fn line(&mut self, span: Span) -> u32 {
        let note = self.line_note(span);
        self.note(note)
    }

    /// The note of an ordinary line, not stored yet.
    pub(super) fn line_note(&self, span: Span) -> Note {
        Note { kind: NoteKind::Line, line: fold(self.source(span)), span: Some(span), ..Note::default() }
    }

    /// The note of a line with a block: what stands before the block.
    pub(super) fn head_note(&self, span: Span, block: Span) -> Note {
        let head = Span::new(span.file, span.start, block.start.max(span.start));
        Note { kind: NoteKind::Line, line: fold(self.source(head)), span: Some(span), ..Note::default() }
    }

    fn date_bits(&self, date: DateId) -> u64 {
        at(&self.masks.dates, date.index())
    }

    fn selection_bits(&self, selection: SelectionId) -> u64 {
        at(&self.masks.selections, selection.index())
    }

    fn date_mask(&self, term: &DateTerm) -> u64 {
        match term {
            DateTerm::Fixed(_)
            | DateTerm::Application
            | DateTerm::Assessment
            | DateTerm::Birth
            | DateTerm::Fact(_)
            | DateTerm::Grant(..) => 0,
            DateTerm::Bound(binding, _) => bit(*binding),
            DateTerm::Picked(_, _, selection) => self.selection_bits(*selection),
            DateTerm::Offset(_, of) | DateTerm::Edge { of, .. } | DateTerm::Next { after: of, .. } => {
                self.date_bits(*of)
            }
            DateTerm::Earlier(one, other) | DateTerm::Later(one, other) => {
                self.date_bits(*one) | self.date_bits(*other)
            }
            DateTerm::PeriodStart(period) | DateTerm::PeriodEnd(period) => {
                self.rules.program.periods.get(period.index()).map_or(0, |period| self.date_bits(period.from))
            }
        }
    }

    fn formula_mask(&self, formula: &Formula) -> u64 {
        match formula {
            Formula::True => 0,
            Formula::Test { test, .. } => at(&self.masks.tests, test.index()),
            Formula::And(parts) | Formula::Or(parts) => {
                parts.iter().fold(0, |mask, part| mask | self.formula_mask(part))
            }
        }
    }

    fn alternative_mask(&self, alternative: &Alternative) -> u64 {
        let ends = |window: &Window| {
            let end = |end: Option<(DateId, bool)>| end.map_or(0, |(date, _)| self.date_bits(date));
            end(window.from) | end(window.until)
        };
        let windows = alternative.windows.iter().fold(0, |mask, window| mask | ends(window));
        windows | self.formula_mask(&alternative.formula) | alternative.programme.map_or(0, bit)
    }

    fn claim_mask(&self, claim: &Claim) -> u64 {
        let rows = claim.rows.iter().fold(0, |mask, row| mask | self.row_mask(row));
        rows | self.selection_bits(claim.selection)
    }

    fn row_mask(&self, row: &Row) -> u64 {
        match &row.kind {
            RowKind::Including(_, formula)
            | RowKind::IncludingShare(_, formula)
            | RowKind::Counting(_, formula)
            | RowKind::CountingShare(_, formula) => self.formula_mask(formula),
            RowKind::Gate { gated, by, .. } => self.formula_mask(gated) | self.formula_mask(by),
            RowKind::CountingPer(..)
            | RowKind::Distinct { .. }
            | RowKind::FromAtMost(..)
            | RowKind::Over(_)
            | RowKind::TogetherCover { .. }
            | RowKind::WithinAny(_)
            | RowKind::Consecutive(_)
            | RowKind::NoBreak(_)
            | RowKind::IncludingMembers { .. } => 0,
        }
    }

    fn scope_mask(&self, scope: &JointScope) -> u64 {
        let twice = scope.twice.as_ref().map_or(0, |formula| self.formula_mask(formula));
        scope.rows.iter().fold(twice, |mask, (_, row)| mask | self.row_mask(row))
    }

    fn free(&self, node: NodeId) -> u64 {
        self.rules.program.nodes.get(node.index()).map_or(0, |node| node.free)
    }

    fn condition_mask(&self, condition: &Condition) -> u64 {
        match condition {
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().fold(0, |mask, part| mask | self.condition_mask(part))
            }
            Condition::Not(part) => self.condition_mask(part),
            Condition::Node(node) => self.free(*node),
        }
    }

    fn node_mask(&self, kind: &NodeKind) -> u64 {
        let some_date = |date: &Option<DateId>| date.map_or(0, |date| self.date_bits(date));
        match kind {
            NodeKind::All(children) | NodeKind::Any(children) | NodeKind::AtLeast(_, children) => {
                children.iter().fold(0, |mask, child| mask | self.free(*child))
            }
            NodeKind::Choose { condition, then, otherwise } => {
                let otherwise = otherwise.map_or(0, |node| self.free(node));
                self.condition_mask(condition) | self.free(*then) | otherwise
            }
            NodeKind::Guarded { condition, body } => self.condition_mask(condition) | self.free(*body),
            NodeKind::Bind(binding, body) => {
                let of = self.rules.program.bindings.get(binding.index());
                (self.free(*body) & !bit(*binding)) | of.map_or(0, |binding| self.selection_bits(binding.selection))
            }
            NodeKind::Named(body) => self.free(*body),
            NodeKind::Joint(scope, body) => self.free(*body) | self.scope_mask(scope),
            NodeKind::Claim(claim) => self.claim_mask(claim),
            NodeKind::Share { part, whole, .. } => self.selection_bits(*part) | self.selection_bits(*whole),
            NodeKind::Fact(_, test) => match test {
                FactTest::Date(_, date) => self.date_bits(*date),
                FactTest::Yes | FactTest::Is(_) | FactTest::Number(..) => 0,
            },
            NodeKind::Age { at, .. } => self.date_bits(*at),
            NodeKind::Resident { from, to, .. } => some_date(from) | some_date(to),
            NodeKind::Since { since, .. } => self.date_bits(*since),
            NodeKind::DateOrder(left, _, right) => self.date_bits(*left) | self.date_bits(*right),
            NodeKind::Judged { .. } | NodeKind::Open => 0,
        }
    }
}

/// The days of both.
pub(super) fn intersection(one: Interval, other: Interval) -> Interval {
    let latest = |a: Option<_>, b: Option<_>| match (a, b) {
        (Some(a), Some(b)) => Some(std::cmp::max(a, b)),
        (one, None) | (None, one) => one,
    };
    let earliest = |a: Option<_>, b: Option<_>| match (a, b) {
        (Some(a), Some(b)) => Some(std::cmp::min(a, b)),
        (one, None) | (None, one) => one,
    };
    Interval { lo: latest(one.lo, other.lo), hi: earliest(one.hi, other.hi) }
}

/// A line as readers see it: white space folded, comments left out, at most [`MAX_LINE`] characters.
pub(super) fn fold(text: &str) -> String {
    let mut line = String::new();
    let mut letters = text.chars().peekable();
    let (mut quoted, mut space, mut count) = (false, false, 0);
    while let Some(letter) = letters.next() {
        if !quoted && letter == '/' && letters.peek() == Some(&'/') {
            while letters.next_if(|letter| *letter != '\n').is_some() {}
            space = true;
            continue;
        }
        if !quoted && letter == '/' && letters.peek() == Some(&'*') {
            letters.next();
            let mut last = ' ';
            for letter in letters.by_ref() {
                if last == '*' && letter == '/' {
                    break;
                }
                last = letter;
            }
            space = true;
            continue;
        }
        if letter.is_whitespace() {
            space = true;
            continue;
        }
        let gap = space && count > 0;
        space = false;
        if count + usize::from(gap) >= MAX_LINE - 1 {
            line.push('…');
            break;
        }
        if gap {
            line.push(' ');
            count += 1;
        }
        line.push(letter);
        count += 1;
        if letter == '"' {
            quoted = !quoted;
        } else if letter == '\\'
            && quoted
            && let Some(next) = letters.next()
        {
            line.push(next);
            count += 1;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn lines_are_folded_without_comments() {
        assert_eq!(fold("at least 3 // R4\n   of  exam /* x */ { }"), "at least 3 of exam { }");
        assert_eq!(fold("open \"a // b\"  @en"), "open \"a // b\" @en");
        assert_eq!(fold(&"a ".repeat(300)).chars().count(), 200);
        assert_eq!(fold("/*"), "");
        assert_eq!(fold("\"\\"), "\"\\");
    }
}
