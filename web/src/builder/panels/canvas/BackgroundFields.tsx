import { Button } from '@mantine/core';
import type { Background, Layout } from '@project88/core/displays/document/template.ts';
import { IconPhoto } from '@tabler/icons-react';
import { useBuilder } from '../../BuilderContext.tsx';
import { ColourField } from '../ColourField.tsx';
import { FillFields } from '../FillFields.tsx';
import { ChoiceField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { usePickPicture } from '../picturePicking.tsx';
import { Section } from '../Section.tsx';
import { useCanvas } from './useCanvas.ts';

/** The green that video mixers take away best. */
const CHROMA = '#00b140';
const DARK = '#0a0d13';

type Kind = Background['kind'] | 'chroma';

function kindOf(background: Background): Kind {
  return background.kind === 'fill' && background.fill === CHROMA ? 'chroma' : background.kind;
}

/** What lies behind all blocks. */
export function BackgroundFields({ layout }: { layout: Layout }) {
  const change = useCanvas(layout);
  const pick = usePickPicture();
  const { background } = layout.canvas;
  const set = (next: Background) => change((each) => ({ ...each, background: next }), 'Background');
  const choose = () => pick?.(({ id }) => set({ kind: 'image', asset: id, fit: 'cover', behind: DARK }));
  const turn = (kind: Kind) => {
    if (kind === 'image') choose();
    else if (kind === 'transparent') set({ kind });
    else set({ kind: 'fill', fill: kind === 'chroma' ? CHROMA : DARK });
  };
  return (
    <Section title="Background">
      <ChoiceField<Kind>
        label="Behind all"
        value={kindOf(background)}
        choices={[
          ['fill', 'Colour'],
          ...(pick !== null || background.kind === 'image' ? [['image', 'Picture'] as const] : []),
          ['transparent', 'Transparent, for OBS or vMix'],
          ['chroma', 'Green, for a chroma key'],
        ]}
        onChange={turn}
      />
      {background.kind === 'fill' && background.fill !== CHROMA && (
        <FillFields fill={background.fill} onChange={(fill) => set({ kind: 'fill', fill })} />
      )}
      {background.kind === 'transparent' && (
        <p className={classes.hint}>
          A browser source in a video mixer shows only the blocks. A television shows black behind them.
        </p>
      )}
      {background.kind === 'image' && (
        <PictureBehind background={background} onChange={set} onChoose={choose} />
      )}
    </Section>
  );
}

interface PictureBehindProps {
  background: Extract<Background, { kind: 'image' }>;
  onChange: (background: Background) => void;
  onChoose: () => void;
}

function PictureBehind({ background, onChange, onChoose }: PictureBehindProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPhoto size={16} />}
        disabled={readOnly}
        onClick={onChoose}
      >
        Choose another picture
      </Button>
      <ChoiceField
        label="Fills it"
        value={background.fit}
        choices={[
          ['cover', 'Completely, edges cut'],
          ['contain', 'Whole, with room left'],
          ['stretch', 'Stretched'],
        ]}
        onChange={(fit) => onChange({ ...background, fit })}
      />
      <ColourField
        label="Around it"
        value={background.behind}
        onChange={(behind) => onChange({ ...background, behind })}
      />
    </>
  );
}
