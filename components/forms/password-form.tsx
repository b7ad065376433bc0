'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { toast } from '@/components/ui/toast';
import { z } from 'zod';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { passwordChangeSchema } from '@/lib/contract/user';
import { applyRefusal } from './apply-refusal';
import { FormError } from './form-error';

const passwordFormSchema = passwordChangeSchema
  .extend({
    current_password: passwordChangeSchema.shape.current_password.min(1, 'Enter your current password.'),
    repeated: z.string(),
  })
  .refine((values) => values.new_password === values.repeated, {
    path: ['repeated'],
    message: 'This differs from the new password above.',
  });

const empty = { current_password: '', new_password: '', repeated: '' };

/** Changes the signed-in person's own password. */
export function PasswordForm({ email }: { email: string }) {
  const form = useForm({
    resolver: zodResolver(passwordFormSchema),
    defaultValues: empty,
    mode: 'onTouched',
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ current_password, new_password }) => {
    try {
      await api.send('POST', apiPaths.myPassword(), { current_password, new_password });
    } catch (error) {
      applyRefusal(form, error);
      return;
    }
    form.reset(empty);
    toast.success('Password changed');
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {/* Tells password managers whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Current password" error={errors.current_password?.message}>
        <Input type="password" autoComplete="current-password" {...form.register('current_password')} />
      </Field>
      <Field label="New password" hint="At least 10 characters." error={errors.new_password?.message}>
        <Input type="password" autoComplete="new-password" {...form.register('new_password')} />
      </Field>
      <Field label="New password, again" error={errors.repeated?.message}>
        <Input type="password" autoComplete="new-password" {...form.register('repeated')} />
      </Field>
      <FormError message={errors.root?.message} />
      <div>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {isSubmitting ? 'Changing…' : 'Change password'}
        </Button>
      </div>
    </form>
  );
}
