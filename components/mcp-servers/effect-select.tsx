'use client';

import { EffectWord } from '@/components/tool-policies/effect-word';
import { Select } from '@/components/ui/select';
import type { McpTool } from '@/lib/contract/mcp-server';
import { effectiveEffect, toolEffectSchema, type ToolEffect } from '@/lib/contract/tool-effect';

const options = toolEffectSchema.options.map((value) => ({ value, label: <EffectWord effect={value} /> }));

/** Chooses a tool's flag. A changed definition shows as unreviewed until a flag is chosen for it. */
export function EffectSelect({ tool, onChange }: { tool: McpTool; onChange: (effect: ToolEffect) => void }) {
  return (
    <Select
      label={`Flag of ${tool.name}`}
      size="sm"
      className="w-32"
      value={effectiveEffect(tool)}
      onValueChange={onChange}
      options={options}
    />
  );
}
