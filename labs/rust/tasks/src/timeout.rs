//! A time-out cancels whatever runs below it, at whichever `await` that happens to be.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use telemetry::http::error_response;
use telemetry::unfinished::Unfinished;
use tokio::time::timeout;
use tracing::field::Empty;
use tracing::{Instrument, info_span};

use crate::wait;

const PATIENCE: Duration = Duration::from_millis(40);

// region wrong
async fn charge_quietly() {
    wait(20).instrument(info_span!("reserve")).await;
    wait(60).instrument(info_span!("charge")).await;
}

/// Charges a card within 40 ms, or says that it is too late.
pub async fn wrong() -> StatusCode {
    match timeout(PATIENCE, charge_quietly()).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::GATEWAY_TIMEOUT,
    }
}
// endregion wrong

// region right
async fn charge() {
    wait(20).instrument(info_span!("reserve")).await;
    let span = info_span!("charge", error.r#type = Empty, otel.status_code = Empty);
    let unfinished = Unfinished::new(&span); // how far had it got? the trace must say
    wait(60).instrument(span).await;
    unfinished.finish();
}

/// Charges a card within 40 ms, or says that it is too late.
pub async fn right() -> Result<StatusCode, Response> {
    match timeout(PATIENCE, charge()).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(_) => Err(error_response(StatusCode::GATEWAY_TIMEOUT, "timeout", "too late".to_owned())),
    }
}
// endregion right
