//! Standards: what a programme must contain, measured on one programme as a whole.

use super::env::{Env, Ground, Meaning, PROGRAMME, Programme, Var};
use super::selections::{kinds_of, whole};
use super::{Gap, Lowering, relations};
use crate::check::names::{StandardDef, class};
use crate::check::texts;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::date::Interval;
use crate::model::program::{
    Alternative, Constant, DateComparison, DateTerm, NodeId, NodeKind, Note, NoteKind, Selection, Test,
};
use crate::model::vocabulary::{Kind, Kinds, builtin};
use crate::source::Span;
use crate::syntax::ast::{self, MeetsBy, Value, ValueKind};

impl<'a> Lowering<'_, 'a> {
    /// `meets STANDARD(…) by …`
    pub(super) fn meets(
        &mut self,
        standard: &'a ast::Name,
        arguments: &'a [Value],
        by: &'a MeetsBy,
        span: Span,
    ) -> NodeId {
        let Ok(path) = self.standard_path(standard) else {
            let note = self.line(span);
            return self.gap(Gap::Broken, note);
        };
        let Some(definition) = self.names.standards.get(&path).cloned() else {
            return self.gap(Gap::Broken, 0);
        };
        let (cite, assume) = texts::cite(self.names, definition.suffix);
        let text = texts::texts(self.names, definition.text);
        let note = Note { kind: NoteKind::Standard, text, cite, assume, ..self.line_note(span) };
        let note = self.note(note);
        if self.expanding.iter().any(|(class, known)| *class == "standard" && *known == path) {
            let message = format!("the standard `{path}` asks for itself");
            self.report(Diagnostic::new(Code::Cycle, message).at(standard.span, "in a circle"));
            return self.gap(Gap::Broken, note);
        }
        let vars = self.arguments(&definition, arguments, standard.span);
        let made = match vars {
            Ok(vars) => self.measured(&path, &definition, vars, by, (span, note)),
            Err(gap) => Err(gap),
        };
        let node = match made {
            Ok(node) => node,
            Err(gap) => return self.gap(gap, note),
        };
        self.limit(node, texts::in_force(self.names, definition.suffix));
        node
    }

    fn standard_path(&mut self, name: &ast::Name) -> Result<String, Gap> {
        let (path, span) = (name.value.as_str(), name.span);
        let names = self.names;
        if let Some(key) = self.key(path, span, |key| names.standards.contains_key(key)) {
            self.mark(class::STANDARD, &key);
            return Ok(key);
        }
        if self.is_broken(path) {
            return Err(Gap::Broken);
        }
        let near = nearest(path, names.standards.keys().map(String::as_str));
        let message = format!("no standard `{path}` is declared");
        let unknown = Diagnostic::new(Code::UnknownStandard, message).at(span, "not declared").suggest(near);
        self.fail(unknown)
    }

    /// Parameters with their meanings.
    fn arguments(
        &mut self,
        definition: &StandardDef<'a>,
        arguments: &'a [Value],
        span: Span,
    ) -> Result<Vec<Var<'a>>, Gap> {
        let params = definition.params;
        if params.len() != arguments.len() {
            let (asked, given) = (params.len(), arguments.len());
            let parameters = if asked == 1 { "parameter" } else { "parameters" };
            let message = format!("the standard has {asked} {parameters}, and {given} are given");
            let wrong = Diagnostic::new(Code::WrongArguments, message).at(span, "given here");
            return self.fail(wrong.also(definition.span, "the standard"));
        }
        let mut vars = Vec::new();
        for ((name, kind), value) in params.iter().zip(arguments) {
            let meaning = match self.argument(kind, value) {
                Ok(meaning) => meaning,
                Err(Gap::Broken) => Meaning::Broken,
                // The value itself says `none` or `unknown`; each line sees for itself.
                Err(Gap::Absent | Gap::Unknown) => Meaning::Value(value),
            };
            vars.push(Var { name: &name.value, span: name.span, meaning });
        }
        Ok(vars)
    }

    fn argument(&mut self, kind: &ast::Name, value: &'a Value) -> Result<Meaning<'a>, Gap> {
        let ground = self.ground(value)?;
        let found = match (kind.value.as_str(), ground) {
            ("set", Ground::Set(members)) => Some(Meaning::Set(members)),
            ("set", Ground::Competency(id)) => Some(Meaning::Set(self.leaves(id).into())),
            ("set", Ground::Value(value)) => Some(Meaning::Set(self.set_value(value, value.span)?)),
            ("competency", Ground::Competency(id)) => Some(Meaning::Competency(id)),
            ("competency", Ground::Value(value)) => {
                Some(Meaning::Competency(self.competency_value(value, value.span)?))
            }
            ("level", Ground::Value(value)) => {
                self.level(value)?;
                Some(Meaning::Value(value))
            }
            ("quantity" | "count", Ground::Value(value)) => {
                matches!(value.kind, ValueKind::Quantity(_) | ValueKind::Path(_) | ValueKind::None | ValueKind::Unknown)
                    .then_some(Meaning::Value(value))
            }
            ("level" | "quantity" | "count", _) => None,
            (_, Ground::Value(value)) => Some(Meaning::Value(value)),
            (_, Ground::Competency(id)) => Some(Meaning::Competency(id)),
            (_, Ground::Set(members)) => Some(Meaning::Set(members)),
        };
        found.map_or_else(
            || {
                let message = format!("the standard asks for a {} here", kind.value);
                let wrong = Diagnostic::new(Code::WrongArguments, message).at(value.span, "something else");
                self.fail(wrong.also(kind.span, "the parameter"))
            },
            Ok,
        )
    }

    /// The lines of a standard, measured as `by` says.
    fn measured(
        &mut self,
        path: &str,
        definition: &StandardDef<'a>,
        vars: Vec<Var<'a>>,
        by: &'a MeetsBy,
        (span, note): (Span, u32),
    ) -> Result<NodeId, Gap> {
        let programmes = match by {
            MeetsBy::AllTraining(_) => return Ok(self.pooled(path, definition, vars, (span, note))),
            // A standard inside a standard speaks of the same programme.
            MeetsBy::AnyProgramme if self.env.programme.is_some() => {
                return Ok(self.of_the_same(path, definition, vars, (span, note)));
            }
            MeetsBy::AnyProgramme => vec![whole(Kinds::one(Kind::Qualification))],
            MeetsBy::Selection(selection) => {
                let alternatives = self.alternatives(selection)?;
                if let Some(stranger) = kinds_of(&alternatives).iter().find(|kind| *kind != Kind::Qualification) {
                    let message = format!("a programme is a qualification, and this is `{}`", stranger.name());
                    let wrong = Diagnostic::new(Code::TypeMismatch, message).at(selection.span, "not a qualification");
                    return self.fail(wrong);
                }
                alternatives
            }
        };
        let selection = self.add_selection(Selection { alternatives: programmes.clone() });
        let binding = self.add_binding(PROGRAMME, selection, None, span)?;
        self.active.push(binding);
        let body = self.body(path, definition, vars, Some(Programme::One(binding)), span);
        self.active.retain(|active| *active != binding);
        let bound = self.node(NodeKind::Bind(binding, body), note);
        Ok(self.or_attested(path, bound, &programmes, span))
    }

    /// A standard inside another, on the programme of that one.
    fn of_the_same(
        &mut self,
        path: &str,
        definition: &StandardDef<'a>,
        vars: Vec<Var<'a>>,
        (span, note): (Span, u32),
    ) -> NodeId {
        let programme = self.env.programme;
        let body = self.body(path, definition, vars, programme, span);
        let node = self.node(NodeKind::All(vec![body]), note);
        let Some(Programme::One(binding)) = programme else { return node };
        let itself = self.test(Test::Is(binding), false);
        let itself = Alternative { formula: itself, ..whole(Kinds::one(Kind::Qualification)) };
        self.or_attested(path, node, &[itself], span)
    }

    /// A measured standard, or a qualification whose title attests it.
    fn or_attested(&mut self, path: &str, node: NodeId, programmes: &[Alternative], span: Span) -> NodeId {
        let Some(attested) = self.attested(path, programmes) else { return node };
        let accepted = Note { kind: NoteKind::Accepted, ..self.line_note(span) };
        let accepted = self.note(accepted);
        let by_title = self.one_of_alternatives(attested);
        let by_title = self.node(by_title, accepted);
        self.node(NodeKind::Any(vec![node, by_title]), 0)
    }

    fn pooled(
        &mut self,
        path: &str,
        definition: &StandardDef<'a>,
        vars: Vec<Var<'a>>,
        (span, note): (Span, u32),
    ) -> NodeId {
        let body = self.body(path, definition, vars, Some(Programme::Pooled), span);
        let pooled = self.node(NodeKind::All(vec![body]), note);
        self.or_attested(path, pooled, &[whole(Kinds::one(Kind::Qualification))], span)
    }

    /// The lines of a standard, which know its parameters and nothing of the block that uses it.
    pub(super) fn body(
        &mut self,
        path: &str,
        definition: &StandardDef<'a>,
        vars: Vec<Var<'a>>,
        programme: Option<Programme>,
        span: Span,
    ) -> NodeId {
        let outer = std::mem::replace(&mut self.env, Env { vars, programme });
        self.read.insert(("standard", path.to_owned()));
        self.expanding.push(("standard", path.to_owned()));
        // A standard in a standard multiplies like a `for`.
        self.copies += 1;
        let body = if self.may_grow(span) { self.block(definition.block) } else { self.gap(Gap::Broken, 0) };
        self.copies -= 1;
        self.expanding.pop();
        self.env = outer;
        body
    }

    /// Qualifications whose title attests the standard, among the programmes that would do.
    fn attested(&mut self, path: &str, programmes: &[Alternative]) -> Option<Vec<Alternative>> {
        let last = path.rsplit('.').next().unwrap_or(path);
        let mut periods: Vec<(Interval, Vec<Constant>)> = Vec::new();
        let by_last = self.attesting.get(last).filter(|_| last != path);
        for (title, days) in self.attesting.get(path).into_iter().chain(by_last).flatten() {
            let constant = Constant::Title(*title);
            match periods.iter_mut().find(|(known, _)| known == days) {
                Some((_, titles)) => titles.push(constant),
                None => periods.push((*days, vec![constant])),
            }
        }
        let mut alternatives = Vec::new();
        for (days, titles) in periods {
            let mut parts = vec![self.test(Test::OneOf(builtin::TITLE, titles), false)];
            if let Some(from) = days.lo {
                let from = self.add_date(DateTerm::Fixed(Interval::day(from)));
                parts.push(self.test(Test::Date(builtin::ISSUED, DateComparison::From, from), false));
            }
            if let Some(until) = days.hi {
                let until = self.add_date(DateTerm::Fixed(Interval::day(until)));
                parts.push(self.test(Test::Date(builtin::ISSUED, DateComparison::Until, until), false));
            }
            for programme in programmes {
                let mut all = parts.clone();
                all.push(programme.formula.clone());
                alternatives.push(Alternative { formula: relations::and(all), ..programme.clone() });
            }
        }
        (!alternatives.is_empty()).then_some(alternatives)
    }
}
