import { Button, Group } from '@mantine/core';

interface FormButtonsProps {
  action: string;
  onCancel: () => void;
  busy: boolean;
  disabled?: boolean;
}

/** The end of a form in a dialog. */
export function FormButtons({ action, onCancel, busy, disabled = false }: FormButtonsProps) {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel} disabled={busy}>
        Cancel
      </Button>
      <Button type="submit" loading={busy} disabled={disabled}>
        {action}
      </Button>
    </Group>
  );
}
