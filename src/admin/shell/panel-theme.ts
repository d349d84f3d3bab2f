import type { ThemeOverride } from '@adminjs/design-system';

/** AdminJS's own parts in the panel's colours; `theme/panel.css` holds the same values for ours. */
const values = {
  font: "'Inter Variable', Inter, 'Segoe UI', system-ui, sans-serif",
  // The stock sidebar collapses below 1324 px.
  breakpoints: ['577px', '769px', '900px', '1100px'],
  sizes: { navbarHeight: '54px', sidebarWidth: '232px', maxFormWidth: '740px' },
  colors: {
    primary100: '#0b6355',
    primary80: '#0d7a68',
    primary60: '#4fa294',
    primary40: '#a5d3c8',
    primary20: '#edf8f5',
    accent: '#06352f',
    text: '#14211f',
    grey100: '#14211f',
    grey80: '#4c5d59',
    grey60: '#6d7d79',
    grey40: '#c9cfcb',
    grey20: '#f7f5f0',
    bg: '#f7f5f0',
    border: '#e3e1da',
    inputBorder: '#c9cfcb',
    separator: '#e3e1da',
    highlight: '#edf8f5',
    filterBg: '#ffffff',
    error: '#d93a24',
    errorDark: '#a82714',
    errorLight: '#fde3df',
    success: '#1d8a4e',
    successDark: '#14683a',
    successLight: '#dcf3e4',
    warning: '#a4580b',
    warningDark: '#85560a',
    warningLight: '#fff1d3',
    info: '#1c4fa8',
    infoDark: '#1c4fa8',
    infoLight: '#e0edff',
    love: '#0b6355',
  },
};

/** The design system's type does not know that `font` is a plain string. */
export const PANEL_THEME = values as unknown as ThemeOverride;
