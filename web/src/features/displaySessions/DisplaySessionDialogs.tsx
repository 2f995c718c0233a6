import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { AnalyticsSheet } from './AnalyticsSheet.tsx';
import { useDeleteDisplaySession } from './api/deleteDisplaySession.ts';
import { type useArchive, useDuplicate, useSavePreset } from './api/life.ts';
import { NameDialog } from './NameDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';

/** What a dialog is about. */
export type Opened = 'rename' | 'duplicate' | 'preset' | 'archive' | 'delete' | 'analytics';

interface DisplaySessionDialogsProps {
  row: DisplaySessionView;
  opened: Opened | null;
  archive: ReturnType<typeof useArchive>;
  onClose: () => void;
  onDeleted: () => void;
  onCopied: (id: string) => void;
}

/** What is asked before something is done with a display session, and its numbers. */
export function DisplaySessionDialogs(props: DisplaySessionDialogsProps) {
  const { row, opened, archive, onClose, onDeleted } = props;
  const remove = useDeleteDisplaySession(row.id);
  return (
    <>
      <RenameDialog id={row.id} name={row.name} opened={opened === 'rename'} onClose={onClose} />
      <DuplicateDialog {...props} />
      <PresetDialog {...props} />
      <ConfirmDialog
        opened={opened === 'archive'}
        onClose={onClose}
        title="Archive the display session"
        action="Archive"
        request={archive}
        onConfirm={() => archive.mutate(true, { onSuccess: onClose })}
      >
        Its screens turn to a closing page and its links end. It can be taken out again; new links are needed
        then.
      </ConfirmDialog>
      {opened === 'analytics' && <AnalyticsSheet row={row} onClose={onClose} />}
      <ConfirmByName
        opened={opened === 'delete'}
        onClose={onClose}
        title="Delete the display session"
        name={row.name}
        action="Delete"
        request={remove}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        Its roster, results, queue and links go with it, and its screens turn to a closing page. The timing
        stream and its reads stay.
      </ConfirmByName>
    </>
  );
}

function DuplicateDialog({ row, opened, onClose, onCopied }: DisplaySessionDialogsProps) {
  const duplicate = useDuplicate(row.id);
  return (
    <NameDialog
      opened={opened === 'duplicate'}
      onClose={onClose}
      title="Duplicate the display session"
      suggested={`${row.name} (copy)`.slice(0, 120)}
      action="Duplicate"
      request={duplicate}
      onName={(name) =>
        duplicate.mutate(name, {
          onSuccess: ({ id }) => {
            onClose();
            onCopied(id);
          },
        })
      }
    >
      Roster, streams, notes and template are copied; results, links and screens are not.
    </NameDialog>
  );
}

function PresetDialog({ row, opened, onClose }: DisplaySessionDialogsProps) {
  const preset = useSavePreset();
  return (
    <NameDialog
      opened={opened === 'preset'}
      onClose={onClose}
      title="Save as preset"
      suggested={row.name}
      action="Save"
      request={preset}
      onName={(name) =>
        preset.mutate(
          { name, mode: row.mode, templateId: row.templateId, playlistId: null },
          {
            onSuccess: () => {
              onClose();
              sayDone('The preset is offered for new display sessions.');
            },
          },
        )
      }
    >
      New display sessions can begin with this mode and template.
    </NameDialog>
  );
}
