'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { signIn } from 'next-auth/react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { FormError } from './form-error';
import { safeCallbackPath } from './safe-callback-path';
import { signInFailure } from './sign-in-failure';

const signInSchema = z.object({
  email: z.email('Enter the email address of your account.'),
  password: z.string().min(1, 'Enter your password.'),
});

/** Signs a person in with email and password, then goes to the page they came for. */
export function SignInForm({ callbackUrl }: { callbackUrl: string | null }) {
  const form = useForm({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
    mode: 'onTouched',
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ email, password }) => {
    const result = await signIn('credentials', { redirect: false, email, password }).catch(() => undefined);
    if (result?.ok && !result.error) {
      // A full load: nothing that the browser kept for another person may survive.
      window.location.assign(safeCallbackPath(callbackUrl));
      return;
    }
    const message = result
      ? signInFailure(result.error, result.status)
      : 'The server cannot be reached. Check that it runs, then try again.';
    form.setError('root', { message });
    form.setFocus('password', { shouldSelect: true });
  });

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field label="Email" error={errors.email?.message}>
        <Input type="email" autoComplete="username" autoFocus {...form.register('email')} className="h-9" />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <Input
          type="password"
          autoComplete="current-password"
          {...form.register('password')}
          className="h-9"
        />
      </Field>
      <FormError message={errors.root?.message} />
      <Button type="submit" variant="primary" pending={isSubmitting} className="h-9">
        {isSubmitting ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
