//! Several letters of the print tray went to the post on the same day. Each is a command of its own: what cannot be entered
//! for one keeps no other from being entered.

use crate::Casework;
use crate::refusal::Refusal;
use crate::views::Town;
use cases::Actor;
use jiff::civil::Date;

/// As many as the tray shows.
const MOST: usize = 100;

/// How many letters were entered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PostedLetters {
    /// Posted on that day; also those that somebody has entered before.
    pub posted: usize,
    /// Left as they were: the day lies before the letter or in the future, or the letter is not this office's.
    pub refused: usize,
}

impl Casework {
    /// Says of each letter that it was handed to the post on this day.
    pub async fn mark_several_posted(
        &self,
        actor: &Actor,
        town: &Town,
        deliveries: &[String],
        posted_on: Date,
    ) -> Result<PostedLetters, Refusal> {
        let mut letters = PostedLetters::default();
        for delivery in deliveries.iter().take(MOST) {
            match self.mark_posted(actor, town, delivery, posted_on).await {
                Ok(()) | Err(Refusal::Conflict) => letters.posted += 1,
                Err(Refusal::Problems(_) | Refusal::NotFound) => letters.refused += 1,
                Err(other) => return Err(other),
            }
        }
        Ok(letters)
    }
}
