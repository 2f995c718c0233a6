import { Button } from '@mantine/core';
import type { ImageBlock } from '@project88/core/displays/document/blocks.ts';
import { useBuilder } from '../../BuilderContext.tsx';
import { ChoiceField, NumberField } from '../fields.tsx';
import { usePickPicture } from '../picturePicking.tsx';
import { useChange } from '../useChange.ts';

export function PicturePanel({ block }: { block: ImageBlock }) {
  const change = useChange(block);
  const pick = usePickPicture();
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <>
      <Button
        size="xs"
        variant="default"
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
        min={0}
        value={block.radiusPx ?? 0}
        onChange={(radiusPx) => change({ radiusPx }, 'Corners')}
      />
    </>
  );
}
