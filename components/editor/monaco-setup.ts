import { loader } from '@monaco-editor/react';

let isConfigured = false;

/** Points the editor's loader at our own copy; by default it would ask a public network for it. */
export function setUpMonaco(): void {
  if (isConfigured) return;
  isConfigured = true;
  loader.config({ paths: { vs: '/vs' } });
}
