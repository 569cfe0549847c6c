//! Blocking work: on the runtime's thread it stops everything else, on a thread of its own it has no parent.

use std::time::{Duration, Instant};

use tokio::task::spawn_blocking;
use tracing::{Span, info_span};

/// Uses a processor for 20 ms.
fn compress(article: &str) {
    let _entered = info_span!("compress", otel.name = format!("compress {article}")).entered();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_millis(20) {
        std::hint::spin_loop();
    }
}

// region wrong
/// Compresses two pictures "at a time".
pub async fn wrong() {
    let (lamp, vase) = (async { compress("lamp") }, async { compress("vase") });
    tokio::join!(lamp, vase); // neither ever waits, so the second begins when the first has ended
}
// endregion wrong

// region lost
/// Compresses two pictures at a time, for nobody.
pub async fn lost() {
    let lamp = spawn_blocking(|| compress("lamp"));
    let vase = spawn_blocking(|| compress("vase"));
    let _ = tokio::join!(lamp, vase);
}
// endregion lost

// region right
/// Compresses two pictures at a time.
pub async fn right() {
    let in_span = |article| {
        let span = Span::current();
        move || span.in_scope(|| compress(article))
    };
    let (lamp, vase) = (spawn_blocking(in_span("lamp")), spawn_blocking(in_span("vase")));
    let _ = tokio::join!(lamp, vase);
}
// endregion right
