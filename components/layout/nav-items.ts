import {
  Activity,
  BookOpen,
  Bot,
  Cpu,
  KeyRound,
  MessageSquare,
  Plug,
  Settings,
  ShieldCheck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { paths } from '@/lib/client/paths';
import type { Permission } from '@/lib/contract/permissions';

export type NavItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** The right that the page needs; people without it do not see the link. */
  permission: Permission;
  /** The letter after `g` that goes here. */
  key: string;
};

export type NavGroup = { label: string; items: readonly NavItem[] };

/** The sidebar, the command palette and the `g` shortcuts all read this. */
export const navGroups: readonly NavGroup[] = [
  {
    label: 'Build',
    items: [
      { href: paths.agents(), label: 'Agents', icon: Bot, permission: 'agents:read', key: 'a' },
      {
        href: paths.playground(),
        label: 'Playground',
        icon: MessageSquare,
        permission: 'sessions:write',
        key: 'p',
      },
    ],
  },
  {
    label: 'Observe',
    items: [{ href: paths.traces(), label: 'Traces', icon: Activity, permission: 'traces:read', key: 't' }],
  },
  {
    label: 'Registry',
    items: [
      { href: paths.models(), label: 'Models', icon: Cpu, permission: 'models:read', key: 'm' },
      {
        href: paths.mcpServers(),
        label: 'MCP servers',
        icon: Plug,
        permission: 'mcp-servers:read',
        key: 's',
      },
      { href: paths.skills(), label: 'Skills', icon: BookOpen, permission: 'skills:read', key: 'k' },
    ],
  },
  {
    label: 'Govern',
    items: [
      {
        href: paths.toolPolicies(),
        label: 'Tool policies',
        icon: ShieldCheck,
        permission: 'tool-policies:read',
        key: 'o',
      },
      { href: paths.people(), label: 'People', icon: Users, permission: 'users:read', key: 'u' },
      { href: paths.apiKeys(), label: 'API keys', icon: KeyRound, permission: 'api-keys:own', key: 'i' },
      { href: paths.settings(), label: 'Settings', icon: Settings, permission: 'settings:read', key: 'e' },
    ],
  },
];
