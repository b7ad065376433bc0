'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { Controller, useForm, type FieldError } from 'react-hook-form';
import { toast } from '@/components/ui/toast';
import { applyRefusal } from '@/components/forms/apply-refusal';
import { FormError } from '@/components/forms/form-error';
import { roleLabel } from '@/components/layout/role-label';
import { useShell } from '@/components/layout/shell-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { dataOf } from '@/lib/contract/pagination';
import { userCreateSchema, userSchema, type UserCreate } from '@/lib/contract/user';
import { PasswordInput } from './password-input';
import { grantableRoles, roleWords } from './role-words';

const formId = 'add-person';
const empty: UserCreate = { email: '', name: '', role: 'user', password: '' };

/** Makes an account with a first password. */
export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const { user } = useShell();
  const queryClient = useQueryClient();
  const form = useForm({ resolver: zodResolver(userCreateSchema), defaultValues: empty, mode: 'onTouched' });
  const { errors, isSubmitting } = form.formState;
  const role = form.watch('role');

  const submit = form.handleSubmit(async (values) => {
    try {
      const { data } = await api.post(apiPaths.users(), values, dataOf(userSchema));
      void queryClient.invalidateQueries({ queryKey: ['users'] });
      toast.success(`Added ${data.name}`, { description: `${data.email} can sign in now.` });
      onClose();
    } catch (error) {
      applyRefusal(form, error);
    }
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add a person"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            {isSubmitting ? 'Adding…' : 'Add person'}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field
          label="Email"
          required
          error={wordsFor(errors.email, 'Enter an email address, such as maya@example.com.')}
        >
          <Input type="email" autoComplete="off" autoFocus {...form.register('email')} />
        </Field>
        <Field label="Name" required error={wordsFor(errors.name, 'Enter the name, at most 100 characters.')}>
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <Field label="Role" required error={errors.role?.message} hint={roleWords[role]}>
              <Select
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                options={grantableRoles(user.role).map((value) => ({ value, label: roleLabel(value) }))}
              />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="password"
          render={({ field }) => (
            <PasswordInput
              label="Initial password"
              value={field.value}
              error={errors.password?.message}
              onValueChange={(value) => {
                field.onChange(value);
                if (errors.password) void form.trigger('password');
              }}
              onBlur={field.onBlur}
            />
          )}
        />
        <FormError message={errors.root?.message} />
      </form>
    </Dialog>
  );
}

/** The server's refusal as it is; our words for what the schema refuses. */
function wordsFor(error: FieldError | undefined, words: string): string | undefined {
  return error?.type === 'server' ? error.message : error && words;
}
