import { Outlet } from '@tanstack/react-router';
import { TimingSessionList } from '../../../features/timingSessions/TimingSessionList.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Surface } from '../../../ui/Surface.tsx';

export function TimingPage() {
  return (
    <>
      <PageHeader
        title="Timing sessions"
        subtitle="What your timing software offers now, and what it offered lately. Every read is recorded, bound to a display or not."
      />
      <Surface>
        <TimingSessionList />
      </Surface>
      <Outlet />
    </>
  );
}
