//! Room in a scratchpad: tiles are placed one behind the other around a ring, and stay until they are overwritten.

/// A tile in the ring.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tile<K> {
    key: K,
    start: u32,
    words: u32,
    /// Identifies the last use, for the caller: of all uses, the one with the largest number.
    last_use: u32,
    /// What the caller wants to know about the tile when it finds it again.
    tag: u32,
}

/// A scratchpad of `capacity` words.
#[derive(Debug, Clone)]
pub(crate) struct Ring<K> {
    capacity: u32,
    head: u32,
    tiles: Vec<Tile<K>>,
}

/// A place for a new tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) start: u32,
    /// The last use of any tile that was there, 0 if there was none.
    pub(crate) free_after: u32,
}

impl<K: PartialEq> Ring<K> {
    pub(crate) fn new(capacity: u32) -> Self {
        Self { capacity, head: 0, tiles: Vec::new() }
    }

    /// Where a tile is and its tag, if it is still there; marks it as used by `user`.
    pub(crate) fn find(&mut self, key: &K, user: u32) -> Option<(u32, u32)> {
        let tile = self.tiles.iter_mut().find(|tile| tile.key == *key)?;
        tile.last_use = tile.last_use.max(user);
        Some((tile.start, tile.tag))
    }

    /// Makes room for a tile, used by `user` first. `None` if it is larger than the scratchpad.
    pub(crate) fn place(&mut self, key: K, words: u32, user: u32, tag: u32) -> Option<Place> {
        if words > self.capacity {
            return None;
        }
        let start = if self.head + words > self.capacity { 0 } else { self.head };
        let end = start + words;
        let mut free_after = 0;
        self.tiles.retain(|tile| {
            let overlaps = tile.start < end && start < tile.start + tile.words;
            if overlaps {
                free_after = free_after.max(tile.last_use);
            }
            !overlaps
        });
        self.head = end;
        self.tiles.push(Tile { key, start, words, last_use: user, tag });
        Some(Place { start, free_after })
    }

    /// Tells the tag of a tile that has just been placed.
    pub(crate) fn set_tag(&mut self, key: &K, tag: u32) {
        if let Some(tile) = self.tiles.iter_mut().find(|tile| tile.key == *key) {
            tile.tag = tag;
        }
    }
}

#[cfg(test)]
mod test {
    use super::*;

    #[test]
    fn tiles_stay_until_they_are_overwritten() {
        let mut ring = Ring::new(10);
        assert_eq!(ring.place('a', 4, 1, 0), Some(Place { start: 0, free_after: 0 }));
        assert_eq!(ring.place('b', 4, 2, 0), Some(Place { start: 4, free_after: 0 }));
        assert_eq!(ring.find(&'a', 3), Some((0, 0)));
        assert_eq!(ring.place('c', 4, 4, 0), Some(Place { start: 0, free_after: 3 }), "wraps, waits for a");
        assert_eq!(ring.find(&'a', 5), None);
        assert_eq!(ring.find(&'b', 5), Some((4, 0)));
        assert_eq!(ring.place('d', 11, 6, 0), None);
    }
}
