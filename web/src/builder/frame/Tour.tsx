import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import classes from './Tour.module.css';
import { beginTour, endTour, tourStore } from './tourStore.ts';

interface Step {
  /** The `data-tour` of what it is about. */
  at: string;
  title: string;
  text: string;
}

const STEPS: readonly Step[] = [
  {
    at: 'add',
    title: 'Everything a screen can show',
    text: 'Click a field such as “Bib” or a block such as “List”, or drag it to its place on the canvas.',
  },
  {
    at: 'canvas',
    title: 'The canvas is the screen',
    text: 'Drag, pull the corners, turn with the round handle. It is drawn by the very code that draws your walls, so what you see is what they show.',
  },
  {
    at: 'modes',
    title: 'One design, five moments',
    text: 'Nobody on air, one finisher, several, a crowd, a message of yours: choose a moment and design it. Each block says in which of them it is shown.',
  },
  {
    at: 'inspect',
    title: 'What is selected, in detail',
    text: 'Words, type, colours, motion. With nothing selected it is about the canvas: its size, its colours, and how many finishers it shows at once.',
  },
  {
    at: 'sample',
    title: 'Try it on hard runners',
    text: 'The longest name, a bib that is on no list, thirty finishers in five seconds, or what is live at this moment.',
  },
  {
    at: 'publish',
    title: 'Publish when it is right',
    text: 'Your draft is saved as you go. Screens change only when you publish, and every published version can be taken back.',
  },
];

/** A minute for those who are here for the first time. It lies beside the work and never in its way. */
export function Tour() {
  const step = useStore(tourStore, (state) => state.step);
  if (step === null) return null;
  const current = STEPS[step];
  if (current === undefined) {
    return (
      <aside className={classes.card} aria-label="Tour">
        <CloseButton className={classes.close ?? ''} aria-label="Close the tour" onClick={endTour} />
        <p className={classes.title}>New here?</p>
        <p className={classes.text}>Six steps, one minute: how a finish screen is made.</p>
        <div className={classes.actions}>
          <Button size="xs" variant="subtle" color="gray" onClick={endTour}>
            Not now
          </Button>
          <Button size="xs" onClick={beginTour}>
            Show me around
          </Button>
        </div>
      </aside>
    );
  }
  const isLast = step === STEPS.length - 1;
  const go = (to: number) => tourStore.setState({ step: to });
  return (
    <>
      <Spot at={current.at} />
      <aside className={classes.card} aria-label="Tour">
        <CloseButton className={classes.close ?? ''} aria-label="Close the tour" onClick={endTour} />
        <p className={classes.count}>
          {step + 1} of {STEPS.length}
        </p>
        <div aria-live="polite">
          <p className={classes.title}>{current.title}</p>
          <p className={classes.text}>{current.text}</p>
        </div>
        <div className={classes.actions}>
          {step > 0 && (
            <Button size="xs" variant="default" onClick={() => go(step - 1)}>
              Back
            </Button>
          )}
          <Button size="xs" onClick={() => (isLast ? endTour() : go(step + 1))}>
            {isLast ? 'Begin' : 'Next'}
          </Button>
        </div>
      </aside>
    </>
  );
}

/** A ring around what a step is about; nothing when that is closed at the moment. */
function Spot({ at }: { at: string }) {
  const [box, setBox] = useState<DOMRect | null>(null);
  useEffect(() => {
    const measure = (): void => {
      const found = document.querySelector(`[data-tour="${at}"]`)?.getBoundingClientRect();
      setBox(found !== undefined && found.width > 0 ? found : null);
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [at]);
  if (box === null) return null;
  const { left, top, width, height } = box;
  return <div className={classes.spot} style={{ left, top, width, height }} aria-hidden="true" />;
}
