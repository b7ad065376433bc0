'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as RadixMenu } from 'radix-ui';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { cn } from './cn';
import { floatingClass, menuItemClass } from './menu-class';

/** A menu of actions that opens from `trigger`. */
export function DropdownMenu({
  trigger,
  children,
  align = 'end',
  side = 'bottom',
  className,
}: {
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
}) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(floatingClass, 'min-w-44 p-1', className)}
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

/** One action of a menu. */
export function MenuItem({
  icon,
  shortcut,
  danger = false,
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof RadixMenu.Item>, 'asChild'> & {
  icon?: ReactNode;
  shortcut?: ReactNode;
  danger?: boolean;
}) {
  return (
    <RadixMenu.Item {...props} className={cn(menuItemClass, danger && 'text-danger', className)}>
      {icon ? <span className={danger ? '' : 'text-faint'}>{icon}</span> : null}
      <span className="grow truncate">{children}</span>
      {shortcut}
    </RadixMenu.Item>
  );
}

/** An item that goes to another page; its child is the link. */
export function MenuLinkItem({ children, ...props }: ComponentProps<typeof RadixMenu.Item>) {
  return (
    <RadixMenu.Item {...props} asChild className={menuItemClass}>
      {children}
    </RadixMenu.Item>
  );
}

/** One of several choices; the current one carries a tick. */
export function MenuChoices<Value extends string>({
  label,
  value,
  onValueChange,
  options,
}: {
  label: string;
  value: Value | undefined;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[];
}) {
  const choose = (next: string): void => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onValueChange(option.value);
  };
  return (
    <RadixMenu.RadioGroup aria-label={label} value={value ?? ''} onValueChange={choose}>
      {options.map((option) => (
        <RadixMenu.RadioItem key={option.value} value={option.value} className={cn(menuItemClass, 'pr-8')}>
          {option.icon ? <span className="text-faint">{option.icon}</span> : null}
          {option.label}
          <RadixMenu.ItemIndicator className="absolute right-2">
            <Check aria-hidden />
          </RadixMenu.ItemIndicator>
        </RadixMenu.RadioItem>
      ))}
    </RadixMenu.RadioGroup>
  );
}

/** A quiet heading inside a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <RadixMenu.Label className="px-2 py-1 text-xs text-muted">{children}</RadixMenu.Label>;
}

/** A line between groups of a menu. */
export function MenuSeparator() {
  return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
