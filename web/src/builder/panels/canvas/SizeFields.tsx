import type { Layout } from '@project88/core/displays/document/template.ts';
import { resizeCanvas } from '@project88/core/displays/edit/canvasSize.ts';
import { useState } from 'react';
import { useBuilderApi } from '../../BuilderContext.tsx';
import { ChoiceField, NumberField, SwitchField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { Section } from '../Section.tsx';
import { useCanvas } from './useCanvas.ts';

const SIZES = [
  ['1920x1080', 'Full HD, 1920 × 1080'],
  ['3840x2160', '4K, 3840 × 2160'],
  ['1080x1920', 'Portrait, 1080 × 1920'],
  ['1280x720', 'HD, 1280 × 720'],
  ['1024x768', 'Projector, 1024 × 768'],
  ['1920x96', 'LED strip, 1920 × 96'],
  ['768x192', 'LED gantry, 768 × 192'],
  ['8704x192', 'LED banner, 8704 × 192'],
] as const;
type Size = (typeof SIZES)[number][0] | '';

/** Size of the canvas, what may be cut off, and how it fills a screen of another shape. */
export function SizeFields({ layout }: { layout: Layout }) {
  const builder = useBuilderApi();
  const change = useCanvas(layout);
  const [scales, setScales] = useState(true);
  const { canvas } = layout;
  const resize = (widthPx: number, heightPx: number) => {
    builder.apply(
      (document) => resizeCanvas(document, { layout: layout.name }, { widthPx, heightPx }, scales),
      'Resize the canvas',
    );
    builder.fit('canvas');
  };
  const size = `${canvas.widthPx}x${canvas.heightPx}`;
  return (
    <Section title="Size">
      <ChoiceField<Size>
        label="Screen"
        value={SIZES.find(([value]) => value === size)?.[0] ?? ''}
        choices={[...SIZES, ['', 'Own size']]}
        onChange={(next) => {
          const [widthPx, heightPx] = next.split('x').map(Number);
          if (widthPx && heightPx) resize(widthPx, heightPx);
        }}
      />
      <div className={classes.pair}>
        <NumberField
          label="Canvas width"
          letter="W"
          unit="px"
          min={16}
          max={16_384}
          value={canvas.widthPx}
          onChange={(px) => resize(Math.round(px), canvas.heightPx)}
        />
        <NumberField
          label="Canvas height"
          letter="H"
          unit="px"
          min={16}
          max={16_384}
          value={canvas.heightPx}
          onChange={(px) => resize(canvas.widthPx, Math.round(px))}
        />
      </div>
      <SwitchField label="The design goes along with the size" checked={scales} onChange={setScales} />
      <NumberField
        label="Safe area"
        unit="%"
        min={0}
        max={25}
        step={0.5}
        value={canvas.safeAreaPct}
        onChange={(safeAreaPct) => change((each) => ({ ...each, safeAreaPct }), 'Safe area')}
      />
      <ChoiceField
        label="On other shapes"
        value={canvas.fit}
        choices={[
          ['contain', 'Whole, with bars'],
          ['cover', 'Filling, edges cut'],
          ['stretch', 'Stretched'],
          ['native', 'Pixel for pixel'],
        ]}
        onChange={(fit) => change((each) => ({ ...each, fit }), 'Fit')}
      />
    </Section>
  );
}
