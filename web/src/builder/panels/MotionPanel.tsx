import type { Block } from '@project88/core/displays/document/blocks.ts';
import { type BlockMotion, MOTIONS, type MotionKind } from '@project88/core/displays/document/style.ts';
import { changeBlocks } from '@project88/core/displays/edit/place.ts';
import { useBuilderApi } from '../BuilderContext.tsx';
import { placeOf } from '../store/builder.ts';
import { ChoiceField, NumberField } from './fields.tsx';
import classes from './Panels.module.css';
import { Section } from './Section.tsx';

const MOTION_WORDS: Record<MotionKind, string> = {
  none: 'None',
  fade: 'Fade',
  rise: 'Rise from below',
  drop: 'Drop from above',
  'slide-left': 'Slide to the left',
  'slide-right': 'Slide to the right',
  zoom: 'Zoom',
  flash: 'Flash',
};

type Moment = keyof NonNullable<Block['motion']>;

const MOMENTS: readonly (readonly [Moment, string])[] = [
  ['enter', 'Comes'],
  ['leave', 'Goes'],
  ['update', 'Changes'],
];
const FIRST: BlockMotion = { kind: 'none', durationMs: 300, delayMs: 0 };

/** How a block comes, goes and shows that its content is another. Short, so that nobody waits for a name. */
export function MotionPanel({ block }: { block: Block }) {
  const builder = useBuilderApi();
  const set = (moment: Moment, motion: BlockMotion) =>
    builder.apply(
      (document) =>
        changeBlocks(document, placeOf(builder.store.getState()), [block.id], (each) =>
          withMotion(each, moment, motion),
        ),
      'Motion',
      `Motion ${block.id} ${moment}`,
    );
  return (
    <Section title="Motion" closed>
      {MOMENTS.map(([moment, words]) => {
        const motion = block.motion?.[moment] ?? FIRST;
        return (
          <div key={moment} className={classes.lines}>
            <ChoiceField
              label={words}
              value={motion.kind}
              choices={MOTIONS.map((kind) => [kind, MOTION_WORDS[kind]] as const)}
              onChange={(kind) => set(moment, { ...motion, kind })}
            />
            {motion.kind !== 'none' && (
              <div className={`${classes.pair} ${classes.inset}`}>
                <NumberField
                  label={`${words}: how long`}
                  letter="↔"
                  unit="ms"
                  min={0}
                  max={5_000}
                  step={50}
                  value={motion.durationMs}
                  onChange={(ms) => set(moment, { ...motion, durationMs: Math.round(ms) })}
                />
                <NumberField
                  label={`${words}: begins after`}
                  letter="⇥"
                  unit="ms"
                  min={0}
                  max={5_000}
                  step={50}
                  value={motion.delayMs}
                  onChange={(ms) => set(moment, { ...motion, delayMs: Math.round(ms) })}
                />
              </div>
            )}
          </div>
        );
      })}
    </Section>
  );
}

function withMotion(block: Block, moment: Moment, motion: BlockMotion): Block {
  const { motion: { [moment]: _before, ...others } = {}, ...rest } = block;
  const next = motion.kind === 'none' ? others : { ...others, [moment]: motion };
  return (Object.keys(next).length === 0 ? rest : { ...rest, motion: next }) as Block;
}
