import { useNavigate } from '@tanstack/react-router';
import { ModeStep } from '../../../features/displaySessions/ModeStep.tsx';
import { SetupFrame } from './SetupFrame.tsx';

export function NewSessionPage() {
  const navigate = useNavigate();
  return (
    <SetupFrame
      step="mode"
      sessionId={null}
      title="New display session"
      text="A name and a mode now; roster, stream, template and link follow. You can stop after any step and go on later."
    >
      <ModeStep
        onCreated={({ id }) =>
          navigate({
            to: '/sessions/$sessionId/setup',
            params: { sessionId: id },
            search: { step: 'roster' },
          })
        }
      />
    </SetupFrame>
  );
}
