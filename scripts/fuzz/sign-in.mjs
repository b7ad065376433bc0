const scopes = ['sessions:read', 'sessions:write', 'api-keys:own', 'account:read'];

/** An API key of somebody who signs in with a password, made the way the console makes one. */
export async function keyOf(url, { email, password }) {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = await csrf.json();
  const signedIn = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(csrf), origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  });
  const cookie = [cookiesOf(csrf), cookiesOf(signedIn)].join('; ');
  const answer = await fetch(`${url}/api/v1/api-keys`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'fuzz', scopes }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`No API key for ${email}: ${answer.status} ${text}`);
  return JSON.parse(text).data.key;
}

function cookiesOf(response) {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}
