import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '../../../features/account/api/account.ts';
import { FactorPanel } from '../../../features/account/FactorPanel.tsx';
import { LoginPanel } from '../../../features/account/LoginPanel.tsx';
import { ProfilePanel } from '../../../features/account/ProfilePanel.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { QueryBoundary } from '../../../ui/QueryBoundary.tsx';
import classes from './AccountPage.module.css';

/** One's own account. */
export function AccountPage() {
  const query = useQuery(accountQuery);
  return (
    <>
      <PageHeader
        title="Your account"
        subtitle="Who you are here, what proves it, and where you are signed in."
      />
      <div className={classes.grid}>
        <div className={classes.column}>
          <QueryBoundary query={query} what="your account" lines={6}>
            {(account) => (
              <>
                <ProfilePanel account={account} />
                <FactorPanel account={account} />
              </>
            )}
          </QueryBoundary>
        </div>
        <div className={classes.column}>
          <LoginPanel />
        </div>
      </div>
    </>
  );
}
