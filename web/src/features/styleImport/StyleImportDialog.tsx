import { Modal } from '@mantine/core';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { useRef } from 'react';
import { messageOf } from '../../lib/api.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { useSiteStyle } from './api/styleImport.ts';
import { applyStyle, type Style } from './applyStyle.ts';
import { ReadingSite } from './ReadingSite.tsx';
import { SiteAddress } from './SiteAddress.tsx';
import { SiteProposals } from './SiteProposals.tsx';
import classes from './StyleImport.module.css';
import type { DrawSample } from './StylePreview.tsx';

interface StyleImportDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The design that gets the style. */
  document: TemplateDocument;
  /** The design with somebody on it. */
  sample: DrawSample;
  /** Change the design, as one step. */
  onApply: (change: (document: TemplateDocument) => TemplateDocument) => void;
}

/** Give a design the look of a website: its address, what was found there, and the design in it before it is taken. */
export function StyleImportDialog({ opened, onClose, document, sample, onApply }: StyleImportDialogProps) {
  const compact = useCompact();
  const site = useSiteStyle();
  const running = useRef<AbortController | null>(null);
  const look = (url: string) => {
    running.current?.abort();
    running.current = new AbortController();
    site.mutate({ url, signal: running.current.signal });
  };
  const close = () => {
    running.current?.abort();
    onClose();
    site.reset();
  };
  const apply = (style: Style) => {
    onApply((current) => applyStyle(current, style));
    close();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Colours from a website"
      size={920}
      fullScreen={compact}
      centered={false}
    >
      <div className={classes.dialog}>
        <SiteAddress busy={site.isPending} isFirst={site.isIdle} onLook={look} />
        {site.isError && <Notice tone="bad">{messageOf(site.error)}</Notice>}
        {site.isPending && <ReadingSite address={site.variables.url} />}
        {site.data && (
          <SiteProposals
            key={site.data.pageUrl}
            site={site.data}
            document={document}
            sample={sample}
            onApply={apply}
            onCancel={close}
          />
        )}
      </div>
    </Modal>
  );
}
