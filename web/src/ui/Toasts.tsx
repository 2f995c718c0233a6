import { Notifications } from '@mantine/notifications';

/** The corner in which `toast.tsx` speaks. */
export function Toasts() {
  return <Notifications position="bottom-right" />;
}
