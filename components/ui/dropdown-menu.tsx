'use client';

import { Check } from 'lucide-react';
import type { DropdownMenu as RadixMenu } from 'radix-ui';
import {
  cloneElement,
  useState,
  type ComponentProps,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
} from 'react';
import { chainHandlers } from './chain-handlers';
import { cn } from './cn';
import { lazyPart } from './lazy-part';
import { menuItemClass } from './menu-class';
import { useMenuParts } from './menu-parts';

// Loaded when a trigger is pointed at or focused: a page of rows has many menus and opens few.
const MenuLayer = lazyPart(() => import('./menu-layer').then((module) => module.MenuLayer));

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
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  // A trigger is one control that takes the attributes of an HTML element.
  const control = trigger as ReactElement<HTMLAttributes<HTMLElement>>;
  const { props } = control;
  return (
    <>
      {cloneElement(control, {
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        ...{ 'data-state': open ? 'open' : 'closed' },
        onPointerEnter: chainHandlers(props.onPointerEnter, (event) => setElement(event.currentTarget)),
        onFocus: chainHandlers(props.onFocus, (event) => setElement(event.currentTarget)),
        onPointerDown: chainHandlers(props.onPointerDown, (event) => {
          if (event.button !== 0 || event.ctrlKey) return;
          setElement(event.currentTarget);
          setOpen(!open);
          // The first item takes the focus, not the trigger.
          if (!open) event.preventDefault();
        }),
        onKeyDown: chainHandlers(props.onKeyDown, (event) => {
          if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
          event.preventDefault();
          setElement(event.currentTarget);
          setOpen(event.key === 'ArrowDown' || !open);
        }),
      })}
      {element ? (
        <MenuLayer
          element={element}
          open={open}
          onOpenChange={setOpen}
          align={align}
          side={side}
          className={className}
        >
          {children}
        </MenuLayer>
      ) : null}
    </>
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
  const parts = useMenuParts();
  return (
    <parts.Item {...props} className={cn(menuItemClass, danger && 'text-danger', className)}>
      {icon ? <span className={danger ? '' : 'text-faint'}>{icon}</span> : null}
      <span className="grow truncate">{children}</span>
      {shortcut}
    </parts.Item>
  );
}

/** An item that goes to another page; its child is the link. */
export function MenuLinkItem({ children, ...props }: ComponentProps<typeof RadixMenu.Item>) {
  const parts = useMenuParts();
  return (
    <parts.Item {...props} asChild className={menuItemClass}>
      {children}
    </parts.Item>
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
  const parts = useMenuParts();
  const choose = (next: string): void => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onValueChange(option.value);
  };
  return (
    <parts.RadioGroup aria-label={label} value={value ?? ''} onValueChange={choose}>
      {options.map((option) => (
        <parts.RadioItem key={option.value} value={option.value} className={cn(menuItemClass, 'pr-8')}>
          {option.icon ? <span className="text-faint">{option.icon}</span> : null}
          {option.label}
          <parts.ItemIndicator className="absolute right-2">
            <Check aria-hidden />
          </parts.ItemIndicator>
        </parts.RadioItem>
      ))}
    </parts.RadioGroup>
  );
}

/** A quiet heading inside a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  const parts = useMenuParts();
  return <parts.Label className="px-2 py-1 text-xs text-muted">{children}</parts.Label>;
}

/** A line between groups of a menu. */
export function MenuSeparator() {
  const parts = useMenuParts();
  return <parts.Separator className="-mx-1 my-1 h-px bg-line" />;
}
