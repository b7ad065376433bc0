/** Puts values in place of `{{name}}`; a name without a value stays as it is written, so that it can be seen. */
export function renderVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{\s*([A-Za-z0-9_.-]+)\s*\}\}/g, (written, name: string) => {
    return Object.hasOwn(variables, name) ? (variables[name] ?? written) : written;
  });
}
