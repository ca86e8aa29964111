//! A framework for people.

use super::{Line, lines, lines_of};
use crate::model::framework::{
    Autonomy, Framework, Grant, GrantKind, Provision, ProvisionValue, Scope, Source, Status, Validity,
};
use crate::model::program::NoteKind;
use crate::report::language::{Words, capital};
use crate::report::layout::{Page, Piece, Tone};
use crate::report::speech::Speech;
use crate::report::text::TextOptions;

/// A framework as text. `others` are the names of its other versions.
#[must_use]
pub fn text(framework: &Framework, others: &[&str], options: &TextOptions) -> String {
    let words = options.language.words();
    let speech = Speech { words, framework, record: None };
    let mut page = Writer { page: Page::new(options.width, options.colour), words, speech };
    page.head(others);
    for grant in &framework.grants {
        page.grant(grant);
    }
    page.scopes(&framework.scopes);
    page.provisions(&framework.provisions);
    page.assumptions();
    page.sources(&framework.sources);
    page.page.finish()
}

struct Writer<'a> {
    page: Page,
    words: &'static Words,
    speech: Speech<'a>,
}

impl Writer<'_> {
    fn plain(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.page.write(indent, indent + 2, &[Piece::plain(text)]);
        }
    }

    fn dim(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.page.write(indent, indent, &[Piece::new(text, Tone::Dim)]);
        }
    }

    fn head(&mut self, others: &[&str]) {
        let (words, framework) = (self.words, self.speech.framework);
        self.page.write(0, 0, &[Piece::new(self.speech.text(&framework.name), Tone::Strong)]);
        let values = [
            ("id", framework.id.as_str().into()),
            ("version", framework.version.as_str().into()),
            ("period", words.period(framework.in_force).into()),
        ];
        self.plain(0, &words.with("head-rules", values));
        if !others.is_empty() {
            self.plain(0, &words.with("show-other-versions", [("versions", others.join(", ").into())]));
        }
        let status = words.say(match framework.status {
            Status::Regulated => "status-regulated",
            Status::Unregulated => "status-unregulated",
            Status::Absent => "status-absent",
            Status::Closed => "status-closed",
            Status::Draft => "status-draft",
            Status::NotFound => "status-not-found",
        });
        let since =
            framework.status_since.map(|since| words.with("nothing-since", [("date", words.date(since).into())]));
        self.plain(0, &[Some(status), since].into_iter().flatten().collect::<Vec<_>>().join(" "));
        let regulator = self.speech.text(&framework.regulator).to_owned();
        let country = framework.country.map(|place| place.code().to_owned()).unwrap_or_default();
        let codes = framework.occupation.iter().map(|(scheme, code)| format!("{scheme}:{code}"));
        let codes = codes.collect::<Vec<_>>().join(", ");
        for (key, value) in [("show-country", country), ("show-regulator", regulator), ("show-occupation", codes)] {
            if !value.is_empty() {
                self.plain(0, &words.with(key, [("value", value.into())]));
            }
        }
        if !framework.about.is_empty() {
            self.page.blank();
            self.page.write(0, 0, &[Piece::plain(self.speech.text(&framework.about))]);
        }
    }

    fn grant(&mut self, grant: &Grant) {
        let words = self.words;
        let kind = words.say(kind_key(grant.kind));
        let name = self.speech.text(&grant.text);
        let title = if name.is_empty() { grant.name.clone() } else { name.to_owned() };
        self.page.heading(&format!("{title} ({kind})"));
        let valid = match &grant.valid {
            Validity::Unstated => None,
            Validity::For(length) => Some(words.with("valid-for", [("length", self.speech.length(*length).into())])),
            Validity::Indefinitely => Some(words.say("valid-indefinitely")),
            Validity::Unknown => Some(words.say("valid-unknown")),
            Validity::Until(date) => {
                Some(words.with("valid-until", [("date", self.speech.date_subject(*date).into())]))
            }
        };
        let of = grant.of.as_ref().map(|of| words.with("show-of", [("grant", self.speech.grant(of).into())]));
        let period = grant.in_force.map(|period| words.with("show-period", [("period", words.period(period).into())]));
        let cite = Some(self.speech.citations(&grant.cite)).filter(|cite| !cite.is_empty());
        let about: Vec<String> = [Some(grant.id.clone()), of, valid, period, cite].into_iter().flatten().collect();
        self.dim(0, &about.join(" · "));
        for line in lines_of(self.speech.framework, grant) {
            self.line(&line, 0);
        }
    }

    fn line(&mut self, line: &Line<'_>, indent: usize) {
        let words = self.words;
        let named = matches!(line.note.kind, NoteKind::Requirement | NoteKind::Route | NoteKind::Standard);
        let text = self.speech.text(&line.note.text);
        if text.is_empty() {
            self.page.write(indent, indent + 2, &[Piece::plain(line.note.line.as_str())]);
        } else {
            let (sign, tone) = if named { ("• ", Tone::Strong) } else { ("", Tone::Plain) };
            self.page.write(indent, indent + 2, &[Piece::plain(sign), Piece::new(text, tone)]);
        }
        let inner = indent + 2;
        let mut about = Vec::new();
        if named {
            about.extend(line.note.id.as_ref().map(|id| id.rsplit('/').next().unwrap_or_default().to_owned()));
        }
        if line.note.advisory {
            about.push(words.say("show-advisory"));
        }
        about.extend(Some(self.speech.citations(&line.note.cite)).filter(|cite| !cite.is_empty()));
        let keys = self.assumed(&line.note.assume);
        if !keys.is_empty() {
            about
                .push(words.with("tree-assumptions", [("count", keys.len().into()), ("keys", keys.join(", ").into())]));
        }
        self.dim(inner, &about.join(" · "));
        if !line.members.is_empty() {
            let names: Vec<String> = line.members.iter().map(|texts| self.speech.text(texts).to_owned()).collect();
            self.dim(inner, &names.join("; "));
        }
        let mut above = false;
        for child in &line.children {
            if child.otherwise && !above {
                self.plain(inner, "otherwise");
            }
            above = child.otherwise;
            self.line(child, inner);
        }
        if indent == 0 {
            self.page.blank();
        }
    }

    fn assumed(&self, indexes: &[usize]) -> Vec<String> {
        indexes.iter().filter_map(|index| Some(self.speech.framework.assumptions.get(*index)?.key.clone())).collect()
    }

    fn scopes(&mut self, scopes: &[Scope]) {
        let words = self.words;
        for scope in scopes {
            let grant = self.speech.grant(&scope.of);
            self.page.heading(&words.with("heading-scope", [("grant", grant.into())]));
            self.dim(0, &self.speech.citations(&scope.cite));
            for line in &scope.lines {
                self.page.write(0, 2, &[Piece::new(capital(&self.autonomy(&line.how)), Tone::Strong)]);
                for act in line.acts.iter().filter_map(|act| self.speech.framework.acts.get(*act)) {
                    self.page.write(2, 4, &[Piece::plain("• "), Piece::plain(self.speech.text(&act.text))]);
                }
                let condition = self.speech.text(&line.condition).to_owned();
                self.plain(2, &condition);
                if let Some(root) = line.requires {
                    for child in lines(self.speech.framework, root, 0) {
                        self.line(&child, 2);
                    }
                }
                let mut about = vec![self.speech.citations(&line.cite)];
                about.extend(self.assumed(&line.assume));
                about.retain(|part| !part.is_empty());
                self.dim(2, &about.join(" · "));
            }
        }
    }

    fn autonomy(&self, how: &Autonomy) -> String {
        let by = |key: &str, role: &str| self.words.with(key, [("role", self.speech.symbol(role).into())]);
        match how {
            Autonomy::Independent => self.words.say("scope-independent"),
            Autonomy::Supervised { directly: true, by: role } => by("scope-supervised-directly", role),
            Autonomy::Supervised { directly: false, by: role } => by("scope-supervised", role),
            Autonomy::Delegated { by: role } => by("scope-delegated", role),
            Autonomy::Assisting { role } => by("scope-assisting", role),
            Autonomy::OnPrescription => self.words.say("scope-on-prescription"),
            Autonomy::Prohibited => self.words.say("scope-prohibited"),
        }
    }

    fn provisions(&mut self, provisions: &[Provision]) {
        if provisions.is_empty() {
            return;
        }
        let words = self.words;
        self.page.heading(&words.say("heading-provisions"));
        for provision in provisions {
            let text = self.speech.text(&provision.text);
            let text = if text.is_empty() { provision.topic.as_str() } else { text };
            self.page.write(0, 2, &[Piece::plain("• "), Piece::plain(text)]);
            let value = match &provision.value {
                ProvisionValue::Text => None,
                ProvisionValue::Values(values) => Some(values.join(", ")),
                ProvisionValue::None => Some(words.say("provision-none")),
                ProvisionValue::NotFound => Some(words.say("provision-not-found")),
            };
            let period = provision.in_force.map(|period| words.period(period));
            let cite = Some(self.speech.citations(&provision.cite)).filter(|cite| !cite.is_empty());
            let about: Vec<String> =
                [Some(provision.topic.clone()), value, period, cite].into_iter().flatten().collect();
            self.dim(2, &about.join(" · "));
        }
    }

    fn assumptions(&mut self) {
        let framework = self.speech.framework;
        if framework.assumptions.is_empty() {
            return;
        }
        self.page.heading(&self.words.say("heading-assumptions"));
        for assumption in &framework.assumptions {
            let text = self.speech.text(&assumption.text);
            self.page.write(0, 2, &[Piece::new(format!("{}: ", assumption.key), Tone::Strong), Piece::plain(text)]);
            let about = assumption.about.as_ref().and_then(|about| self.speech.citation(about)).unwrap_or_default();
            self.dim(2, &about);
        }
    }

    fn sources(&mut self, sources: &[Source]) {
        if sources.is_empty() {
            return;
        }
        let words = self.words;
        self.page.heading(&words.say("heading-sources"));
        for source in sources {
            let key = Piece::new(format!("{}: ", source.key), Tone::Strong);
            self.page.write(0, 2, &[key, Piece::plain(source.title.as_str())]);
            let mut about = Vec::new();
            about.extend(source.by.clone());
            for (key, date) in [("source-published", source.published), ("source-read", source.read)] {
                about.extend(date.map(|date| words.with(key, [("date", words.date(date).into())])));
            }
            if source.unverified {
                about.push(words.say("source-unverified"));
            }
            self.dim(2, &about.join(" · "));
            self.dim(2, source.url.as_deref().unwrap_or_default());
        }
    }
}

const fn kind_key(kind: GrantKind) -> &'static str {
    match kind {
        GrantKind::Admission => "grant-admission",
        GrantKind::Award => "grant-award",
        GrantKind::Registration => "grant-registration",
        GrantKind::Licence => "grant-licence",
        GrantKind::Endorsement => "grant-endorsement",
        GrantKind::Permit => "grant-permit",
        GrantKind::Renewal => "grant-renewal",
        GrantKind::Post => "grant-post",
    }
}
