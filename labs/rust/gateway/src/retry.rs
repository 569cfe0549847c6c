//! Trying again, for calls that do no harm when they are made twice.

use std::time::Duration;

use tonic::Code;

/// Tries in all.
const ATTEMPTS: u32 = 3;
/// The longest first pause; each pause may be twice as long as the one before.
const PAUSE: Duration = Duration::from_millis(10);

/// Whether the same call may succeed when it is made again.
pub trait Retryable {
    /// True for what passes: busy, gone for a moment, too slow.
    fn retryable(&self) -> bool;
}

impl Retryable for reqwest::Result<reqwest::Response> {
    fn retryable(&self) -> bool {
        match self {
            Ok(response) => matches!(response.status().as_u16(), 429 | 502 | 503 | 504),
            Err(error) => error.is_connect() || error.is_timeout(),
        }
    }
}

impl<T> Retryable for Result<T, tonic::Status> {
    fn retryable(&self) -> bool {
        self.as_ref().is_err_and(|status| matches!(status.code(), Code::Unavailable | Code::DeadlineExceeded))
    }
}

// region retry
/// Makes a call up to three times. `call` gets the number of the try, from 0; each try is a span of its own.
///
/// The pauses grow and vary, so that callers who failed together do not come back together.
///
/// # Errors
/// The last one.
pub async fn retry<R, C>(mut call: impl FnMut(u32) -> C) -> R
where
    R: Retryable,
    C: Future<Output = R>,
{
    let mut attempt = 0;
    loop {
        let result = call(attempt).await;
        attempt += 1;
        if attempt == ATTEMPTS || !result.retryable() {
            return result;
        }
        tokio::time::sleep(PAUSE.mul_f64(f64::from(1 << attempt) * (0.5 + fastrand::f64() / 2.0))).await;
    }
}
// endregion retry
