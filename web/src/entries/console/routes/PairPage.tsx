import { useNavigate } from '@tanstack/react-router';
import { PairTv } from '../../../features/pairing/PairTv.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';

export function PairPage() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="Pair a TV" subtitle="The TV shows a code; here it gets its display." />
      <PairTv hash={window.location.hash} onCancel={() => void navigate({ to: '/sessions' })} />
    </>
  );
}
