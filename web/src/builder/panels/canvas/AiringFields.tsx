import type { AiringSettings, CrowdSettings } from '@project88/core/displays/document/template.ts';
import { useDeferredValue, useMemo } from 'react';
import { useBuilder, useBuilderApi } from '../../BuilderContext.tsx';
import { NumberField, SwitchField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { Section } from '../Section.tsx';
import { airingOutcome } from './airingOutcome.ts';
import { crowdWords, outcomeWords, queueWords } from './airingWords.ts';
import looks from './Canvas.module.css';

const RATES = [1, 10, 100] as const;
/** What a design begins with when it learns to show several. */
const CROWD: CrowdSettings = {
  gridBelowMs: 2_000,
  gridCards: 6,
  tickerCards: 16,
  maxDwellMs: 8_000,
  calmMs: 4_000,
};

/** How long a finisher is on air and what happens when many come: the rules, in words, and what comes of them. */
export function AiringFields() {
  const builder = useBuilderApi();
  const airing = useBuilder((state) => state.document.airing);
  const set = (part: Partial<AiringSettings>, label = 'Rules of the queue') =>
    builder.apply((document) => ({ ...document, airing: { ...document.airing, ...part } }), label, 'airing');
  const seconds = (key: 'dwellMs' | 'minDwellMs' | 'restAfterMs', label: string) => (
    <NumberField
      label={label}
      unit="s"
      min={0}
      max={3_600}
      step={0.5}
      value={airing[key] / 1000}
      onChange={(value) => set({ [key]: Math.round(value * 1000) })}
    />
  );
  return (
    <Section title="On air">
      <Outcomes airing={airing} />
      <p className={classes.hint}>{queueWords(airing)}</p>
      {seconds('dwellMs', 'On air for')}
      {seconds('minDwellMs', 'In a hurry')}
      <NumberField
        label="Hurry from"
        unit="waiting"
        min={1}
        max={10_000}
        value={airing.hurryFrom}
        onChange={(value) => set({ hurryFrom: Math.round(value) })}
      />
      {seconds('restAfterMs', 'Rest after')}
      <SwitchField
        label="Show several at once when many come"
        checked={airing.crowd !== null}
        onChange={(on) => set({ crowd: on ? CROWD : null }, 'Rules of a crowd')}
      />
      {airing.crowd !== null && <CrowdFields crowd={airing.crowd} onChange={(crowd) => set({ crowd })} />}
    </Section>
  );
}

/** What the rules do at three rates, played by the server's own queue. */
function Outcomes({ airing }: { airing: AiringSettings }) {
  const settled = useDeferredValue(airing);
  const outcomes = useMemo(
    () => RATES.map((rate) => [rate, airingOutcome(settled, rate)] as const),
    [settled],
  );
  return (
    <ul className={looks.rates} aria-label="Finishers a minute">
      {outcomes.map(([rate, outcome]) => (
        <li key={rate} className={looks.rate}>
          <span>
            <b>{rate}</b>a minute
          </span>
          <p>{outcomeWords(outcome, settled)}</p>
        </li>
      ))}
    </ul>
  );
}

interface CrowdFieldsProps {
  crowd: CrowdSettings;
  onChange: (crowd: CrowdSettings) => void;
}

function CrowdFields({ crowd, onChange }: CrowdFieldsProps) {
  const set = (part: Partial<CrowdSettings>) => onChange({ ...crowd, ...part });
  const seconds = (key: 'gridBelowMs' | 'maxDwellMs' | 'calmMs', label: string) => (
    <NumberField
      label={label}
      unit="s"
      min={0}
      max={3_600}
      step={0.5}
      value={crowd[key] / 1000}
      onChange={(value) => set({ [key]: Math.round(value * 1000) })}
    />
  );
  return (
    <div className={classes.inset}>
      <p className={classes.hint}>{crowdWords(crowd)}</p>
      {seconds('gridBelowMs', 'More than 1 in')}
      <NumberField
        label="Several: places"
        min={2}
        max={60}
        value={crowd.gridCards}
        onChange={(value) => set({ gridCards: Math.round(value) })}
      />
      <NumberField
        label="Crowd: rows"
        min={0}
        max={60}
        value={crowd.tickerCards}
        onChange={(value) => set({ tickerCards: Math.round(value) })}
      />
      {seconds('maxDwellMs', 'Each at most')}
      {seconds('calmMs', 'Back after calm')}
    </div>
  );
}
