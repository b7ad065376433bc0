const traces = [
  /\n\s+at .+:\d+:\d+/,
  /node_modules|webpack-internal|\.next\/server/,
  /\/(?:home|root|tmp|work|usr|var)\/[\w.-]+/,
  /postgres(?:ql)?:\/\//i,
  /(?:relation|column) \\?"\w+\\?" does not exist|syntax error at or near|duplicate key value|violates .* constraint/i,
  /Prisma|PrismaClient|ECONNREFUSED|errno|SQLSTATE/,
];

/** What is wrong with an answer, or undefined. `canaries` are secrets that no answer may carry. */
export function checkAnswer(request, answer, { canaries }) {
  const { status, headers, text, failure } = answer;
  if (status === 0) return `there was no answer (${failure})`;
  const everything = `${JSON.stringify(headers)}\n${text}`;
  const leaked = canaries.find(({ value }) => everything.includes(value));
  if (leaked) return `the answer carries ${leaked.name}`;
  if (status >= 500) {
    if (status === 503 && headers['retry-after']) return undefined;
    // The contract's own answer for a tool server or provider that could not be reached.
    if (status === 502 && text.includes('"upstream_failed"')) return undefined;
    return `the answer is ${status}: ${text.slice(0, 300)}`;
  }
  if (status < 400) return undefined;
  const trace = traces.find((pattern) => pattern.test(text));
  if (trace) return `the refusal tells of the inside (${trace}): ${text.slice(0, 300)}`;
  if (request.method === 'HEAD' || isAnsweredByNode(status, text)) return undefined;
  return checkShape(status, headers, text);
}

/** What cannot even be read as HTTP is refused by Node itself, before there is an application. */
function isAnsweredByNode(status, text) {
  return text === '' && (status === 400 || status === 431 || status === 417);
}

function checkShape(status, headers, text) {
  if (!headers['content-type']?.startsWith('application/json'))
    return `the ${status} is not JSON: ${headers['content-type']} ${text.slice(0, 200)}`;
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return `the ${status} is not JSON: ${text.slice(0, 200)}`;
  }
  const { error } = body;
  const isShape =
    Object.keys(body).length === 1 &&
    ['message', 'type', 'code', 'request_id'].every((name) => typeof error?.[name] === 'string');
  return isShape ? undefined : `the ${status} has another shape: ${text.slice(0, 300)}`;
}
