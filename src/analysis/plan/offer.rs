//! What is on offer: which choices there are, what they are worth, and when they end.

use super::{Minimise, Offered, Request};
use crate::analysis::ways::{ModuleRow, Ways};
use crate::model::number::Number;
use crate::solve::Sense;

/// What is to be least, the first first.
pub(super) fn aims(request: &Request<'_>) -> Vec<Vec<(usize, Number)>> {
    let offered = request.offered;
    let each = |worth: &dyn Fn(&Offered) -> Number| -> Vec<(usize, Number)> {
        let worth = offered.iter().map(|one| if one.module { worth(one) } else { Number::ZERO });
        worth.enumerate().filter(|(_, worth)| !worth.is_zero()).collect()
    };
    // What does not state its hours or its cost is taken last.
    let many = offered.iter().filter_map(|one| one.hours).sum::<Number>() + Number::ONE;
    let dear = offered.iter().filter_map(|one| one.cost).sum::<Number>() + Number::ONE;
    let hours = each(&|one| one.hours.unwrap_or(many));
    let modules = each(&|_| Number::ONE);
    let cost = each(&|one| one.cost.unwrap_or(dear));
    match request.minimise {
        Minimise::Hours => vec![hours, modules],
        Minimise::Modules => vec![modules, hours],
        Minimise::Cost => vec![cost, hours, modules],
    }
}

/// The choices there are: prerequisites, what awards ask for, and what is not taken again.
pub(super) fn ways(request: &Request<'_>) -> Ways {
    let mut rows = Vec::new();
    for (place, offered) in request.offered.iter().enumerate() {
        if offered.had {
            rows.push(ModuleRow { terms: vec![(place, Number::ONE)], sense: Sense::AtMost, bound: Number::ZERO });
        }
        for required in &offered.requires {
            let terms = vec![(*required, Number::ONE), (place, -Number::ONE)];
            rows.push(ModuleRow { terms, sense: Sense::AtLeast, bound: Number::ZERO });
        }
    }
    for asked in request.structure {
        let mut terms = asked.terms.clone();
        let most: Number = asked.terms.iter().map(|(_, worth)| *worth).sum();
        let (sense, bound) = if asked.at_least {
            terms.push((asked.award, -asked.bound));
            (Sense::AtLeast, Number::ZERO)
        } else {
            // Without the award nothing limits what is taken.
            let more = (most - asked.bound).max(Number::ZERO);
            terms.push((asked.award, more));
            (Sense::AtMost, most.max(asked.bound))
        };
        terms.retain(|(_, worth)| !worth.is_zero());
        rows.push(ModuleRow { terms, sense, bound });
    }
    let count = request.offered.len();
    Ways { fixed: vec![false; count], rows, group: vec![0; count] }
}

/// When each ends, if what does not ask for another is taken side by side: days; none is not stated.
pub(super) fn ends(offered: &[Offered]) -> Vec<Option<i64>> {
    let mut ends: Vec<Option<i64>> = vec![None; offered.len()];
    // Prerequisites make no circle; each round settles at least one more step of the longest chain.
    for _ in 0..offered.len() {
        let before = ends.clone();
        for (place, one) in offered.iter().enumerate() {
            let latest = one.requires.iter().filter_map(|required| before.get(*required).copied().flatten()).max();
            let own = one.days.map(|days| latest.unwrap_or(0).saturating_add(days));
            if let Some(slot) = ends.get_mut(place) {
                *slot = own.or(latest);
            }
        }
        if ends == before {
            break;
        }
    }
    ends
}

/// Days until the last of these ends; none if one does not state how long it takes.
pub(super) fn finish(offered: &[Offered], taken: &[usize]) -> Option<i64> {
    let ends = ends(offered);
    let modules = || taken.iter().filter(|place| offered.get(**place).is_some_and(|one| one.module));
    if modules().any(|place| offered.get(*place).is_none_or(|one| one.days.is_none())) {
        return None;
    }
    modules().filter_map(|place| ends.get(*place).copied().flatten()).max()
}

/// What is taken, prerequisites first.
pub(super) fn in_order(offered: &[Offered], way: &[bool]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..offered.len()).filter(|place| way.get(*place) == Some(&true)).collect();
    let mut order: Vec<usize> = Vec::new();
    while !left.is_empty() {
        let free = left.iter().position(|place| {
            offered.get(*place).is_none_or(|one| one.requires.iter().all(|required| !left.contains(required)))
        });
        order.push(left.remove(free.unwrap_or(0)));
    }
    // An award comes behind the modules that lead to it.
    order.sort_by_key(|place| offered.get(*place).is_some_and(|one| !one.module));
    order
}
