//! The machine as a whole, through the card.

mod microprograms;
