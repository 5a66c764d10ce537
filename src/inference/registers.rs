//! Registers of whole numbers, as wide as the machine has them.

#[cfg(target_arch = "x86_64")]
pulp::simd_type! {
    /// V4's registers where the machine also adds products in one step (AVX-512 VNNI). The compiler then finds that step by itself.
    pub(super) struct V4Vnni {
        avx512f: "avx512f",
        avx512bw: "avx512bw",
        avx512cd: "avx512cd",
        avx512dq: "avx512dq",
        avx512vl: "avx512vl",
        avx512vnni: "avx512vnni",
    }
}

/// Registers that multiply short whole numbers and add what stands side by side; compilers don't reliably find that
/// instruction by themselves. What comes out is exact, so it is the same whichever are used.
pub(super) trait Registers: Copy {
    /// A register full of factors.
    type Factors: Copy;
    /// As many weights: half as long, because they come from far away.
    type Weights: Copy;
    /// As many sums, of two products each, as fit into one.
    type Sums: Copy;

    /// Sums of nothing.
    fn zero(self) -> Self::Sums;
    /// As many registers full of weights as there are.
    fn cut(weights: &[i8]) -> &[Self::Weights];
    /// Weights as factors.
    fn widened(self, weights: Self::Weights) -> Self::Factors;
    /// A register full of one pair.
    fn pair(self, pair: [i16; 2]) -> Self::Factors;
    /// Adds the products.
    fn add(self, sums: Self::Sums, a: Self::Factors, b: Self::Factors) -> Self::Sums;
    /// Writes the sums down; there is room for just as many.
    fn store(self, sums: Self::Sums, to: &mut [i32]);
}

#[cfg(target_arch = "x86_64")]
impl Registers for pulp::x86::V4 {
    type Factors = pulp::i16x32;
    type Weights = [i8; 32];
    type Sums = pulp::i32x16;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        self.splat_i32x16(0)
    }

    #[inline(always)]
    fn cut(weights: &[i8]) -> &[Self::Weights] {
        weights.as_chunks().0
    }

    #[inline(always)]
    fn widened(self, weights: Self::Weights) -> Self::Factors {
        self.convert_i8x32_to_i16x32(pulp::cast(weights))
    }

    #[inline(always)]
    fn pair(self, pair: [i16; 2]) -> Self::Factors {
        pulp::cast(self.splat_i32x16(pulp::cast(pair)))
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, a: Self::Factors, b: Self::Factors) -> Self::Sums {
        self.wrapping_add_i32x16(sums, self.multiply_wrapping_add_adjacent_i16x32(a, b))
    }

    #[inline(always)]
    fn store(self, sums: Self::Sums, to: &mut [i32]) {
        let sums: [i32; 16] = pulp::cast(sums);
        to.copy_from_slice(&sums);
    }
}

#[cfg(target_arch = "x86_64")]
impl Registers for pulp::x86::V3 {
    type Factors = pulp::i16x16;
    type Weights = [i8; 16];
    type Sums = pulp::i32x8;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        self.splat_i32x8(0)
    }

    #[inline(always)]
    fn cut(weights: &[i8]) -> &[Self::Weights] {
        weights.as_chunks().0
    }

    #[inline(always)]
    fn widened(self, weights: Self::Weights) -> Self::Factors {
        self.convert_i8x16_to_i16x16(pulp::cast(weights))
    }

    #[inline(always)]
    fn pair(self, pair: [i16; 2]) -> Self::Factors {
        pulp::cast(self.splat_i32x8(pulp::cast(pair)))
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, a: Self::Factors, b: Self::Factors) -> Self::Sums {
        self.wrapping_add_i32x8(sums, self.multiply_wrapping_add_adjacent_i16x16(a, b))
    }

    #[inline(always)]
    fn store(self, sums: Self::Sums, to: &mut [i32]) {
        let sums: [i32; 8] = pulp::cast(sums);
        to.copy_from_slice(&sums);
    }
}

/// Any machine's registers, as the compiler sees fit.
#[derive(Clone, Copy)]
pub(super) struct Plain;

impl Registers for Plain {
    type Factors = [[i16; 2]; 8];
    type Weights = [[i8; 2]; 8];
    type Sums = [i32; 8];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; 8]
    }

    #[inline(always)]
    fn cut(weights: &[i8]) -> &[Self::Weights] {
        weights.as_chunks().0.as_chunks().0
    }

    #[inline(always)]
    fn widened(self, weights: Self::Weights) -> Self::Factors {
        weights.map(|pair| pair.map(i16::from))
    }

    #[inline(always)]
    fn pair(self, pair: [i16; 2]) -> Self::Factors {
        [pair; 8]
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, a: Self::Factors, b: Self::Factors) -> Self::Sums {
        let product = |at: usize, half: usize| i32::from(a[at][half]) * i32::from(b[at][half]);
        std::array::from_fn(|at| sums[at] + (product(at, 0) + product(at, 1)))
    }

    #[inline(always)]
    fn store(self, sums: Self::Sums, to: &mut [i32]) {
        to.copy_from_slice(&sums);
    }
}
