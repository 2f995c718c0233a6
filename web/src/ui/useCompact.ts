import { useMediaQuery } from '@mantine/hooks';

/** True on phones: tables become cards, windows fill the screen. */
export function useCompact(): boolean {
  return useMediaQuery('(max-width: 639px)', false, { getInitialValueInEffect: false });
}
