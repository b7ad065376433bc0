const keptMax = 40;
// Names are told apart by the list they come from.
const lists = ['agents', 'providers', 'mcp-servers', 'skills'];

/** Ids, names and cursors that answers have shown, so that requests reach beyond "not found". */
export function createKnownValues() {
  const pools = new Map();
  const add = (name, value) => {
    if (typeof value !== 'string' || value === '' || value.length > 200) return;
    const pool = pools.get(name) ?? [];
    pools.set(name, pool);
    if (pool.includes(value)) return;
    if (pool.length < keptMax) pool.push(value);
    else pool[value.length % keptMax] = value;
  };
  const learn = (value, path, depth = 0) => {
    if (typeof value !== 'object' || value === null || depth > 5) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 5)) learn(item, path, depth + 1);
      return;
    }
    const list = lists.find((name) => path.startsWith(`/api/v1/${name}`));
    for (const [key, item] of Object.entries(value)) {
      if (key === 'id') addId(item);
      else if (key === 'name' && list && depth <= 2) add(list, item);
      else if (typeof item === 'string') {
        if (/_id$|^digest$|^name$|^model$/.test(key)) add(key, item);
        if (/page_token$/.test(key)) add('page_token', item);
      } else learn(item, path, depth + 1);
    }
  };
  const addId = (id) => {
    if (typeof id !== 'string') return;
    const prefix = /^([a-z]{2,8})_/.exec(id)?.[1];
    const names = {
      ses: 'session_id',
      run: 'run_id',
      stp: 'step_id',
      usr: 'users',
      key: 'api-keys',
      call: 'tool_call_id',
    };
    if (prefix && names[prefix]) add(names[prefix], id);
    if (/^[0-9a-f-]{36}$/.test(id)) {
      add('turn_id', id);
      add('previous_turn_id', id);
    }
  };
  return {
    learn(text, path) {
      if (!text.startsWith('{') || text.length > 200_000) return;
      try {
        learn(JSON.parse(text), path);
      } catch {
        // A body that was cut short teaches nothing.
      }
    },
    /** `name` is a parameter's name, or a path whose list the value is of. */
    known(name) {
      if (!name.startsWith('/')) return pools.get(name) ?? [];
      return pools.get(name.split('/')[3] ?? '') ?? [];
    },
    forget(values) {
      for (const pool of pools.values())
        for (const value of values) {
          const index = pool.indexOf(value);
          if (index !== -1) pool.splice(index, 1);
        }
    },
  };
}
