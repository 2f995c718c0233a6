import { Button, Group, Select, TextInput } from '@mantine/core';
import type { DisplayMode, DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { PresetView } from '@project88/core/contract/program.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { ChoiceCard } from '../../ui/ChoiceCard.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useCreateDisplaySession } from './api/createDisplaySession.ts';
import { presetsQuery } from './api/life.ts';
import classes from './ModeStep.module.css';
import { MODES } from './modes.ts';

const MODE_IDS: DisplayMode[] = ['pre-race', 'results'];
/** The contract's limit of a name. */
const NAME_LIMIT = 120;

/** First step of the guided flow: makes the display session, so that every later step can be left and resumed. */
export function ModeStep({ onCreated }: { onCreated: (created: DisplaySessionView) => void }) {
  const create = useCreateDisplaySession();
  const nameField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [mode, setMode] = useState<DisplayMode>('pre-race');
  const [nameError, setNameError] = useState<string | null>(null);
  const [preset, setPreset] = useState<PresetView | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') {
      setNameError('Give it a name that you will know among others');
      nameField.current?.focus();
      return;
    }
    const template = preset === null ? {} : { templateId: preset.templateId as TemplateId };
    create.mutate({ name: name.trim(), mode, ...template }, { onSuccess: onCreated });
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {create.isError && <Notice tone="bad">{messageOf(create.error)}</Notice>}
      <TextInput
        ref={nameField}
        label="Name"
        description="For you and your colleagues, and for the corner of some templates"
        placeholder="Finish line, main screen"
        size="md"
        maxLength={NAME_LIMIT}
        value={name}
        error={nameError}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setNameError(null);
        }}
      />
      <PresetChoice
        value={preset}
        onChange={(chosen) => {
          setPreset(chosen);
          if (chosen !== null) setMode(chosen.mode);
        }}
      />
      <fieldset className={classes.modes}>
        <legend>Mode</legend>
        {MODE_IDS.map((id) => (
          <ChoiceCard
            key={id}
            group="mode"
            value={id}
            checked={mode === id}
            onChoose={() => setMode(id)}
            name={MODES[id].name}
            text={MODES[id].sentence}
          />
        ))}
      </fieldset>
      <Group justify="flex-end">
        <Button type="submit" size="md" loading={create.isPending}>
          Create and continue
        </Button>
      </Group>
    </form>
  );
}

interface PresetChoiceProps {
  value: PresetView | null;
  onChange: (preset: PresetView | null) => void;
}

/** What was kept from earlier events; nothing while there is none. */
function PresetChoice({ value, onChange }: PresetChoiceProps) {
  const data = useInfiniteQuery(presetsQuery).data;
  const presets = data === undefined ? [] : rowsOf(data);
  if (presets.length === 0) return null;
  return (
    <Select
      label="Begin with a preset"
      placeholder="None"
      size="md"
      clearable
      data={presets.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(presets.find((each) => each.id === id) ?? null)}
    />
  );
}
