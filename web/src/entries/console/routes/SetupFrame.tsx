import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { usePageTitle } from '../../../lib/usePageTitle.ts';
import { SETUP_STEPS, type SetupStep } from '../setupSteps.ts';
import classes from './SetupFrame.module.css';

type Step = 'mode' | SetupStep;

const NAMES: Record<Step, string> = {
  mode: 'Mode',
  roster: 'Roster',
  stream: 'Stream',
  template: 'Template',
  link: 'Link',
};
const STEPS: Step[] = ['mode', ...SETUP_STEPS];

interface SetupFrameProps {
  step: Step;
  /** Null until the first step has made the display session. */
  sessionId: string | null;
  title: string;
  text: string;
  children: ReactNode;
  foot?: ReactNode;
}

/** One step of the guided flow: where you are, what to do, and the way on. */
export function SetupFrame({ step, sessionId, title, text, children, foot }: SetupFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the step, not every render
  useEffect(() => heading.current?.focus(), [step]);
  return (
    <div className={classes.page}>
      <nav aria-label="Steps">
        <ol className={classes.steps}>
          {STEPS.map((each) => (
            <StepItem key={each} step={each} current={step} sessionId={sessionId} />
          ))}
        </ol>
      </nav>
      <h1 ref={heading} className={classes.title} tabIndex={-1}>
        {title}
      </h1>
      <p className={classes.text}>{text}</p>
      <div className={classes.body}>{children}</div>
      {foot !== undefined && <div className={classes.foot}>{foot}</div>}
    </div>
  );
}

function StepItem({ step, current, sessionId }: { step: Step; current: Step; sessionId: string | null }) {
  const position = STEPS.indexOf(step);
  const isCurrent = step === current;
  const look = isCurrent ? classes.current : position < STEPS.indexOf(current) ? classes.done : '';
  const words = (
    <>
      {position + 1}
      <span className={classes.name}> {NAMES[step]}</span>
    </>
  );
  return (
    <li className={`${classes.step} ${look}`} aria-current={isCurrent ? 'step' : undefined}>
      {sessionId !== null && step !== 'mode' && !isCurrent ? (
        <Link to="/sessions/$sessionId/setup" params={{ sessionId }} search={{ step }}>
          {words}
        </Link>
      ) : (
        <span>{words}</span>
      )}
    </li>
  );
}
