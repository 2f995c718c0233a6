import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { StageView } from '../../ui/stage/StageView.tsx';
import { templateQuery } from './api/templates.ts';
import { SAMPLE_NOW_MS, sampleState } from './sampleState.ts';
import classes from './TemplatePicture.module.css';

interface TemplatePictureProps {
  document: TemplateDocument;
  label: string;
}

/** A design in the middle of an invented race, drawn by the renderer of the screens once it comes into view. */
export function TemplatePicture({ document, label }: TemplatePictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(frame);
  const state = useMemo(() => sampleState(document, 'results'), [document]);
  return (
    <div ref={frame} className={classes.frame}>
      {isSeen && <StageView state={state} nowMs={SAMPLE_NOW_MS} label={label} />}
    </div>
  );
}

/** The same for one of the partner's own, whose draft is fetched when it comes into view. */
export function OwnTemplatePicture({ id, name }: { id: string; name: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(frame);
  const { data } = useQuery({ ...templateQuery(id), enabled: isSeen });
  return (
    <div ref={frame} className={classes.frame}>
      {data && <TemplatePicture document={data.draft} label={`Sample of ${name}`} />}
    </div>
  );
}

/** True from the first moment in which the element is near the window: a library of hundreds draws what is looked at. */
function useSeen(frame: React.RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (frame.current === null || isSeen) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), {
      rootMargin: '200px',
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame, isSeen]);
  return isSeen;
}
