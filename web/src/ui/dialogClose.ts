/** The request that a dialog sends, as far as closing the dialog is about it. */
export interface DialogRequest {
  isPending: boolean;
  /** The failure of the last try; null when there is none. */
  error: Error | null;
  reset: () => void;
}

/**
 * Closes a dialog, and lets its next opening begin without an old failure. While the request is under way the dialog
 * stays: what the reply shows only once would be lost.
 */
export function dialogClose({ isPending, reset }: DialogRequest, onClose: () => void): () => void {
  return () => {
    if (isPending) return;
    onClose();
    reset();
  };
}
