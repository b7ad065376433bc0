import { describe, expect, it } from 'vitest';
import { signInFailure } from './sign-in-failure';

describe('signInFailure', () => {
  it('says that email or password are wrong without saying which', () => {
    expect(signInFailure('CredentialsSignin', 401)).toBe(
      'The email or the password is not right. Check both and try again.',
    );
  });

  it('passes on a sentence of the server', () => {
    const sentence = 'This account is suspended. Ask an administrator to activate it.';
    expect(signInFailure(sentence, 401)).toBe(sentence);
  });

  it('names an unknown code or status, and what to do', () => {
    expect(signInFailure('Configuration', 500)).toContain('(Configuration)');
    expect(signInFailure(null, 502)).toContain('(502)');
    expect(signInFailure('', 502)).toContain("the server's log");
  });
});
