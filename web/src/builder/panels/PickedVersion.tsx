import { Button } from '@mantine/core';
import type { TemplateVersionView } from '@project88/core/contract/templates.ts';
import { documentDifferences } from '@project88/core/displays/document/diff.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { request } from '../../lib/api.ts';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { StageView } from '../../ui/stage/StageView.tsx';
import { useBuilder, useBuilderApi } from '../BuilderContext.tsx';
import { SAMPLE_NOW_MS, sampleScreen, withSampleBoards } from '../shown/samples.ts';
import { Differences } from './Differences.tsx';
import classes from './History.module.css';

/** What is asked for one version. */
export function versionQuery(templateId: string, version: number) {
  return {
    queryKey: ['templates', 'version', templateId, version],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      request<TemplateVersionView>('GET', `/api/templates/${templateId}/versions/${version}`, { signal }),
  };
}

/** A version beside the draft, in pictures and words. Taking it back is one step of undo, like any other change. */
export function PickedVersion({ version, onClose }: { version: number; onClose: () => void }) {
  const builder = useBuilderApi();
  const templateId = useBuilder((state) => state.templateId);
  const document = useBuilder((state) => state.document);
  const readOnly = useBuilder((state) => state.readOnly);
  const query = useQuery(versionQuery(templateId, version));
  return (
    <div className={classes.picked}>
      <QueryBoundary query={query} what="the version" lines={3} compact>
        {(known) => {
          const differences = documentDifferences(known.document, document);
          return (
            <>
              <div className={classes.pictures}>
                <Picture title={`Version ${version}`} document={known.document} />
                <Picture title="Your draft" document={document} />
              </div>
              <Differences differences={differences} none="The draft is the same." />
              {!readOnly && differences.length > 0 && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    builder.apply(() => known.document, `Back to version ${version}`);
                    onClose();
                  }}
                >
                  Take version {version} back into the draft
                </Button>
              )}
            </>
          );
        }}
      </QueryBoundary>
    </div>
  );
}

function Picture({ title, document }: { title: string; document: TemplateDocument }) {
  const mode = useBuilder((state) => state.mode);
  const screen = useMemo(
    () => withSampleBoards(sampleScreen(document, mode, 'ordinary'), document),
    [document, mode],
  );
  return (
    <figure className={classes.picture}>
      <StageView state={screen} nowMs={SAMPLE_NOW_MS} label={`${title}: ${document.name}`} />
      <figcaption>{title}</figcaption>
    </figure>
  );
}
