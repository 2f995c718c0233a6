import { NativeSelect } from '@mantine/core';
import type { PlatformPartner } from '@project88/core/contract/partners.ts';
import { useState } from 'react';
import { useStartVisit } from './api/partners.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

interface VisitDialogProps {
  partner: PlatformPartner;
  opened: boolean;
  onClose: () => void;
  /** Called when the visit has begun: everything that is seen from now on is the partner's. */
  onStarted: () => void;
}

/** Lengths of a visit in minutes; the contract allows 5 to 480. */
const LENGTHS = [
  { value: '15', label: '15 minutes' },
  { value: '30', label: '30 minutes' },
  { value: '60', label: '1 hour' },
  { value: '120', label: '2 hours' },
  { value: '480', label: '8 hours' },
];
/** A reason of fewer characters says nothing. */
const REASON_AT_LEAST = 5;

/** Look into the data of a partner, with a reason that the partner sees. */
export function VisitDialog({ partner, opened, onClose, onStarted }: VisitDialogProps) {
  const [minutes, setMinutes] = useState('60');
  const visit = useStartVisit(partner.id);
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={`Look into the data of ${partner.name}`}
      text="You see what the partner sees and can change nothing. The partner finds your name and the reason in its audit log."
      atLeast={REASON_AT_LEAST}
      action="Begin the visit"
      request={visit}
      onConfirm={(reason) => visit.mutate({ reason, minutes: Number(minutes) }, { onSuccess: onStarted })}
    >
      <NativeSelect
        label="For"
        data={LENGTHS}
        value={minutes}
        onChange={(event) => setMinutes(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}
