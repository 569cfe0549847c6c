//! The worker behind the checkout.

use std::time::Duration;

use axum::http::HeaderMap;
use tokio::sync::{mpsc, oneshot};
use tracing::{Instrument, Span, info_span, warn};

use crate::warehouse::Warehouse;

/// What the checkout wants done, the span that wants it, and where to say that it is done.
#[derive(Debug)]
pub struct Job {
    pub article: &'static str,
    #[allow(dead_code, reason = "the worker does not look at it yet")]
    pub span: Span,
    pub done: oneshot::Sender<()>,
}

// region worker
pub async fn worker(mut jobs: mpsc::Receiver<Job>, warehouse: Warehouse) {
    while let Some(job) = jobs.recv().await {
        let warehouse = warehouse.clone();
        tokio::spawn(async move {
            let span = info_span!("fulfil");
            let headers = HeaderMap::new();
            let reserved = warehouse.reserve(job.article, headers).instrument(span.clone()).await;
            if let Err(error) = reserved {
                warn!(name: "reservation.failed", "{error}");
            }
            let printed = tokio::task::spawn_blocking(print_label).await;
            if printed.is_ok() {
                let _ = job.done.send(());
            }
        });
    }
}
// endregion worker

/// Prints a label, which takes a thread's time.
fn print_label() {
    let _entered = info_span!("print label").entered();
    std::thread::sleep(Duration::from_millis(20));
}
