import type { TemplateId } from '@project88/core/contract/templates.ts';

/** The built-in templates in the words of the console. */
export const TEMPLATES: { id: TemplateId; name: string; sentence: string }[] = [
  {
    id: 'finish-hero',
    name: 'Finish-line hero',
    sentence: 'One runner large, the recent ones beside it, and the race clock. For the wall at the line.',
  },
  {
    id: 'announcer-list',
    name: 'Announcer list',
    sentence: 'Everything worth saying about each runner, one row each. For the desk.',
  },
];
