//! Runs cases: each is a person, a date, and what the assessment is expected to say.

use std::collections::{BTreeMap, BTreeSet};

use super::{Question, assess, unknown_grant, unknown_version};
use crate::cases::check;
use crate::diagnostic::{Checked, Code, Diagnostic, Severity, nearest};
use crate::library::{File, Loader, load};
use crate::model::framework::Framework;
use crate::model::program::{Formula, NodeId, NodeKind, NoteKind, Test, TestId};
use crate::record::case::{Case, read_cases};
use crate::record::locate::{Path, Places, Side};
use crate::record::{Changed, apply};
use crate::report::json::{FindingDocument, VerdictWord, document};
use crate::source::{FileId, SourceMap};

/// What came of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The file in which it stands.
    pub file: FileId,
    /// What it shows.
    pub title: String,
    /// The framework it is about, as the case writes it.
    pub about: String,
    /// Whether the assessment is as expected; none if there was none to compare.
    pub passed: Option<bool>,
}

/// What came of all cases.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// Case by case, in the order of files.
    pub outcomes: Vec<Outcome>,
    /// What failed, and what could not be read; requirements that no case decides both ways.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs the cases of files. Their frameworks, and the records they begin with, are found by the loader; files that hold
/// records and no cases are passed over.
#[must_use]
pub fn run(loader: &dyn Loader, files: &[&File], map: &mut SourceMap) -> Results {
    let mut runner =
        Runner { loader, map, frameworks: BTreeMap::new(), texts: BTreeMap::new(), decided: BTreeMap::new() };
    let mut results = Results::default();
    for file in files.iter().filter(|file| !is_record(&file.text)) {
        runner.file(file, &mut results);
    }
    let undecided = runner.undecided();
    results.diagnostics.extend(undecided);
    results
}

/// Whether the first schema line of a text says that it is a record: cases begin with such files.
fn is_record(text: &str) -> bool {
    let said = text.split_once("habilita").map(|(_, rest)| rest.trim_start_matches(['"', '\'', ':', ' ']));
    said.is_some_and(|said| said.starts_with("record/"))
}

/// Verdicts seen of a requirement.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    met: bool,
    unmet: bool,
}

struct Runner<'a> {
    loader: &'a dyn Loader,
    map: &'a mut SourceMap,
    /// By id: none if the framework is not sound, which has been said.
    frameworks: BTreeMap<String, Option<Vec<Framework>>>,
    /// Files of base records by name.
    texts: BTreeMap<String, FileId>,
    /// By framework, then by requirement.
    decided: BTreeMap<String, BTreeMap<String, Seen>>,
}

impl Runner<'_> {
    fn file(&mut self, file: &File, results: &mut Results) {
        let id = self.map.add(file.name.as_ref(), file.text.as_ref());
        let read = read_cases(id, self.map.text(id));
        let broken = read.value.is_none();
        results.diagnostics.extend(read.diagnostics);
        for case in read.value.iter().flatten() {
            let passed = self.case(case, &file.name, &mut results.diagnostics);
            let (title, about) = (case.title.clone(), case.about.clone());
            results.outcomes.push(Outcome { file: id, title, about, passed });
        }
        if broken {
            let (title, about) = (String::new(), String::new());
            results.outcomes.push(Outcome { file: id, title, about, passed: None });
        }
    }

    /// Whether the assessment is as expected; none if there is none.
    fn case(&mut self, case: &Case, name: &str, said: &mut Vec<Diagnostic>) -> Option<bool> {
        let (id, version) = case.framework();
        self.load(id, case, said);
        let changed = self.record(case, name, said)?;
        let frameworks = self.frameworks.get(id)?.as_ref()?;
        let about = Path::top().key("about");
        let grant = case.grant.as_deref();
        let problem = version.and_then(|version| unknown_version(version, frameworks)).map(|problem| (problem, about));
        let grant_path = Path::top().key("grant");
        let problem = problem.or_else(|| Some((unknown_grant(grant?, frameworks)?, grant_path)));
        if let Some((problem, path)) = problem {
            said.push(placed(problem, case, &path));
            return None;
        }
        let question = Question { grant, as_of: case.as_of.interval().exact()?, version };
        let answer = assess(frameworks, question, |framework, versions| changed.bind(framework, versions));
        said.extend(answer.diagnostics);
        let assessment = answer.assessment?;
        let all: Vec<&Framework> = frameworks.iter().collect();
        let records: Vec<_> = answer.records.iter().map(Option::as_ref).collect();
        let found = document(&assessment, &all, &records);
        note_decided(&found.requirements, self.decided.entry(id.to_owned()).or_default());
        let faults = check(case, &assessment, &all);
        let passed = faults.is_empty();
        said.extend(faults.into_iter().map(|fault| fault.note(format!("case: {}", case.title))));
        Some(passed)
    }

    /// Loads a framework the first time it is asked for, and says what is wrong with it.
    fn load(&mut self, id: &str, case: &Case, said: &mut Vec<Diagnostic>) {
        if self.frameworks.contains_key(id) {
            return;
        }
        let files = self.loader.find(id);
        let sound = if files.is_empty() {
            let headers = self.loader.headers();
            let known = headers.iter().filter(|(_, all)| all.iter().any(|header| header.framework)).map(|(id, _)| *id);
            let problem = Diagnostic::new(Code::UnknownFramework, format!("there is no framework `{id}`"));
            said.push(placed(problem, case, &Path::top().key("about")).suggest(nearest(id, known)));
            None
        } else {
            let Checked { value, diagnostics } = load(self.loader, &files, self.map);
            said.extend(diagnostics.into_iter().filter(|it| it.severity == Severity::Error));
            value.map(|all| all.into_iter().filter(|framework| framework.id == id).collect())
        };
        self.frameworks.insert(id.to_owned(), sound);
    }

    /// Makes the person's record: the base of the case, or the record inside it, with the changes done.
    fn record(&mut self, case: &Case, name: &str, said: &mut Vec<Diagnostic>) -> Option<Changed> {
        let base = match &case.base {
            None => None,
            Some(base) => {
                let path = beside(name, base);
                let Some(file) = self.loader.file(&path) else {
                    let problem = Diagnostic::new(Code::UnreadableFile, format!("there is no file `{path}`"));
                    said.push(placed(problem, case, &Path::top().key("base")));
                    return None;
                };
                let map = &mut *self.map;
                Some(*self.texts.entry(path).or_insert_with(|| map.add(file.name.as_ref(), file.text.as_ref())))
            }
        };
        let made = apply(case, base.map(|file| (file, self.map.text(file))));
        said.extend(made.diagnostics);
        made.value
    }

    /// Requirements that no case decides both ways, of the frameworks that have cases.
    fn undecided(&self) -> Vec<Diagnostic> {
        let mut undecided = Vec::new();
        for (id, seen) in &self.decided {
            let mut known = BTreeSet::new();
            for framework in self.frameworks.get(id).into_iter().flatten().flatten() {
                let open = left_open(framework);
                for note in framework.notes.iter().filter(|note| note.kind == NoteKind::Requirement) {
                    let Some(requirement) = note.id.as_ref().filter(|name| known.insert((*name).clone())) else {
                        continue;
                    };
                    let seen = seen.get(requirement).copied().unwrap_or_default();
                    let lacking = match (seen.met, seen.unmet) {
                        (true, true) => continue,
                        // What the framework leaves open, or an authority judges, no record decides.
                        _ if open.contains(requirement) => continue,
                        (true, false) => "it is never unmet",
                        (false, true) => "it is never met",
                        (false, false) => "it is never met and never unmet",
                    };
                    let message = format!("no case decides `{requirement}` both ways: {lacking}");
                    let problem = Diagnostic::new(Code::UndecidedRequirement, message);
                    undecided.push(match note.span {
                        Some(span) => problem.at(span, ""),
                        None => problem,
                    });
                }
            }
        }
        undecided
    }
}

/// The requirements that rest on what the framework leaves open, or leaves to an authority: by full id.
fn left_open(framework: &Framework) -> BTreeSet<String> {
    let program = &framework.program;
    let unknown = |formula: &Formula| {
        let mut tests = Vec::new();
        tests_of(formula, &mut tests);
        tests.iter().any(|test| matches!(program.tests.get_index(test.index()), Some(Test::Unknown)))
    };
    let mut open: Vec<bool> = Vec::with_capacity(program.nodes.len());
    let mut names = BTreeSet::new();
    // Children stand before their parents.
    for node in &program.nodes {
        let below = |id: &NodeId| open.get(id.index()).copied().unwrap_or(false);
        let is_open = match &node.kind {
            NodeKind::Open | NodeKind::Judged { .. } => true,
            NodeKind::All(list) | NodeKind::Any(list) | NodeKind::AtLeast(_, list) => list.iter().any(below),
            NodeKind::Choose { then, otherwise, .. } => below(then) || otherwise.as_ref().is_some_and(below),
            NodeKind::Guarded { body, .. }
            | NodeKind::Bind(_, body)
            | NodeKind::Named(body)
            | NodeKind::Joint(_, body) => below(body),
            NodeKind::Claim(claim) => program
                .selections
                .get_index(claim.selection.index())
                .is_some_and(|selection| selection.alternatives.iter().any(|one| unknown(&one.formula))),
            NodeKind::Share { .. }
            | NodeKind::Fact(..)
            | NodeKind::Age { .. }
            | NodeKind::Resident { .. }
            | NodeKind::Since { .. }
            | NodeKind::DateOrder(..) => false,
        };
        open.push(is_open);
        if is_open && let Some(name) = framework.notes.get(node.note as usize).and_then(|note| note.id.clone()) {
            names.insert(name);
        }
    }
    names
}

fn tests_of(formula: &Formula, into: &mut Vec<TestId>) {
    match formula {
        Formula::True => {}
        Formula::Test { test, .. } => into.push(*test),
        Formula::And(list) | Formula::Or(list) => list.iter().for_each(|one| tests_of(one, into)),
    }
}

/// The name of a file that another one names relative to its own folder.
fn beside(name: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

fn placed(problem: Diagnostic, case: &Case, path: &Path) -> Diagnostic {
    match case.places() {
        Some(places) => at(problem, &places, path),
        None => problem,
    }
}

fn at(problem: Diagnostic, places: &Places<'_>, path: &Path) -> Diagnostic {
    problem.at(places.find(path, Side::Value), "").in_path(path.to_string())
}

/// Notes which requirements are met and which are not; what does not apply decides nothing.
fn note_decided(findings: &[FindingDocument], seen: &mut BTreeMap<String, Seen>) {
    for finding in findings {
        if let Some(id) = finding.id.as_ref().filter(|_| finding.applicable) {
            let seen = seen.entry(id.clone()).or_default();
            seen.met |= finding.verdict == VerdictWord::Met;
            seen.unmet |= finding.verdict == VerdictWord::Unmet;
        }
        note_decided(&finding.children, seen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_beside() {
        assert_eq!(beside("us/tx/cases/a.yaml", "base.yaml"), "us/tx/cases/base.yaml");
        assert_eq!(beside("us/tx/cases/a.yaml", "../../x/./b.yaml"), "us/x/b.yaml");
        assert_eq!(beside("a.yaml", "b.yaml"), "b.yaml");
        assert_eq!(beside("a.yaml", "../b.yaml"), "../b.yaml");
    }

    #[test]
    fn records_are_told_from_cases() {
        assert!(is_record("# about habits\nhabilita: record/1\nperson: case/1"));
        assert!(is_record("{\"habilita\": \"record/1\"}"));
        assert!(!is_record("habilita: case/1\nrecord: { habilita: record/1 }"));
        assert!(!is_record("{}"));
    }
}
