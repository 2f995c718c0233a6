import { Button } from '@mantine/core';
import type { TemplateSummary } from '@project88/core/contract/templates.ts';
import { IconTemplate } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { plural } from '../../lib/format.ts';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { ALL_TEMPLATES, packAddress, type TemplateFilter, templatesQuery } from './api/templates.ts';
import { LibraryTools } from './LibraryTools.tsx';
import { TemplateCard } from './TemplateCard.tsx';
import { type OpenedDialog, TemplateDialogs } from './TemplateDialogs.tsx';
import classes from './TemplateLibrary.module.css';

interface TemplateLibraryProps {
  filter: TemplateFilter;
  onFilter: (filter: TemplateFilter) => void;
  onNew: () => void;
}

/** The partner's own templates. */
export function TemplateLibrary({ filter, onFilter, onNew }: TemplateLibraryProps) {
  const query = useInfiniteQuery({ ...templatesQuery(filter), placeholderData: keepPreviousData });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<OpenedDialog | null>(null);
  const select = (id: string, on: boolean) =>
    setSelected((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)));
  return (
    <>
      <LibraryTools
        filter={filter}
        onChange={onFilter}
        folders={foldersOf(query.data && rowsOf(query.data))}
      />
      {selected.size > 0 && (
        <div className={classes.selection} role="status">
          <span>{plural(selected.size, 'template')} selected</span>
          <Button component="a" size="xs" href={packAddress([...selected])} download>
            Export as one pack
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setSelected(new Set())}>
            Select none
          </Button>
        </div>
      )}
      <QueryBoundary
        query={query}
        what="the templates"
        lines={6}
        isEmpty={(data) => rowsOf(data).length === 0}
        empty={<NoneYet filter={filter} onFilter={onFilter} onNew={onNew} />}
      >
        {(data) => (
          <>
            <div className={classes.grid}>
              {rowsOf(data).map((template) => (
                <TemplateCard
                  key={template.id}
                  template={template}
                  selected={selected.has(template.id)}
                  onSelect={(on) => select(template.id, on)}
                  onAction={(action) => setDialog({ action, template })}
                />
              ))}
            </div>
            <ShowMore query={query} />
          </>
        )}
      </QueryBoundary>
      <TemplateDialogs opened={dialog} onClose={() => setDialog(null)} />
    </>
  );
}

function foldersOf(templates: readonly TemplateSummary[] = []): string[] {
  return [...new Set(templates.map(({ folder }) => folder))].filter((folder) => folder !== '').sort();
}

function NoneYet({ filter, onFilter, onNew }: TemplateLibraryProps) {
  const isFiltered = filter.search !== '' || filter.folder !== '' || filter.archived;
  if (isFiltered) {
    return (
      <EmptyState
        title="None of your templates fits"
        action={
          <Button variant="default" onClick={() => onFilter(ALL_TEMPLATES)}>
            Show all
          </Button>
        }
      >
        {filter.archived ? 'Nothing like that is in the archive.' : 'Nothing like that is in the library.'}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconTemplate size={20} />}
      title="No template of your own yet"
      action={<Button onClick={onNew}>Draw the first one</Button>}
    >
      Begin with one of the ready-made designs below, or with an empty canvas.
    </EmptyState>
  );
}
