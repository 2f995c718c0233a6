import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { SponsorBlock } from '@project88/core/displays/document/blocks.ts';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { assetUrl } from '../../assetUrl.ts';
import { useBuilder } from '../../BuilderContext.tsx';
import { ChoiceField, NumberField } from '../fields.tsx';
import classes from '../Panels.module.css';
import { usePickPicture } from '../picturePicking.tsx';
import { Section } from '../Section.tsx';
import { useChange } from '../useChange.ts';
import looks from './Kinds.module.css';

const DWELL_MS = 8_000;
const LOGO_PX = 96;

type Item = SponsorBlock['items'][number];

/** A sponsor may stand twice in the round: the second time is told apart by its number. */
function keyAt(items: readonly Item[], at: number): string {
  const asset = items[at]?.asset ?? '';
  return `${asset} ${items.slice(0, at).filter((item) => item.asset === asset).length}`;
}

function roundWords(items: readonly Item[]): string {
  if (items.length === 0)
    return 'Add pictures: they are shown in turn, on all screens the same, and counted for your report.';
  const roundMs = items.reduce((sum, { dwellMs }) => sum + dwellMs, 0);
  return `${items.length} in turn, once round in ${Math.round(roundMs / 1000)} s`;
}

function oneSooner(items: readonly Item[], at: number): Item[] {
  const moved = [...items];
  moved.splice(at - 1, 0, ...moved.splice(at, 1));
  return moved;
}

/** Pictures in turn, each with the name under which it is counted. */
export function SponsorPanel({ block }: { block: SponsorBlock }) {
  const change = useChange(block);
  const pick = usePickPicture();
  const readOnly = useBuilder((state) => state.readOnly);
  const { items } = block;
  const setItems = (next: Item[], label: string) => change({ items: next }, label);
  const setAt = (at: number, part: Partial<Item>) =>
    setItems(
      items.map((item, index) => (index === at ? { ...item, ...part } : item)),
      'Change a sponsor',
    );
  return (
    <Section title="Sponsors">
      <p className={classes.hint}>{roundWords(items)}</p>
      {items.map((item, at) => (
        <SponsorRow
          key={keyAt(items, at)}
          item={item}
          onChange={(part) => setAt(at, part)}
          onSooner={at === 0 ? null : () => setItems(oneSooner(items, at), 'Change order')}
          onRemove={() =>
            setItems(
              items.filter((_, index) => index !== at),
              'Remove a sponsor',
            )
          }
        />
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={16} />}
        disabled={readOnly || pick === null}
        onClick={() =>
          pick?.(({ id, name }) =>
            setItems([...items, { asset: id, name, dwellMs: DWELL_MS }], 'Add a sponsor'),
          )
        }
      >
        Add a sponsor
      </Button>
      <ChoiceField
        label="Fills its place"
        value={block.fit}
        choices={[
          ['contain', 'Whole, with room left'],
          ['cover', 'Completely, edges cut'],
        ]}
        onChange={(fit) => change({ fit }, 'Change the fit')}
      />
      <NumberField
        label="Fade"
        unit="ms"
        min={0}
        max={5_000}
        step={50}
        value={block.fadeMs}
        onChange={(ms) => change({ fadeMs: Math.round(ms) }, 'Fade')}
      />
    </Section>
  );
}

interface SponsorRowProps {
  item: Item;
  onChange: (part: Partial<Item>) => void;
  onSooner: (() => void) | null;
  onRemove: () => void;
}

function SponsorRow({ item, onChange, onSooner, onRemove }: SponsorRowProps) {
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <div className={looks.sponsor}>
      <img className={looks.logo} src={assetUrl(item.asset, LOGO_PX)} alt="" />
      <TextInput
        size="xs"
        aria-label="Name of the sponsor"
        maxLength={120}
        value={item.name}
        disabled={readOnly}
        onChange={(event) =>
          event.currentTarget.value !== '' && onChange({ name: event.currentTarget.value })
        }
      />
      <span className={classes.tools}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`${item.name} sooner`}
          disabled={readOnly || onSooner === null}
          onClick={() => onSooner?.()}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`Remove ${item.name}`}
          disabled={readOnly}
          onClick={onRemove}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </span>
      <div className={looks.wide}>
        <NumberField
          label="Shown for"
          unit="s"
          min={0.5}
          max={3_600}
          step={0.5}
          value={item.dwellMs / 1000}
          onChange={(seconds) => onChange({ dwellMs: Math.round(seconds * 1000) })}
        />
      </div>
    </div>
  );
}
