import type { SiteStyle } from '@project88/core/contract/styleImport.ts';

/** What the fixture finds on every website. */
export interface SiteData {
  style: SiteStyle;
  /** Why it cannot be read; null: it can. */
  refusal: string | null;
}

export function freshSite(): SiteData {
  return {
    refusal: null,
    style: {
      pageUrl: 'https://harbour-run.example/2031/',
      title: 'Harbour Half Marathon',
      colours: [
        { colour: '#0b3d91', share: 0.31, grey: false },
        { colour: '#f97316', share: 0.14, grey: false },
        { colour: '#19b5a5', share: 0.06, grey: false },
        { colour: '#ffd166', share: 0.03, grey: false },
        { colour: '#ffffff', share: 0.28, grey: true },
        { colour: '#1c2330', share: 0.13, grey: true },
        { colour: '#e8ecf1', share: 0.05, grey: true },
      ],
      fonts: [
        { family: 'Oswald', nearest: 'condensed', headings: true },
        { family: 'Open Sans', nearest: 'sans', headings: false },
      ],
      pictures: [
        picture('logo.svg', 'logo', 'Harbour Half Marathon', null),
        picture('logo-white.png', 'logo', 'Harbour Half, white', [640, 160]),
        picture('touch.png', 'icon', 'touch', [180, 180]),
        picture('cover.jpg', 'cover', 'cover', null),
        ...[
          'Start of the half marathon by the lighthouse',
          'Quay',
          'Finish',
          'Volunteers',
          'Kids',
          'Map',
        ].map((words, at) => picture(`photo-${at}.jpg`, 'picture', words, [1600, 900])),
      ],
      missingSheets: 0,
    },
  };
}

function picture(
  file: string,
  kind: SiteStyle['pictures'][number]['kind'],
  words: string,
  size: [number, number] | null,
): SiteStyle['pictures'][number] {
  const [widthPx, heightPx] = size ?? [null, null];
  return { url: `https://harbour-run.example/${file}`, kind, words, widthPx, heightPx };
}

/** The routes of the style import; null for others. */
export function siteApi(call: string, data: SiteData): [status: number, value?: unknown] | null {
  if (call === 'POST /api/style-import/picture') return [201, { id: '0190b000-0000-7000-8000-00000000e009' }];
  if (call !== 'POST /api/style-import') return null;
  if (data.refusal === null) return [200, data.style];
  const message = `This address could not be read: ${data.refusal}.`;
  return [422, { error: { code: 'WEB_FETCH_FAILED', message, requestId: 'req-51c' } }];
}
