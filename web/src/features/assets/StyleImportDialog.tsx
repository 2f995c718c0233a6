import { Button, Modal, Stack, TextInput } from '@mantine/core';
import type { AssetView, ImportedStyle } from '@project88/core/contract/assets.ts';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useImportImage, useImportStyle } from './api/assets.ts';
import classes from './StyleImportDialog.module.css';

interface StyleImportDialogProps {
  opened: boolean;
  onClose: () => void;
  /** Use these colours; absent where there is no design to colour. */
  onColours?: (colours: string[]) => void;
  onPicture?: (asset: AssetView) => void;
}

/** Look at an event's website and take its colours and pictures. The server reads the page; nothing of it runs. */
export function StyleImportDialog({ opened, onClose, onColours, onPicture }: StyleImportDialogProps) {
  const look = useImportStyle();
  const [url, setUrl] = useState('');
  const close = dialogClose(look, onClose);
  return (
    <Modal opened={opened} onClose={close} title="Style of a website" size={600}>
      <Form onSubmit={() => look.mutate(url.trim())} error={look.error}>
        <Stack>
          {look.isError && <Notice tone="bad">{messageOf(look.error)}</Notice>}
          <TextInput
            label="Address"
            type="url"
            placeholder="https://www.harbour-half.example"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" loading={look.isPending} disabled={url.trim() === ''}>
            Look at it
          </Button>
        </Stack>
      </Form>
      {look.data && (
        <Found style={look.data} {...(onColours && { onColours })} {...(onPicture && { onPicture })} />
      )}
    </Modal>
  );
}

type FoundProps = Pick<StyleImportDialogProps, 'onColours' | 'onPicture'> & { style: ImportedStyle };

function Found({ style, onColours, onPicture }: FoundProps) {
  const { title, colours, fonts, images } = style;
  return (
    <Stack mt="lg">
      <h2 className={classes.title}>{title || 'A page without a title'}</h2>
      {colours.length === 0 ? (
        <p>No colours are named on it.</p>
      ) : (
        <ul className={classes.colours} aria-label="Colours">
          {colours.map((colour) => (
            <li key={colour} className={classes.colour}>
              <span className={classes.swatch} style={{ background: colour }} aria-hidden="true" />
              {colour}
            </li>
          ))}
        </ul>
      )}
      {onColours && colours.length > 0 && (
        <Button variant="default" onClick={() => onColours(colours)}>
          Use these colours
        </Button>
      )}
      {fonts.length > 0 && (
        <p>Faces on it: {fonts.join(', ')}. Screens show the nearest of the shipped ones.</p>
      )}
      {images.length > 0 && (
        <ul className={classes.images} aria-label="Pictures">
          {images.map((image) => (
            <TakePicture key={image.url} image={image} {...(onPicture && { onPicture })} />
          ))}
        </ul>
      )}
    </Stack>
  );
}

interface TakePictureProps {
  image: ImportedStyle['images'][number];
  onPicture?: (asset: AssetView) => void;
}

/** A picture is not shown before it is taken: the browser asks no other server than ours. */
function TakePicture({ image, onPicture }: TakePictureProps) {
  const take = useImportImage();
  const name = image.alt.trim() || (image.url.split('/').at(-1) ?? '').slice(0, 80) || 'Picture';
  return (
    <li className={classes.image}>
      <span className={classes.words}>{name}</span>
      {take.isError && <span className={classes.failure}>{messageOf(take.error)}</span>}
      <Button
        size="xs"
        variant="default"
        loading={take.isPending}
        disabled={take.isSuccess}
        aria-label={`Take ${name}`}
        onClick={() => take.mutate({ url: image.url, name }, { onSuccess: (asset) => onPicture?.(asset) })}
      >
        {take.isSuccess ? 'Taken' : 'Take'}
      </Button>
    </li>
  );
}
