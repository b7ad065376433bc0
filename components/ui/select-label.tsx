import type { SelectOption } from './select';

/** An option of a select as it reads in the list and, once chosen, in the control. */
export function SelectLabel({ option }: { option: Pick<SelectOption, 'label' | 'detail'> }) {
  return (
    <span className="flex w-full min-w-0 items-baseline gap-4">
      <span className="truncate">{option.label}</span>
      {option.detail ? <span className="ml-auto shrink-0 text-xs text-muted">{option.detail}</span> : null}
    </span>
  );
}
