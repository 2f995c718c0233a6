import type { TemplateDocument } from '../document/template.ts';
import { announcerList } from './announcerList.ts';
import { finishHero } from './finishHero.ts';

/** The templates that come with the product, by their id. */
export const BUILT_IN_TEMPLATES = {
  'finish-hero': finishHero,
  'announcer-list': announcerList,
} as const satisfies Record<string, TemplateDocument>;
