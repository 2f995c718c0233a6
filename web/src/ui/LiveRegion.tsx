import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

/** Ears get one summary in this time, however fast runners cross. */
const SUMMARY_EVERY_MS = 5_000;

/** Says `text` to screen readers, politely and at most once per five seconds; the newest text wins. */
export function LiveRegion({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  const newest = useRef(text);
  newest.current = text;
  useEffect(() => {
    const timer = setInterval(() => setSaid(newest.current), SUMMARY_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}
