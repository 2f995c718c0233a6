import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { Scene } from './states.ts';

/** One picture of the gallery. */
export interface Shot {
  file: string;
  title: string;
  scene: Scene;
  widthPx: number;
  heightPx: number;
}

const SCENES: Record<Scene, string> = {
  resting: 'at rest',
  active: 'a runner on air',
  'long-name': 'a long name',
  grid: 'several at once',
  ticker: 'a crowd',
  message: 'a message',
};

/** The shapes of screen that a template is drawn for, and every mode in which it looks different. */
export function shotsOf(id: string, template: TemplateDocument): Shot[] {
  const scenes = scenesOf(template);
  return template.layouts.flatMap(({ name, canvas }) => {
    const sizes = canvas.widthPx === 1920 && canvas.heightPx === 1080 ? [1, 2] : [1];
    return sizes.flatMap((factor) =>
      scenes
        .filter((scene) => factor === 1 || scene === 'active')
        .map((scene): Shot => {
          const output = canvas.pixelMap ?? canvas;
          const [widthPx, heightPx] = [output.widthPx * factor, output.heightPx * factor];
          const file = `${id}-${widthPx}x${heightPx}-${scene}.webp`;
          return {
            file,
            title: `${name}, ${widthPx} × ${heightPx}, ${SCENES[scene]}`,
            scene,
            widthPx,
            heightPx,
          };
        }),
    );
  });
}

/** Modes that a template has blocks of its own for. */
function scenesOf({ layouts, airing }: TemplateDocument): Scene[] {
  const blocks = layouts.flatMap((layout) => layout.blocks);
  const hasMode = (mode: 'active' | 'message'): boolean => blocks.some(({ modes }) => modes?.includes(mode));
  const shown: Scene[] = ['resting'];
  if (hasMode('active')) shown.push('active', 'long-name');
  if (airing.crowd !== null) shown.push('grid');
  if (airing.crowd !== null && airing.crowd.tickerCards > 0) shown.push('ticker');
  if (hasMode('message')) shown.push('message');
  return shown;
}

/** The page that shows all pictures. */
export function galleryPage(templates: Record<string, TemplateDocument>): string {
  const parts = Object.entries(templates).map(([id, template]) => {
    const pictures = shotsOf(id, template).map(
      ({ file, title }) => `![${template.name}: ${title}](${file})\n\n${title}`,
    );
    return `## ${template.name}\n\n\`${id}\`\n\n${pictures.join('\n\n')}`;
  });
  return `# The ready templates

Made by \`npx tsx tools/gallery/main.ts\` from the built display page, with invented runners. Every template is a
beginning: copy it and change it in the builder.

${parts.join('\n\n')}
`;
}
