/** The value below which `share` (0 to 1) of the sorted samples lie; the nearest real sample, never a made-up one. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new RangeError('no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.min(Math.max(rank, 0), sorted.length - 1)] as number;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);
