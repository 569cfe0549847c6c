//! A checkout and its worker, on the port that `PORT` names. Its trace is torn; `worker.rs` is where.

use std::process::ExitCode;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Router, middleware};
use telemetry::http::server_span;
use telemetry::service::{listen, run};
use tokio::sync::{mpsc, oneshot};
use tracing::Span;

mod warehouse;
mod worker;

use warehouse::Warehouse;
use worker::{Job, worker};

fn main() -> ExitCode {
    run("checkout", |stop| async {
        let listener = listen("PORT").await?;
        let (jobs, waiting) = mpsc::channel(16);
        tokio::spawn(worker(waiting, Warehouse::new(listener.local_addr()?.port())));
        let app = Router::new()
            .route("/checkout", post(checkout))
            .route("/reserve", post(warehouse::reserve))
            .layer(middleware::from_fn(server_span))
            .route("/health", get(|| async { StatusCode::NO_CONTENT }))
            .with_state(jobs);
        axum::serve(listener, app).with_graceful_shutdown(stop.cancelled_owned()).await?;
        anyhow::Ok(())
    })
}

/// Gives the worker a job and waits until it is done.
async fn checkout(State(jobs): State<mpsc::Sender<Job>>) -> StatusCode {
    let (done, finished) = oneshot::channel();
    let job = Job { article: "lamp", span: Span::current(), done };
    if jobs.send(job).await.is_err() || finished.await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    StatusCode::NO_CONTENT
}
