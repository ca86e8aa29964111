//! The ways through a curriculum: choices of modules that its structure allows, as linear rows over what is taken.
//!
//! `z` is 1 for a module that is taken. What everybody takes is fixed; a choice is one row for each of its bounds; a
//! prerequisite is `z(before) − z(module) ≥ 0`.

use crate::model::number::Number;
use crate::record::curriculum::Curriculum;
use crate::solve::Sense;

/// One row over modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ModuleRow {
    /// Modules with their coefficients.
    pub(crate) terms: Vec<(usize, Number)>,
    /// At least or at most.
    pub(crate) sense: Sense,
    /// The constant.
    pub(crate) bound: Number,
}

/// All ways through a curriculum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ways {
    /// Taken by everybody.
    pub(crate) fixed: Vec<bool>,
    /// Rows that every way satisfies; fixed modules stand in them too.
    pub(crate) rows: Vec<ModuleRow>,
    /// Modules that rows connect have one number: what is chosen among them depends on one another.
    pub(crate) group: Vec<usize>,
}

impl Ways {
    /// The ways that a structure allows.
    pub(crate) fn of(curriculum: &Curriculum) -> Self {
        let count = curriculum.modules.len();
        let mut fixed = vec![curriculum.structure.is_none(); count];
        let mut rows = Vec::new();
        let entries = curriculum.structure.as_deref().unwrap_or_default();
        for code in entries.iter().flat_map(|entry| entry.all.as_deref().unwrap_or_default()) {
            if let Some(slot) = curriculum.module(code).and_then(|index| fixed.get_mut(index)) {
                *slot = true;
            }
        }
        for choice in entries.iter().filter_map(|entry| entry.choose.as_ref()) {
            let of: Vec<usize> = choice.of.iter().filter_map(|code| curriculum.module(code)).collect();
            for (bound, sense) in [(&choice.at_least, Sense::AtLeast), (&choice.at_most, Sense::AtMost)] {
                let Some(bound) = bound else { continue };
                let worth = |index: &usize| Some((*index, curriculum.worth(*index, bound)?));
                rows.push(ModuleRow { terms: of.iter().filter_map(worth).collect(), sense, bound: bound.number });
            }
        }
        let mut before: Vec<(usize, usize)> = Vec::new();
        for (index, module) in curriculum.modules.iter().enumerate() {
            let codes = module.requires.as_deref().unwrap_or_default();
            before.extend(codes.iter().filter_map(|code| Some((index, curriculum.module(code)?))));
        }
        // What a compulsory module requires is compulsory.
        loop {
            let mut changed = false;
            for (index, required) in &before {
                if fixed.get(*index) == Some(&true)
                    && let Some(slot) = fixed.get_mut(*required)
                {
                    changed |= !*slot;
                    *slot = true;
                }
            }
            if !changed {
                break;
            }
        }
        for (index, required) in before {
            if fixed.get(required) == Some(&false) {
                let terms = vec![(required, Number::ONE), (index, -Number::ONE)];
                rows.push(ModuleRow { terms, sense: Sense::AtLeast, bound: Number::ZERO });
            }
        }
        for row in &mut rows {
            row.terms.retain(|(_, coefficient)| !coefficient.is_zero());
        }
        let group = groups(&fixed, &rows);
        Self { fixed, rows, group }
    }

    /// How many modules there are.
    pub(crate) fn count(&self) -> usize {
        self.fixed.len()
    }

    /// Whether everybody takes a module.
    pub(crate) fn is_fixed(&self, module: usize) -> bool {
        self.fixed.get(module).copied().unwrap_or(false)
    }

    /// Whether a choice is a way through.
    pub(crate) fn allows(&self, taken: &[bool]) -> bool {
        let is_taken = |module: usize| taken.get(module).copied().unwrap_or(false);
        (0..self.count()).all(|module| !self.is_fixed(module) || is_taken(module))
            && self.rows.iter().all(|row| {
                let sum: Number =
                    row.terms.iter().filter(|(module, _)| is_taken(*module)).map(|(_, coefficient)| *coefficient).sum();
                match row.sense {
                    Sense::AtLeast => sum >= row.bound,
                    Sense::AtMost => sum <= row.bound,
                }
            })
    }
}

/// Numbers the modules so that those which rows connect, however indirectly, have one number.
fn groups(fixed: &[bool], rows: &[ModuleRow]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..fixed.len()).collect();
    loop {
        let mut changed = false;
        for row in rows {
            let open: Vec<usize> = row
                .terms
                .iter()
                .map(|(module, _)| *module)
                .filter(|module| fixed.get(*module) == Some(&false))
                .collect();
            let least = open.iter().filter_map(|module| group.get(*module)).min().copied();
            for module in open {
                if let (Some(slot), Some(least)) = (group.get_mut(module), least) {
                    changed |= *slot != least;
                    *slot = least;
                }
            }
        }
        if !changed {
            return group;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::read_curricula;
    use crate::source::FileId;

    fn ways(text: &str) -> Ways {
        let text = format!("habilita: curriculum/1\nid: x\ntitle: X\n{text}");
        Ways::of(&read_curricula(FileId(0), &text).value.unwrap()[0])
    }

    #[test]
    fn a_choice_takes_its_prerequisites_along() {
        let ways = ways(
            "modules: [{ code: N, requires: [M] }, { code: M }, { code: A }, { code: B, requires: [A] }, { code: C, hours: 20 }]
structure:
  - all: [N]
  - choose: { at-least: 1, at-most: 2, of: [M, A, B] }
  - choose: { at-least: 10 h, of: [C] }
",
        );
        assert_eq!(ways.fixed, [true, true, false, false, false]);
        assert_eq!(ways.group[2], ways.group[3]);
        assert_ne!(ways.group[2], ways.group[4]);
        assert!(ways.allows(&[true, true, true, false, true]));
        // B without A, all three at once, and C left out.
        assert!(!ways.allows(&[true, true, false, true, true]));
        assert!(!ways.allows(&[true, true, true, true, true]));
        assert!(!ways.allows(&[true, true, true, false, false]));
    }

    #[test]
    fn without_a_structure_all_is_compulsory() {
        assert_eq!(ways("modules: [{ code: A }, { code: B }]").fixed, [true, true]);
    }
}
