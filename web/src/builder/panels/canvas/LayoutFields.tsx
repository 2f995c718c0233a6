import { Button, TextInput } from '@mantine/core';
import { TEMPLATE_LIMITS } from '@project88/core/displays/document/limits.ts';
import type { Layout } from '@project88/core/displays/document/template.ts';
import { layoutFrom } from '@project88/core/displays/edit/canvasSize.ts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useBuilder, useBuilderApi } from '../../BuilderContext.tsx';
import classes from '../Panels.module.css';
import { Section } from '../Section.tsx';

/** One template, several shapes of screen: each screen takes the layout that is nearest to its own. */
export function LayoutFields({ layout }: { layout: Layout }) {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const names = useBuilder((state) => state.document.layouts.map(({ name }) => name).join('\n')).split('\n');
  const add = () => {
    const { widthPx, heightPx } = layout.canvas;
    const name = freeName(widthPx >= heightPx ? 'portrait' : 'landscape', names);
    builder.apply(
      (document) => ({
        ...document,
        layouts: [...document.layouts, layoutFrom(layout, name, heightPx, widthPx)],
      }),
      'Add a layout',
    );
    builder.show({ layout: name });
    builder.fit('canvas');
  };
  const remove = () => {
    builder.apply(
      (document) => ({ ...document, layouts: document.layouts.filter(({ name }) => name !== layout.name) }),
      'Remove a layout',
    );
    builder.fit('canvas');
  };
  return (
    <Section title="Layouts" closed>
      <p className={classes.hint}>A screen takes the layout whose shape is nearest to its own.</p>
      <LayoutName layout={layout} names={names} />
      {!readOnly && names.length < TEMPLATE_LIMITS.layouts && (
        <Button size="xs" variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
          Add a layout for the other shape
        </Button>
      )}
      {!readOnly && names.length > 1 && (
        <Button size="xs" variant="default" leftSection={<IconTrash size={16} />} onClick={remove}>
          Remove this layout
        </Button>
      )}
    </Section>
  );
}

function freeName(base: string, names: readonly string[]): string {
  if (!names.includes(base)) return base;
  let number = 2;
  while (names.includes(`${base} ${number}`)) number += 1;
  return `${base} ${number}`;
}

/** The name counts when the field is left, if no other layout has it. */
function LayoutName({ layout, names }: { layout: Layout; names: readonly string[] }) {
  const builder = useBuilderApi();
  const readOnly = useBuilder((state) => state.readOnly);
  const rename = (typed: string) => {
    const name = typed.trim().slice(0, 120);
    if (name === '' || names.includes(name)) return;
    builder.apply(
      (document) => ({
        ...document,
        layouts: document.layouts.map((each) => (each.name === layout.name ? { ...each, name } : each)),
      }),
      'Rename a layout',
    );
    builder.show({ layout: name });
  };
  return (
    <TextInput
      key={layout.name}
      size="xs"
      label="Name of this layout"
      defaultValue={layout.name}
      maxLength={120}
      disabled={readOnly}
      onBlur={(event) => rename(event.currentTarget.value)}
    />
  );
}
