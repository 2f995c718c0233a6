import { Button } from '@mantine/core';
import type { DisplayLinkReply } from '@project88/core/contract/displayLinks.ts';
import { IconExternalLink } from '@tabler/icons-react';
import { formatInstant } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import classes from './LinkCard.module.css';
import { groupedId } from './linkState.ts';

/** A link in full: large to read aloud, one click to copy, a code to scan. */
export function LinkCard({ link }: { link: DisplayLinkReply }) {
  const { timeZone } = useVenue();
  return (
    <div className={classes.card}>
      <div className={classes.qr}>
        <QrCode value={link.url} sizePx={168} label={`QR code of the link ${link.id}`} />
      </div>
      <div className={classes.text}>
        <div>
          <p className={classes.code}>{groupedId(link.id)}</p>
          <p className={classes.url}>{link.url}</p>
        </div>
        <div className={classes.buttons}>
          <CopyButton value={link.url} label="Copy the link" />
          <Button
            component="a"
            href={link.url}
            target="_blank"
            rel="noopener"
            variant="default"
            leftSection={<IconExternalLink size={16} />}
          >
            Open the screen
          </Button>
        </div>
        <p className={classes.url}>
          Works on any number of screens until {formatInstant(link.expiresAt, timeZone)}. No sign-in needed.
        </p>
      </div>
    </div>
  );
}
