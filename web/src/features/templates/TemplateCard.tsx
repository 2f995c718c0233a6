import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import type { TemplateSummary } from '@project88/core/contract/templates.ts';
import { IconDots } from '@tabler/icons-react';
import { plural } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { Age } from '../../ui/Age.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import classes from './TemplateCard.module.css';
import { OwnTemplatePicture } from './TemplatePicture.tsx';

export type TemplateAction = 'rename' | 'duplicate' | 'export' | 'archive' | 'unarchive' | 'delete';

interface TemplateCardProps {
  template: TemplateSummary;
  selected: boolean;
  onSelect: (selected: boolean) => void;
  onAction: (action: TemplateAction) => void;
}

/** One of the partner's templates: what it looks like, whether it is published, and what can be done with it. */
export function TemplateCard({ template, selected, onSelect, onAction }: TemplateCardProps) {
  const { id, name, changedAt, changedBy, usedBy, archived } = template;
  const mayEdit = useMay('templates.edit');
  return (
    <article className={classes.card} aria-label={name}>
      <OwnTemplatePicture id={id} name={name} />
      <div className={classes.foot}>
        <Checkbox
          aria-label={`Select ${name}`}
          checked={selected}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
        <div className={classes.words}>
          <a className={classes.name} href={`/builder/${id}`}>
            {name}
          </a>
          <p className={classes.meta}>
            <Age since={changedAt} /> {changedBy !== '' && `by ${changedBy}`}
            {usedBy > 0 && ` · on ${plural(usedBy, 'display')}`}
          </p>
          <Standing template={template} />
        </div>
        <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Actions for ${name}`}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mayEdit && <Menu.Item onClick={() => onAction('rename')}>Rename or move …</Menu.Item>}
            {mayEdit && <Menu.Item onClick={() => onAction('duplicate')}>Duplicate …</Menu.Item>}
            <Menu.Item component="a" href={`/api/templates/export?ids=${id}`} download>
              Export
            </Menu.Item>
            {mayEdit && (
              <Menu.Item onClick={() => onAction(archived ? 'unarchive' : 'archive')}>
                {archived ? 'Take out of the archive' : 'Archive'}
              </Menu.Item>
            )}
            {mayEdit && (
              <Menu.Item c="var(--p88-bad)" onClick={() => onAction('delete')}>
                Delete …
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
    </article>
  );
}

function Standing({ template: { publishedVersion, changed } }: { template: TemplateSummary }) {
  if (publishedVersion === null) return <StatusBadge tone="neutral">Draft</StatusBadge>;
  if (changed) return <StatusBadge tone="warn">Changed since {publishedVersion}</StatusBadge>;
  return <StatusBadge tone="live">Version {publishedVersion}</StatusBadge>;
}
