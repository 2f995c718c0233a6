import { Button } from '@mantine/core';
import type { ImageBlock } from '@project88/core/displays/document/blocks.ts';
import { IconPhoto } from '@tabler/icons-react';
import { assetUrl } from '../../assetUrl.ts';
import { useBuilder } from '../../BuilderContext.tsx';
import { ChoiceField, NumberField } from '../fields.tsx';
import { usePickPicture } from '../picturePicking.tsx';
import { Section } from '../Section.tsx';
import { useChange } from '../useChange.ts';
import classes from './Kinds.module.css';

/** Pixels of the picture in the panel. */
const SMALL_PX = 320;

export function PicturePanel({ block }: { block: ImageBlock }) {
  const change = useChange(block);
  const pick = usePickPicture();
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <Section title="Picture">
      {block.asset !== null && (
        <img className={classes.picture} src={assetUrl(block.asset, SMALL_PX)} alt="The chosen one" />
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPhoto size={16} />}
        disabled={readOnly || pick === null}
        onClick={() => pick?.(({ id }) => change({ asset: id }, 'Choose a picture'))}
      >
        {block.asset === null ? 'Choose a picture' : 'Choose another picture'}
      </Button>
      <ChoiceField
        label="Fills its place"
        value={block.fit}
        choices={[
          ['contain', 'Whole, with room left'],
          ['cover', 'Completely, edges cut'],
          ['stretch', 'Stretched'],
        ]}
        onChange={(fit) => change({ fit }, 'Change the fit')}
      />
      <NumberField
        label="Round corners"
        unit="px"
        min={0}
        value={block.radiusPx ?? 0}
        onChange={(radiusPx) => change({ radiusPx }, 'Corners')}
      />
    </Section>
  );
}
