import { validateTemplate } from '@project88/core/displays/document/validate.ts';
import { expect, it } from 'vitest';
import { EMPTY_SIZES, emptyDocument } from './emptyDocument.ts';

it.each(EMPTY_SIZES)(
  'an empty canvas for a $title is a template that the server takes',
  ({ id, widthPx }) => {
    const check = validateTemplate(emptyDocument('Finish gate', id));
    expect(check.ok && check.template.layouts[0]?.canvas.widthPx).toBe(widthPx);
  },
);
