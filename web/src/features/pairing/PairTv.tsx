import { Stack, TextInput } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { IconDeviceTv } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { ChoiceCard } from '../../ui/ChoiceCard.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import classes from './PairTv.module.css';
import { CODE_LENGTH, codeIn, targetsQuery, usePairTv } from './pairing.ts';

/** What a TV's code leads to: choose the display session, and the TV opens it. `hash` may bring the code. */
export function PairTv({ hash, onCancel }: { hash: string; onCancel: () => void }) {
  const query = useInfiniteQuery(targetsQuery);
  return (
    <QueryBoundary
      query={query}
      what="the display sessions"
      isEmpty={(data) => rowsOf(data).length === 0}
      empty={
        <EmptyState
          icon={<IconDeviceTv size={28} />}
          title="There is no display to show yet"
          action={<ButtonLink to="/sessions/new">New display</ButtonLink>}
        >
          Make one first; the code on the TV stays good for ten minutes, and a new one comes by itself.
        </EmptyState>
      }
    >
      {(data) => (
        <div className={classes.card}>
          <PairForm rows={rowsOf(data)} hash={hash} onCancel={onCancel} more={<ShowMore query={query} />} />
        </div>
      )}
    </QueryBoundary>
  );
}

interface PairFormProps {
  rows: DisplaySessionView[];
  hash: string;
  onCancel: () => void;
  more: ReactNode;
}

function PairForm({ rows, hash, onCancel, more }: PairFormProps) {
  const pair = usePairTv();
  const [code, setCode] = useState(() => codeIn(hash));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState(rows.length === 1 ? (rows[0]?.id ?? '') : '');
  const { fields, form } = formErrors(pair.error, { NOT_FOUND: 'code' });
  if (pair.isSuccess) return <Paired to={rows.find(({ id }) => id === chosen)} />;
  const submit = () => pair.mutate({ displaySessionId: chosen, code, name: name.trim() });
  return (
    <Form onSubmit={submit} error={pair.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          className={classes.code}
          label="Code on the TV"
          description={`Open ${window.location.host}/display on the TV. It shows six letters.`}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(codeIn(event.currentTarget.value))}
          error={fields.code}
        />
        <fieldset className={classes.choices}>
          <legend>Display to show</legend>
          {rows.map(({ id, name: title, mode }) => (
            <ChoiceCard
              key={id}
              group="display"
              value={id}
              checked={chosen === id}
              onChoose={() => setChosen(id)}
              name={title}
              text={mode === 'results' ? 'Results' : 'Pre-race'}
            />
          ))}
          {more}
        </fieldset>
        <TextInput
          label="Name of the screen"
          placeholder="Tower left"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
        />
        <FormButtons
          action="Pair"
          onCancel={onCancel}
          busy={pair.isPending}
          disabled={code.length < CODE_LENGTH || chosen === ''}
        />
      </Stack>
    </Form>
  );
}

function Paired({ to }: { to: DisplaySessionView | undefined }) {
  return (
    <EmptyState
      icon={<IconDeviceTv size={28} />}
      title="The TV opens its display now"
      action={
        to && (
          <ButtonLink to="/sessions/$sessionId" params={{ sessionId: to.id }}>
            Go to {to.name}
          </ButtonLink>
        )
      }
    >
      It remembers the link, and opens it again at its next start while the link is good.
    </EmptyState>
  );
}
