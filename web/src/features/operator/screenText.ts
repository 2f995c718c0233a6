import type { ScreenView } from '@project88/core/contract/live.ts';

/** What people call a screen. */
export function screenName({ name, number }: Pick<ScreenView, 'name' | 'number'>): string {
  return name === '' ? `Screen ${number}` : name;
}

export function screenSize({ widthPx, heightPx }: Pick<ScreenView, 'widthPx' | 'heightPx'>): string {
  return widthPx === null || heightPx === null ? 'Size not told' : `${widthPx} × ${heightPx}`;
}
