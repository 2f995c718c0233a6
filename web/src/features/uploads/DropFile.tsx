import { Anchor, Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import classes from './DropFile.module.css';
import { KINDS, type UploadKind } from './kinds.ts';

/** Drop a file, or choose one. */
export function DropFile({ kind, onFile }: { kind: UploadKind; onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const { title, sampleUrl, columns } = KINDS[kind];
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
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
      <IconFileUpload size={28} stroke={1.5} className={classes.icon} aria-hidden="true" />
      <p className={classes.title}>Drop a CSV or JSON file here</p>
      <p className={classes.hint}>Columns: {columns}. Order, case, separator and encoding do not matter.</p>
      <div className={classes.buttons}>
        <FileButton accept=".csv,.txt,.tsv,.json" onChange={(file) => file && onFile(file)}>
          {(props) => (
            <Button variant="default" {...props}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <Anchor href={sampleUrl} download={`${title.toLowerCase()}-sample.csv`} fz="sm" underline="always">
          Sample file
        </Anchor>
      </div>
    </div>
  );
}
