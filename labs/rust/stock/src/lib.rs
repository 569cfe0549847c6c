//! Project 1: how much is there of an article? An HTTP service on Axum.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router, middleware};
use serde::Serialize;
use telemetry::http::{error_response, server_span};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::{info, instrument, warn};

/// What there is, and how many of the next requests are turned away.
#[derive(Debug)]
pub struct Stock {
    shelves: BTreeMap<&'static str, Result<u32, &'static str>>,
    to_refuse: AtomicU32,
}

impl Default for Stock {
    fn default() -> Self {
        let shelves = [("chair", Ok(12)), ("lamp", Ok(240)), ("sofa", Ok(0)), ("vase", Err("twelve"))];
        Self { shelves: BTreeMap::from(shelves), to_refuse: AtomicU32::new(0) }
    }
}

// region errors
/// Why a question has no answer. Each reason has one status for the caller and one word for telemetry.
#[derive(Debug, PartialEq, Eq)]
pub enum StockError {
    /// There is no such article.
    Unknown(String),
    /// What is on record is no number.
    Corrupt(String),
    /// Too much to do: try again later.
    Busy,
}

impl IntoResponse for StockError {
    fn into_response(self) -> Response {
        match self {
            // The caller's mistake: no error of this service, and nothing for its log.
            Self::Unknown(sku) => error_response(StatusCode::NOT_FOUND, "unknown_article", sku),
            Self::Corrupt(entry) => {
                // An event is a log record with a name, and belongs to the span that is current here.
                warn!(name: "stock.corrupt", { stock.entry = entry }, "what is on record is no number");
                error_response(StatusCode::INTERNAL_SERVER_ERROR, "corrupt_entry", "try another".to_owned())
            }
            Self::Busy => {
                let mut response =
                    error_response(StatusCode::SERVICE_UNAVAILABLE, "busy", "try again".to_owned());
                response.headers_mut().insert("retry-after", axum::http::HeaderValue::from_static("0"));
                response
            }
        }
    }
}
// endregion errors

/// How much there is of an article.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// The article.
    pub sku: String,
    /// How many pieces.
    pub pieces: u32,
}

impl Stock {
    // region lookup
    /// Looks an article up.
    ///
    /// # Errors
    /// When there is no such article, or its entry cannot be read.
    #[instrument(skip(self))]
    pub fn lookup(&self, sku: &str) -> Result<Level, StockError> {
        let entry = self.shelves.get(sku).ok_or_else(|| StockError::Unknown(sku.to_owned()))?;
        let pieces = entry.map_err(|text| StockError::Corrupt(text.to_owned()))?;
        Ok(Level { sku: sku.to_owned(), pieces })
    }
    // endregion lookup

    fn admit(&self) -> Result<(), StockError> {
        let less = |left: u32| left.checked_sub(1);
        match self.to_refuse.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less) {
            Ok(_) => Err(StockError::Busy),
            Err(_) => Ok(()),
        }
    }
}

async fn level(State(stock): State<Arc<Stock>>, Path(sku): Path<String>) -> Result<Json<Level>, StockError> {
    stock.admit()?;
    stock.lookup(&sku).map(Json)
}

/// Turns away the next `count` requests, as a service does that has too much to do.
async fn refuse(State(stock): State<Arc<Stock>>, Path(count): Path<u32>) -> StatusCode {
    stock.to_refuse.store(count, Ordering::Relaxed);
    info!(name: "stock.refusing", { stock.count = count }, "the next {count} requests are turned away");
    StatusCode::NO_CONTENT
}

// region router
/// The service's routes: those for callers within a span each, those for the operator without.
pub fn router(stock: Arc<Stock>) -> Router {
    Router::new()
        .route("/stock/{sku}", get(level))
        .layer(middleware::from_fn(server_span))
        .route("/admin/refuse/{count}", put(refuse))
        .route("/health", get(|| async { StatusCode::NO_CONTENT }))
        .with_state(stock)
}

/// Serves until the token is cancelled, and then answers what it has.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
    let app = router(Arc::new(Stock::default()));
    axum::serve(listener, app).with_graceful_shutdown(stop.cancelled_owned()).await?;
    Ok(())
}
// endregion router
