import { Select } from '@mantine/core';
import type { SiteFont, SiteStyle } from '@project88/core/contract/styleImport.ts';
import type { FontName } from '@project88/core/displays/document/style.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { useMemo, useState } from 'react';
import { plural } from '../../lib/format.ts';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Style } from './applyStyle.ts';
import { SitePictures } from './SitePictures.tsx';
import classes from './StyleImport.module.css';
import { type DrawSample, StylePreview } from './StylePreview.tsx';
import { Swatches } from './Swatches.tsx';
import { accentsOf, groundsOf, proposedPalette, themeOf } from './theme.ts';

interface SiteProposalsProps {
  site: SiteStyle;
  document: TemplateDocument;
  sample: DrawSample;
  onApply: (style: Style) => void;
  onCancel: () => void;
}

/** What was found on a site, to choose from, and the design in it. */
export function SiteProposals({ site, document, sample, onApply, onCancel }: SiteProposalsProps) {
  const [palette, setPalette] = useState(() => proposedPalette(site.colours));
  const [font, setFont] = useState<FontName | null>(null);
  const style = useMemo<Style>(
    () => ({ theme: themeOf(themeName(site), palette), font }),
    [site, palette, font],
  );
  const hasColours = site.colours.length > 0;
  return (
    <form
      className={classes.found}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(style);
      }}
    >
      <div className={classes.site}>
        <h3>{site.title}</h3>
        <p>{new URL(site.pageUrl).host}</p>
      </div>
      {site.missingSheets > 0 && (
        <Notice tone="warn">
          {plural(site.missingSheets, 'style sheet')} of this site could not be read. Some of its colours may
          be missing here.
        </Notice>
      )}
      {hasColours ? (
        <div className={classes.results}>
          <div className={classes.choices}>
            <Swatches
              label="Behind all"
              note="A dark one is read best from afar. The first ones are the site’s own, made darker."
              colours={groundsOf(site.colours)}
              value={palette.ground}
              onChange={(ground) => setPalette({ ...palette, ground })}
            />
            <Swatches
              label="What stands out"
              note="Times and lines. It is made brighter or darker where it would be hard to read."
              colours={accentsOf(site.colours)}
              value={palette.accent}
              onChange={(accent) => setPalette({ ...palette, accent })}
            />
            <Typeface fonts={site.fonts} value={font} onChange={setFont} />
          </div>
          <StylePreview document={document} style={style} sample={sample} />
        </div>
      ) : (
        <Notice tone="info">
          No colours were found. Some sites draw themselves by programs, which we do not run. Try the page of
          the results or of the registration.
        </Notice>
      )}
      <SitePictures pictures={site.pictures} folder={themeName(site)} />
      <div className={classes.end}>
        <FormButtons action="Use this style" onCancel={onCancel} busy={false} disabled={!hasColours} />
      </div>
    </form>
  );
}

/** A theme is named after its site; a name that is too long is cut where a word ends. */
function themeName({ title }: SiteStyle): string {
  return title.length <= 40 ? title : `${title.slice(0, 40).replace(/\s+\S*$/, '')}…`;
}

const FACES: Record<FontName, string> = {
  sans: 'Plain',
  condensed: 'Narrow',
  wide: 'Wide',
  serif: 'With serifs',
  mono: 'Typewriter',
};

interface TypefaceProps {
  fonts: readonly SiteFont[];
  value: FontName | null;
  onChange: (font: FontName | null) => void;
}

/** Faces of others are not ours to copy: what is nearest among those that we bring along. */
function Typeface({ fonts, value, onChange }: TypefaceProps) {
  const nearest = new Map<FontName, string[]>();
  for (const { family, nearest: face } of fonts) nearest.set(face, [...(nearest.get(face) ?? []), family]);
  if (nearest.size === 0) return null;
  const choices = [...nearest].map(([face, families]) => ({
    value: face,
    label: `${FACES[face]}, nearest to ${families.join(' and ')}`,
  }));
  return (
    <Select
      label="Typeface"
      data={[{ value: '', label: 'As in the design' }, ...choices]}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? null : (next as FontName))}
      allowDeselect={false}
    />
  );
}
