import { Button, CloseButton, FileButton } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import classes from './UploadZone.module.css';
import type { Upload } from './useUploads.ts';

interface UploadZoneProps {
  uploads: readonly Upload[];
  onFiles: (files: File[]) => void;
  onPutAway: (key: number) => void;
}

/** Drop pictures, or choose them; each shows how far it is, or why it was not taken. */
export function UploadZone({ uploads, onFiles, onPutAway }: UploadZoneProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra for the mouse; the button does the same
    <div
      className={`${classes.zone} ${over ? classes.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={classes.hint}>
        <IconPhotoUp size={20} aria-hidden="true" /> Drop pictures here: JPEG, PNG, WebP, GIF or SVG. Places
        and cameras are taken out of them.
      </p>
      <FileButton multiple accept="image/*" onChange={onFiles}>
        {(props) => (
          <Button variant="default" {...props}>
            Choose pictures
          </Button>
        )}
      </FileButton>
      {uploads.length > 0 && (
        <ul className={classes.list}>
          {uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} onPutAway={() => onPutAway(upload.key)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function UploadRow({ upload, onPutAway }: { upload: Upload; onPutAway: () => void }) {
  const { name, failure, notes, abort } = upload;
  const isOver = failure !== null || notes !== null;
  return (
    <li className={classes.row}>
      <span className={classes.name}>{name}</span>
      <Outcome upload={upload} />
      <CloseButton
        aria-label={isOver ? `Put ${name} away` : `Stop the upload of ${name}`}
        onClick={isOver ? onPutAway : abort}
      />
    </li>
  );
}

/** How far it is; why it was not taken; or what became of it. */
function Outcome({ upload: { name, share, failure, notes } }: { upload: Upload }) {
  if (failure !== null) {
    return (
      <span className={classes.failure} role="alert">
        {failure}
      </span>
    );
  }
  if (notes !== null) return <span role="status">Taken. {notes.join(' ')}</span>;
  if (share === 1) return <span className={classes.working}>The server works on it …</span>;
  return <progress className={classes.bar} value={share} max={1} aria-label={`Upload of ${name}`} />;
}
