import { Button, Group, NumberInput, Stack, VisuallyHidden } from '@mantine/core';
import type { AssetView, CropAssetBody } from '@project88/core/contract/assets.ts';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { assetAddress, useCropAsset } from './api/assets.ts';
import classes from './CropPicture.module.css';
import { type Part, partAfterKey, partBetween, partInWords, wholeOf } from './part.ts';

const SHOWN_PX = 960;
const FIELDS = ['left', 'top', 'width', 'height'] as const;

interface CropPictureProps {
  asset: AssetView;
  mayCrop: boolean;
}

/** The picture; a part of it is chosen by dragging over it or by numbers, and becomes a picture of its own. */
export function CropPicture({ asset, mayCrop }: CropPictureProps) {
  const [part, setPart] = useState<Part | null>(null);
  const crop = useCropAsset(asset.id);
  const cut = () => {
    if (part === null) return;
    const body: CropAssetBody = { name: `${asset.name} (part)`.slice(0, 120), ...part };
    crop.mutate(body, {
      onSuccess: () => {
        setPart(null);
        sayDone('The part is a picture of its own now.');
      },
    });
  };
  return (
    <Stack gap="xs">
      <Picture asset={asset} part={part} onPart={mayCrop ? setPart : null} />
      {crop.isError && <Notice tone="bad">{messageOf(crop.error)}</Notice>}
      {mayCrop && part === null && (
        <Group>
          <Button variant="default" size="xs" onClick={() => setPart(wholeOf(asset))}>
            Cut a part out
          </Button>
        </Group>
      )}
      {part !== null && (
        <>
          <div className={classes.numbers}>
            {FIELDS.map((field) => (
              <NumberInput
                key={field}
                label={field.replace(/^./, (letter) => letter.toUpperCase())}
                size="xs"
                min={field === 'width' || field === 'height' ? 1 : 0}
                value={part[field]}
                onChange={(value) => setPart({ ...part, [field]: Math.round(Number(value)) || 0 })}
              />
            ))}
          </div>
          <Group gap="xs">
            <Button size="xs" loading={crop.isPending} onClick={cut}>
              Cut out
            </Button>
            <Button size="xs" variant="default" onClick={() => setPart(null)}>
              Cancel
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

interface PictureProps {
  asset: AssetView;
  part: Part | null;
  /** Null: nothing can be chosen. */
  onPart: ((part: Part) => void) | null;
}

function Picture({ asset, part, onPart }: PictureProps) {
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null);
  const pointOf = (event: React.PointerEvent) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - left) / width) * asset.widthPx,
      y: ((event.clientY - top) / height) * asset.heightPx,
    };
  };
  const shares = part && {
    left: `${(part.left / asset.widthPx) * 100}%`,
    top: `${(part.top / asset.heightPx) * 100}%`,
    width: `${(part.width / asset.widthPx) * 100}%`,
    height: `${(part.height / asset.heightPx) * 100}%`,
  };
  return (
    <div
      className={classes.picture}
      onPointerDown={(event) => {
        if (part === null || onPart === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom(pointOf(event));
      }}
      onPointerMove={(event) => from !== null && onPart?.(partBetween(from, pointOf(event), asset))}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
    >
      <img src={assetAddress(asset.id, SHOWN_PX)} alt={asset.name} draggable={false} />
      {shares && part && <Frame {...{ asset, part, onPart, shares }} />}
    </div>
  );
}

interface FrameProps extends PictureProps {
  part: Part;
  shares: React.CSSProperties;
}

/** The frame round the part: it has the focus, so that arrows move it; what it became is said. */
function Frame({ asset, part, onPart, shares }: FrameProps) {
  return (
    <button
      type="button"
      className={classes.part}
      style={shares}
      data-autofocus
      aria-label="Part: arrows move it, with Shift they change its size"
      onKeyDown={(event) => {
        const after = partAfterKey(part, event, asset);
        if (after === null) return;
        event.preventDefault();
        onPart?.(after);
      }}
    >
      <VisuallyHidden role="status">{partInWords(part)}</VisuallyHidden>
    </button>
  );
}
