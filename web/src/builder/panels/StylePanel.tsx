import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import { FONTS, type FontName, type TextStyle } from '@project88/core/displays/document/style.ts';
import {
  IconAlignCenter,
  IconAlignLeft,
  IconAlignRight,
  IconLayoutAlignBottom,
  IconLayoutAlignMiddle,
  IconLayoutAlignTop,
} from '@tabler/icons-react';
import { ColourField } from './ColourField.tsx';
import { ChoiceField, NumberField, SwitchField } from './fields.tsx';
import { IconChoice } from './IconChoice.tsx';
import classes from './Panels.module.css';
import { Section } from './Section.tsx';
import { ShadowFields } from './ShadowFields.tsx';

const FONT_WORDS: Record<FontName, string> = {
  sans: 'Sans',
  condensed: 'Condensed',
  wide: 'Wide',
  serif: 'Serif',
  mono: 'Fixed width',
};
const WEIGHTS = [400, 500, 600, 700, 800] as const;
const WEIGHT_WORDS = ['Regular', 'Medium', 'Semibold', 'Bold', 'Heavy'] as const;

interface StylePanelProps {
  style: TextStyle;
  onChange: (style: TextStyle) => void;
}

/** Face, size, colour and place of a text. */
export function StylePanel({ style, onChange }: StylePanelProps) {
  const set = (part: Partial<TextStyle>) => onChange({ ...style, ...part });
  return (
    <>
      <Section title="Type">
        <ChoiceField
          label="Face"
          value={style.font}
          choices={FONTS.map((font) => [font, FONT_WORDS[font]] as const)}
          onChange={(font) => set({ font })}
        />
        <ChoiceField
          label="Weight"
          value={String(style.weight)}
          choices={WEIGHTS.map((weight, at) => [String(weight), WEIGHT_WORDS[at] ?? ''] as const)}
          onChange={(weight) => set({ weight: WEIGHTS.find((each) => String(each) === weight) ?? 500 })}
        />
        <NumberField
          label="Size"
          unit="px"
          min={1}
          max={TEMPLATE_LIMITS.canvasPx}
          value={style.sizePx}
          onChange={(sizePx) => set({ sizePx })}
        />
        <ColourField label="Colour" value={style.colour} onChange={(colour) => set({ colour })} />
        <IconChoice
          label="Across"
          value={style.align}
          choices={[
            ['left', 'Text at the left', <IconAlignLeft key="l" size={16} />],
            ['center', 'Text in the middle', <IconAlignCenter key="c" size={16} />],
            ['right', 'Text at the right', <IconAlignRight key="r" size={16} />],
          ]}
          onChange={(align) => set({ align })}
        />
        <IconChoice
          label="Down"
          value={style.valign}
          choices={[
            ['top', 'Text at the top', <IconLayoutAlignTop key="t" size={16} />],
            ['middle', 'Text halfway down', <IconLayoutAlignMiddle key="m" size={16} />],
            ['bottom', 'Text at the bottom', <IconLayoutAlignBottom key="b" size={16} />],
          ]}
          onChange={(valign) => set({ valign })}
        />
      </Section>
      <MoreType style={style} onChange={onChange} />
    </>
  );
}

/** What is set once for a design, if at all. */
function MoreType({ style, onChange }: StylePanelProps) {
  const set = (part: Partial<TextStyle>) => onChange({ ...style, ...part });
  return (
    <Section title="More type" closed>
      <SwitchField label="Capitals" checked={style.upper ?? false} onChange={(upper) => set({ upper })} />
      <SwitchField label="Italic" checked={style.italic ?? false} onChange={(italic) => set({ italic })} />
      <SwitchField
        label="Figures of one width"
        checked={style.tabular ?? false}
        onChange={(tabular) => set({ tabular })}
      />
      <NumberField
        label="Letter spacing"
        unit="px"
        min={-100}
        max={100}
        value={style.letterSpacingPx ?? 0}
        onChange={(letterSpacingPx) => set({ letterSpacingPx })}
      />
      <NumberField
        label="Line height"
        unit="%"
        min={50}
        max={300}
        step={5}
        value={(style.lineHeight ?? 1.1) * 100}
        onChange={(percent) => set({ lineHeight: percent / 100 })}
      />
      <Effects style={style} onChange={onChange} />
    </Section>
  );
}

/** Shadow and outline, which keep letters readable on pictures. */
function Effects({ style, onChange }: StylePanelProps) {
  const { outline, shadow, ...plain } = style;
  const size = style.sizePx;
  return (
    <>
      <SwitchField
        label="Outline"
        checked={outline !== undefined}
        onChange={(on) =>
          onChange({
            ...plain,
            ...(shadow && { shadow }),
            ...(on && { outline: { colour: '#000000', widthPx: Math.max(1, Math.round(size / 24)) } }),
          })
        }
      />
      {outline && (
        <div className={classes.inset}>
          <ColourField
            label="Outline colour"
            value={outline.colour}
            onChange={(colour) => onChange({ ...style, outline: { ...outline, colour } })}
          />
          <NumberField
            label="Outline width"
            unit="px"
            min={0}
            max={100}
            value={outline.widthPx}
            onChange={(widthPx) => onChange({ ...style, outline: { ...outline, widthPx } })}
          />
        </div>
      )}
      <ShadowFields
        shadow={shadow}
        like={size}
        onChange={(next) =>
          onChange({ ...plain, ...(outline && { outline }), ...(next && { shadow: next }) })
        }
      />
    </>
  );
}
