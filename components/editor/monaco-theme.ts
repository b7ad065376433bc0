import type { Monaco } from '@monaco-editor/react';

const lightName = 'tackroom-light';
const darkName = 'tackroom-dark';

/** The editor's theme for the page's: our tokens, read from the page so that they exist once. */
export function monacoThemeName(isDark: boolean): string {
  return isDark ? darkName : lightName;
}

/** Defines the theme from the tokens that hold on the page now. */
export function defineMonacoTheme(monaco: Monaco, isDark: boolean): void {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => sixDigits(style.getPropertyValue(`--${name}`).trim());
  const foreground = (name: string): string => token(name).replace('#', '');
  monaco.editor.defineTheme(monacoThemeName(isDark), {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: foreground('ink') },
      { token: 'comment', foreground: foreground('muted') },
      { token: 'keyword', foreground: foreground('accent') },
      { token: 'keyword.md', foreground: foreground('accent'), fontStyle: 'bold' },
      { token: 'string', foreground: foreground('tool') },
      { token: 'string.key.json', foreground: foreground('accent') },
      { token: 'string.value.json', foreground: foreground('tool') },
      { token: 'number', foreground: foreground('model') },
      { token: 'type', foreground: foreground('tool') },
      { token: 'type.yaml', foreground: foreground('accent') },
      { token: 'variable.md', foreground: foreground('tool') },
    ],
    colors: {
      'editor.background': token('surface'),
      'editor.foreground': token('ink'),
      'editorLineNumber.foreground': token('faint'),
      'editorLineNumber.dimmedForeground': token('faint'),
      'editorLineNumber.activeForeground': token('ink'),
      'editor.lineHighlightBackground': token('canvas'),
      'editor.lineHighlightBorder': token('canvas'),
      'editorCursor.foreground': token('accent'),
      'editor.selectionBackground': token('accent-soft'),
      'editorIndentGuide.background1': token('line'),
      'editorWidget.background': token('surface'),
      'editorWidget.border': token('line-strong'),
      'editorGutter.background': token('surface'),
      'input.background': token('surface'),
      'input.border': token('line-strong'),
      focusBorder: token('accent'),
      'scrollbarSlider.background': `${token('line-strong')}80`,
      'scrollbarSlider.hoverBackground': `${token('line-strong')}c0`,
      'scrollbarSlider.activeBackground': token('line-strong'),
      'diffEditor.insertedTextBackground': `${token('ok')}0c`,
      'diffEditor.removedTextBackground': `${token('danger')}0c`,
      'diffEditor.insertedLineBackground': `${token('ok')}0a`,
      'diffEditor.removedLineBackground': `${token('danger')}0a`,
    },
  });
}

/** Builds shorten `#ffffff` to `#fff`, which the editor refuses. */
function sixDigits(color: string): string {
  return /^#[\da-f]{3}$/iu.test(color)
    ? `#${[...color.slice(1)].map((digit) => digit + digit).join('')}`
    : color;
}
