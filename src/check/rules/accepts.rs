//! `accept … as …`: evidence that stands for evidence of another kind (`docs/semantics.md`, section 7).

use super::amounts::{Amount, Unit};
use super::selections::{TRAINING, kinds_of};
use super::{Gap, Lowering};
use crate::check::texts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::number::Number;
use crate::model::program::{Constant, Conversion, ConversionLimit, Measure, Note, NoteKind, Selection};
use crate::model::vocabulary::{AttributeId, AttributeType, Kind, Kinds};
use crate::source::Span;
use crate::syntax::ast::{self, Decl, DeclKind, Name, Quantity, UpTo, Value};

impl<'a> Lowering<'_, 'a> {
    /// `accept S as KIND where … at X = Y each full up to LIMIT`
    pub(super) fn accept_as(&mut self, decl: &'a Decl) {
        let DeclKind::AcceptAs { selection, kind, attributes, source, target, each_full, up_to, suffix } = &decl.kind
        else {
            return;
        };
        let kinds = becomes(kind);
        let alternatives = self.alternatives(selection);
        let attributes = self.asserted(attributes, kinds);
        let from = match &alternatives {
            Ok(alternatives) => self.worth(source, kinds_of(alternatives), selection.span),
            Err(gap) => Err(*gap),
        };
        let to = self.worth(target, kinds, kind.span);
        let limit = match &to {
            Ok((to, _)) => self.conversion_limit(up_to.as_ref(), to),
            Err(gap) => Err(*gap),
        };
        let (cite, assume) = texts::cite(self.names, suffix);
        let note = Note { kind: NoteKind::Accepted, doc: decl.doc.clone(), cite, assume, ..self.line_note(decl.span) };
        let (Ok(alternatives), Ok(attributes), Ok(from), Ok(to), Ok(limit)) =
            (alternatives, attributes, from, to, limit)
        else {
            return;
        };
        let source = self.add_selection(Selection { alternatives });
        let note = self.note(note);
        let in_force = texts::in_force(self.names, suffix);
        let each_full = *each_full;
        let conversion = Conversion { source, kinds, attributes, from, to, each_full, limit, in_force, note };
        self.rules.program.conversions.push(conversion);
    }

    /// What is asserted of the evidence that results: attributes that it has, with values that are declared.
    fn asserted(&mut self, attributes: &'a [(Name, Value)], kinds: Kinds) -> Result<Vec<(AttributeId, Constant)>, Gap> {
        let mut made: Vec<(AttributeId, Constant)> = Vec::new();
        let mut places: Vec<(AttributeId, Span)> = Vec::new();
        let mut gap = None;
        for (name, value) in attributes {
            let id = self.attribute(name, kinds).and_then(|id| self.no_date(id, name));
            let asserted = id.and_then(|id| self.constant(id, value).map(|constant| (id, constant)));
            match asserted {
                Ok((id, constant)) => {
                    let first = places.iter().find(|(known, _)| *known == id).map(|(_, place)| *place);
                    let many = self.attribute_of(id).is_some_and(|attribute| attribute.many);
                    match first.filter(|_| !many) {
                        None => {
                            places.push((id, name.span));
                            made.push((id, constant));
                        }
                        Some(first) => {
                            let message = format!("`{}` is asserted twice", name.value);
                            let twice = Diagnostic::new(Code::DuplicateName, message).at(name.span, "said again");
                            gap = self.fail::<()>(twice.also(first, "first said here")).err();
                        }
                    }
                }
                Err(Gap::Broken) => gap = Some(Gap::Broken),
                Err(Gap::Absent | Gap::Unknown) => {
                    let message = format!("a value of `{}` is needed", name.value);
                    let empty = Diagnostic::new(Code::TypeMismatch, message).at(value.span, "not a value");
                    let help = "leave it out: what is not asserted is known to be absent";
                    gap = self.fail::<()>(empty.help(help)).err();
                }
            }
        }
        gap.map_or(Ok(made), Err)
    }

    fn no_date(&mut self, id: AttributeId, name: &Name) -> Result<AttributeId, Gap> {
        if self.attribute_of(id).is_none_or(|attribute| attribute.kind != AttributeType::Date) {
            return Ok(id);
        }
        let message = format!("`{}` is a date, and evidence that is accepted keeps its dates", name.value);
        self.fail(Diagnostic::new(Code::TypeMismatch, message).at(name.span, "not to be asserted"))
    }

    /// One side of the rate: more than nothing, in the measure of its evidence.
    fn worth(&mut self, quantity: &Quantity, kinds: Kinds, selection: Span) -> Result<(Measure, Number), Gap> {
        let amount = self.quantity_value(quantity)?;
        let measure = self.measure(amount, kinds, selection)?;
        self.positive(amount, "a rate")?;
        Ok((measure, amount.number))
    }

    fn positive(&mut self, amount: Amount, what: &str) -> Result<(), Gap> {
        if amount.number > Number::ZERO {
            return Ok(());
        }
        let message = format!("{what} of nothing accepts nothing");
        self.fail(Diagnostic::new(Code::InvalidNumber, message).at(amount.span, "not above zero"))
    }

    fn conversion_limit(&mut self, limit: Option<&'a UpTo>, to: &Measure) -> Result<ConversionLimit, Gap> {
        match limit {
            None => Ok(ConversionLimit::None),
            Some(UpTo::PercentOfNeed(percent)) => self.limit_share(percent).map(ConversionLimit::OfNeed),
            Some(UpTo::PercentOfCounted(percent)) => self.limit_share(percent).map(ConversionLimit::OfCounted),
            Some(UpTo::Amount(quantity)) => {
                let amount = self.quantity_value(quantity)?;
                if amount.unit == Unit::Percent {
                    let message = "a percentage alone does not say of what it is a share".to_owned();
                    let bare = Diagnostic::new(Code::UnitMismatch, message).at(amount.span, "of what?");
                    return self.fail(bare.help("write `of the need` or `of what is counted` behind it"));
                }
                let most = self.in_measure(amount, to)?;
                self.positive(amount, "a limit")?;
                Ok(match to {
                    Measure::Amount(unit) => ConversionLimit::Amount(*unit, most),
                    Measure::Time(unit) => ConversionLimit::Time(*unit, most),
                    Measure::Count | Measure::Covered { .. } => ConversionLimit::Count(most),
                })
            }
        }
    }

    fn limit_share(&mut self, percent: &Quantity) -> Result<Number, Gap> {
        let amount = self.quantity_value(percent)?;
        let share = self.share(amount)?;
        self.positive(amount, "a limit")?;
        if share >= Number::ONE {
            let message = "all that is needed or counted may be of this kind, which is no limit".to_owned();
            self.report(Diagnostic::new(Code::AlwaysMet, message).at(amount.span, "limits nothing"));
        }
        Ok(share)
    }
}

/// The kinds that a word stands for; the grammar admits no others.
fn becomes(kind: &ast::Name) -> Kinds {
    if kind.value == TRAINING { Kinds::TRAINING } else { Kind::from_name(&kind.value).map_or(Kinds::ALL, Kinds::one) }
}
