//! Each answer of the service, and what its span says.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use stock::{Level, Stock, StockError, router};
use telemetry::testing::{attribute, is_error, record};
use tower::ServiceExt;

async fn ask(stock: &Arc<Stock>, method: &str, path: &str) -> StatusCode {
    let request = Request::builder().method(method).uri(path).body(Body::empty()).expect("a request");
    router(Arc::clone(stock)).oneshot(request).await.expect("an answer").status()
}

#[test]
fn knows_its_shelves() {
    let stock = Stock::default();
    assert_eq!(stock.lookup("lamp"), Ok(Level { sku: "lamp".to_owned(), pieces: 240 }));
    assert_eq!(stock.lookup("unicorn"), Err(StockError::Unknown("unicorn".to_owned())));
    assert_eq!(stock.lookup("vase"), Err(StockError::Corrupt("twelve".to_owned())));
}

#[tokio::test]
async fn each_error_has_its_status_and_its_word() {
    let stock = Arc::default();
    for (sku, status, word) in [
        ("lamp", StatusCode::OK, None),
        ("unicorn", StatusCode::NOT_FOUND, None),
        ("vase", StatusCode::INTERNAL_SERVER_ERROR, Some("corrupt_entry")),
    ] {
        let recorded = record();
        assert_eq!(ask(&stock, "GET", &format!("/stock/{sku}")).await, status);
        let span = recorded.span("GET /stock/{sku}");
        assert_eq!(attribute(&span, "error.type").as_deref(), word);
        assert_eq!(is_error(&span), word.is_some());
        assert_eq!(recorded.parent_of("lookup").as_deref(), Some("GET /stock/{sku}"));
    }
}

#[tokio::test]
async fn turns_away_as_many_as_it_was_told() {
    let (stock, recorded) = (Arc::default(), record());
    assert_eq!(ask(&stock, "PUT", "/admin/refuse/2").await, StatusCode::NO_CONTENT);
    assert!(recorded.spans().is_empty(), "the operator's requests are no spans");
    for status in [StatusCode::SERVICE_UNAVAILABLE, StatusCode::SERVICE_UNAVAILABLE, StatusCode::OK] {
        assert_eq!(ask(&stock, "GET", "/stock/lamp").await, status);
    }
}
