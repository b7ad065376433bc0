'use client';

import { Bot, ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Picker } from '@/components/ui/picker';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { Toolbar } from '@/components/ui/toolbar';
import { runStatusNames } from '@/lib/contract/run-status';
import { runStatuses } from './run-status';
import { isFiltered, timeRanges, type TimeRange, type TraceFilters } from './trace-filters';
import { useAgentNames } from './use-agent-names';

const rangeNames: Record<TimeRange, string> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
};

/** The filters above the list of traces. */
export function TraceToolbar({
  filters,
  onChange,
  count,
}: {
  filters: TraceFilters;
  onChange: (change: Partial<TraceFilters>) => void;
  count: string;
}) {
  const [asked, setAsked] = useState(false);
  const agents = useAgentNames(asked);
  const names = [...new Set([...(filters.agent ? [filters.agent] : []), ...agents])];
  return (
    <Toolbar end={<span role="status">{count}</span>}>
      <SearchInput
        label="Search titles"
        value={filters.search}
        maxLength={200}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      <Picker
        label="Filter by agent"
        items={[{ value: '', label: 'Any agent' }, ...names.map((name) => ({ value: name, label: name }))]}
        selected={filters.agent}
        onPick={(agent) => onChange({ agent })}
        trigger={
          <Button
            className="font-normal"
            onPointerEnter={() => setAsked(true)}
            onFocus={() => setAsked(true)}
          >
            <Bot aria-hidden />
            <span className="max-w-40 truncate">{filters.agent || 'Any agent'}</span>
            <ChevronDown aria-hidden className="text-faint" />
          </Button>
        }
      />
      <Select
        label="Status"
        className="w-auto min-w-32"
        value={filters.status ?? 'any'}
        onValueChange={(status) => onChange({ status: status === 'any' ? null : status })}
        options={[
          { value: 'any' as const, label: 'Any status' },
          ...runStatusNames.map((value) => ({ value, label: runStatuses[value].label })),
        ]}
      />
      <Select
        label="Time"
        className="w-auto min-w-32"
        value={filters.range ?? 'any'}
        onValueChange={(range) => onChange({ range: range === 'any' ? null : range })}
        options={[
          { value: 'any' as const, label: 'Any time' },
          ...timeRanges.map((value) => ({ value, label: rangeNames[value] })),
        ]}
      />
      {filters.session ? (
        <Button onClick={() => onChange({ session: '' })}>
          Session {filters.session.slice(0, 10)}… <X aria-label="Remove" className="text-faint" />
        </Button>
      ) : null}
      {isFiltered(filters) ? (
        <Button
          variant="ghost"
          onClick={() => onChange({ search: '', agent: '', session: '', status: null, range: null })}
        >
          Clear
        </Button>
      ) : null}
    </Toolbar>
  );
}
