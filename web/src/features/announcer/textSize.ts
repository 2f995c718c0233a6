/** Sizes of a name in pixels, for the distance between a desk and its screen. */
export const TEXT_SIZES = { small: 20, medium: 28, large: 40 } as const;
export type TextSize = keyof typeof TEXT_SIZES;

const KEY = 'p88.announcerText';

/** The size that was chosen on this machine; at first the small one on a phone. */
export function rememberedSize(): TextSize {
  const first = window.matchMedia('(max-width: 639px)').matches ? 'small' : 'medium';
  try {
    const kept = localStorage.getItem(KEY);
    return kept !== null && kept in TEXT_SIZES ? (kept as TextSize) : first;
  } catch {
    return first;
  }
}

export function rememberSize(size: TextSize): void {
  try {
    localStorage.setItem(KEY, size);
  } catch {
    // Without a store it holds until the page is left.
  }
}
