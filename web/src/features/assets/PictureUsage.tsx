import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatBytes, formatCount, plural } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { assetUsageQuery, useCleanUp } from './api/assets.ts';
import classes from './PictureLibrary.module.css';

/** Unused pictures that came so long ago may go. */
const UNUSED_DAYS = 90;

/** How much of the room for pictures is taken, and the way to make some. */
export function PictureUsage() {
  const query = useQuery(assetUsageQuery);
  const clean = useCleanUp();
  const mayEdit = useMay('templates.edit');
  const [asking, setAsking] = useState(false);
  return (
    <QueryBoundary query={query} what="the room for pictures" lines={2} compact>
      {({ count, bytes, quotaCount, quotaBytes, unusedCount, unusedBytes }) => (
        <div className={classes.usage}>
          <progress
            className={classes.bar}
            value={bytes}
            max={quotaBytes}
            aria-label="Room taken by pictures"
          />
          <div className={classes.row}>
            <span>
              {formatBytes(bytes)} of {formatBytes(quotaBytes)}, {formatCount(count)} of{' '}
              {plural(quotaCount, 'picture')}
            </span>
            {mayEdit && unusedCount > 0 && (
              <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
                Clean up
              </Button>
            )}
          </div>
          {unusedCount > 0 && (
            <p className={classes.muted}>
              {plural(unusedCount, 'picture is', 'pictures are')} in no template: {formatBytes(unusedBytes)}.
            </p>
          )}
          <ConfirmDialog
            opened={asking}
            onClose={() => setAsking(false)}
            title="Clean up"
            action="Delete them"
            tone="danger"
            request={clean}
            onConfirm={() =>
              clean.mutate(UNUSED_DAYS, {
                onSuccess: ({ removed }) => {
                  setAsking(false);
                  sayDone(`${plural(removed, 'picture was', 'pictures were')} deleted.`);
                },
              })
            }
          >
            Pictures that came more than {UNUSED_DAYS} days ago and that no template has are deleted for good.
            Older versions of templates keep theirs.
          </ConfirmDialog>
        </div>
      )}
    </QueryBoundary>
  );
}
