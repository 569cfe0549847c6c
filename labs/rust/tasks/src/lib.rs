//! Project 3: spans across `await`, tasks, channels, `select!`, time-outs, blocking work and level filters.
//!
//! Each module has a wrong way, which compiles and runs, and the right one. `GET /CASE/WAY` runs it.

use std::time::Duration;

use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, middleware};
use telemetry::http::server_span;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub mod api;
pub mod blocking;
pub mod channel;
pub mod guards;
pub mod levels;
pub mod select;
pub mod spawn;
pub mod timeout;

/// What the handlers need: the two workers' channels, and a way to call this service itself.
#[derive(Clone, Debug)]
pub struct Shop {
    pub(crate) packers: channel::Packers,
    pub(crate) myself: levels::Myself,
}

impl Shop {
    /// Starts the workers of the service at `http://127.0.0.1:port`.
    pub fn open(port: u16) -> Self {
        Self { packers: channel::Packers::start(), myself: levels::Myself::new(port) }
    }
}

/// The service's routes.
pub fn router(shop: Shop) -> Router {
    Router::new()
        .route("/await/wrong", get(guards::wrong))
        .route("/await/right", get(guards::right))
        .route("/spawn/wrong", get(spawn::wrong))
        .route("/spawn/right", get(spawn::right))
        .route("/channel/wrong", get(channel::wrong))
        .route("/channel/right", get(channel::right))
        .route("/select/wrong", get(select::wrong))
        .route("/select/right", get(select::right))
        .route("/timeout/wrong", get(timeout::wrong))
        .route("/timeout/right", get(timeout::right))
        .route("/blocking/wrong", get(blocking::wrong))
        .route("/blocking/lost", get(blocking::lost))
        .route("/blocking/right", get(blocking::right))
        .route("/levels/wrong", get(levels::wrong))
        .route("/levels/right", get(levels::right))
        .route("/levels/callee", get(levels::callee))
        .route("/api/both", get(api::both))
        .layer(middleware::from_fn(server_span))
        .route("/health", get(|| async { StatusCode::NO_CONTENT }))
        .with_state(shop)
}

/// Serves until the token is cancelled, and then answers what it has.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
    let app = router(Shop::open(listener.local_addr()?.port()));
    axum::serve(listener, app).with_graceful_shutdown(stop.cancelled_owned()).await?;
    Ok(())
}

/// Waits as for something far away.
pub(crate) async fn wait(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}
