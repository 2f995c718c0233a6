import { Skeleton } from '@mantine/core';
import classes from './StyleImport.module.css';

/** The shape of what comes, while the site is being read. */
export function ReadingSite({ address }: { address: string }) {
  return (
    <div className={classes.results} role="status" aria-label={`Reading ${address}`}>
      <div className={classes.choices}>
        <p className={classes.hint}>Reading {address}. Slow sites take up to ten seconds.</p>
        {[0, 1].map((row) => (
          <div key={row} className={classes.swatches}>
            {[0, 1, 2, 3, 4, 5].map((each) => (
              <Skeleton key={each} width={40} height={40} radius={8} />
            ))}
          </div>
        ))}
        <Skeleton height={36} />
      </div>
      <Skeleton className={classes.preview} />
    </div>
  );
}
