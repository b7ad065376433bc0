/** `provider/model` in its two halves; a provider's model ids may hold slashes of their own. */
export function splitModelName(name: string): { provider: string; modelId: string } {
  const slash = name.indexOf('/');
  if (slash < 0) return { provider: name, modelId: '' };
  return { provider: name.slice(0, slash), modelId: name.slice(slash + 1) };
}
