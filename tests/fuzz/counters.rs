//! Which places of the program a file reached, and about how often.
//!
//! In: the counters that LLVM puts into our crate where `.ci/counted` compiles it: a byte for each edge between pieces of code. Out: the
//! places that a run reached, each with a class of how often, so that a second and a hundredth time are something new. Where nothing
//! was compiled in, there are no places.

use std::ptr;
use std::slice;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

static FIRST: AtomicPtr<u8> = AtomicPtr::new(ptr::null_mut());
static HOW_MANY: AtomicUsize = AtomicUsize::new(0);

/// LLVM calls this before `main`, once from each piece of the crate, always with the same ends: those that the linker gave to all
/// counters together.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_8bit_counters_init(first: *mut u8, end: *mut u8) {
    FIRST.store(first, Ordering::Relaxed);
    HOW_MANY.store(end.addr() - first.addr(), Ordering::Relaxed);
}

/// All counters. Only for the time of a call: the program counts on.
fn counters<T>(use_them: impl FnOnce(&mut [u8]) -> T) -> T {
    let first = FIRST.load(Ordering::Relaxed);
    if first.is_null() {
        return use_them(&mut []);
    }
    // SAFETY: the two ends enclose the counters, which stay where they are for as long as the process runs. They are changed by code of our
    // crate alone, none of which runs meanwhile: targets have one thread, and `use_them` only looks or clears.
    use_them(unsafe { slice::from_raw_parts_mut(first, HOW_MANY.load(Ordering::Relaxed)) })
}

pub fn how_many() -> usize {
    counters(|counters| counters.len())
}

/// What a run reached: places in ascending order, each with its class.
pub fn reached(run: impl FnOnce()) -> Vec<(u32, u8)> {
    counters(|counters| counters.fill(0));
    run();
    counters(|counters| {
        let mut reached = Vec::new();
        for (chunk, first) in counters.chunks(16).zip((0_u32..).step_by(16)) {
            // Most of the program rests.
            if chunk.iter().any(|&count| count != 0) {
                let met = chunk.iter().zip(first..).filter(|&(&count, _)| count != 0);
                reached.extend(met.map(|(&count, place)| (place, class(count))));
            }
        }
        reached
    })
}

/// 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127, or more, as a bit each.
fn class(count: u8) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        4..8 => 8,
        8..16 => 16,
        16..32 => 32,
        32..128 => 64,
        128.. => 128,
    }
}
