import { Modal } from '@mantine/core';
import type { AssetView } from '@project88/core/contract/assets.ts';
import { useCompact } from '../../ui/useCompact.ts';
import { PictureLibrary } from './PictureLibrary.tsx';

interface PicturePickerProps {
  opened: boolean;
  onClose: () => void;
  onPick: (asset: AssetView) => void;
}

/** Choose a picture, or bring one in and take it at once. */
export function PicturePicker({ opened, onClose, onPick }: PicturePickerProps) {
  const compact = useCompact();
  const pick = (asset: AssetView) => {
    onPick(asset);
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Choose a picture" size={900} fullScreen={compact}>
      <PictureLibrary onOpen={pick} onTaken={pick} />
    </Modal>
  );
}
