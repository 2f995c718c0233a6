import type { Theme } from '@project88/core/displays/document/template.ts';
import { LED, NIGHT } from '@project88/core/displays/templates/palette.ts';

/** Light, for indoor halls. Text keeps 7:1 on every surface, as in all of them. */
const PAPER: Theme = {
  name: 'Paper',
  colours: {
    ground: '#f4f1ea',
    glow: '#ffffff',
    panel: '#ffffff',
    panelEnd: '#efe9dd',
    row: '#ffffff',
    rowNew: '#ffe9a8',
    line: '#cfc6b4',
    text: '#15181d',
    soft: '#454b55',
    accent: '#0b3d91',
    onAccent: '#ffffff',
  },
};

const HARBOUR: Theme = {
  name: 'Harbour',
  colours: {
    ground: '#061a2b',
    glow: '#0d2f4a',
    panel: '#12395a',
    panelEnd: '#0b2840',
    row: '#0e2f4b',
    rowNew: '#4a3210',
    line: '#2d5578',
    text: '#f5f9fc',
    soft: '#b9cfe0',
    accent: '#ffb54a',
    onAccent: '#061a2b',
  },
};

const EMBER: Theme = {
  name: 'Ember',
  colours: {
    ground: '#150a0c',
    glow: '#331218',
    panel: '#3a171e',
    panelEnd: '#260e13',
    row: '#2c1217',
    rowNew: '#4d3413',
    line: '#5c2a33',
    text: '#fff8f4',
    soft: '#e2c3bd',
    accent: '#ffd166',
    onAccent: '#150a0c',
  },
};

/** Looks that can be put on any design whose colours are named. */
export const THEMES: readonly Theme[] = [NIGHT, HARBOUR, EMBER, PAPER, LED];
