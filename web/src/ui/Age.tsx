import { formatAge, formatInstant } from '../lib/format.ts';
import { useServerNow } from '../lib/live/useServerNow.ts';
import { useVenue } from '../lib/venue.tsx';

interface AgeProps {
  /** Epoch milliseconds or ISO text by the server's clock; null when it never happened. */
  since: number | string | null;
  /** Said when `since` is null. */
  never?: string;
}

/** How long ago something happened, by the server's clock, renewed every second; the moment itself is the title. */
export function Age({ since, never = '–' }: AgeProps) {
  const nowMs = useServerNow();
  const { timeZone } = useVenue();
  if (since === null) return <span>{never}</span>;
  const atMs = new Date(since).getTime();
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatInstant(atMs, timeZone)}>
      {formatAge(nowMs - atMs)}
    </time>
  );
}
