//! A channel: the worker on its other end was there before the request, and knows nothing of it.

use axum::extract::State;
use tokio::sync::{mpsc, oneshot};
use tracing::{Instrument, Span, info_span};

use crate::{Shop, wait};

/// What there is to pack, and where to say that it is done.
#[derive(Debug)]
struct Job {
    article: &'static str,
    span: Span,
    done: oneshot::Sender<()>,
}

/// Two workers, each with a channel of its own.
#[derive(Clone, Debug)]
pub(crate) struct Packers {
    forgetful: mpsc::Sender<Job>,
    careful: mpsc::Sender<Job>,
}

impl Packers {
    pub(crate) fn start() -> Self {
        let (forgetful, mut jobs) = mpsc::channel::<Job>(16);
        tokio::spawn(async move {
            while let Some(job) = jobs.recv().await {
                pack_forgetfully(job).await;
            }
        });
        let (careful, mut jobs) = mpsc::channel::<Job>(16);
        tokio::spawn(async move {
            while let Some(job) = jobs.recv().await {
                pack(job).await;
            }
        });
        Self { forgetful, careful }
    }
}

async fn order(worker: &mpsc::Sender<Job>) {
    let (done, packed) = oneshot::channel();
    if worker.send(Job { article: "lamp", span: Span::current(), done }).await.is_ok() {
        let _ = packed.await;
    }
}

// region wrong
async fn pack_forgetfully(job: Job) {
    let span = info_span!("pack", shop.article = job.article); // of whom? of nobody
    wait(20).instrument(span).await;
    let _ = job.done.send(());
}
// endregion wrong

// region right
async fn pack(job: Job) {
    let span = info_span!(parent: &job.span, "pack", shop.article = job.article);
    wait(20).instrument(span).await;
    let _ = job.done.send(());
}
// endregion right

/// Has a lamp packed by the worker who forgets whose it is.
pub async fn wrong(State(shop): State<Shop>) {
    order(&shop.packers.forgetful).await;
}

/// Has a lamp packed by the worker who knows whose it is.
pub async fn right(State(shop): State<Shop>) {
    order(&shop.packers.careful).await;
}
