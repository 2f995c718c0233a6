import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../lib/me.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { partnerQuery } from './api/partner.ts';
import { IdentityPanel } from './IdentityPanel.tsx';
import { LoginPanel } from './LoginPanel.tsx';
import { OriginsPanel } from './OriginsPanel.tsx';
import classes from './PartnerSettings.module.css';
import { UsagePanel } from './UsagePanel.tsx';

interface PartnerSettingsProps {
  /** Names of people who have no second factor yet. */
  withoutSecondFactor: readonly string[];
  /** False while there are people who were not looked at. */
  allCounted: boolean;
  /** Called after a change: name and zone stand in other places too. */
  onSaved: () => void;
}

/** The partner's own settings, and what it uses of what it may have. */
export function PartnerSettings({ withoutSecondFactor, allCounted, onSaved }: PartnerSettingsProps) {
  const query = useQuery(partnerQuery);
  const mayChange = useMay('partner.manage');
  return (
    <QueryBoundary query={query} what="the settings" lines={8}>
      {(partner) => (
        <div className={classes.page}>
          {!mayChange && (
            <Notice tone="info">Your role lets you see the settings, but not change them.</Notice>
          )}
          <div className={classes.columns}>
            <div className={classes.column}>
              <IdentityPanel partner={partner} onSaved={onSaved} />
              <LoginPanel
                partner={partner}
                withoutSecondFactor={withoutSecondFactor}
                allCounted={allCounted}
                onSaved={onSaved}
              />
            </div>
            <div className={classes.column}>
              <UsagePanel usage={partner.usage} />
              <OriginsPanel partner={partner} onSaved={onSaved} />
            </div>
          </div>
        </div>
      )}
    </QueryBoundary>
  );
}
