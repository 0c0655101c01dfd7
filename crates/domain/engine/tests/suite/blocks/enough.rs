//! Blocks in which a complex gateway goes on as soon as enough of the parts are done, and swallows the others.

use super::{Block, Border, Shape, Writer, Written};

impl Writer {
    /// Each part is a scope of its own: round a loop the next tokens begin while the last of the one before are still
    /// under way, and an inclusive gateway would rightly join those of two rounds.
    pub(super) fn enough(&mut self, blocks: &[Block], enough: usize) -> Written {
        let (fork, join) = (self.id("fork"), self.id("enough"));
        let enough = enough.min(blocks.len());
        self.push(&format!(
            "<parallelGateway id='{fork}'/><complexGateway id='{join}'><activationCondition>=activationCount &gt;= \
             {enough}</activationCondition></complexGateway>"
        ));
        let parts: Vec<Written> = blocks.iter().map(|block| self.sub(block, Border::Nothing)).collect();
        for part in &parts {
            self.flow(&fork, &part.first, None);
            self.flow(&part.last, &join, None);
        }
        let shape = Shape::Enough(fork.clone(), parts, join.clone());
        Written { first: fork, last: join, shape }
    }
}
