import { CircleAlert } from 'lucide-react';

/** Why the whole form was refused, spoken when it appears. */
export function FormError({ message }: { message: string | null | undefined }) {
  if (!message) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-md border border-danger/30 bg-danger/5 px-3 py-2 text-danger wrap-anywhere"
    >
      <CircleAlert className="mt-[3px]" aria-hidden />
      {message}
    </p>
  );
}
