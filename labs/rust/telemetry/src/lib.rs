//! What every service of the Rust part shares, in the order in which a request meets it.
//!
//! - [`service`]: set-up before the first request, and a shutdown that loses nothing
//! - [`propagation`]: context out of a carrier and into one
//! - [`http`]: server and client spans of HTTP
//! - [`rpc`]: server and client spans of gRPC, also for streams
//! - [`unfinished`]: a span that says so when its work was dropped
//! - [`testing`]: the spans of a test, to be looked at
//!
//! Attribute names are those of the Semantic Conventions 1.44.0.

pub mod http;
pub mod propagation;
pub mod rpc;
pub mod service;
pub mod testing;
pub mod unfinished;

/// The release of the Semantic Conventions that the spans follow.
pub const SCHEMA_URL: &str = "https://opentelemetry.io/schemas/1.44.0";
