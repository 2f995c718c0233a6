import { Button, Menu } from '@mantine/core';
import type { TextField } from '@project88/core/displays/document/fields.ts';
import { FIELD_WORDS } from '@project88/core/displays/edit/fieldWords.ts';
import { IconPlus } from '@tabler/icons-react';
import { emptyWords, useEmptyFields } from './emptyFields.tsx';
import classes from './Segments.module.css';

const GROUPS: readonly (readonly [title: string, fields: readonly TextField[]])[] = [
  [
    'Runner',
    ['bib', 'name', 'firstName', 'lastName', 'sex', 'age', 'club', 'home', 'city', 'region', 'country'],
  ],
  ['Race', ['race', 'wave', 'division', 'location', 'timeOfDay', 'status', 'note', 'pronunciation']],
  ['Result', ['officialTimeMs', 'chipTimeMs', 'gunTimeMs', 'placeOverall', 'placeSex', 'placeDivision']],
];
const ROW_GROUP = ['Row of a list', ['rank', 'splitName', 'splitTimeMs', 'etaMs']] as const;

interface FieldMenuProps {
  /** Fields of rows are offered as well. */
  inRow: boolean;
  onPick: (field: TextField) => void;
}

/** All fields by what they are about; those that nobody has are marked. */
export function FieldMenu({ inRow, onPick }: FieldMenuProps) {
  const empty = useEmptyFields();
  return (
    <Menu position="bottom-start" floatingStrategy="fixed" width={232}>
      <Menu.Target>
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} />}>
          Add a field
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} className={classes.menu ?? ''}>
        {(inRow ? [ROW_GROUP, ...GROUPS] : GROUPS).map(([title, fields]) => (
          <div key={title} role="none">
            <Menu.Label>{title}</Menu.Label>
            {fields.map((field) => (
              <Menu.Item
                key={field}
                onClick={() => onPick(field)}
                title={empty.has(field) ? emptyWords(field) : undefined}
                rightSection={empty.has(field) ? <span className={classes.empty}>empty</span> : undefined}
              >
                {FIELD_WORDS[field]}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
