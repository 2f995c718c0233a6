import { FONTS, type FontName, type TextStyle } from '@project88/core/displays/document/style.ts';
import { ChoiceField, ColourField, NumberField, SwitchField } from './fields.tsx';
import classes from './Panels.module.css';

const FONT_WORDS: Record<FontName, string> = {
  sans: 'Sans',
  condensed: 'Condensed',
  wide: 'Wide',
  serif: 'Serif',
  mono: 'Fixed width',
};
const WEIGHTS = [400, 500, 600, 700, 800] as const;

interface StylePanelProps {
  style: TextStyle;
  onChange: (style: TextStyle) => void;
}

/** Face, size, weight, colour and place of a text. */
export function StylePanel({ style, onChange }: StylePanelProps) {
  const set = (part: Partial<TextStyle>) => onChange({ ...style, ...part });
  return (
    <>
      <div className={classes.pair}>
        <ChoiceField
          label="Face"
          value={style.font}
          choices={FONTS.map((font) => [font, FONT_WORDS[font]] as const)}
          onChange={(font) => set({ font })}
        />
        <NumberField label="Size" min={1} value={style.sizePx} onChange={(sizePx) => set({ sizePx })} />
        <ChoiceField
          label="Weight"
          value={String(style.weight)}
          choices={WEIGHTS.map((weight) => [String(weight), String(weight)] as const)}
          onChange={(weight) => set({ weight: WEIGHTS.find((each) => String(each) === weight) ?? 500 })}
        />
        <NumberField
          label="Letter spacing"
          min={-100}
          max={100}
          value={style.letterSpacingPx ?? 0}
          onChange={(letterSpacingPx) => set({ letterSpacingPx })}
        />
        <ChoiceField
          label="Across"
          value={style.align}
          choices={[
            ['left', 'Left'],
            ['center', 'Middle'],
            ['right', 'Right'],
          ]}
          onChange={(align) => set({ align })}
        />
        <ChoiceField
          label="Down"
          value={style.valign}
          choices={[
            ['top', 'Top'],
            ['middle', 'Middle'],
            ['bottom', 'Bottom'],
          ]}
          onChange={(valign) => set({ valign })}
        />
      </div>
      <ColourField label="Colour" value={style.colour} onChange={(colour) => set({ colour })} />
      <SwitchField label="Capitals" checked={style.upper ?? false} onChange={(upper) => set({ upper })} />
      <SwitchField label="Italic" checked={style.italic ?? false} onChange={(italic) => set({ italic })} />
      <SwitchField
        label="Figures of one width"
        checked={style.tabular ?? false}
        onChange={(tabular) => set({ tabular })}
      />
    </>
  );
}
