import { Button } from '@mantine/core';
import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import type { Canvas, Layout, PixelSlice } from '@project88/core/displays/document/template.ts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useBuilder } from '../../BuilderContext.tsx';
import { ToolButton } from '../../frame/ToolButton.tsx';
import { ChoiceField, NumberField, SwitchField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { Section } from '../Section.tsx';
import { PixelMapPicture } from './PixelMapPicture.tsx';
import { stripsOf } from './pixelStrips.ts';
import { useCanvas } from './useCanvas.ts';

type PixelMap = NonNullable<Canvas['pixelMap']>;

/** Usual size of the picture that an LED processor takes. */
const OUTPUT = { widthPx: 1920, heightPx: 1080 };

/** For LED processors that take strips of one picture: which piece of the canvas goes where on the output. */
export function PixelMapFields({ layout }: { layout: Layout }) {
  const change = useCanvas(layout);
  const readOnly = useBuilder((state) => state.readOnly);
  const { canvas } = layout;
  const map = canvas.pixelMap;
  const put = (next: PixelMap | undefined) =>
    change(({ pixelMap: _before, ...each }) => (next ? { ...each, pixelMap: next } : each), 'LED mapping');
  const fold = (to = OUTPUT) => ({ ...to, slices: stripsOf(canvas, to) });
  return (
    <Section title="LED mapping" closed>
      <SwitchField
        label="The wall takes pieces of the canvas"
        checked={map !== undefined}
        onChange={(on) => put(on ? fold() : undefined)}
      />
      {map === undefined ? (
        <p className={classes.hint}>
          For banners that are wider than the signal: the canvas is cut into strips, which lie below each
          other on the output.
        </p>
      ) : (
        <>
          <PixelMapPicture map={map} canvas={canvas} />
          <div className={classes.pair}>
            <NumberField
              label="Output width"
              letter="W"
              unit="px"
              min={16}
              max={16_384}
              value={map.widthPx}
              onChange={(px) => put({ ...map, widthPx: Math.round(px) })}
            />
            <NumberField
              label="Output height"
              letter="H"
              unit="px"
              min={16}
              max={16_384}
              value={map.heightPx}
              onChange={(px) => put({ ...map, heightPx: Math.round(px) })}
            />
          </div>
          {!readOnly && (
            <Button size="xs" variant="default" onClick={() => put(fold(map))}>
              Cut into strips by itself
            </Button>
          )}
          <Slices map={map} onChange={put} />
        </>
      )}
    </Section>
  );
}

function Slices({ map, onChange }: { map: PixelMap; onChange: (map: PixelMap) => void }) {
  const readOnly = useBuilder((state) => state.readOnly);
  const { slices } = map;
  const add = () => {
    const like = slices.at(-1);
    if (like !== undefined) onChange({ ...map, slices: [...slices, { ...like }] });
  };
  return (
    <>
      {slices.map((slice, at) => (
        // A piece has nothing but its place in the order to be told by.
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is their name
        <fieldset key={at} className={classes.box}>
          <div className={classes.boxHead}>
            <span>Piece {at + 1}</span>
            {!readOnly && slices.length > 1 && (
              <ToolButton
                label={`Remove piece ${at + 1}`}
                onClick={() => onChange({ ...map, slices: slices.filter((_, index) => index !== at) })}
              >
                <IconTrash size={16} />
              </ToolButton>
            )}
          </div>
          <SliceFields
            name={`Piece ${at + 1}`}
            slice={slice}
            onChange={(next) =>
              onChange({ ...map, slices: slices.map((each, index) => (index === at ? next : each)) })
            }
          />
        </fieldset>
      ))}
      {!readOnly && slices.length < TEMPLATE_LIMITS.slices && (
        <Button size="xs" variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
          Add a piece
        </Button>
      )}
    </>
  );
}

const FROM = [
  ['x', 'X'],
  ['y', 'Y'],
  ['width', 'W'],
  ['height', 'H'],
] as const;

interface SliceFieldsProps {
  name: string;
  slice: PixelSlice;
  onChange: (slice: PixelSlice) => void;
}

function SliceFields({ name, slice, onChange }: SliceFieldsProps) {
  return (
    <>
      <p className={classes.hint}>From the canvas</p>
      <div className={classes.pair}>
        {FROM.map(([key, letter]) => (
          <NumberField
            key={key}
            label={`${name}: ${key} on the canvas`}
            letter={letter}
            min={0}
            max={16_384}
            value={slice.from[key]}
            onChange={(value) => onChange({ ...slice, from: { ...slice.from, [key]: Math.round(value) } })}
          />
        ))}
      </div>
      <p className={classes.hint}>To the output</p>
      <div className={classes.pair}>
        <NumberField
          label={`${name}: x on the output`}
          letter="X"
          value={slice.toX}
          onChange={(toX) => onChange({ ...slice, toX: Math.round(toX) })}
        />
        <NumberField
          label={`${name}: y on the output`}
          letter="Y"
          value={slice.toY}
          onChange={(toY) => onChange({ ...slice, toY: Math.round(toY) })}
        />
      </div>
      <ChoiceField
        label="Turned"
        value={TURNS[slice.turns ?? 0]}
        choices={TURNS.map((turn) => [turn, turn] as const)}
        onChange={(turn) => onChange({ ...slice, turns: TURN_NUMBERS[TURNS.indexOf(turn)] ?? 0 })}
      />
    </>
  );
}

const TURNS = ['Not', '90° right', 'Upside down', '90° left'] as const;
const TURN_NUMBERS = [0, 1, 2, 3] as const;
