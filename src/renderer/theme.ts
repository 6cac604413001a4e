import { createDarkTheme, createLightTheme, type Theme } from '@fluentui/react-components';
import { brandOf } from './accent.ts';

/** Fluent's own sizes are for an office desk; people stand in front of this one. Every text is at least 20 px. */
const sizes = {
  fontFamilyBase:
    "'Atkinson Hyperlegible Next Variable', 'Segoe UI', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Micro Hei', system-ui, sans-serif",
  fontFamilyMonospace: "'Atkinson Hyperlegible Mono Variable', 'Cascadia Mono', monospace",
  fontSizeBase200: '1.25rem',
  fontSizeBase300: '1.25rem',
  fontSizeBase400: '1.375rem',
  fontSizeBase500: '1.5rem',
  fontSizeBase600: '1.75rem',
  lineHeightBase200: '1.75rem',
  lineHeightBase300: '1.75rem',
  lineHeightBase400: '1.875rem',
  lineHeightBase500: '2rem',
  lineHeightBase600: '2.25rem',
  borderRadiusMedium: '0.625rem',
} as const;

/** The site's theme: its accent on neutral, light or dark. */
export const themeOf = (accent: string | null, dark: boolean): Theme => ({
  ...(dark ? createDarkTheme(brandOf(accent)) : createLightTheme(brandOf(accent))),
  ...sizes,
});
