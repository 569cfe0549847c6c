//! A span that says so when its work was dropped before it was done.
//!
//! Dropping a future is how Rust cancels: a time-out, the loser of a `select!`, a client that hangs up. The
//! span of a dropped future ends like any other, and looks as if all had gone well.

use tracing::Span;

// region unfinished
/// Marks a span as cancelled when it is dropped before [`finish`](Self::finish).
///
/// The span needs the fields `error.type` and `otel.status_code`.
#[derive(Debug)]
pub struct Unfinished(Option<Span>);

impl Unfinished {
    /// Watches over `span`.
    pub fn new(span: &Span) -> Self {
        Self(Some(span.clone()))
    }

    /// The work is done: the span may end as it is.
    pub fn finish(mut self) {
        self.0 = None;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(span) = self.0.take() {
            span.record("error.type", "cancelled");
            span.record("otel.status_code", "ERROR");
        }
    }
}
// endregion unfinished
