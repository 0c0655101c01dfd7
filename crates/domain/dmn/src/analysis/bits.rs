//! A set of small numbers, one bit each: cases of a column, or rules of a table.

/// A set of numbers below a bound that never changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bits {
    words: Vec<u64>,
    bound: usize,
}

/// How many words a set needs.
pub(super) fn words(bound: usize) -> usize {
    bound.div_ceil(64)
}

impl Bits {
    pub(super) fn none(bound: usize) -> Self {
        Self { words: vec![0; words(bound)], bound }
    }

    pub(super) fn all(bound: usize) -> Self {
        let mut all = Self { words: vec![u64::MAX; words(bound)], bound };
        if let Some(last) = all.words.last_mut().filter(|_| !bound.is_multiple_of(64)) {
            *last = (1 << (bound % 64)) - 1;
        }
        all
    }

    pub(super) fn of(bound: usize, numbers: impl IntoIterator<Item = usize>) -> Self {
        let mut set = Self::none(bound);
        numbers.into_iter().for_each(|number| set.insert(number));
        set
    }

    pub(super) fn insert(&mut self, number: usize) {
        self.words[number / 64] |= 1 << (number % 64);
    }

    pub(super) fn contains(&self, number: usize) -> bool {
        number < self.bound && self.words[number / 64] & (1 << (number % 64)) != 0
    }

    pub(super) fn unite(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn intersect(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    pub(super) fn and(mut self, other: &Self) -> Self {
        self.intersect(other);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub(super) fn is_all(&self) -> bool {
        self.count() == self.bound
    }

    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The numbers, the smallest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let rest = std::iter::successors(Some(*word), |rest| Some(rest & rest.wrapping_sub(1)));
            let bits = rest.take_while(|rest| *rest != 0);
            bits.map(move |rest| index * 64 + rest.trailing_zeros() as usize)
        })
    }

    /// The set among these numbers alone, counted anew.
    pub(super) fn among(&self, numbers: &[usize]) -> Self {
        let kept = numbers.iter().enumerate().filter(|(_, number)| self.contains(**number));
        Self::of(numbers.len(), kept.map(|(index, _)| index))
    }
}
