'use client';

import { Monitor, Moon, Sun, SunMoon } from 'lucide-react';
import { useTheme } from 'next-themes';
import { DropdownMenu, MenuChoices } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';

const choices = [
  { value: 'system', label: 'System', icon: <Monitor aria-hidden /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden /> },
] as const;

/** Chooses between the system's theme, light and dark. */
export function ThemeMenu({ className }: { className?: string }) {
  const { theme, setTheme } = useTheme();
  const value = choices.find((choice) => choice.value === theme)?.value;
  return (
    <DropdownMenu
      side="top"
      className="min-w-36"
      trigger={
        <IconButton label="Theme" hasTooltip={false} className={className}>
          <SunMoon aria-hidden />
        </IconButton>
      }
    >
      <MenuChoices label="Theme" value={value} onValueChange={setTheme} options={choices} />
    </DropdownMenu>
  );
}
