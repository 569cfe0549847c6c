//! A desk that answers over HTTP what it asks over gRPC. `PORT` names its port, `PRICING_URL` the service.

use std::process::ExitCode;

use anyhow::Context as _;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router, middleware};
use pricing::{Client, QuoteRequest, WatchRequest, client};
use serde::Deserialize;
use telemetry::http::{error_response, server_span};
use telemetry::service::{listen, run};
use tonic::{Code, Status};

fn main() -> ExitCode {
    run("pricing-desk", |stop| async {
        let url = std::env::var("PRICING_URL").context("set PRICING_URL to the pricing service's address")?;
        let app = Router::new()
            .route("/quote/{sku}", get(quote))
            .route("/watch/{sku}", get(watch))
            .layer(middleware::from_fn(server_span))
            .route("/health", get(|| async { StatusCode::NO_CONTENT }))
            .with_state(client(&url)?);
        axum::serve(listen("PORT").await?, app).with_graceful_shutdown(stop.cancelled_owned()).await?;
        anyhow::Ok(())
    })
}

/// A call that failed, as an HTTP answer.
struct Failed(Status);

impl From<Status> for Failed {
    fn from(status: Status) -> Self {
        Self(status)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let (status, kind) = match self.0.code() {
            Code::NotFound => (StatusCode::NOT_FOUND, "unknown_article"),
            Code::DeadlineExceeded => (StatusCode::GATEWAY_TIMEOUT, "timeout"),
            _ => (StatusCode::BAD_GATEWAY, "pricing"),
        };
        error_response(status, kind, self.0.message().to_owned())
    }
}

#[derive(Deserialize)]
struct Pieces {
    #[serde(default = "one")]
    quantity: u32,
}

fn one() -> u32 {
    1
}

async fn quote(
    State(mut client): State<Client>,
    Path(sku): Path<String>,
    Query(Pieces { quantity }): Query<Pieces>,
) -> Result<Json<u64>, Failed> {
    let price = client.quote(QuoteRequest { sku, quantity }).await?.into_inner();
    Ok(Json(price.cents))
}

#[derive(Deserialize)]
struct Times {
    times: u32,
    take: u32,
}

// region watch
/// Watches a price `times` times and gives up after `take` of them: what is left of the stream is dropped.
async fn watch(
    State(mut client): State<Client>,
    Path(sku): Path<String>,
    Query(Times { times, take }): Query<Times>,
) -> Result<Json<Vec<u64>>, Failed> {
    let mut prices = client.watch(WatchRequest { sku, times }).await?.into_inner();
    let mut seen = Vec::new();
    while let Some(price) = prices.message().await? {
        seen.push(price.cents);
        if seen.len() as u64 == u64::from(take) {
            break;
        }
    }
    Ok(Json(seen))
}
// endregion watch
