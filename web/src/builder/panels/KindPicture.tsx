import type { BlockKind } from '@project88/core/displays/document/blocks.ts';
import type { ReactNode } from 'react';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round' } as const;
const faint = { fill: 'currentColor', opacity: 0.28 } as const;

const PICTURES: Record<BlockKind, ReactNode> = {
  text: (
    <>
      <path {...stroke} d="M14 7h12M20 7v13" strokeWidth={2.4} />
      <path {...stroke} d="M29 20h6" opacity={0.4} />
    </>
  ),
  clock: (
    <>
      <circle {...stroke} cx="20" cy="13" r="9" />
      <path {...stroke} d="M20 8v5l3.5 2.5" />
    </>
  ),
  list: (
    <>
      {[4, 11, 18].map((y) => (
        <g key={y}>
          <rect x="6" y={y} width="6" height="5" rx="1" fill="currentColor" />
          <rect {...faint} x="14" y={y} width="20" height="5" rx="1" />
        </g>
      ))}
    </>
  ),
  image: (
    <>
      <rect {...stroke} x="8" y="4" width="24" height="18" rx="2" />
      <circle cx="15" cy="10" r="2" fill="currentColor" />
      <path {...stroke} d="m9 20 7-6 5 4 4-3 6 5" />
    </>
  ),
  shape: (
    <>
      <rect {...faint} x="7" y="4" width="18" height="14" rx="2" />
      <circle {...stroke} cx="25" cy="15" r="7" />
    </>
  ),
  status: (
    <>
      <rect {...stroke} x="5" y="6" width="30" height="14" rx="7" />
      <path {...stroke} d="M14 10v6M19 10h3v6h-3zM27 10v6" />
    </>
  ),
  message: (
    <>
      <path {...stroke} d="M8 4h24v14H19l-5 4v-4H8z" strokeLinejoin="round" />
      <path {...stroke} d="M13 9h14M13 13h9" opacity={0.5} />
    </>
  ),
  sponsor: (
    <>
      <rect {...faint} x="12" y="3" width="22" height="14" rx="2" />
      <rect {...stroke} x="6" y="8" width="22" height="14" rx="2" />
      <path {...stroke} d="m13 15 3 3 5-6" />
    </>
  ),
  ticker: (
    <>
      <rect {...faint} x="2" y="8" width="36" height="10" />
      <path {...stroke} d="M31 13H9m4-4-4 4 4 4" strokeLinejoin="round" />
    </>
  ),
  qr: (
    <>
      {['M10 3h7v7h-7z', 'M23 3h7v7h-7z', 'M10 16h7v7h-7z'].map((d) => (
        <path key={d} {...stroke} d={d} />
      ))}
      <path fill="currentColor" d="M22 15h4v4h-4zM27 20h4v4h-4zM28 15h3v3h-3z" />
    </>
  ),
};

/** A kind of block in small. */
export function KindPicture({ kind, size = 40 }: { kind: BlockKind; size?: number }) {
  return (
    <svg width={size} height={(size * 26) / 40} viewBox="0 0 40 26" aria-hidden="true">
      {PICTURES[kind]}
    </svg>
  );
}
