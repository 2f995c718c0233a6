import { Button } from '@mantine/core';
import type { PlatformPartner } from '@project88/core/contract/partners.ts';
import { IconChevronLeft, IconEye } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../lib/me.tsx';
import { backLinkClass, PageHeader } from '../../ui/PageHeader.tsx';
import { PartnerActions } from './PartnerActions.tsx';
import classes from './PartnerDetail.module.css';
import { PartnerState } from './PartnerState.tsx';
import { QuotaPanel } from './QuotaPanel.tsx';
import { VisitDialog } from './VisitDialog.tsx';

interface PartnerDetailProps {
  partner: PlatformPartner;
  onVisit: () => void;
}

/** One partner, for those who run the installation. */
export function PartnerDetail({ partner, onVisit }: PartnerDetailProps) {
  const [visiting, setVisiting] = useState(false);
  const mayVisit = useMay('platform.visit') && partner.state !== 'deleted';
  return (
    <>
      <PageHeader
        title={partner.name}
        back={
          <Link to="/platform/partners" className={backLinkClass}>
            <IconChevronLeft size={16} aria-hidden="true" />
            Partners
          </Link>
        }
        badges={<PartnerState partner={partner} />}
        actions={
          mayVisit ? (
            <Button variant="default" leftSection={<IconEye size={16} />} onClick={() => setVisiting(true)}>
              Look into the data…
            </Button>
          ) : undefined
        }
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <PartnerActions partner={partner} />
        </div>
        <QuotaPanel partner={partner} />
      </div>
      <VisitDialog
        partner={partner}
        opened={visiting}
        onClose={() => setVisiting(false)}
        onStarted={onVisit}
      />
    </>
  );
}
