import { Button } from '@mantine/core';
import { useMay } from '../../lib/me.tsx';
import { BUILT_INS } from '../../lib/templates.ts';
import classes from './BuiltInGallery.module.css';
import { TemplatePicture } from './TemplatePicture.tsx';

interface BuiltInGalleryProps {
  /** Make a copy of a ready-made design. */
  onUse: (builtIn: (typeof BUILT_INS)[number]) => void;
}

/** The designs that come with the product. They are changed by nobody: a copy is. */
export function BuiltInGallery({ onUse }: BuiltInGalleryProps) {
  const mayEdit = useMay('templates.edit');
  return (
    <ul className={classes.grid}>
      {BUILT_INS.map((builtIn) => (
        <li key={builtIn.id} className={classes.card}>
          <TemplatePicture document={builtIn.document} label={`Sample of ${builtIn.document.name}`} />
          <div className={classes.foot}>
            <span className={classes.name}>{builtIn.document.name}</span>
            {mayEdit && (
              <Button
                size="xs"
                variant="default"
                aria-label={`Use ${builtIn.document.name}`}
                onClick={() => onUse(builtIn)}
              >
                Use
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
