import classes from './ReadingSite.module.css';
import shared from './StyleImport.module.css';

/** The shape of what comes, while the site is being read. */
export function ReadingSite({ address }: { address: string }) {
  return (
    <div className={classes.reading}>
      <p className={shared.hint} role="status">
        Reading {address}. Slow sites take up to ten seconds.
      </p>
      <div className={shared.results} aria-hidden="true">
        <div className={shared.choices}>
          {[9, 4].map((patches) => (
            <div key={patches} className={classes.row}>
              {Array.from({ length: patches }, (_, at) => `patch ${at}`).map((key) => (
                <span key={key} className={classes.patch} />
              ))}
            </div>
          ))}
          <span className={classes.field} />
        </div>
        <span className={`${shared.preview} ${classes.stage}`} />
      </div>
    </div>
  );
}
