import { useMemo } from 'react';
import { encode } from 'uqr';

/** Quiet zone around the code: readers need four modules of white. */
const QUIET_MODULES = 4;

/** A QR code of a link, always dark on white: readers do not take the inverse. */
export function QrCode({ value, sizePx, label }: { value: string; sizePx: number; label: string }) {
  const { size, path } = useMemo(() => modulesOf(value), [value]);
  return (
    <svg width={sizePx} height={sizePx} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" rx={1.5} />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function modulesOf(value: string): { size: number; path: string } {
  const { data, size } = encode(value, { ecc: 'M', border: QUIET_MODULES });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join('') };
}
