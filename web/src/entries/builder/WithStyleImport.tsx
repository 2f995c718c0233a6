import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { StyleImporting } from '../../builder/panels/styleImporting.tsx';
import { SAMPLE_NOW_MS, sampleScreen } from '../../builder/shown/samples.ts';
import type { OpenTemplate } from '../../builder/store/openTemplate.ts';

// Needed once in the life of a design.
const StyleImportDialog = lazy(() =>
  import('../../features/styleImport/StyleImportDialog.tsx').then((file) => ({
    default: file.StyleImportDialog,
  })),
);

const sample = (document: TemplateDocument) => ({
  state: sampleScreen(document, 'active', 'ordinary'),
  nowMs: SAMPLE_NOW_MS,
});

/** The look of a website for the open template, for the parts that want one. */
export function WithStyleImport({ open, children }: { open: OpenTemplate; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const show = useCallback(() => {
    setWasOpen(true);
    setOpen(true);
  }, []);
  return (
    <StyleImporting value={show}>
      {children}
      {wasOpen && (
        <Suspense>
          <Dialog open={open} isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </StyleImporting>
  );
}

interface DialogProps {
  open: OpenTemplate;
  isOpen: boolean;
  onClose: () => void;
}

function Dialog({ open: { builder }, isOpen, onClose }: DialogProps) {
  const document = useStore(builder.store, (state) => state.document);
  return (
    <StyleImportDialog
      opened={isOpen}
      onClose={onClose}
      document={document}
      sample={sample}
      onApply={(change) => builder.apply(change, 'Colours from a website')}
    />
  );
}
