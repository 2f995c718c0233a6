import { Button } from '@mantine/core';
import type { SitePicture } from '@project88/core/contract/styleImport.ts';
import { IconCheck, IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { previewAddress, useTakePicture } from './api/styleImport.ts';
import classes from './SitePictures.module.css';

const KINDS: Record<SitePicture['kind'], string> = {
  logo: 'Logo',
  icon: 'Icon',
  cover: 'Cover',
  picture: 'Picture',
};

/** Pictures that are fetched at the same time: the server has other work. */
const AT_ONCE = 2;
/** As many as one looks at; more are shown when asked for. */
const FIRST = 8;

interface SitePicturesProps {
  pictures: readonly SitePicture[];
  /** Where in the library they go. */
  folder: string;
}

/** Pictures of the site. Each can be taken into the library, from which every design may show it. */
export function SitePictures({ pictures, folder }: SitePicturesProps) {
  const [all, setAll] = useState(false);
  // Only so many load at a time: the next begins when one is there, or has failed.
  const [settled, setSettled] = useState(0);
  if (pictures.length === 0) return null;
  const shown = all ? pictures : pictures.slice(0, FIRST);
  return (
    <section className={classes.pictures} aria-label="Pictures of the site">
      <h3>Pictures</h3>
      <ul className={classes.grid}>
        {shown.map((picture, index) => (
          <Picture
            key={picture.url}
            picture={picture}
            folder={folder}
            mayLoad={index < settled + AT_ONCE}
            onSettled={() => setSettled((before) => before + 1)}
          />
        ))}
      </ul>
      {shown.length < pictures.length && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          Show {pictures.length - shown.length} more
        </Button>
      )}
    </section>
  );
}

interface PictureProps {
  picture: SitePicture;
  folder: string;
  mayLoad: boolean;
  onSettled: () => void;
}

function Picture({ picture, folder, mayLoad, onSettled }: PictureProps) {
  const [isBroken, setBroken] = useState(false);
  const taking = useTakePicture();
  const { words, kind, widthPx, heightPx } = picture;
  const name = words || KINDS[kind];
  const take = () =>
    taking.mutate({ url: picture.url, name: name.slice(0, 120), folder: folder.slice(0, 80) });
  return (
    <li className={classes.picture}>
      <div className={classes.frame}>
        {isBroken ? (
          <IconPhotoOff size={24} aria-label="Cannot be shown" role="img" />
        ) : (
          mayLoad && (
            <img
              src={previewAddress(picture)}
              alt=""
              onLoad={onSettled}
              onError={() => {
                setBroken(true);
                onSettled();
              }}
            />
          )
        )}
      </div>
      <p className={classes.name} title={name}>
        {name}
      </p>
      <p className={classes.kind}>
        {KINDS[kind]}
        {widthPx !== null && heightPx !== null && `, ${widthPx} × ${heightPx}`}
      </p>
      {taking.isSuccess ? (
        <p className={classes.taken} role="status">
          <IconCheck size={16} aria-hidden="true" /> In the library
        </p>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          loading={taking.isPending}
          disabled={isBroken}
          onClick={take}
          aria-label={`Take ${name} into the library`}
        >
          Take
        </Button>
      )}
      {taking.isError && (
        <p className={classes.failed} role="alert">
          {messageOf(taking.error)}
        </p>
      )}
    </li>
  );
}
