//! A list that is read and written by number and never out of bounds.

use std::ops::{Index, IndexMut};

/// A list with a place beyond its end: reading there gives the default, writing there changes no other element. The
/// numbers of variables, rows and nodes are made in this room, so nothing ever stands there; should one be wrong, nothing
/// panics.
#[derive(Debug, Clone, Default)]
pub(super) struct Store<T> {
    items: Vec<T>,
    beyond: T,
}

impl<T: Clone + Default> Store<T> {
    /// So many elements of one value.
    pub(super) fn filled(count: usize, value: T) -> Self {
        Self { items: vec![value; count], beyond: T::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// Takes an element out and leaves the default.
    pub(super) fn take(&mut self, at: usize) -> T {
        self.items.get_mut(at).map(std::mem::take).unwrap_or_default()
    }
}

impl<T: Default> From<Vec<T>> for Store<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, beyond: T::default() }
    }
}

impl<T> Index<usize> for Store<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        self.items.get(at).unwrap_or(&self.beyond)
    }
}

impl<T> IndexMut<usize> for Store<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        match self.items.get_mut(at) {
            Some(item) => item,
            None => &mut self.beyond,
        }
    }
}
