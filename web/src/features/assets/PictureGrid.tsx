import type { AssetView } from '@project88/core/contract/assets.ts';
import { plural } from '../../lib/format.ts';
import { assetAddress } from './api/assets.ts';
import classes from './PictureGrid.module.css';

const THUMB_PX = 320;

interface PictureGridProps {
  assets: readonly AssetView[];
  onOpen: (asset: AssetView) => void;
}

/** Pictures in small. Each is a button. */
export function PictureGrid({ assets, onOpen }: PictureGridProps) {
  return (
    <ul className={classes.grid}>
      {assets.map((asset) => (
        <li key={asset.id}>
          <button type="button" className={classes.card} onClick={() => onOpen(asset)}>
            <span className={classes.picture}>
              <img src={assetAddress(asset.id, THUMB_PX)} alt="" loading="lazy" />
            </span>
            <span className={classes.name}>{asset.name}</span>
            <span className={classes.meta}>
              {asset.widthPx} × {asset.heightPx}
              {asset.usedBy > 0 ? ` · in ${plural(asset.usedBy, 'template')}` : ' · unused'}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
