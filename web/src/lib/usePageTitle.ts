import { useEffect } from 'react';

/** Name the page in the tab, most telling word first. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Project88`;
  }, [title]);
}
