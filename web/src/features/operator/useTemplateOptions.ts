import { useInfiniteQuery } from '@tanstack/react-query';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { BUILT_INS } from '../../lib/templates.ts';
import { ownTemplatesQuery } from './api/templates.ts';

/** The partner's own templates that are published, then those of the product, for a choice. */
export function useTemplateOptions() {
  const own = useInfiniteQuery(ownTemplatesQuery).data;
  const published = own === undefined ? [] : rowsOf(own).filter((each) => each.publishedVersion !== null);
  return [
    { group: 'Own', items: published.map(({ id, name }) => ({ value: id, label: name })) },
    {
      group: 'Ready-made',
      items: BUILT_INS.map(({ id, document }) => ({ value: id, label: document.name })),
    },
  ].filter(({ items }) => items.length > 0);
}
