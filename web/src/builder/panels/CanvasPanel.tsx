import { Button, Select } from '@mantine/core';
import type {
  AiringSettings,
  Background,
  Canvas,
  TemplateDocument,
} from '@project88/core/displays/document/template.ts';
import { layoutFrom, resizeCanvas } from '@project88/core/displays/edit/canvasSize.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { ChoiceField, ColourField, NumberField } from './fields.tsx';
import classes from './Panels.module.css';

const SIZES = [
  ['1920x1080', 'Screen 1920 × 1080'],
  ['3840x2160', '4K 3840 × 2160'],
  ['1080x1920', 'Portrait 1080 × 1920'],
  ['1920x96', 'LED strip 1920 × 96'],
  ['1024x768', 'Projector 1024 × 768'],
] as const;

/** The canvas, the rules of the queue and the colours: what a template has beside its blocks. */
export function CanvasPanel() {
  const builder = useBuilderApi();
  const layout = useBuilder((state) => layoutOf(state.document, state));
  const layouts = useBuilder((state) => state.document.layouts);
  if (layout === null) return null;
  const { canvas } = layout;
  const change = (part: Partial<Canvas>, label: string) =>
    builder.apply((document) => withCanvas(document, layout.name, part), label, label);
  const resize = (widthPx: number, heightPx: number) => {
    builder.apply(
      (document) => resizeCanvas(document, { layout: layout.name }, { widthPx, heightPx }, true),
      'Resize the canvas',
    );
    builder.fit('canvas');
  };
  return (
    <section className={classes.panel} aria-label="Canvas">
      <h2 className={classes.title}>Canvas</h2>
      <Select
        size="xs"
        label="Layout"
        data={layouts.map(({ name }) => name)}
        value={layout.name}
        onChange={(name) => name !== null && builder.show({ layout: name })}
        allowDeselect={false}
      />
      <AddLayout names={layouts.map(({ name }) => name)} />
      <SizeFields canvas={canvas} onResize={resize} onChange={change} />
      <BackgroundFields
        background={canvas.background}
        onChange={(background) => change({ background }, 'Background')}
      />
      <AiringFields />
      <ThemeFields />
    </section>
  );
}

interface SizeFieldsProps {
  canvas: Canvas;
  onResize: (widthPx: number, heightPx: number) => void;
  onChange: (part: Partial<Canvas>, label: string) => void;
}

function SizeFields({ canvas, onResize, onChange }: SizeFieldsProps) {
  return (
    <>
      <Select
        size="xs"
        label="Size"
        placeholder="Own size"
        data={SIZES.map(([value, label]) => ({ value, label }))}
        value={SIZES.find(([value]) => value === `${canvas.widthPx}x${canvas.heightPx}`)?.[0] ?? null}
        onChange={(size) => {
          const [widthPx, heightPx] = (size ?? '').split('x').map(Number);
          if (widthPx && heightPx) onResize(widthPx, heightPx);
        }}
      />
      <div className={classes.pair}>
        <NumberField
          label="Width"
          min={16}
          max={16_384}
          value={canvas.widthPx}
          onChange={(px) => onResize(Math.round(px), canvas.heightPx)}
        />
        <NumberField
          label="Height"
          min={16}
          max={16_384}
          value={canvas.heightPx}
          onChange={(px) => onResize(canvas.widthPx, Math.round(px))}
        />
        <NumberField
          label="Safe area %"
          min={0}
          max={25}
          step={0.5}
          value={canvas.safeAreaPct}
          onChange={(safeAreaPct) => onChange({ safeAreaPct }, 'Safe area')}
        />
        <ChoiceField
          label="On other shapes"
          value={canvas.fit}
          choices={[
            ['contain', 'Whole'],
            ['cover', 'Filling'],
            ['stretch', 'Stretched'],
            ['native', 'Pixel for pixel'],
          ]}
          onChange={(fit) => onChange({ fit }, 'Fit')}
        />
      </div>
    </>
  );
}

function withCanvas(document: TemplateDocument, name: string, part: Partial<Canvas>): TemplateDocument {
  const layouts = document.layouts.map((each) =>
    each.name === name ? { ...each, canvas: { ...each.canvas, ...part } } : each,
  );
  return { ...document, layouts };
}

/** The same blocks once more for another shape of screen. */
function AddLayout({ names }: { names: string[] }) {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const layout = useBuilder((state) => layoutOf(state.document, state));
  if (readOnly || layout === null) return null;
  const add = () => {
    const { widthPx, heightPx } = layout.canvas;
    const isWide = widthPx >= heightPx;
    const base = isWide ? 'portrait' : 'landscape';
    const name = names.includes(base) ? `${base} ${names.length + 1}` : base;
    builder.apply(
      (document) => ({
        ...document,
        layouts: [...document.layouts, layoutFrom(layout, name, heightPx, widthPx)],
      }),
      'Add a layout',
    );
    builder.show({ layout: name });
    builder.fit('canvas');
  };
  return (
    <Button size="compact-xs" variant="default" onClick={add}>
      Add a layout for the other shape
    </Button>
  );
}

function BackgroundFields({
  background,
  onChange,
}: {
  background: Background;
  onChange: (background: Background) => void;
}) {
  const colour =
    background.kind === 'fill' && typeof background.fill === 'string' ? background.fill : '#0a0d13';
  return (
    <>
      <ChoiceField
        label="Background"
        value={background.kind === 'transparent' ? 'transparent' : 'fill'}
        choices={[
          ['fill', 'Colour'],
          ['transparent', 'Transparent, for a video mixer'],
        ]}
        onChange={(kind) => onChange(kind === 'fill' ? { kind, fill: colour } : { kind })}
      />
      {background.kind === 'fill' && (
        <ColourField label="Colour" value={colour} onChange={(fill) => onChange({ kind: 'fill', fill })} />
      )}
    </>
  );
}

/** How the queue moves, in seconds. */
function AiringFields() {
  const builder = useBuilderApi();
  const airing = useBuilder((state) => state.document.airing);
  const set = (part: Partial<AiringSettings>) =>
    builder.apply(
      (document) => ({ ...document, airing: { ...document.airing, ...part } }),
      'Rules of the queue',
      'airing',
    );
  const { crowd } = airing;
  const seconds = (key: 'dwellMs' | 'minDwellMs' | 'restAfterMs', label: string) => (
    <NumberField
      label={label}
      min={0}
      max={3_600}
      step={0.5}
      value={airing[key] / 1000}
      onChange={(value) => set({ [key]: Math.round(value * 1000) })}
    />
  );
  return (
    <>
      <h2 className={classes.title}>Queue</h2>
      <div className={classes.pair}>
        {seconds('dwellMs', 'Seconds on air')}
        {seconds('minDwellMs', 'At least')}
        {seconds('restAfterMs', 'Rests after')}
        {crowd !== null && (
          <>
            <NumberField
              label="Grid of"
              min={2}
              max={60}
              value={crowd.gridCards}
              onChange={(gridCards) => set({ crowd: { ...crowd, gridCards: Math.round(gridCards) } })}
            />
            <NumberField
              label="Crowd of"
              min={0}
              max={60}
              value={crowd.tickerCards}
              onChange={(tickerCards) => set({ crowd: { ...crowd, tickerCards: Math.round(tickerCards) } })}
            />
          </>
        )}
      </div>
    </>
  );
}

function ThemeFields() {
  const builder = useBuilderApi();
  const colours = useBuilder((state) => state.document.theme.colours);
  const entries = Object.entries(colours);
  if (entries.length === 0) return null;
  return (
    <>
      <h2 className={classes.title}>Colours of the theme</h2>
      {entries.map(([name, colour]) => (
        <ColourField
          key={name}
          label={name}
          value={colour}
          onChange={(next) =>
            !next.startsWith('$') &&
            builder.apply(
              (document) => ({
                ...document,
                theme: { ...document.theme, colours: { ...document.theme.colours, [name]: next } },
              }),
              'Colour of the theme',
              `theme ${name}`,
            )
          }
        />
      ))}
    </>
  );
}
