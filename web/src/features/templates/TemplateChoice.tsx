import type { DisplayMode } from '@project88/core/contract/displaySessions.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { builtInTemplate } from '../../lib/templates.ts';
import { ChoiceCard } from '../../ui/ChoiceCard.tsx';
import { StageView } from '../../ui/stage/StageView.tsx';
import { SAMPLE_NOW_MS, sampleState } from './sampleState.ts';
import classes from './TemplateChoice.module.css';
import { TEMPLATES } from './templates.ts';

interface TemplateChoiceProps {
  value: TemplateId;
  mode: DisplayMode;
  onChange: (template: TemplateId) => void;
}

const STATES = {
  'pre-race': TEMPLATES.map(({ id }) => sampleState(documentOf(id), 'pre-race')),
  results: TEMPLATES.map(({ id }) => sampleState(documentOf(id), 'results')),
};

/** The templates, each with a picture of it in the middle of a race. */
export function TemplateChoice({ value, mode, onChange }: TemplateChoiceProps) {
  return (
    <fieldset className={classes.grid}>
      <legend className={classes.legend}>Template</legend>
      {TEMPLATES.map(({ id, name, sentence }, index) => {
        const state = STATES[mode][index];
        return (
          <ChoiceCard
            key={id}
            group="template"
            value={id}
            checked={value === id}
            onChoose={() => onChange(id)}
            name={name}
            text={sentence}
            media={state && <StageView state={state} nowMs={SAMPLE_NOW_MS} label={`Sample of ${name}`} />}
          />
        );
      })}
    </fieldset>
  );
}

function documentOf(id: string): TemplateDocument {
  return builtInTemplate(id) ?? finishHero;
}
