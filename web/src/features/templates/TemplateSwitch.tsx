import { Button, Modal, VisuallyHidden } from '@mantine/core';
import type { DisplayMode } from '@project88/core/contract/displaySessions.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import { useState } from 'react';
import { useMay } from '../../lib/me.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { TemplateChoice } from './TemplateChoice.tsx';
import classes from './TemplateSwitch.module.css';
import { TEMPLATES } from './templates.ts';

interface TemplateSwitchProps {
  value: TemplateId;
  mode: DisplayMode;
  onChange: (template: TemplateId) => void;
}

/** Which template is on the screens, and the window to change it while they run. */
export function TemplateSwitch({ value, mode, onChange }: TemplateSwitchProps) {
  const [opened, setOpened] = useState(false);
  const compact = useCompact();
  const mayEdit = useMay('displays.edit');
  return (
    <>
      <SettingRow
        label="Template"
        value={TEMPLATES.find(({ id }) => id === value)?.name}
        action={
          mayEdit && (
            <Button variant="default" size="xs" onClick={() => setOpened(true)}>
              Change<VisuallyHidden component="span"> the template</VisuallyHidden>
            </Button>
          )
        }
      />
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="Template"
        size={760}
        fullScreen={compact}
      >
        <p className={classes.hint}>All screens change at once; the queue goes on.</p>
        <TemplateChoice
          value={value}
          mode={mode}
          onChange={(template) => {
            onChange(template);
            setOpened(false);
          }}
        />
      </Modal>
    </>
  );
}
