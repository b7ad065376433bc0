import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { ApiError } from '@/lib/client/api-error';

/**
 * Puts a server's refusal where it belongs: beside the field it names when the form has that field, else at the
 * form (`errors.root.message`).
 */
export function applyRefusal<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'setError' | 'getValues'>,
  error: unknown,
): void {
  const message = error instanceof Error ? error.message : 'This did not work. Try again.';
  const param = error instanceof ApiError ? error.param : undefined;
  const isField = param !== undefined && form.getValues(asPath<Values>(param)) !== undefined;
  if (isField) form.setError(asPath<Values>(param), { type: 'server', message }, { shouldFocus: true });
  else form.setError('root', { type: 'server', message });
}

function asPath<Values extends FieldValues>(param: string): FieldPath<Values> {
  // The server names fields of the same schema that the form was made from; an unknown name reads as undefined.
  return param as FieldPath<Values>;
}
