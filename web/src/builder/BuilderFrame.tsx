import { type ReactNode, startTransition, useEffect, useState } from 'react';
import { BuilderProvider } from './BuilderContext.tsx';
import { BuilderCanvas } from './canvas/BuilderCanvas.tsx';
import classes from './frame/BuilderFrame.module.css';
import { CanvasHints } from './frame/CanvasHints.tsx';
import { ConflictDialog } from './frame/ConflictDialog.tsx';
import { DropZone } from './frame/DropZone.tsx';
import { ModeBar } from './frame/ModeBar.tsx';
import { Placeholders } from './frame/Placeholders.tsx';
import { Rulers } from './frame/Rulers.tsx';
import { SaveBanner } from './frame/SaveStatus.tsx';
import { SidePanel, useSides } from './frame/SidePanel.tsx';
import { TopBar } from './frame/TopBar.tsx';
import { Tour } from './frame/Tour.tsx';
import { ViewBar } from './frame/ViewBar.tsx';
import { EmptyFields } from './panels/emptyFields.tsx';
import type { Shown } from './shown/shown.ts';
import type { OpenTemplate } from './store/openTemplate.ts';

interface BuilderFrameProps {
  open: Pick<OpenTemplate, 'builder' | 'saving'>;
  shown: Shown;
  /** More of the bar at the top. */
  tools?: ReactNode;
  /** Between the bar and the canvas: who else edits. */
  notices?: ReactNode;
  /** Beside the canvas: what can be put on it, and what is selected. */
  left?: ReactNode;
  right?: ReactNode;
}

/** The whole builder of one template. The entry says what stands around the canvas. */
export function BuilderFrame({ open, shown, tools, notices, left, right }: BuilderFrameProps) {
  const { builder, saving } = open;
  const sides = useSides();
  const isDrawn = useAfterFirstFrame();
  return (
    <BuilderProvider builder={builder}>
      <div className={classes.page}>
        <TopBar saving={saving}>{tools}</TopBar>
        {notices}
        <SaveBanner saving={saving} />
        <ConflictDialog saving={saving} />
        <EmptyFields shown={shown}>
          <div className={classes.body}>
            {left && (
              <SidePanel side="left" sides={sides}>
                {isDrawn && left}
              </SidePanel>
            )}
            <main className={classes.middle} aria-label="Canvas">
              <ModeBar sides={sides} />
              <DropZone>
                <Rulers />
                <div className={classes.canvas}>
                  <BuilderCanvas shown={shown} />
                  <Placeholders />
                  <CanvasHints />
                </div>
              </DropZone>
              <ViewBar sides={sides} />
            </main>
            {right && (
              <SidePanel side="right" sides={sides}>
                {isDrawn && right}
              </SidePanel>
            )}
          </div>
        </EmptyFields>
        <Tour />
      </div>
    </BuilderProvider>
  );
}

/** The design is seen first: hundreds of layers and fields come in the frame after it. */
function useAfterFirstFrame(): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => {
    const handle = requestAnimationFrame(() => startTransition(() => setAfter(true)));
    return () => cancelAnimationFrame(handle);
  }, []);
  return isAfter;
}
