//! Compares an assessment with what a case expects of it.
//!
//! In come a case, the assessment of its record, and the frameworks it was made with; out comes one problem for each
//! expectation that is not fulfilled, with the place in the case. Nothing is assessed here, and no file is opened.

mod quantity;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::eval::Assessment;
use crate::eval::assessment::{Finding, Range, Verdict, VersionAssessment};
use crate::model::framework::Framework;
use crate::record::case::{Answer, By, Case, Expected};
use crate::record::locate::{Path, Places, Side};
use crate::record::scalar::Scalar;

/// Finds the expectations of a case that an assessment does not fulfil. `frameworks` are those that the assessment was
/// made with, in the same order.
///
/// A requirement is named by its full id, or without the framework and the grant before it. Where several versions
/// were assessed, each version that has the requirement must fulfil the expectation.
#[must_use]
pub fn check(case: &Case, assessment: &Assessment, frameworks: &[&Framework]) -> Vec<Diagnostic> {
    let Some(places) = case.places() else { return Vec::new() };
    let mut checker = Checker { places, problems: Vec::new() };
    let expect = &case.expect;
    let path = Path::top().key("expect");
    checker.answer(&path.key("verdict"), "the whole", expect.verdict, Some(assessment.verdict));
    let completed = assessment.on_completion.unwrap_or(assessment.verdict);
    checker.answer(&path.key("on-completion"), "the whole on completion", expect.on_completion, Some(completed));
    for (name, expected) in expect.requirements.iter().flat_map(|named| &named.0) {
        let path = path.key("requirements").key(name);
        let mut found = false;
        for version in &assessment.versions {
            let Some(framework) = frameworks.get(version.framework) else { continue };
            if let Some(finding) = find(version, framework, name) {
                found = true;
                checker.requirement(&path, name, expected, finding, framework);
            }
        }
        if !found {
            checker.unknown(&path, name, assessment, frameworks);
        }
    }
    checker.problems
}

/// Goes through all findings, parents first.
fn walk<'a>(findings: &'a [Finding], visit: &mut dyn FnMut(&'a Finding)) {
    for finding in findings {
        visit(finding);
        walk(&finding.children, visit);
    }
}

/// What a finding lacks, or, where a line below says it, what the first such line does: the nearest route comes first.
fn first<'a>(finding: &'a Finding, quantity: fn(&'a Finding) -> Option<&'a Range>) -> Option<&'a Range> {
    quantity(finding).or_else(|| finding.children.iter().find_map(|child| first(child, quantity)))
}

/// The full id of a finding's requirement, route or judgement.
fn id<'a>(finding: &Finding, framework: &'a Framework) -> Option<&'a str> {
    let node = framework.program.nodes.get(finding.node.index())?;
    framework.notes.get(node.note as usize)?.id.as_deref()
}

/// The finding of a name: a full id, or what stands behind the grant, or the last part if only one has it.
fn find<'a>(version: &'a VersionAssessment, framework: &Framework, name: &str) -> Option<&'a Finding> {
    let mut exact = None;
    let mut last = Vec::new();
    walk(&version.findings, &mut |finding| {
        let Some(full) = id(finding, framework) else { return };
        let behind = |before: &str| full.strip_prefix(before).and_then(|rest| rest.strip_prefix('/'));
        if full == name || behind(&version.grant) == Some(name) || behind(&framework.id) == Some(name) {
            exact = exact.or(Some(finding));
        } else if full.rsplit_once('/').is_some_and(|(_, tail)| tail == name) {
            last.push(finding);
        }
    });
    exact.or(match last.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

struct Checker<'a> {
    places: Places<'a>,
    problems: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn problem(&mut self, path: &Path, message: String) {
        let span = self.places.find(path, Side::Value);
        let problem = Diagnostic::new(Code::CaseFailed, message).at(span, "expected here");
        self.problems.push(problem.in_path(path.to_string()));
    }

    fn answer(&mut self, path: &Path, what: &str, expected: Option<Answer>, found: Option<Verdict>) {
        let Some(expected) = expected else { return };
        let wanted = match expected {
            Answer::Met => Verdict::Met,
            Answer::Unmet => Verdict::Unmet,
            Answer::Undetermined => Verdict::Undetermined,
        };
        if let Some(found) = found
            && found != wanted
        {
            self.problem(path, format!("{what} is {}, expected {}", word(found), expected.word()));
        }
    }

    fn requirement(&mut self, path: &Path, name: &str, expected: &Expected, finding: &Finding, framework: &Framework) {
        let what = format!("`{name}`");
        let more = match expected {
            Expected::Verdict(answer) => {
                self.answer(path, &what, Some(*answer), Some(finding.verdict));
                return;
            }
            Expected::More(more) => more,
        };
        self.answer(&path.key("verdict"), &what, more.verdict, Some(finding.verdict));
        let completed = finding.on_completion.unwrap_or(finding.verdict);
        let on_completion = format!("{what} on completion");
        self.answer(&path.key("on-completion"), &on_completion, more.on_completion, Some(completed));
        self.range(
            &path.key("shortfall"),
            &what,
            "shortfall",
            &more.shortfall,
            first(finding, |it| it.shortfall.as_ref()),
            framework,
        );
        self.range(
            &path.key("excess"),
            &what,
            "excess",
            &more.excess,
            first(finding, |it| it.excess.as_ref()),
            framework,
        );
        match (more.by, finding.by_decision) {
            (Some(By::Decision), None) => {
                self.problem(&path.key("by"), format!("{what} does not hold by a decision"));
            }
            (Some(By::Evidence), Some(_)) => {
                self.problem(&path.key("by"), format!("{what} holds by a decision only"));
            }
            (Some(By::Decision), Some(_)) | (Some(By::Evidence), None) | (None, _) => {}
        }
        if let Some(applicable) = more.applicable
            && applicable != finding.applicable
        {
            let not = if finding.applicable { "applies" } else { "does not apply" };
            let expected = if applicable { "to apply" } else { "not to apply" };
            self.problem(&path.key("applicable"), format!("{what} {not}, expected {expected}"));
        }
    }

    fn range(
        &mut self,
        path: &Path,
        what: &str,
        noun: &str,
        expected: &Option<Scalar>,
        found: Option<&Range>,
        framework: &Framework,
    ) {
        let Some(expected) = expected else { return };
        let wanted = match quantity::read(expected.text()) {
            Some(wanted) => wanted,
            None => {
                let message = format!("`{}` is not a quantity such as `1 h` or `1 to 5 h`", expected.text());
                self.problem(path, message);
                return;
            }
        };
        match found {
            None => self.problem(path, format!("{what} has no {noun}, expected `{}`", expected.text())),
            Some(range) if quantity::fits(&wanted, range, framework) => {}
            Some(range) => {
                let found = quantity::show(range, framework);
                self.problem(path, format!("the {noun} of {what} is `{found}`, expected `{}`", expected.text()));
            }
        }
    }

    fn unknown(&mut self, path: &Path, name: &str, assessment: &Assessment, frameworks: &[&Framework]) {
        let mut names = Vec::new();
        for version in &assessment.versions {
            let Some(framework) = frameworks.get(version.framework) else { continue };
            walk(&version.findings, &mut |finding| {
                if let Some(full) = id(finding, framework) {
                    let short = full.strip_prefix(version.grant.as_str()).and_then(|rest| rest.strip_prefix('/'));
                    names.push(short.unwrap_or(full));
                }
            });
        }
        let message = if assessment.versions.is_empty() {
            format!("there is no requirement `{name}`: nothing was assessed")
        } else {
            format!("the grant has no requirement `{name}`, or several")
        };
        let span = self.places.find(path, Side::Key);
        let problem = Diagnostic::new(Code::UnknownRequirement, message).at(span, "not assessed");
        let near = nearest(name, names.into_iter());
        self.problems.push(problem.suggest(near).in_path(path.to_string()));
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::Unmet => "unmet",
        Verdict::Undetermined => "undetermined",
    }
}
