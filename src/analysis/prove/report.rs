//! What is proven, as problems with their places.

use super::clash::{citations, clash, implied, never};
use super::witness::witness;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::framework::{Framework, Grant};
use crate::model::program::{NodeId, NodeKind, Note};
use crate::model::text::Citation;
use crate::source::Span;

/// What is wrong with the rules of one of several versions of a framework, as far as it is proven: lines and grants that
/// nobody can meet, and lines that others imply.
#[must_use]
pub fn problems(versions: &[&Framework], this: usize) -> Vec<Diagnostic> {
    let Some(framework) = versions.get(this) else { return Vec::new() };
    let mut found = Vec::new();
    for grant in &framework.grants {
        let places = Places { framework, cited: citations(framework, grant) };
        let lines = never(framework, grant);
        found.extend(lines.iter().filter_map(|line| {
            let message = "no record can meet this line".to_owned();
            places.primary(Diagnostic::new(Code::NeverMet, message), *line, "asks for the impossible")
        }));
        if witness(versions, this, grant, false).is_none()
            && let Some(clash) = clash(framework, grant)
        {
            found.extend(places.clash(grant, &clash, &lines));
            continue;
        }
        found.extend(implied(framework, grant).into_iter().filter_map(|(line, by)| places.implied(line, &by)));
    }
    // A standard or definition that several grants use stands in one place.
    let mut seen: Vec<(Code, Option<Span>)> = Vec::new();
    found.retain(|problem: &Diagnostic| {
        let key = (problem.code, problem.primary.as_ref().map(|label| label.span));
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    found
}

/// What is wrong with all of these frameworks that are wanted; the others are their versions.
#[must_use]
pub fn all_problems(frameworks: &[Framework], wanted: &dyn Fn(&Framework) -> bool) -> Vec<Diagnostic> {
    let of = |framework: &Framework| {
        let (versions, this) = versions(frameworks, framework);
        problems(&versions, this)
    };
    frameworks.iter().filter(|framework| wanted(framework)).flat_map(of).collect()
}

/// All versions of a framework, and which one it is.
pub fn versions<'a>(frameworks: &'a [Framework], framework: &Framework) -> (Vec<&'a Framework>, usize) {
    let all: Vec<&Framework> = frameworks.iter().filter(|other| other.id == framework.id).collect();
    let this = all.iter().position(|other| other.version == framework.version).unwrap_or(0);
    (all, this)
}

struct Places<'a> {
    framework: &'a Framework,
    cited: Vec<(NodeId, Vec<Citation>)>,
}

impl Places<'_> {
    fn note(&self, node: NodeId) -> Option<&Note> {
        let node = self.framework.program.nodes.get(node.index())?;
        self.framework.notes.get(node.note as usize)
    }

    fn span(&self, node: NodeId) -> Option<Span> {
        self.note(node)?.span
    }

    /// Source and place of what a line follows from: `ACT art. 4`.
    fn article(&self, node: NodeId) -> String {
        let cited = self.cited.iter().find(|(known, _)| *known == node).map(|(_, cite)| cite.as_slice());
        let named = cited.unwrap_or_default().iter().filter_map(|citation| {
            let key = self.framework.sources.get(citation.source)?.key.as_str();
            Some(std::iter::once(key).chain(citation.places.iter().map(String::as_str)).collect::<Vec<_>>().join(" "))
        });
        named.collect::<Vec<_>>().join(", ")
    }

    fn primary(&self, problem: Diagnostic, line: NodeId, label: &str) -> Option<Diagnostic> {
        let article = self.article(line);
        let label = if article.is_empty() { label.to_owned() } else { format!("{label} ({article})") };
        Some(problem.at(self.span(line)?, label))
    }

    fn also(&self, problem: Diagnostic, line: NodeId, label: &str) -> Diagnostic {
        let article = self.article(line);
        let label = if article.is_empty() { label.to_owned() } else { format!("{label} ({article})") };
        match self.span(line) {
            Some(span) => problem.also(span, label),
            None => problem,
        }
    }

    /// A grant that nobody can meet; none if its one line has been named already.
    fn clash(&self, grant: &Grant, clash: &[NodeId], named: &[NodeId]) -> Option<Diagnostic> {
        let (last, others) = clash.split_last()?;
        if others.is_empty() && named.contains(last) {
            return None;
        }
        let message = if others.is_empty() {
            format!("nobody can be granted `{}`: no record can meet this line", grant.name)
        } else {
            format!("nobody can be granted `{}`: no record can meet these lines together", grant.name)
        };
        let mut problem = self.primary(Diagnostic::new(Code::NeverMet, message), *last, "clashes")?;
        for line in others {
            problem = self.also(problem, *line, "with this");
        }
        for span in self.limits(clash) {
            problem = problem.also(span, "under this");
        }
        Some(problem.note("each of these lines is needed for the clash"))
    }

    /// Modifiers of blocks that stand around lines.
    fn limits(&self, lines: &[NodeId]) -> Vec<Span> {
        let inside = |span: Span, line: &NodeId| {
            self.span(*line)
                .is_some_and(|line| span.file == line.file && span.start <= line.start && line.end <= span.end)
        };
        let nodes = self.framework.program.nodes.iter();
        let scopes = nodes.filter_map(|node| match &node.kind {
            NodeKind::Joint(scope, _) => {
                let around = self.framework.notes.get(node.note as usize)?.span?;
                lines.iter().any(|line| inside(around, line)).then_some(scope)
            }
            NodeKind::All(_)
            | NodeKind::Any(_)
            | NodeKind::AtLeast(..)
            | NodeKind::Choose { .. }
            | NodeKind::Guarded { .. }
            | NodeKind::Bind(..)
            | NodeKind::Named(_)
            | NodeKind::Claim(_)
            | NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..)
            | NodeKind::Judged { .. }
            | NodeKind::Open => None,
        });
        scopes.flat_map(|scope| scope.rows.iter().map(|(_, row)| row.span)).collect()
    }

    fn implied(&self, line: NodeId, by: &[NodeId]) -> Option<Diagnostic> {
        let message = match by {
            [_] => "another line already asks for at least this".to_owned(),
            _ => "other lines together already ask for at least this".to_owned(),
        };
        let mut problem = self.primary(Diagnostic::new(Code::ImpliedLine, message), line, "adds nothing")?;
        for other in by {
            problem = self.also(problem, *other, "follows from this");
        }
        Some(problem.help("leave it out; if the law states it apart, cite its own article in a requirement of its own"))
    }
}
