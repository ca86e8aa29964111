//! What can be wrong with a curriculum whatever the framework: codes that stand twice or nowhere, prerequisites in a
//! circle, choices that nobody can make.

use std::collections::BTreeMap;

use super::{Choice, Curriculum, MODULE_LIMIT, Module};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::number::Number;
use crate::model::vocabulary::Kind;
use crate::record::faults::Faults;
use crate::record::locate::{At, Places, Side};
use crate::record::scalar::{Amount, shorten};
use crate::record::validate::{is_length, piece, place};

/// The kinds of evidence that a module can be.
pub(in crate::record) const MODULE_KINDS: [Kind; 5] =
    [Kind::Course, Kind::Placement, Kind::Exam, Kind::Demonstration, Kind::Cpd];

type Codes<'c> = BTreeMap<&'c str, usize>;

/// Finds what is wrong with a curriculum.
pub(super) fn curriculum(curriculum: &Curriculum, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut faults = Faults::new(places, diagnostics);
    let top = At::Top;
    for (key, text) in [("id", &curriculum.id), ("title", &curriculum.title)] {
        if text.trim().is_empty() {
            faults.value(Code::InvalidValue, &top.key(key), format!("the {key} is empty"));
        }
    }
    if let Some(country) = curriculum.institution.as_ref().and_then(|institution| institution.country.as_ref()) {
        place(&mut faults, &top.key("institution").key("country"), country);
    }
    if let Some(award) = &curriculum.award {
        let path = top.key("award");
        if let Some(country) = &award.country {
            place(&mut faults, &path.key("country"), country);
        }
        if let Some(duration) = &award.duration
            && !is_length(duration)
        {
            let message = format!("`{}` is not a length of time such as `18 months`", shorten(duration));
            faults.value(Code::InvalidValue, &path.key("duration"), message);
        }
    }
    let modules = top.key("modules");
    if curriculum.modules.is_empty() {
        faults.value(Code::MissingKey, &modules, "the curriculum has no modules");
        return;
    }
    if curriculum.modules.len() > MODULE_LIMIT {
        let message = format!("{} modules, more than the {MODULE_LIMIT} that are read", curriculum.modules.len());
        faults.value(Code::TooMuch, &modules, message);
        return;
    }
    let codes = codes(&mut faults, curriculum, &modules);
    for (index, module) in curriculum.modules.iter().enumerate() {
        one(&mut faults, &modules.index(index), module, &codes);
    }
    circles(&mut faults, curriculum, &modules, &codes);
    structure(&mut faults, curriculum, &codes);
}

/// The modules by their codes.
fn codes<'c>(faults: &mut Faults<'_, '_>, curriculum: &'c Curriculum, path: &At<'_>) -> Codes<'c> {
    let mut codes = Codes::new();
    for (index, module) in curriculum.modules.iter().enumerate() {
        let here = path.index(index);
        let code = module.code.as_str();
        if code.trim().is_empty() || code.contains(char::is_whitespace) {
            faults.value(Code::InvalidValue, &here.key("code"), "a code is one word");
            continue;
        }
        match codes.get(code) {
            Some(first) => {
                let first = faults.place(&path.index(*first).key("code"));
                let message = format!("two modules have the code `{}`", shorten(code));
                faults.tell(Code::DuplicateModule, &here.key("code"), Side::Value, message, |diagnostic| {
                    diagnostic.also(first, "first here")
                });
            }
            None => {
                codes.insert(code, index);
            }
        }
    }
    codes
}

/// One module by itself.
fn one(faults: &mut Faults<'_, '_>, path: &At<'_>, module: &Module, codes: &Codes<'_>) {
    let kind = module.kind();
    if !MODULE_KINDS.contains(&kind) {
        let known: Vec<&str> = MODULE_KINDS.iter().map(|kind| kind.name()).collect();
        let message = format!("a module cannot be of kind `{}`", kind.name());
        faults.tell(Code::InvalidValue, &path.key("kind"), Side::Value, message, |diagnostic| {
            diagnostic.note(format!("it can be {}", known.join(", ")))
        });
    } else if let Some(evidence) = module.evidence()
        && !module.code.trim().is_empty()
    {
        piece(faults, path, &evidence);
    }
    listed(faults, &path.key("requires"), module.requires.as_deref().unwrap_or_default(), codes);
    if module.requires.iter().flatten().any(|code| *code == module.code) {
        faults.value(Code::PrerequisiteCycle, &path.key("requires"), "the module is its own prerequisite");
    }
}

/// A list of codes: each is known, none stands twice. Tells the modules.
fn listed(faults: &mut Faults<'_, '_>, path: &At<'_>, list: &[String], codes: &Codes<'_>) -> Vec<usize> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut modules = Vec::new();
    for (at, code) in list.iter().enumerate() {
        let here = path.index(at);
        if let Some(first) = seen.insert(code, at) {
            let first = faults.place(&path.index(first));
            let message = format!("the module `{}` is listed twice", shorten(code));
            faults.tell(Code::DuplicateModule, &here, Side::Value, message, |it| it.also(first, "first here"));
            continue;
        }
        match codes.get(code.as_str()) {
            Some(index) => modules.push(*index),
            None => {
                let message = format!("no module has the code `{}`", shorten(code));
                faults.meant(Code::UnknownModule, &here, message, || nearest(code, codes.keys().copied()));
            }
        }
    }
    modules
}

/// Prerequisites that lead back to where they began.
fn circles(faults: &mut Faults<'_, '_>, curriculum: &Curriculum, path: &At<'_>, codes: &Codes<'_>) {
    let count = curriculum.modules.len();
    let before = |index: usize| -> Vec<usize> {
        let module = curriculum.modules.get(index);
        let requires = module.and_then(|module| module.requires.as_deref()).unwrap_or_default();
        requires.iter().filter_map(|code| codes.get(code.as_str()).copied()).filter(|it| *it != index).collect()
    };
    // Modules whose prerequisites are all settled are settled; what is left lies on or behind a circle.
    let mut settled = vec![false; count];
    let mut left: Vec<usize> = (0..count).collect();
    loop {
        let waiting: Vec<usize> = left
            .iter()
            .copied()
            .filter(|index| before(*index).iter().any(|it| !settled.get(*it).copied().unwrap_or(true)))
            .collect();
        for index in &left {
            if let Some(slot) = settled.get_mut(*index).filter(|_| !waiting.contains(index)) {
                *slot = true;
            }
        }
        if waiting.len() == left.len() {
            break;
        }
        left = waiting;
    }
    let mut told = vec![false; count];
    for start in left.iter().copied() {
        // Walk back along open prerequisites until a module comes again.
        let mut walk: Vec<usize> = Vec::new();
        let mut here = start;
        while !walk.contains(&here) {
            walk.push(here);
            let Some(next) = before(here).into_iter().find(|it| left.contains(it)) else { break };
            here = next;
        }
        let circle = walk.iter().position(|it| *it == here).and_then(|at| walk.get(at..)).unwrap_or_default();
        if circle.len() < 2 || circle.iter().any(|it| told.get(*it).copied().unwrap_or(true)) {
            continue;
        }
        for index in circle {
            if let Some(slot) = told.get_mut(*index) {
                *slot = true;
            }
        }
        let code = |index: &usize| curriculum.modules.get(*index).map_or("", |module| module.code.as_str());
        let names: Vec<String> = circle.iter().chain(circle.first()).map(|it| format!("`{}`", code(it))).collect();
        let message = format!("prerequisites in a circle: {}", names.join(" requires "));
        faults.value(Code::PrerequisiteCycle, &path.index(here).key("requires"), message);
    }
}

/// What all take and what may be chosen: every module is somewhere, and every choice can be made.
fn structure(faults: &mut Faults<'_, '_>, curriculum: &Curriculum, codes: &Codes<'_>) {
    let Some(entries) = &curriculum.structure else { return };
    let top = At::Top;
    let path = top.key("structure");
    let mut placed = vec![false; curriculum.modules.len()];
    for (index, entry) in entries.iter().enumerate() {
        let here = path.index(index);
        let list = match (&entry.all, &entry.choose) {
            (Some(all), None) => listed(faults, &here.key("all"), all, codes),
            (None, Some(choice)) => {
                let path = here.key("choose");
                let list = listed(faults, &path.key("of"), &choice.of, codes);
                choose(faults, &path, choice, &list, curriculum);
                list
            }
            (Some(_), Some(_)) => {
                let message = "an entry says `all` or `choose`, not both";
                faults.tell(Code::InvalidValue, &here.key("choose"), Side::Key, message, |it| {
                    it.help("write two entries")
                });
                continue;
            }
            (None, None) => {
                faults.value(Code::MissingKey, &here, "an entry says `all` or `choose`");
                continue;
            }
        };
        for module in list {
            if let Some(slot) = placed.get_mut(module) {
                *slot = true;
            }
        }
    }
    for (index, module) in curriculum.modules.iter().enumerate() {
        if !placed.get(index).copied().unwrap_or(true) && codes.get(module.code.as_str()) == Some(&index) {
            let modules = top.key("modules");
            let message = format!("the structure does not name the module `{}`", shorten(&module.code));
            faults.tell(Code::UnplacedModule, &modules.index(index).key("code"), Side::Value, message, |it| {
                it.help("name it under `all` or in a choice of the structure")
            });
        }
    }
}

/// A choice that somebody can make.
fn choose(faults: &mut Faults<'_, '_>, path: &At<'_>, choice: &Choice, list: &[usize], curriculum: &Curriculum) {
    if choice.of.is_empty() {
        faults.value(Code::ImpossibleChoice, &path.key("of"), "there is nothing to choose among");
        return;
    }
    if list.len() < choice.of.len() {
        // What is missing has been told.
        return;
    }
    let bounds = [("at-least", &choice.at_least), ("at-most", &choice.at_most)];
    for (key, bound) in bounds {
        let Some(bound) = bound else { continue };
        if bound.unit.is_none() && bound.number.parts().1 != 1 {
            faults.value(Code::InvalidNumber, &path.key(key), "a number of modules is a whole number");
            return;
        }
        if let Some(index) = list.iter().find(|index| curriculum.worth(**index, bound).is_none()) {
            let code = curriculum.modules.get(*index).map_or("", |module| module.code.as_str());
            let unit = bound.unit.as_deref().unwrap_or_default();
            let message = format!("the choice counts `{unit}`, and the module `{code}` does not say how many it has");
            faults.value(Code::InvalidValue, &path.key(key), message);
            return;
        }
    }
    if let Some(least) = &choice.at_least {
        let all: Number = list.iter().filter_map(|index| curriculum.worth(*index, least)).sum();
        if all < least.number {
            let message = format!("at least {} are to be chosen, and all together are {}", shown(least), all);
            faults.value(Code::ImpossibleChoice, &path.key("at-least"), message);
            return;
        }
    }
    if let (Some(least), Some(most)) = (&choice.at_least, &choice.at_most)
        && least.unit == most.unit
        && most.number < least.number
    {
        let message = format!("at most {} and at least {} are to be chosen", shown(most), shown(least));
        faults.value(Code::ImpossibleChoice, &path.key("at-most"), message);
    }
}

fn shown(amount: &Amount) -> String {
    match &amount.unit {
        Some(unit) => format!("{} {unit}", amount.number),
        None => amount.number.to_string(),
    }
}
