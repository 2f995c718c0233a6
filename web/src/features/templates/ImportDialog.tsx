import { Button, Checkbox, FileButton, Modal, Stack } from '@mantine/core';
import type { PackReport } from '@project88/core/contract/templates.ts';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { useImportPack } from './api/packs.ts';
import classes from './ImportDialog.module.css';

interface ImportDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Bring a pack in: first it is said what would happen, then it is decided for each template that is here already. */
export function ImportDialog({ opened, onClose }: ImportDialogProps) {
  const pack = useImportPack();
  const [file, setFile] = useState<File | null>(null);
  const close = dialogClose(pack, () => {
    setFile(null);
    onClose();
  });
  const look = (chosen: File) => {
    setFile(chosen);
    pack.mutate({ file: chosen, try: true, overwrite: [] });
  };
  return (
    <Modal opened={opened} onClose={close} title="Import a pack" size={600}>
      <Stack>
        {pack.isError && <Notice tone="bad">{messageOf(pack.error)}</Notice>}
        {pack.data && file !== null ? (
          <Decide file={file} report={pack.data} pack={pack} onClose={close} />
        ) : (
          <>
            <p className={classes.hint}>
              A pack is a zip file with templates and their pictures. Nothing is changed before you have seen
              what is in it.
            </p>
            <FileButton accept=".zip,.rdpack,application/zip" onChange={(chosen) => chosen && look(chosen)}>
              {(props) => (
                <Button variant="default" loading={pack.isPending} {...props}>
                  Choose a pack
                </Button>
              )}
            </FileButton>
          </>
        )}
      </Stack>
    </Modal>
  );
}

interface DecideProps {
  file: File;
  report: PackReport;
  pack: ReturnType<typeof useImportPack>;
  onClose: () => void;
}

const STATES: Record<PackReport['templates'][number]['state'], [words: string, tone: Tone]> = {
  new: ['New', 'live'],
  same: ['Is here already', 'neutral'],
  changed: ['Differs', 'warn'],
  broken: ['Cannot be read', 'bad'],
};

function Decide({ file, report, pack, onClose }: DecideProps) {
  const [overwrite, setOverwrite] = useState<ReadonlySet<string>>(new Set());
  const wanted = report.templates.filter(({ state }) => state === 'new' || state === 'changed');
  const bring = () =>
    pack.mutate(
      { file, try: false, overwrite: [...overwrite] },
      {
        onSuccess: () => {
          sayDone(`${plural(wanted.length, 'template')} came in.`);
          onClose();
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        bring();
      }}
    >
      <Stack>
        <ul className={classes.list}>
          {report.templates.map(({ file: entry, name, state, differences }) => (
            <li key={entry} className={classes.item}>
              <p className={classes.head}>
                <strong>{name}</strong>
                <StatusBadge tone={STATES[state][1]}>{STATES[state][0]}</StatusBadge>
              </p>
              {differences.length > 0 && (
                <ul className={classes.differences}>
                  {differences.map((difference) => (
                    <li key={difference}>{difference}</li>
                  ))}
                </ul>
              )}
              {state === 'changed' && (
                <Checkbox
                  label="Replace mine; otherwise it comes in as a copy"
                  checked={overwrite.has(entry)}
                  onChange={(event) => {
                    const on = event.currentTarget.checked;
                    setOverwrite(
                      (before) =>
                        new Set(on ? [...before, entry] : [...before].filter((each) => each !== entry)),
                    );
                  }}
                />
              )}
            </li>
          ))}
        </ul>
        {report.assets.length > 0 && (
          <p className={classes.hint}>
            With {plural(report.assets.length, 'picture')}, of which{' '}
            {report.assets.filter(({ state }) => state === 'new').length} are new.
          </p>
        )}
        <FormButtons
          action="Bring in"
          onCancel={onClose}
          busy={pack.isPending}
          disabled={wanted.length === 0}
        />
      </Stack>
    </form>
  );
}
