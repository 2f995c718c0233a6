import { ActionIcon, Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core';
import type { DisplayLinkView } from '@project88/core/contract/displayLinks.ts';
import { IconCircleOff, IconQrcode } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { useMay } from '../../lib/me.tsx';
import { useVenue } from '../../lib/venue.tsx';
import { CopyIcon } from '../../ui/CopyButton.tsx';
import { dialogClose } from '../../ui/dialogClose.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { displayLinksQuery, useRevokeLink } from './api/displayLinks.ts';
import { LinkCard } from './LinkCard.tsx';
import classes from './LinkList.module.css';
import { groupedId, type LinkLife, linkLife } from './linkState.ts';

interface LinkListProps {
  displaySessionId: string;
  /** Screens connected per link, by its id. */
  screensByLink: Record<string, number>;
}

/** The links of a display session: copy, show the QR code, revoke. */
export function LinkList({ displaySessionId, screensByLink }: LinkListProps) {
  const query = useQuery(displayLinksQuery(displaySessionId));
  const revoke = useRevokeLink(displaySessionId);
  const [shown, setShown] = useState<DisplayLinkView | null>(null);
  const [doomed, setDoomed] = useState<DisplayLinkView | null>(null);
  const keep = dialogClose(revoke, () => setDoomed(null));
  const nowMs = useServerNow();
  return (
    <QueryBoundary
      query={query}
      what="the links"
      lines={2}
      compact
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyState compact icon={<IconQrcode size={20} />} title="No link yet">
          Screens open this display with a link.
        </EmptyState>
      }
    >
      {({ items }) => (
        <>
          <ul>
            {items.map((link) => (
              <LinkRow
                key={link.id}
                link={link}
                life={linkLife(link, nowMs)}
                screens={screensByLink[link.id] ?? 0}
                onShow={() => setShown(link)}
                onRevoke={() => setDoomed(link)}
              />
            ))}
          </ul>
          <Modal opened={shown !== null} onClose={() => setShown(null)} title="Display link" size={560}>
            {shown && <LinkCard link={shown} />}
          </Modal>
          <Modal opened={doomed !== null} onClose={keep} title="Revoke the link">
            <Stack>
              {revoke.isError && <Notice tone="bad">{messageOf(revoke.error)}</Notice>}
              <Text>
                Screens on {doomed && groupedId(doomed.id)} turn to a closing page at once and cannot come
                back with it. Other links go on.
              </Text>
              <Group justify="flex-end" gap="xs">
                <Button variant="default" onClick={keep} disabled={revoke.isPending} data-autofocus>
                  Keep it
                </Button>
                <Button
                  color="red.8"
                  loading={revoke.isPending}
                  onClick={() => doomed && revoke.mutate(doomed.id, { onSuccess: () => setDoomed(null) })}
                >
                  Revoke
                </Button>
              </Group>
            </Stack>
          </Modal>
        </>
      )}
    </QueryBoundary>
  );
}

interface LinkRowProps {
  link: DisplayLinkView;
  life: LinkLife;
  screens: number;
  onShow: () => void;
  onRevoke: () => void;
}

function LinkRow({ link, life, screens, onShow, onRevoke }: LinkRowProps) {
  const { timeZone } = useVenue();
  const mayRevoke = useMay('links.manage');
  const ends = formatInstant(link.revokedAt ?? link.expiresAt, timeZone);
  return (
    <li className={`${classes.row} ${life === 'open' ? '' : classes.ended}`}>
      <div className={classes.text}>
        <p className={classes.code}>{groupedId(link.id)}</p>
        <p className={classes.meta}>
          {life === 'open' && `until ${ends} · ${screens} on screen`}
          {life === 'expired' && `expired ${ends}`}
          {life === 'revoked' && `revoked ${ends}`}
        </p>
      </div>
      {life === 'open' && (
        <>
          <CopyIcon value={link.url} label={`Copy the link ${link.id}`} />
          <RowAction
            label={`Show the QR code of ${link.id}`}
            onClick={onShow}
            icon={<IconQrcode size={16} />}
          />
          {mayRevoke && (
            <RowAction
              label={`Revoke the link ${link.id}`}
              onClick={onRevoke}
              icon={<IconCircleOff size={16} />}
            />
          )}
        </>
      )}
    </li>
  );
}

function RowAction({ label, onClick, icon }: { label: string; onClick: () => void; icon: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
