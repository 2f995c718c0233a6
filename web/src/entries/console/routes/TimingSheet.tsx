import { useNavigate, useParams } from '@tanstack/react-router';
import { TimingSessionSheet } from '../../../features/timingSessions/TimingSessionSheet.tsx';

/** The side sheet of a timing session, with its own address. */
export function TimingSheet() {
  const { timingSessionId } = useParams({ from: '/app/timing/$timingSessionId' });
  const navigate = useNavigate();
  return (
    <TimingSessionSheet
      timingSessionId={timingSessionId}
      onClose={() => navigate({ to: '/timing', resetScroll: false })}
    />
  );
}
