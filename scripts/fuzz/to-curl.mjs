const shownMax = 2000;

/** A request as a line for a shell; its keys stay out, and a body that is no text goes through base64. */
export function toCurl(url, { method, path, headers, body, who }) {
  const parts = ['curl', '-i', '--path-as-is', '-X', method];
  for (const [name, value] of headers) {
    const isKey = value.startsWith('Bearer ') && (who === 'admin' || who === 'user');
    parts.push('-H', isKey ? `"${name}: Bearer $${who.toUpperCase()}_KEY"` : quoted(`${name}: ${value}`));
  }
  const address = quoted(`${url}${path}`);
  if (body === undefined) return [...parts, address].join(' ');
  if (body.length > 100_000) {
    const make = `{ printf '{"input":"'; head -c ${body.length} /dev/zero | tr '\\0' a; printf '"}'; }`;
    return `${make} | ${[...parts, '--data-binary', '@-', address].join(' ')}`;
  }
  const text = body.toString('utf8');
  const isText = Buffer.from(text).equals(body) && !text.includes('\0') && text.length <= shownMax;
  if (isText) return [...parts, '--data-binary', quoted(text), address].join(' ');
  return `echo ${body.toString('base64')} | base64 -d | ${[...parts, '--data-binary', '@-', address].join(' ')}`;
}

function quoted(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
