import { instantMs } from '@project88/core/time/units.ts';
import { expect, it } from 'vitest';
import { screenOf } from '../../../../test/support/screens.ts';
import { keptLinks } from './kept.ts';

it('a browser without a database keeps nothing, and stops nothing', async () => {
  const links = keptLinks(() => 0);
  const kept = {
    linkId: 'K7M2XPQA',
    liveUrl: '/live/display/K7M2XPQA',
    endsAtMs: 1,
    frozen: false,
    savedAtMs: 0,
    serverNowMs: instantMs(0),
    heardAgoMs: 0,
    settings: null,
    state: screenOf(),
  };
  expect(await links.save(kept)).toBe(false);
  expect(await links.read('K7M2XPQA')).toBeNull();
  await links.forget('K7M2XPQA');
});
