//! How often a call is made.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::cell::Cell;

use gateway::retry::retry;
use tonic::{Code, Status};

async fn tries(answer: impl Fn(u32) -> Result<(), Status>) -> (u32, Result<(), Status>) {
    let made = Cell::new(0);
    let result = retry(|attempt| {
        made.set(made.get() + 1);
        std::future::ready(answer(attempt))
    })
    .await;
    (made.get(), result)
}

#[tokio::test]
async fn what_passes_is_tried_again_and_no_more_than_three_times() {
    assert_eq!(tries(|_| Ok(())).await.0, 1);
    let busy = |until| move |n| if n < until { Err(Status::unavailable("busy")) } else { Ok(()) };
    let (made, result) = tries(busy(1)).await;
    assert_eq!((made, result.is_ok()), (2, true));
    let (made, result) = tries(busy(9)).await;
    assert_eq!((made, result.expect_err("always busy").code()), (3, Code::Unavailable));
}

#[tokio::test]
async fn what_does_not_pass_is_not_tried_again() {
    assert_eq!(tries(|_| Err(Status::not_found("unicorn"))).await.0, 1);
}
