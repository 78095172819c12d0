//! The machine as a whole, through the card.

mod convolution;
mod hostile;
mod jumps;
mod microprograms;
mod operations;
mod reports;
mod speed;
