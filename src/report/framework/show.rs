//! One framework version in readable form.

use indexmap::IndexMap;

use super::rules::{assumptions, draw};
use crate::model::framework::{
    Autonomy, Framework, Grant, GrantKind, Provision, ProvisionValue, Scope, Status, Validity,
};
use crate::report::language::{Words, capital};
use crate::report::layout::{Page, Piece, Tone};
use crate::report::speech::Speech;
use crate::report::text::TextOptions;

/// The framework as text: its head, grants with their requirements, what is accepted as other evidence, scopes of practice, provisions, assumptions,
/// sources and competencies.
#[must_use]
pub fn show(framework: &Framework, options: &TextOptions) -> String {
    let mut page = Page::new(options.width, options.colour);
    let speech = Speech { words: options.language.words(), framework, record: None };
    let mut show = Show { page: &mut page, speech };
    show.head();
    for grant in &framework.grants {
        show.grant(grant);
    }
    show.accepted();
    for scope in &framework.scopes {
        show.scope(scope);
    }
    show.provisions();
    show.facts();
    show.assumptions();
    show.sources();
    show.competencies();
    page.finish()
}

/// The word of a status.
pub(super) fn status(words: &Words, status: Status) -> String {
    words.say(match status {
        Status::Regulated => "status-regulated",
        Status::Unregulated => "status-unregulated",
        Status::Absent => "status-absent",
        Status::Closed => "status-closed",
        Status::Draft => "status-draft",
        Status::NotFound => "status-not-found",
    })
}

struct Show<'a, 'p> {
    page: &'p mut Page,
    speech: Speech<'a>,
}

impl Show<'_, '_> {
    fn plain(&mut self, indent: usize, text: &str) {
        self.page.write(indent, indent, &[Piece::plain(text)]);
    }

    fn dim(&mut self, indent: usize, text: &str) {
        self.page.write(indent, indent, &[Piece::new(text, Tone::Dim)]);
    }

    fn head(&mut self) {
        let words = self.speech.words;
        let framework = self.speech.framework;
        let name = self.speech.text(&framework.name);
        let name = if name.is_empty() { framework.id.as_str() } else { name };
        self.page.write(0, 0, &[Piece::new(name, Tone::Strong)]);
        let rules = [
            ("id", framework.id.as_str().into()),
            ("version", framework.version.as_str().into()),
            ("period", words.period(framework.in_force).into()),
        ];
        let rules = words.with("head-rules", rules);
        self.plain(0, &rules);
        self.page.blank();
        self.plain(0, self.speech.text(&framework.about));
        self.page.blank();
        let codes: Vec<String> = framework.occupation.iter().map(|(scheme, code)| format!("{scheme}:{code}")).collect();
        let status = match framework.status_since {
            Some(since) => words.with(
                "status-since",
                [("status", status(words, framework.status).into()), ("date", words.date(since).into())],
            ),
            None => status(words, framework.status),
        };
        let governed = framework.governed.as_ref().map(|governed| {
            let date = self.speech.date_subject(governed.by);
            let key = if governed.choice { "show-governed-choice" } else { "show-governed-by" };
            words.with(key, [("date", date.into())])
        });
        let replaced = framework.replaces.as_ref().map(|(id, version)| format!("{id} {version}"));
        let rows = [
            ("show-status", Some(status)),
            ("show-country", framework.country.map(|place| place.code().to_owned())),
            ("show-occupation", Some(codes.join(", "))),
            ("show-regulator", Some(self.speech.text(&framework.regulator).to_owned())),
            ("show-governed", governed),
            ("show-replaces", replaced),
        ];
        for (key, value) in rows {
            let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
            let text = words.with("show-row", [("label", words.say(key).into()), ("value", value.into())]);
            self.page.write(0, 2, &[Piece::plain(text)]);
        }
    }

    fn grant(&mut self, grant: &Grant) {
        let words = self.speech.words;
        let label = self.speech.text(&grant.text);
        let label = if label.is_empty() { grant.name.clone() } else { label.to_owned() };
        self.page.heading(&label);
        let mut parts = vec![
            words.say(match grant.kind {
                GrantKind::Admission => "grant-admission",
                GrantKind::Award => "grant-award",
                GrantKind::Registration => "grant-registration",
                GrantKind::Licence => "grant-licence",
                GrantKind::Endorsement => "grant-endorsement",
                GrantKind::Permit => "grant-permit",
                GrantKind::Renewal => "grant-renewal",
                GrantKind::Post => "grant-post",
            }),
            grant.id.clone(),
        ];
        if let Some(of) = &grant.of {
            parts.push(words.with("grant-of", [("grant", self.speech.grant(of).into())]));
        }
        parts.extend(match &grant.valid {
            Validity::Unstated => None,
            Validity::For(length) => Some(words.with("valid-for", [("length", self.speech.length(*length).into())])),
            Validity::Indefinitely => Some(words.say("valid-indefinitely")),
            Validity::Unknown => Some(words.say("valid-unknown")),
            Validity::Until(date) => {
                Some(words.with("valid-until", [("window", self.speech.date_subject(*date).into())]))
            }
        });
        parts.extend(grant.in_force.map(|period| words.period(period)));
        parts.extend(Some(self.speech.citations(&grant.cite)).filter(|cite| !cite.is_empty()));
        self.dim(0, &parts.join(" · "));
        draw(self.page, &self.speech, grant.root, 0);
    }

    /// Evidence that counts as evidence of another kind.
    fn accepted(&mut self) {
        let words = self.speech.words;
        let framework = self.speech.framework;
        if framework.program.conversions.is_empty() {
            return;
        }
        self.page.heading(&words.say("heading-accepted"));
        for conversion in &framework.program.conversions {
            let text = self.speech.conversion(conversion);
            self.page.write(0, 2, &[Piece::plain("• "), Piece::plain(text)]);
            let note = framework.notes.get(conversion.note as usize);
            let mut parts: Vec<String> = conversion.in_force.map(|period| words.period(period)).into_iter().collect();
            let cite = note.map(|note| self.speech.citations(&note.cite));
            parts.extend(cite.filter(|cite| !cite.is_empty()));
            parts.extend(note.and_then(|note| assumptions(&self.speech, &note.assume)));
            self.dim(2, &parts.join(" · "));
            self.plain(2, note.and_then(|note| note.doc.as_deref()).unwrap_or_default());
        }
    }

    fn scope(&mut self, scope: &Scope) {
        let words = self.speech.words;
        let grant = self.speech.grant(&scope.of);
        self.page.heading(&words.with("heading-scope", [("grant", grant.into())]));
        let cite = self.speech.citations(&scope.cite);
        self.dim(0, &cite);
        for line in &scope.lines {
            let how = self.how(&line.how);
            self.page.write(0, 0, &[Piece::new(words.with("scope-how", [("how", how.into())]), Tone::Strong)]);
            for act in line.acts.iter().filter_map(|index| self.speech.framework.acts.get(*index)) {
                let label = self.speech.text(&act.text);
                let label = if label.is_empty() { act.name.as_str() } else { label };
                let mut pieces = vec![Piece::plain("• "), Piece::plain(label)];
                let cite = self.speech.citations(&act.cite);
                if !cite.is_empty() {
                    pieces.push(Piece::new(format!(" [{cite}]"), Tone::Dim));
                }
                self.page.write(2, 4, &pieces);
            }
            let condition = self.speech.text(&line.condition);
            if !condition.is_empty() {
                let text = words.with("scope-where", [("condition", condition.into())]);
                self.plain(2, &text);
            }
            if let Some(requires) = line.requires {
                let text = words.say("scope-requires");
                self.plain(2, &text);
                draw(self.page, &self.speech, requires, 4);
            }
            let mut parts: Vec<String> = line.in_force.map(|period| words.period(period)).into_iter().collect();
            parts.extend(Some(self.speech.citations(&line.cite)).filter(|cite| !cite.is_empty()));
            parts.extend(assumptions(&self.speech, &line.assume));
            self.dim(2, &parts.join(" · "));
        }
    }

    fn how(&self, how: &Autonomy) -> String {
        let words = self.speech.words;
        let role = |role: &String| [("role", self.speech.symbol(role).into())];
        match how {
            Autonomy::Independent => words.say("how-independent"),
            Autonomy::Supervised { directly: false, by } => words.with("how-supervised", role(by)),
            Autonomy::Supervised { directly: true, by } => words.with("how-supervised-directly", role(by)),
            Autonomy::Delegated { by } => words.with("how-delegated", role(by)),
            Autonomy::Assisting { role: by } => words.with("how-assisting", role(by)),
            Autonomy::OnPrescription => words.say("how-on-prescription"),
            Autonomy::Prohibited => words.say("how-prohibited"),
        }
    }

    /// Provisions by the first word of their topic, in the order in which topics first occur.
    fn provisions(&mut self) {
        let words = self.speech.words;
        let mut topics: IndexMap<&str, Vec<&Provision>> = IndexMap::new();
        for provision in &self.speech.framework.provisions {
            let root = provision.topic.split('.').next().unwrap_or_default();
            topics.entry(root).or_default().push(provision);
        }
        if topics.is_empty() {
            return;
        }
        self.page.heading(&words.say("heading-provisions"));
        for (topic, provisions) in topics {
            let key = format!("topic-{topic}");
            let label = if words.has(&key) { words.say(&key) } else { topic.to_owned() };
            self.page.write(0, 0, &[Piece::new(capital(&label), Tone::Strong)]);
            for provision in provisions {
                self.provision(provision);
            }
        }
    }

    fn provision(&mut self, provision: &Provision) {
        let words = self.speech.words;
        let text = self.speech.text(&provision.text);
        let text = if text.is_empty() { provision.name.as_str() } else { text };
        let value = match &provision.value {
            ProvisionValue::Text => None,
            ProvisionValue::Values(values) => {
                let plain: Vec<&str> = values.iter().map(|value| value.trim_matches('"')).collect();
                Some(plain.join(", "))
            }
            // A text says so itself.
            ProvisionValue::None => Some(words.say("provision-none")).filter(|_| provision.text.is_empty()),
            ProvisionValue::NotFound => Some(words.say("provision-not-found")).filter(|_| provision.text.is_empty()),
        };
        let mut pieces = vec![Piece::plain("• "), Piece::plain(text)];
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            pieces.push(Piece::plain(" → "));
            pieces.push(Piece::new(value, Tone::Strong));
        }
        self.page.write(2, 4, &pieces);
        let key = format!("about-{}", provision.about);
        let about = if words.has(&key) { words.say(&key) } else { provision.about.clone() };
        let mut parts = vec![about, provision.topic.clone()];
        parts.extend(provision.in_force.map(|period| words.period(period)));
        parts.extend(Some(self.speech.citations(&provision.cite)).filter(|cite| !cite.is_empty()));
        parts.extend(assumptions(&self.speech, &provision.assume));
        self.dim(4, &parts.join(" · "));
    }

    fn facts(&mut self) {
        let facts = &self.speech.framework.vocabulary.facts;
        if facts.is_empty() {
            return;
        }
        self.page.heading(&self.speech.words.say("heading-facts"));
        for (name, fact) in facts {
            let text = self.speech.text(&fact.text);
            let text = if text.is_empty() { name.as_str() } else { text };
            let pieces = [Piece::plain("• "), Piece::plain(text), Piece::new(format!(" [{name}]"), Tone::Dim)];
            self.page.write(0, 2, &pieces);
        }
    }

    fn assumptions(&mut self) {
        if self.speech.framework.assumptions.is_empty() {
            return;
        }
        self.page.heading(&self.speech.words.say("heading-assumptions"));
        for assumption in &self.speech.framework.assumptions {
            let text = self.speech.text(&assumption.text).to_owned();
            let pieces = [Piece::new(assumption.key.as_str(), Tone::Strong), Piece::plain(" "), Piece::plain(text)];
            self.page.write(0, 2, &pieces);
            let cite = assumption.about.as_ref().and_then(|about| self.speech.citation(about)).unwrap_or_default();
            self.dim(2, &cite);
        }
    }

    fn sources(&mut self) {
        let words = self.speech.words;
        if self.speech.framework.sources.is_empty() {
            return;
        }
        self.page.heading(&words.say("heading-sources"));
        for source in &self.speech.framework.sources {
            let mut pieces = vec![
                Piece::new(source.key.as_str(), Tone::Strong),
                Piece::plain(" "),
                Piece::plain(source.title.as_str()),
            ];
            if source.unverified {
                pieces.push(Piece::plain(" – "));
                pieces.push(Piece::new(words.say("source-unverified"), Tone::Doubt));
            }
            self.page.write(0, 2, &pieces);
            let mut parts: Vec<String> = source.by.clone().into_iter().collect();
            parts.extend(
                source.published.map(|date| words.with("source-published", [("date", words.date(date).into())])),
            );
            parts.extend(source.read.map(|date| words.with("source-read", [("date", words.date(date).into())])));
            parts.extend(source.catalog.clone());
            self.dim(2, &parts.join(" · "));
            self.dim(2, source.url.as_deref().unwrap_or_default());
        }
    }

    fn competencies(&mut self) {
        let competencies = &self.speech.framework.vocabulary.competencies;
        if competencies.is_empty() {
            return;
        }
        self.page.heading(&self.speech.words.say("heading-competencies"));
        let mut depths: Vec<usize> = Vec::with_capacity(competencies.len());
        for (id, competency) in competencies {
            // Parents stand before their children, so their depth is known.
            let depth = competency.parent.and_then(|parent| depths.get(parent.index())).map_or(0, |depth| depth + 1);
            depths.push(depth);
            let label = self.speech.text(&competency.text);
            let short = id.rsplit_once('/').map_or(id.as_str(), |(_, name)| name);
            let label = if label.is_empty() { short } else { label };
            let pieces = [Piece::plain("• "), Piece::plain(label), Piece::new(format!(" [{short}]"), Tone::Dim)];
            self.page.write(2 * depth, 2 * depth + 2, &pieces);
        }
    }
}
