import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { useMemo } from 'react';
import { StageView } from '../../ui/stage/StageView.tsx';
import { applyStyle, type Style } from './applyStyle.ts';
import classes from './StyleImport.module.css';

/** A design with somebody on it, and the moment of that. */
export type DrawSample = (document: TemplateDocument) => { state: ScreenState; nowMs: number };

interface StylePreviewProps {
  document: TemplateDocument;
  style: Style;
  sample: DrawSample;
}

/** The design in the chosen style, drawn by the renderer of the screens. */
export function StylePreview({ document, style, sample }: StylePreviewProps) {
  const { state, nowMs } = useMemo(() => sample(applyStyle(document, style)), [document, style, sample]);
  return (
    <div className={classes.preview}>
      <StageView state={state} nowMs={nowMs} label="Your design in these colours" />
    </div>
  );
}
