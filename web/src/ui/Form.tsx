import { type ReactNode, useEffect, useRef } from 'react';

interface FormProps {
  onSubmit: () => void;
  /** The failure of the last try; null when there is none. */
  error: unknown;
  children: ReactNode;
}

/** A form that is sent by us and not by the browser; after a failure the first field that is wrong has the focus. */
export function Form({ onSubmit, error, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
