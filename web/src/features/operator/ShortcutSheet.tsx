import { Kbd, Modal, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { OPERATOR_KEYS, setSingleKeys, singleKeysOn, useOperatorKeys } from '../../lib/shortcuts.ts';
import classes from './ShortcutSheet.module.css';

/** The operator's keys, under `?`. */
export function ShortcutSheet() {
  const [opened, setOpened] = useState(false);
  const [single, setSingle] = useState(singleKeysOn);
  useOperatorKeys(({ key, phase }) => {
    if (key === 'help' && phase === 'down') setOpened(true);
  });
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title="Keys">
      <Stack>
        <dl className={classes.keys}>
          {Object.entries(OPERATOR_KEYS).map(([name, { label, words }]) => (
            <div key={name} className={classes.row}>
              <dt>
                <Kbd>{label}</Kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
          <div className={classes.row}>
            <dt>
              <Kbd>1–9</Kbd>
            </dt>
            <dd>Prepare one of the first nine ready-made templates</dd>
          </div>
        </dl>
        <Switch
          label="Letters and numbers act by themselves"
          description="Switch it off when you dictate to this machine"
          checked={single}
          onChange={(event) => {
            setSingleKeys(event.currentTarget.checked);
            setSingle(event.currentTarget.checked);
          }}
        />
      </Stack>
    </Modal>
  );
}
