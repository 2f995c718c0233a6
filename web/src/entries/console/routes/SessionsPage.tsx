import { IconPlus } from '@tabler/icons-react';
import { DisplaySessionList } from '../../../features/displaySessions/DisplaySessionList.tsx';
import { useMay } from '../../../lib/me.tsx';
import { ButtonLink } from '../../../ui/links.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Surface } from '../../../ui/Surface.tsx';

export function SessionsPage() {
  const mayEdit = useMay('displays.edit');
  return (
    <>
      <PageHeader
        title="Display sessions"
        subtitle="Each one is a start list, a timing stream and the screens that show them."
        actions={
          mayEdit && (
            <ButtonLink to="/sessions/new" leftSection={<IconPlus size={16} />}>
              New display session
            </ButtonLink>
          )
        }
      />
      <Surface>
        <DisplaySessionList />
      </Surface>
    </>
  );
}
