import {
  type CSSVariablesResolver,
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  type DrawerProps,
  defaultCssVariablesResolver,
  type MenuProps,
  type ModalProps,
  mergeMantineTheme,
  type TooltipProps,
} from '@mantine/core';

/** The brand's blue: shade 7 carries white text at 6:1, shade 3 is readable on the dark surface. */
const signal = [
  '#eef4ff',
  '#dce8ff',
  '#b9d0ff',
  '#8fb3ff',
  '#6893fa',
  '#4a79f0',
  '#3766e3',
  '#2a55cc',
  '#2347ab',
  '#1d3a89',
] as const;

/** Cool greys for the light theme. Shade 6 is the lightest that text may have on white. */
const gray = [
  '#f7f8fa',
  '#f0f2f5',
  '#e5e8ed',
  '#d5dae1',
  '#b8bfca',
  '#8d96a4',
  '#5f6977',
  '#4b545f',
  '#333a44',
  '#1b2027',
] as const;

/** Cool near-blacks for the dark theme: 7 is the page, 6 a surface on it, 4 a border, 2 dimmed text. */
const dark = [
  '#e8eaee',
  '#c8cdd5',
  '#a5adb9',
  '#8992a0',
  '#343b46',
  '#262c35',
  '#1b2027',
  '#13171c',
  '#0e1115',
  '#090b0e',
] as const;

const CLOSE = { 'aria-label': 'Close' };

/** The console's theme. It passes WCAG AA in light and dark; the browser test with axe guards that. */
export const theme = createTheme({
  colors: { signal, gray, dark },
  primaryColor: 'signal',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.22,
  black: gray[9],
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { md: '1.45' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain defaults instead of `Component.extend`, which would bring every one of these into the first screen.
  components: {
    // Scroll lock would inject a style element, which the content policy refuses; `base.css` locks instead.
    Modal: {
      defaultProps: {
        closeButtonProps: CLOSE,
        centered: true,
        lockScroll: false,
        transitionProps: { duration: 120 },
      } satisfies Partial<ModalProps>,
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: CLOSE,
        lockScroll: false,
        // With a dialog on top there would be two banners on the page.
        attributes: { header: { role: 'none' } },
        transitionProps: { duration: 160 },
      } satisfies Partial<DrawerProps>,
    },
    Menu: {
      defaultProps: {
        withinPortal: false,
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 80 },
      } satisfies Partial<MenuProps>,
    },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false } satisfies Partial<TooltipProps> },
  },
});

/** Text colours of the kit that are too faint for AA, made darker (light theme) or lighter (dark theme). */
const contrastFixes: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[6],
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': signal[7],
    '--mantine-color-default-border': gray[3],
    '--mantine-color-signal-light-color': signal[8],
    '--mantine-color-red-light-color': '#a3161a',
  },
  dark: {
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[3],
    '--mantine-color-error': '#ff9b93',
    '--mantine-color-anchor': signal[3],
    '--mantine-color-default-border': dark[4],
    '--mantine-color-signal-light-color': signal[2],
    '--mantine-color-red-light-color': '#ffb4ae',
  },
});

/**
 * Put the theme's variables into the document as a constructed stylesheet. The kit would write a `<style>` element
 * for them, and the content policy allows no inline style.
 */
export function adoptThemeVariables(): void {
  const base = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const fixes = contrastFixes(mergeMantineTheme(DEFAULT_THEME, theme));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    convertCssVariables(
      {
        variables: base.variables,
        light: { ...base.light, ...fixes.light },
        dark: { ...base.dark, ...fixes.dark },
      },
      ':root',
    ),
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
