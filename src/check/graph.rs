//! An order in which nothing stands before what it refers to, and the circles that have none.

/// What became of a graph.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sorted {
    /// Nodes behind those they refer to; those in circles, and those that refer to them, stand in any order.
    pub(crate) order: Vec<usize>,
    /// Circles: each node refers to the next, the last to the first.
    pub(crate) circles: Vec<Vec<usize>>,
}

/// How far a node has been looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

/// Sorts the nodes of a graph given by the nodes that each refers to. It does not recurse, however long the chains are.
pub(crate) fn sort(edges: &[Vec<usize>]) -> Sorted {
    let mut states = vec![State::New; edges.len()];
    let mut sorted = Sorted { order: Vec::new(), circles: Vec::new() };
    for start in 0..edges.len() {
        if states.get(start) != Some(&State::New) {
            continue;
        }
        // The way from the start: each node with the number of references already followed.
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        set(&mut states, start, State::OnTheWay);
        while let Some((node, followed)) = way.last_mut() {
            let next = edges.get(*node).and_then(|edges| edges.get(*followed)).copied();
            *followed += 1;
            let Some(next) = next else {
                set(&mut states, *node, State::Done);
                sorted.order.push(*node);
                way.pop();
                continue;
            };
            match states.get(next) {
                Some(State::New) => {
                    set(&mut states, next, State::OnTheWay);
                    way.push((next, 0));
                }
                Some(State::OnTheWay) => {
                    let from = way.iter().position(|(node, _)| *node == next).unwrap_or(0);
                    sorted.circles.push(way.iter().skip(from).map(|(node, _)| *node).collect());
                }
                Some(State::Done) | None => {}
            }
        }
    }
    sorted
}

fn set(states: &mut [State], node: usize, state: State) {
    if let Some(slot) = states.get_mut(node) {
        *slot = state;
    }
}

/// The sentence about a circle: "`a` is declared in itself, by way of `b` and `c`".
pub(crate) fn message(first: &str, says: &str, way: &[&str]) -> String {
    if way.is_empty() {
        return format!("`{first}` {says}");
    }
    format!("`{first}` {says}, by way of {}", super::library::list(way.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_referred_to_comes_first() {
        let sorted = sort(&[vec![1, 2], vec![2], vec![]]);
        assert_eq!(sorted, Sorted { order: vec![2, 1, 0], circles: vec![] });
    }

    #[test]
    fn circles_are_found_once() {
        let sorted = sort(&[vec![1], vec![2], vec![1], vec![3]]);
        assert_eq!(sorted.circles, vec![vec![1, 2], vec![3]]);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000).map(|node| vec![node + 1]).collect();
        assert_eq!(sort(&edges).order.len(), 200_000);
    }
}
