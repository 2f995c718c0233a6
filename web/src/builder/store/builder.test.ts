import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { expect, it } from 'vitest';
import { createBuilder } from './builder.ts';

function opened() {
  let nowMs = 0;
  const builder = createBuilder(
    { templateId: 't', document: BUILT_IN_TEMPLATES['finish-hero'] },
    () => nowMs,
  );
  const rename = (name: string, merge?: string) =>
    builder.apply((document) => ({ ...document, name }), 'Rename', merge);
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { builder, rename, wait, name: () => builder.store.getState().document.name };
}

it('a drag is one step, and none when it is given up', () => {
  const { builder, name } = opened();
  const before = name();
  for (const part of ['a', 'b', 'c'])
    builder.preview((document) => ({ ...document, name: document.name + part }));
  expect(name()).toBe(`${before}c`);
  builder.commit('Drag');
  expect(builder.store.getState().history.steps.map(({ label }) => label)).toEqual(['Drag']);
  builder.undo();
  expect(name()).toBe(before);
  builder.preview((document) => ({ ...document, name: 'x' }));
  builder.cancel();
  expect(name()).toBe(before);
});

it('what is typed quickly is one step, and slowly several', () => {
  const { builder, rename, wait, name } = opened();
  rename('F', 'name');
  wait(200);
  rename('Fi', 'name');
  wait(5_000);
  rename('Fin', 'name');
  builder.undo();
  expect(name()).toBe('Fi');
  builder.undo();
  expect(name()).not.toMatch(/^F$/);
  expect(builder.store.getState().history.at).toBe(0);
});

it('a new step after an undo ends what could be done again', () => {
  const { builder, rename, name } = opened();
  rename('one');
  builder.undo();
  rename('two');
  builder.redo();
  expect(name()).toBe('two');
  expect(builder.store.getState().history.steps).toHaveLength(1);
});

it('selection is not history, and does not outlive its blocks', () => {
  const { builder } = opened();
  const id = builder.store.getState().document.layouts[0]?.blocks[0]?.id ?? '';
  builder.select([id]);
  builder.apply(
    (document) => ({ ...document, layouts: document.layouts.map((layout) => ({ ...layout, blocks: [] })) }),
    'Delete',
  );
  expect(builder.store.getState().selection).toEqual([]);
  builder.undo();
  expect(builder.store.getState().selection).toEqual([]);
});

it('nothing changes for those who may only look', () => {
  const { builder, rename, name } = opened();
  const before = name();
  builder.show({ readOnly: true });
  rename('mine');
  builder.preview((document) => ({ ...document, name: 'mine' }));
  builder.commit('Drag');
  expect(name()).toBe(before);
});
