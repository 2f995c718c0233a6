import { Button } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '../../lib/api.ts';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { useMay } from '../../lib/me.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { displayLinksQuery, useGenerateLink } from './api/displayLinks.ts';
import { LinkCard } from './LinkCard.tsx';
import { linkLife } from './linkState.ts';
import { USUAL_LIFE_HOURS } from './NewLinkMenu.tsx';

/** Last step of the guided flow: the link. One that is still open is shown again. */
export function LinkStep({ displaySessionId }: { displaySessionId: string }) {
  const query = useQuery(displayLinksQuery(displaySessionId));
  const generate = useGenerateLink(displaySessionId);
  const nowMs = useServerNow();
  const mayMake = useMay('links.manage');
  return (
    <>
      {generate.isError && <Notice tone="bad">{messageOf(generate.error)}</Notice>}
      <QueryBoundary query={query} what="the links" compact>
        {({ items }) => {
          const open = items.find((link) => linkLife(link, nowMs) === 'open');
          if (open) return <LinkCard link={open} />;
          return (
            <EmptyState
              compact
              icon={<IconQrcode size={20} />}
              title="The screens need a link"
              action={
                mayMake && (
                  <Button
                    onClick={() => generate.mutate(USUAL_LIFE_HOURS)}
                    loading={generate.isPending}
                    size="md"
                  >
                    Create the link
                  </Button>
                )
              }
            >
              Eight characters that open this display on any browser for {USUAL_LIFE_HOURS} hours.
            </EmptyState>
          );
        }}
      </QueryBoundary>
    </>
  );
}
