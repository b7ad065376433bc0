import type { EditorProps } from '@monaco-editor/react';

type Options = NonNullable<EditorProps['options']>;

/** How every code editor of the console behaves. */
export function monacoOptions(fields: {
  label: string;
  isReadOnly: boolean;
  hasLineNumbers: boolean;
}): Options {
  return {
    ariaLabel: fields.label,
    readOnly: fields.isReadOnly,
    domReadOnly: fields.isReadOnly,
    lineNumbers: fields.hasLineNumbers ? 'on' : 'off',
    minimap: { enabled: false },
    fontFamily: "'Geist Mono Variable', ui-monospace, monospace",
    fontSize: 13,
    lineHeight: 22,
    wordWrap: 'on',
    scrollBeyondLastLine: false,
    renderLineHighlight: fields.isReadOnly ? 'none' : 'line',
    overviewRulerLanes: 0,
    folding: false,
    lineNumbersMinChars: 4,
    glyphMargin: false,
    padding: { top: 10, bottom: 10 },
    tabSize: 2,
    // Tab leaves the editor, so that nobody who uses the keyboard is caught in it.
    tabFocusMode: true,
    fixedOverflowWidgets: true,
    unicodeHighlight: { ambiguousCharacters: false },
    contextmenu: false,
    links: false,
    quickSuggestions: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  };
}
