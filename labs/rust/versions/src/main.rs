//! A service with a library that it has twice, built on two versions of the OpenTelemetry API.
//!
//! `GET /new` and `GET /old` call the same code. It compiles, it runs, it answers the same.

use std::process::ExitCode;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, middleware};
use telemetry::http::server_span;
use telemetry::service::{listen, run};

mod tax;

fn main() -> ExitCode {
    run("versions", |stop| async {
        let listener = listen("PORT").await?;
        let office = tax::Office::new(listener.local_addr()?.port());
        let app = Router::new()
            .route("/new", get(new))
            .route("/old", get(old))
            .route("/rates", get(|| async { "19" }))
            .layer(middleware::from_fn(server_span))
            .route("/health", get(|| async { StatusCode::NO_CONTENT }))
            .with_state(office);
        axum::serve(listener, app).with_graceful_shutdown(stop.cancelled_owned()).await?;
        anyhow::Ok(())
    })
}

async fn new(State(office): State<tax::Office>) -> Result<String, StatusCode> {
    tax::new::compute(&office).await.map_err(|_| StatusCode::BAD_GATEWAY)
}

async fn old(State(office): State<tax::Office>) -> Result<String, StatusCode> {
    tax::old::compute(&office).await.map_err(|_| StatusCode::BAD_GATEWAY)
}
