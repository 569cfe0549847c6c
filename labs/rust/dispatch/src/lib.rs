//! Project 4: orders go through a queue to workers that take them in batches.
//!
//! The queue is a table in PostgreSQL beside the orders, so an order and its message are written in one
//! transaction. Messages are taken with `FOR UPDATE SKIP LOCKED` and are gone when the worker commits: at
//! least once, and never by two workers at a time.

pub mod database;
pub mod queue;
pub mod worker;
