//! The intake: takes orders over HTTP and puts them into the queue. `PORT` names its port.

use std::process::ExitCode;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use dispatch::database::{Order, Orders};
use dispatch::queue;
use telemetry::http::{error_response, server_span};
use telemetry::service::{listen, run};
use tracing::error;

fn main() -> ExitCode {
    run("dispatch-intake", |stop| async {
        let orders = Orders::open(&dispatch::database::url_from_environment()?).await?;
        let app = Router::new()
            .route("/orders", post(place))
            .layer(middleware::from_fn(server_span))
            .route("/admin/waiting", get(waiting))
            .route("/health", get(|| async { StatusCode::NO_CONTENT }))
            .with_state(orders);
        axum::serve(listen("PORT").await?, app).with_graceful_shutdown(stop.cancelled_owned()).await?;
        anyhow::Ok(())
    })
}

async fn place(
    State(orders): State<Orders>,
    Json(order): Json<Order>,
) -> Result<(StatusCode, Json<i64>), Response> {
    match orders.place(&order).await {
        Ok(id) => Ok((StatusCode::ACCEPTED, Json(id))),
        Err(error) => {
            error!(name: "intake.failed", "the order was not written: {error:#}");
            Err(error_response(StatusCode::SERVICE_UNAVAILABLE, "database", "try again".to_owned()))
        }
    }
}

async fn waiting(State(orders): State<Orders>) -> Result<Json<i64>, StatusCode> {
    queue::waiting(&orders, queue::ORDERS).await.map(Json).map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
}
