//! `habilita check --witness`: a smallest record for each grant.

use serde::Serialize;

use crate::analysis::prove::{self, Witness};
use crate::model::framework::Framework;

/// A grant with its example.
pub(super) struct Example<'a> {
    framework: &'a Framework,
    grant: &'a str,
    witness: Option<Witness>,
}

/// An example as JSON.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    framework: &'a str,
    version: &'a str,
    grant: &'a str,
    as_of: Option<String>,
    open: Vec<&'a str>,
    record: Option<&'a str>,
}

/// An example for each grant of the frameworks wanted.
pub(super) fn examples<'a>(frameworks: &'a [Framework], wanted: &dyn Fn(&Framework) -> bool) -> Vec<Example<'a>> {
    let mut found = Vec::new();
    for framework in frameworks.iter().filter(|framework| wanted(framework)) {
        let (versions, this) = prove::versions(frameworks, framework);
        for grant in &framework.grants {
            let witness = prove::witness(&versions, this, grant);
            found.push(Example { framework, grant: &grant.name, witness });
        }
    }
    found
}

impl Example<'_> {
    /// The lines that the framework leaves open, as written.
    fn open(&self) -> Vec<&str> {
        let lines = self.witness.iter().flat_map(|witness| &witness.open);
        let note = |node: &crate::model::program::NodeId| {
            let node = self.framework.program.nodes.get(node.index())?;
            self.framework.notes.get(node.note as usize).map(|note| note.line.as_str())
        };
        lines.filter_map(note).collect()
    }
}

/// Records one after the other, each under a comment that says what it meets and when.
pub(super) fn text(examples: &[Example<'_>]) -> String {
    let mut text = String::new();
    for example in examples {
        let (id, version, grant) = (&example.framework.id, &example.framework.version, example.grant);
        match &example.witness {
            None => {
                text.push_str(&format!("# {id}@{version}, {grant}: no example was found, which proves nothing\n"));
            }
            Some(witness) => {
                if text.lines().any(|line| line.starts_with("habilita:")) {
                    text.push_str("---\n");
                }
                let day = witness.as_of;
                let open = example.open();
                if open.is_empty() {
                    text.push_str(&format!("# {id}@{version}, {grant}: met on {day}\n"));
                } else {
                    text.push_str(&format!(
                        "# {id}@{version}, {grant}: met on {day}, except for what it leaves open:\n"
                    ));
                    for line in open {
                        text.push_str(&format!("#   {line}\n"));
                    }
                }
                text.push_str(&witness.text);
            }
        }
    }
    text
}

/// The same as a JSON array.
pub(super) fn json(examples: &[Example<'_>]) -> String {
    let shown: Vec<Shown<'_>> = examples
        .iter()
        .map(|example| Shown {
            framework: &example.framework.id,
            version: &example.framework.version,
            grant: example.grant,
            as_of: example.witness.as_ref().map(|witness| witness.as_of.to_string()),
            open: example.open(),
            record: example.witness.as_ref().map(|witness| witness.text.as_str()),
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&shown).unwrap_or_default();
    text.push('\n');
    text
}
