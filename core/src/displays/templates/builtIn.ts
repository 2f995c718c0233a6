import type { TemplateDocument } from '../document/template.ts';
import { announcerList } from './announcerList.ts';
import { awards } from './awards.ts';
import { expo } from './expo.ts';
import { finishHero } from './finishHero.ts';
import { leaderboard } from './leaderboard.ts';
import { ledStrip } from './ledStrip.ts';
import { lowerThird } from './lowerThird.ts';
import { portrait } from './portrait.ts';
import { splitBoard } from './splitBoard.ts';
import { startLine } from './startLine.ts';

/** The templates that come with the product, by their id. */
export const BUILT_IN_TEMPLATES = {
  'finish-hero': finishHero,
  'announcer-list': announcerList,
  leaderboard,
  'start-line': startLine,
  expo,
  'split-board': splitBoard,
  'led-strip': ledStrip,
  portrait,
  'lower-third': lowerThird,
  awards,
} as const satisfies Record<string, TemplateDocument>;
