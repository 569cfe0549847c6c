//! Runs the agent's function `redact` outside of the kernel: the same instructions, in a virtual machine.
//!
//! `redact-vm IMAGE STATE [--no-mask]` takes bytes from standard input, and prints as JSON what came of them.
//! IMAGE is what the program `image` has printed. With `--no-mask` the instruction that keeps the index inside of the
//! table does nothing, which a kernel would not load.

use std::env;
use std::fs;
use std::io::{Read, stdin};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Deserializer};
use serde_json::json;

/// Helper 1 of the kernel, `bpf_map_lookup_elem`.
const LOOKUP: u32 = 1;
/// How much of a call's bytes the kernel side looks at.
const CAPTURE: usize = 4096;
/// The last index of the redaction machine's table: 128 states of 256 bytes.
const LAST_INDEX: i32 = 128 * 256 - 1;

#[derive(Deserialize)]
struct Image {
    #[serde(deserialize_with = "bytes")]
    code: Vec<u8>,
    relocations: Vec<Relocation>,
    maps: std::collections::BTreeMap<String, Content>,
    /// Where the captured bytes are in a value of the map `scratch`.
    bytes: usize,
}

#[derive(Deserialize)]
struct Content(#[serde(deserialize_with = "bytes")] Vec<u8>);

#[derive(Deserialize)]
struct Relocation {
    at: usize,
    map: String,
    offset: u64,
    value: bool,
}

fn bytes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(from)?;
    BASE64_STANDARD.decode(text).map_err(serde::de::Error::custom)
}

/// The address of the only value that `redact` looks up.
static SCRATCH: AtomicU64 = AtomicU64::new(0);

fn lookup(_map: u64, _key: u64, _: u64, _: u64, _: u64) -> u64 {
    SCRATCH.load(Ordering::Relaxed)
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (image, state, masked) = match arguments.as_slice() {
        [image, state] => (image, state, true),
        [image, state, flag] if flag == "--no-mask" => (image, state, false),
        _ => bail!("usage: redact-vm IMAGE STATE [--no-mask] <BYTES"),
    };
    let text = fs::read_to_string(image).with_context(|| format!("read {image}"))?;
    let mut image: Image = serde_json::from_str(&text).with_context(|| format!("read {image}"))?;
    let state: i32 = state.parse().context("STATE is a number")?;
    let mut input = Vec::new();
    stdin().read_to_end(&mut input)?;
    if input.len() > CAPTURE {
        bail!("{} bytes; the kernel side looks at {CAPTURE} at once", input.len());
    }
    let at = image.bytes;
    let scratch = &mut image.maps.get_mut("scratch").context("the image has no map `scratch`")?.0;
    scratch[at..at + input.len()].copy_from_slice(&input);
    SCRATCH.store(scratch.as_ptr() as u64, Ordering::Relaxed);

    // region loader
    // What a loader does: it puts addresses where the compiler could only leave a note.
    for place in &image.relocations {
        let content = &image.maps[&place.map].0;
        let address = if place.value { content.as_ptr() as u64 + place.offset } else { 0 };
        let [low, high] = [address as u32, (address >> 32) as u32];
        image.code[place.at * 8 + 4..][..4].copy_from_slice(&low.to_le_bytes());
        image.code[place.at * 8 + 12..][..4].copy_from_slice(&high.to_le_bytes());
    }
    // endregion loader
    if !masked {
        unmask(&mut image.code)?;
    }
    // r1 and r2 are a function's first parameters.
    let mut code = [set(1, input.len() as i32), set(2, state)].concat();
    code.extend_from_slice(&image.code);

    // region vm
    // No memory can be reached but what is named here. Every access is looked at while the program runs.
    let mut vm = rbpf::EbpfVmNoData::new(Some(&code))?;
    vm.register_helper(LOOKUP, lookup)?;
    for content in image.maps.values() {
        let begin = content.0.as_ptr() as u64;
        vm.register_allowed_memory(begin..begin + content.0.len() as u64);
    }
    let ended = vm.execute_program();
    // endregion vm

    let left = &image.maps["scratch"].0[at..at + input.len()];
    println!(
        "{}",
        match ended {
            Ok(told) => json!({
                "instructions": image.code.len() / 8,
                "head": told >> 32,
                "state": told as u32,
                "text": String::from_utf8_lossy(left),
            }),
            // The message holds addresses, which are others each time.
            Err(error) => json!({ "refused": error.to_string().split(" (").next() }),
        }
    );
    Ok(())
}

/// `register = value`, of 32 bits.
fn set(register: u8, value: i32) -> Vec<u8> {
    let [a, b, c, d] = value.to_le_bytes();
    vec![0xb4, register, 0, 0, a, b, c, d]
}

/// Replace the masking of the index (`r &= 32767`) by a jump to the next instruction.
fn unmask(code: &mut [u8]) -> Result<()> {
    let mut found = 0;
    for instruction in code.chunks_exact_mut(8) {
        if instruction[0] == 0x57 && instruction[4..] == LAST_INDEX.to_le_bytes() {
            instruction.copy_from_slice(&[0x05, 0, 0, 0, 0, 0, 0, 0]);
            found += 1;
        }
    }
    if found != 1 {
        bail!("the mask was found {found} times");
    }
    Ok(())
}
